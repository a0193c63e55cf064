"""QuestionOutline: the parts of one question that counting needs, so that answers can be counted without the quiz."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import ConfigDict, Field

from quizlib.measures import DOUBT, GENUINE_OR_SCAM, Given, Item
from quizlib.questions import Question
from quizlib.questions.counting import score_text
from quizlib.taking.answer import Answer

MARK = 1_000_000
"""The full mark of a question; marks are counted in millionths."""
YES, NO = "yes", "no"
STEPS = ("1", "2", "3", "4", "5")
Name = Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f]{1,100}$")]
Mark = Annotated[int, Field(ge=0, le=MARK)]


@dataclass(frozen=True)
class QuestionOutline:
    """What one question asks, and how its answers are counted.

    `truth` is the side of the message that a verdict judges, and `sides` are both sides of its judge. `scale` is the
    scale of a rating; `by` says what the category of an answer is (see `Counting`). `marks` has the categories in the
    order shown, each with its mark in millionths (all 0 if nothing is marked). `parts` are options or signs, each
    counted by itself; `right` lists the parts that belong to the key. A `reserved` message has measures of its own.
    `item` is the version of an item of the bank, so that years can be compared on the same messages.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    type: Name
    about: Name
    method: Name | None
    truth: Name | None
    scale: Name | None
    by: Literal["response", "score", "right"]
    marks: Annotated[Mapping[Name, Mark], Field(min_length=1, max_length=100)]
    parts: Annotated[tuple[Name, ...], Field(max_length=100)] = ()
    right: Annotated[tuple[Name, ...], Field(max_length=100)] = ()
    sides: tuple[Name, Name] = GENUINE_OR_SCAM
    reserved: bool = False
    item: Name | None = None

    @property
    def mistake(self) -> str | None:
        """What is wrong with it, if its parts do not go together; only a file that lies has such a question."""
        if self.truth is not None and (self.truth not in self.sides or set(self.marks) != {*self.sides, DOUBT}):
            return f"has a truth, and {', '.join(self.marks)} to choose from"
        if self.scale is not None and not set(self.marks) <= set(STEPS):
            return f"has a scale, and {', '.join(self.marks)} to choose from"
        if len(set(self.parts)) != len(self.parts) or not set(self.right) <= set(self.parts):
            return "has parts twice, or a key of other parts"
        return None

    @classmethod
    def of(cls, question: Question, *, reserved: bool = False, of_bank: bool = False) -> Self:
        """Return the outline of a question, which may be an item of the bank."""
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
            sides=counting.sides,
            reserved=reserved,
            item=question.version if of_bank else None,
        )

    @classmethod
    def by_hands(cls, question: Question) -> dict[str, Self]:
        """Return what is counted where a room raises hands, by name: the question, or each part by "question/part".

        Nothing is marked there, so that no number follows from another. There is nothing for a question about oneself,
        and for one whose response is more than a choice or several.
        """
        whole = cls.of(question)
        nothing_right: dict[str, Any] = {"parts": (), "right": ()}
        if question.asks == "one" and whole.by == "response" and whole.scale is None:
            return {question.id: replace(whole, marks=dict.fromkeys(whole.marks, 0), **nothing_right)}
        if question.asks == "many":
            nothing_right |= {"marks": {YES: 0, NO: 0}, "truth": None, "method": None, "by": "response"}
            return {f"{question.id}/{part}": replace(whole, **nothing_right) for part in whole.parts}
        return {}

    @property
    def mistaken(self) -> str:
        """The wrong verdict on a message that is judged: the side that it is not on."""
        harmless, harmful = self.sides
        return harmless if self.truth == harmful else harmful

    @property
    def marked(self) -> bool:
        """Whether a response can be right or wrong."""
        return any(self.marks.values())

    def items(self, name: str) -> dict[str, Item]:
        """Return the items for `Counts.from_answers`, by this name for the question and "name/part" for each part."""
        truth = None if self.reserved else self.truth
        whole = Item(MARK if self.marked else 0, tuple(self.marks), truth, sides=self.sides)
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
        """Return the question outline as plain data for JSON, without what is as in most questions."""
        plain = asdict(self) | {"parts": list(self.parts), "right": list(self.right), "sides": list(self.sides)}
        if self.sides == GENUINE_OR_SCAM:
            del plain["sides"]
        for name in ("reserved", "item"):
            if not plain[name]:
                del plain[name]
        return plain
