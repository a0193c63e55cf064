"""Doubles: over a whole library, reasons say what is special of their message and not the same as others."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from quizlib.content.every_text import texts
from quizlib.content.quiz import Quiz
from quizlib.content.topic import Topic
from quizlib.problems import Finding
from quizlib.rules.wording.phrases import unfinished
from quizlib.say import say

REASONS = ("why", "rationale")  # the fields that give a reason
ENOUGH = 100  # reasons; fewer cannot tire anybody
MOST = 3  # pairs of near-doubles for every hundred reasons
ALIKE = 0.5  # the share of their trigrams of words that near-doubles have in common
NAMED = 3  # pairs that a finding names


class Reason(NamedTuple):
    """A reason, and the question that gives it."""

    question: str
    text: Mapping[str, str]


class Double(NamedTuple):
    """Two reasons that say nearly the same, and how alike they are: 1 for the same words."""

    alike: float
    one: Reason
    other: Reason


def no_reason_twice(reasons: Sequence[Reason], languages: Sequence[str]) -> Iterator[Finding]:
    """Find libraries with more than 3 pairs of near-doubles for every hundred reasons, in a language."""
    most = MOST * len(reasons) // 100
    for language in languages if len(reasons) >= ENOUGH else ():
        found = list(islice(near_doubles(reasons, language), most + 1))
        if len(found) > most:
            found.sort(key=lambda pair: -pair.alike)
            named = (say("‹{one}› and ‹{other}›", one=pair.one.question, other=pair.other.question) for pair in found)
            alike = ", ".join(islice(named, NAMED))
            words = say(
                "more than {most} pairs of {every} reasons say nearly the same in {language}, as in {alike}",
                most=most,
                every=len(reasons),
                language=language,
                alike=alike,
            )
            yield Finding((), words, say("say what is special of each message"), "warning")


def near_doubles(reasons: Sequence[Reason], language: str) -> Iterator[Double]:
    """Yield the pairs of reasons that say nearly the same in a language.

    The measure is Dice's coefficient of their trigrams of words, twice those in common divided by those of both.
    Capitals and marks do not count; the beginning and the end of a text count as words. Near-doubles have a third of
    the trigrams of either in common. So the most frequent ones of a reason, fewer than a third, need not be looked up.
    """
    sets: list[set[str]] = []
    having: defaultdict[str, list[int]] = defaultdict(list)
    for here, reason in enumerate(reasons):
        trigrams = _trigrams(reason.text[language])
        rarest = sorted(trigrams, key=lambda trigram: len(having[trigram]))
        looked_up = rarest[: len(rarest) - (len(rarest) - 1) // 3]
        for before in sorted({one for trigram in looked_up for one in having[trigram]}):
            alike = 2 * len(trigrams & sets[before]) / (len(trigrams) + len(sets[before]))
            if alike >= ALIKE:
                yield Double(alike, reasons[before], reason)
        for trigram in trigrams:
            having[trigram].append(here)
        sets.append(trigrams)


def _trigrams(text: str) -> set[str]:
    """Return the groups of three words, with the beginning and the end as words."""
    words = ["", *re.findall(r"\w+", text.casefold()), ""]
    return {" ".join(words[at : at + 3]) for at in range(len(words) - 2)}


def reasons_in(holder: Quiz | Topic) -> Iterator[Reason]:
    """Yield every reason of a quiz or topic; what is put together from the item bank has none of its own."""
    for question in holder.questions if isinstance(holder, Topic) or not holder.items else ():
        name = f"{holder.id}/{question.id}"
        yield from (
            Reason(name, text.root) for place, text in texts(question) if place[-1] in REASONS and not unfinished(text)
        )
