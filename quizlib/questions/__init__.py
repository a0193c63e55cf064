"""The question types, joined in one union; a new type is added here."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from quizlib.questions.base import BaseQuestion, Difficulty, Outcome, Response, as_response
from quizlib.questions.choices import Option
from quizlib.questions.conversation import Conversation, ConversationStep, Ending
from quizlib.questions.example import Example
from quizlib.questions.multiple_choice import MultipleChoice
from quizlib.questions.order import Order
from quizlib.questions.rating import Rating
from quizlib.questions.signs import Signs
from quizlib.questions.single_choice import SingleChoice
from quizlib.questions.sort import Sort
from quizlib.questions.verdict import Verdict

Question = Annotated[
    Example | SingleChoice | MultipleChoice | Verdict | Signs | Order | Sort | Conversation | Rating,
    Field(discriminator="type"),
]

__all__ = [
    "BaseQuestion",
    "Conversation",
    "ConversationStep",
    "Difficulty",
    "Ending",
    "Example",
    "MultipleChoice",
    "Option",
    "Order",
    "Outcome",
    "Question",
    "Rating",
    "Response",
    "Signs",
    "SingleChoice",
    "Sort",
    "Verdict",
    "as_response",
]
