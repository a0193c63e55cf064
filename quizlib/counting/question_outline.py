"""QuestionOutline: the parts of one question that counting needs, so that answers can be counted without the quiz."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, Self

from quizlib.measures import Given, Item
from quizlib.questions import Question
from quizlib.questions.counting import score_text
from quizlib.taking.answer import Answer
from quizlib.texts.message import Truth

MARK = 1_000_000
"""The full mark of a question; marks are counted in millionths."""
YES, NO = "yes", "no"


@dataclass(frozen=True)
class QuestionOutline:
    """What one question asks, and how its answers are counted.

    `truth` is the truth of the message that a verdict judges; `scale` is the scale of a rating; `by` says what the
    category of an answer is (see `Counting`). `marks` has the categories in the order shown, each with its mark in
    millionths (all 0 if nothing is marked). `parts` are options or signs, each counted by itself; `right` lists the
    parts that belong to the key.
    """

    type: str
    about: str
    method: str | None
    truth: Truth | None
    scale: str | None
    by: Literal["response", "score", "right"]
    marks: Mapping[str, int]
    parts: tuple[str, ...] = ()
    right: tuple[str, ...] = ()

    @classmethod
    def of(cls, question: Question) -> Self:
        """Return the outline of a question."""
        counting = question.counting
        return cls(
            type=question.type,
            about=question.about,
            method=question.method,
            truth=counting.truth,
            scale=counting.scale,
            by=counting.by,
            marks={category: round(score * MARK) for category, score in counting.scores.items()},
            parts=counting.parts,
            right=tuple(part for part in counting.parts if part in (question.key or ())),
        )

    @property
    def marked(self) -> bool:
        """Whether a response can be right or wrong."""
        return any(self.marks.values())

    def items(self, name: str) -> dict[str, Item]:
        """Return the items for `Counts.from_answers`, by this name for the question and "name/part" for each part."""
        whole = Item(MARK if self.marked else 0, tuple(self.marks), self.truth)
        return {name: whole} | {f"{name}/{part}": Item(0, (YES, NO), part=True) for part in self.parts}

    def given(self, answer: Answer) -> dict[str, Given]:
        """Return what a stored answer gives to the question and to each of its parts, from its response and score.

        Raises ValueError if the answer falls into none of the categories.
        """
        category = self._category(answer)
        if category not in self.marks:
            message = f"{answer.question!r} was answered {category!r}, which is none of {', '.join(self.marks)}"
            raise ValueError(message)
        mark = self.marks[category] if self.marked else None
        found = {answer.question: Given(category, mark, answer.sure)}
        for part in self.parts:
            found[f"{answer.question}/{part}"] = Given(YES if part in answer.response else NO, None)
        return found

    def _category(self, answer: Answer) -> str:
        if self.by == "response" and answer.response:
            return answer.response[0]
        return score_text(answer.score == 1 if self.by == "right" else answer.score or 0)

    def to_plain(self) -> dict[str, Any]:
        """Return the question outline as plain data for JSON."""
        return asdict(self) | {"parts": list(self.parts), "right": list(self.right)}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        """Return the question outline from plain data; raise TypeError if fields are missing or unknown."""
        return cls(**{**plain, "parts": tuple(plain["parts"]), "right": tuple(plain["right"])})
