"""A classifier that has read the quizzes, and what it gets right of messages that it has never seen.

The model is a logistic regression with scikit-learn's own settings. What it may look at was fixed before it was tried.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import MaxAbsScaler

from quizlib import Message, Question
from tests.shipped import content, library

MARKS = ".,:;?!»«\"'()-/%"
SMALL_WORDS = {
    language: frozenset((Path(__file__).parent / f"small-words-{language}.txt").read_text("utf-8").split())
    for language in ("da", "en")
}
"""Words that join others together, or stand beside or for a number, or end an address: nobody learns by them."""
Features = Mapping[str, float]


class Judged(NamedTuple):
    """What a person sees who is to judge a message, and what it is."""

    stem: str
    message: Message
    scam: bool
    language: str

    @property
    def parts(self) -> str:
        """The message as one text, part by part."""
        return "\n".join(self.message.parts(self.language).values())


class Score(NamedTuple):
    """How many of the messages that it has never seen a classifier gets right."""

    right: int
    of: int


def words(text: str) -> Features:
    """Return the words of a text, without numbers, however often each stands there."""
    return dict.fromkeys(re.findall(r"[^\W\d_]{2,}", text.casefold()), 1)


def stem(one: Judged) -> Features:
    """Return the words of the stem alone."""
    return words(one.stem)


def surface(one: Judged) -> Features:
    """Return what can be seen without reading: channel, length, links, numbers, capitals, marks."""
    text = one.parts
    return {
        f"channel {one.message.channel}": 1,
        "characters": len(text),
        "words": len(text.split()),
        "lines": len(text.splitlines()),
        "links": len(one.message.links),
        "addresses": text.count(".example"),
        "numbers": len(re.findall(r"\d+", text)),
        "digits": sum(map(str.isdigit, text)),
        "capitals": sum(map(str.isupper, text)),
        "words in capitals": len(re.findall(r"\b[A-ZÆØÅ]{2,}\b", text)),
        **{f"mark {mark}": text.count(mark) for mark in MARKS},
    }


def full_text(one: Judged) -> Features:
    """Return the words of the message without the small ones."""
    return {word: 1 for word in words(one.parts) if word not in SMALL_WORDS[one.language]}


def taught(language: str) -> list[Judged]:
    """Return the messages that people judge in the quizzes."""
    asked = [question for quiz in library().quizzes.values() if quiz.kind == "quiz" for question in quiz.questions]
    return _judged(asked, language)


def unseen(language: str) -> list[Judged]:
    """Return the messages of the item bank and of the months."""
    bank = [question for topic in library().bank.values() for question in topic.questions]
    return _judged([*bank, *(month.question for month in content().months)], language)


@cache
def trained(look: Callable[[Judged], Features], language: str) -> Pipeline:
    """Return the model after it has read the quizzes; each feature is scaled by its largest value there."""
    read = taught(language)
    model = make_pipeline(DictVectorizer(), MaxAbsScaler(), LogisticRegression(max_iter=1000))
    return model.fit([look(one) for one in read], [one.scam for one in read])


def score(look: Callable[[Judged], Features], language: str) -> Score:
    """Return what the model gets right of the item bank and the months."""
    asked = unseen(language)
    said = trained(look, language).predict([look(one) for one in asked])
    return Score(sum(bool(one) == two.scam for one, two in zip(said, asked, strict=True)), len(asked))


def strongest(look: Callable[[Judged], Features], language: str, many: int) -> list[tuple[str, float]]:
    """Return the features that say most, with their weights: above zero for a scam, below it for a genuine message."""
    model = trained(look, language)
    weights = zip(model[0].get_feature_names_out(), model[-1].coef_[0], strict=True)
    return sorted(((str(name), float(weight)) for name, weight in weights), key=lambda one: -abs(one[1]))[:many]


def _judged(asked: Sequence[Question], language: str) -> list[Judged]:
    return [
        Judged(question.stem[language], question.message, question.harmful, language)
        for question in asked
        if question.judged and question.message
    ]
