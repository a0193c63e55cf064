"""Crossing: who has learnt one form by heart knows nothing of the others by topic or channel."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from statistics import mean

from quizlib.content.quiz import SHORT, Quiz
from quizlib.content.topic import Topic
from quizlib.problems import Finding
from quizlib.questions import Question
from quizlib.say import later, say

SHARED = (1 / 3, 2 / 3)  # right over what two forms share
ON_AVERAGE = (0.45, 0.55)  # right over all pairs of forms, where half counts for what was not seen
PARTS = ((later("the short form"), SHORT), (later("the whole"), None))
CLOSE = 1e-9


@dataclass(frozen=True)
class Item:
    """A message of a form, as far as it can be learnt by heart."""

    topic: str
    channel: str
    harmful: bool


CUES: Mapping[str, Callable[[Item], str]] = {
    later("topic"): lambda item: item.topic,
    later("channel"): lambda item: item.channel,
    later("topic and channel"): lambda item: f"{item.topic} {item.channel}",
}


@dataclass(frozen=True)
class Learnt:
    """How many of the items of one form are right for who knows another form by heart, by one cue alone.

    `right` counts the items that share the cue with the form that was learnt; a cue that was seen equally often on both
    sides counts half.
    """

    learnt: str
    asked: str
    right: float
    shared: int
    items: int

    @property
    def share(self) -> float | None:
        """The part of the shared items that is right; None if the forms share nothing."""
        return self.right / self.shared if self.shared else None

    @property
    def overall(self) -> float:
        """The part of all items that is right, where half counts for an item whose cue was not seen."""
        return (self.right + (self.items - self.shared) / 2) / self.items


def items(questions: Iterable[Question], bank: Mapping[str, Topic]) -> list[Item]:
    """Return the judged messages of a form; the topic of one that is not in the bank is its method, or its id."""
    topics = {question.id: topic.id for topic in bank.values() for question in topic.questions}
    return [
        Item(
            topics.get(question.id) or question.method or question.id,
            question.message.channel if question.message else question.type,
            question.harmful,
        )
        for question in questions
        if question.judged
    ]


def by_heart(forms: Mapping[str, Sequence[Item]], cue: Callable[[Item], str]) -> list[Learnt]:
    """Return what each form teaches about each other form by one cue."""
    return [
        _learnt(learnt, asked, forms, cue) for learnt, asked in permutations(forms, 2) if forms[learnt] and forms[asked]
    ]


def crossed_forms(forms: Mapping[str, Quiz], bank: Mapping[str, Topic]) -> Iterator[tuple[str, Finding]]:
    """Yield (quiz id, finding) where a form that is put together from the bank tells the truth of another form."""
    ids = {form: quiz.id for form, quiz in forms.items()}
    longest = max((len(quiz.questions) for quiz in forms.values()), default=0)
    for part, size in PARTS if longest > SHORT else PARTS[:1]:
        messages = {form: items(quiz.questions[:size], bank) for form, quiz in forms.items()}
        for cue, of in CUES.items():
            pairs = by_heart(messages, of)
            for pair in pairs:
                if pair.share is not None and not _between(pair.share, SHARED):
                    found = say(
                        "who knows form {form} has {right:g} of {every} right by {cue} in {part}",
                        form=pair.learnt,
                        right=pair.right,
                        every=pair.shared,
                        cue=say(cue),
                        part=say(part),
                    )
                    hint = say("exchange items: a third to two thirds of what they share")
                    yield ids[pair.asked], Finding(("items",), found, hint, "warning")
            if pairs and not _between(average := mean(pair.overall for pair in pairs), ON_AVERAGE):
                found = say(
                    "who knows another form has {percent:.0f} % right by {cue} in {part}, over all pairs",
                    percent=100 * average,
                    cue=say(cue),
                    part=say(part),
                )
                yield ids[min(forms)], Finding(("items",), found, say("exchange items: 45–55 % on average"), "warning")
        topics = {form: {item.topic for item in found} for form, found in messages.items()}
        for one, other in permutations(topics, 2):
            if size and one < other and topics[one] == topics[other]:
                found = say(
                    "forms {one} and {other} have the same topics in {part}", one=one, other=other, part=say(part)
                )
                yield (
                    ids[other],
                    Finding(("items",), found, say("let them share only some, as in four of six"), "warning"),
                )


def _learnt(learnt: str, asked: str, forms: Mapping[str, Sequence[Item]], cue: Callable[[Item], str]) -> Learnt:
    taught: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    for item in forms[learnt]:
        taught[cue(item)][item.harmful] += 1
    shared = [item for item in forms[asked] if cue(item) in taught]
    right = 0.0
    for item in shared:
        same, opposite = taught[cue(item)][item.harmful], taught[cue(item)][not item.harmful]
        right += 0.5 if same == opposite else float(same > opposite)
    return Learnt(learnt, asked, right, len(shared), len(forms[asked]))


def _between(number: float, limits: tuple[float, float]) -> bool:
    return limits[0] - CLOSE <= number <= limits[1] + CLOSE
