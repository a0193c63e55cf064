"""Hands: the answers to a question for which hands are raised, one after the other, and how many there may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import ascii_uppercase

from quizlib import Outline
from webapp.storage.workshops.hands import Answers, Counted
from webapp.together.hour import Stop

YES = "yes"


@dataclass(frozen=True)
class Raised:
    """An answer for which hands are raised: its letter, the choice, and as what it is counted."""

    letter: str
    choice: str
    question: str
    answer: str

    @property
    def field(self) -> str:
        """The name of its field in the form of its question."""
        return f"hands-{self.choice}"


def ballot(stop: Stop) -> tuple[Raised, ...]:
    """Return the answers to a question for which hands are counted, as they are shown; none if they are not."""
    outline, question = Outline.by_hands(stop.quiz, stop.question), stop.question
    if outline is None:
        return ()
    lettered = zip(ascii_uppercase, (choice.id for choice in question.choices()), strict=False)
    if question.id in outline.questions:
        return tuple(Raised(letter, name, question.id, name) for letter, name in lettered)
    return tuple(Raised(letter, name, f"{question.id}/{name}", YES) for letter, name in lettered)


def counted(stop: Stop, typed: Mapping[str, int]) -> Counted | None:
    """Return what was counted for a question, by choice, as it is stored; None if its hands are not counted.

    Where no hand was raised for anything, nobody has counted: no answers are stored then.
    """
    outline = Outline.by_hands(stop.quiz, stop.question)
    if outline is None:
        return None
    answers: dict[str, dict[str, int]] = {}
    for one in ballot(stop):
        asked = answers.setdefault(one.question, {})
        if any(typed.values()):
            asked[one.answer] = typed.get(one.choice, 0)
    return Counted(stop.quiz.id, outline.version, answers)


def read(stop: Stop, stored: Answers) -> dict[str, int]:
    """Return the hands that are stored for a question, by choice; none if it was not counted."""
    found = {one.choice: stored.get(one.question, {}).get(one.answer) for one in ballot(stop)}
    return {choice: people for choice, people in found.items() if people is not None}
