"""The question types, joined in one union: the one place where a type is added."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from quizlib.questions.base import BaseQuestion, Difficulty, Outcome, Response
from quizlib.questions.choices import Option
from quizlib.questions.multiple_choice import MultipleChoice
from quizlib.questions.rating import Rating
from quizlib.questions.single_choice import SingleChoice
from quizlib.questions.verdict import Verdict

Question = Annotated[SingleChoice | MultipleChoice | Verdict | Rating, Field(discriminator="type")]

__all__ = [
    "BaseQuestion",
    "Difficulty",
    "MultipleChoice",
    "Option",
    "Outcome",
    "Question",
    "Rating",
    "Response",
    "SingleChoice",
    "Verdict",
]
