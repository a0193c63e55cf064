"""The names of places, quizzes, questions, answers and signs. What authors have removed is named by its id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from quizlib import Question, QuestionOutline, Text
from webapp.report.wording.words import Amount, Words, _
from webapp.site_content.places import CAMPAIGN, Place
from webapp.site_content.reading import SiteContent

VERDICTS = {"scam": _("Scam"), "genuine": _("Genuine"), "unsure": _("I'm not sure – I'd check first")}
RATINGS = {
    "worry": (
        _("Not at all worried"),
        _("Slightly worried"),
        _("Somewhat worried"),
        _("Rather worried"),
        _("Very worried"),
    ),
    "mastery": (
        _("Not at all"),
        _("With a lot of help"),
        _("With a little help"),
        _("Nearly always by myself"),
        _("By myself"),
    ),
}
AGES = {"under-65": _("Under 65"), "65-74": _("65 to 74"), "75-84": _("75 to 84"), "85-over": _("85 or over")}
OPEN = _("Left open")
ALPHABET = str.maketrans({"æ": "z1", "ø": "z2", "å": "z3"})


class Names:
    """The names that the content gives."""

    def __init__(self, content: SiteContent) -> None:
        self.content = content

    @cached_property
    def places(self) -> dict[str, Place]:
        """All places by id."""
        return {place.id: place for root in self.content.places.places for place in root.all()}

    def of_kind(self, kind: str) -> list[Place]:
        """Return the places of a kind, in the order of the Danish alphabet."""
        return sorted((place for place in self.places.values() if place.kind == kind), key=lambda one: danish(one.name))

    def place(self, name: str) -> Words:
        """Return the name of a place."""
        if name == CAMPAIGN:
            return _("The whole campaign")
        return self.places[name].name if name in self.places else name

    def channel(self, name: str) -> str:
        """Return the name of a channel."""
        return next((channel.name for channel in self.content.places.channels if channel.id == name), name)

    def method(self, name: str) -> Words:
        """Return the title of a kind of fraud."""
        return next((method.title for method in self.content.library.methods if method.id == name), name)

    def quiz(self, name: str) -> Words:
        """Return the title of a quiz."""
        found = self.content.library.quizzes.get(name)
        return found.title if found else name

    def question(self, quiz: str, name: str) -> Words:
        """Return the stem of a question."""
        found = self._question(quiz, name)
        return found.stem if found else name

    def answer(self, quiz: str, name: str, asked: QuestionOutline, category: str) -> Words:
        """Return the name of a category of answers."""
        found = self._question(quiz, name)
        if category == "none":
            return OPEN
        if asked.truth is not None:
            return VERDICTS[category]
        if asked.scale in RATINGS:
            return RATINGS[asked.scale][int(category) - 1]
        if asked.by == "score":
            return _score(category)
        return _named(_choices(found), category)

    def part(self, quiz: str, name: str, part: str) -> Words:
        """Return the text of an option or a sign that is counted on its own."""
        found = self._question(quiz, name)
        return _named((*_quotes(found), *_choices(found)), part)

    def _question(self, quiz: str, name: str) -> Question | None:
        found = self.content.library.quizzes.get(quiz)
        return next((question for question in found.questions if question.id == name), None) if found else None


def danish(name: str) -> str:
    """Return a key that sorts a name in the Danish order: æ, ø and å last, and aa like å."""
    return name.lower().replace("aa", "å").translate(ALPHABET)


def _named(named: Iterable[tuple[str, Words]], name: str) -> Words:
    return dict(named).get(name, name)


def _choices(question: Question | None) -> Iterator[tuple[str, Text]]:
    for choice in question.choices() if question else ():
        if choice.text:
            yield choice.id, choice.text


def _quotes(question: Question | None) -> Iterator[tuple[str, Text]]:
    for sign in question.message.signs if question and question.message else ():
        yield sign.id, Text({language: " … ".join(passages) for language, passages in sign.quote.root.items()})


def _score(category: str) -> Words:
    """Return how much was right, for a question whose answers are counted by score alone."""
    score = float(category)
    if score in {0, 1}:
        return _("Everything right") if score else _("Nothing right")
    return _("%(mark)s of 1", mark=Amount(score, 2))
