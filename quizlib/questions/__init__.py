"""The question types, and what all of them have in common."""

from __future__ import annotations

from quizlib.questions.base import BaseQuestion, Difficulty, Outcome
from quizlib.questions.choices import Option
from quizlib.questions.conversation import Conversation
from quizlib.questions.conversation_steps import ConversationStep, Ending
from quizlib.questions.example import Example
from quizlib.questions.multiple_choice import MultipleChoice
from quizlib.questions.order import Order
from quizlib.questions.rating import Rating
from quizlib.questions.registry import Question, Types, installed_types, question_types
from quizlib.questions.response import Response, as_response
from quizlib.questions.signs import Signs
from quizlib.questions.single_choice import SingleChoice
from quizlib.questions.sort import Sort
from quizlib.questions.verdict import Verdict

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
    "Types",
    "Verdict",
    "as_response",
    "installed_types",
    "question_types",
]
