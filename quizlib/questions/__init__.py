"""The question types, and what all of them have in common."""

from __future__ import annotations

from quizlib.questions.base import BaseQuestion
from quizlib.questions.difficulty import Difficulty
from quizlib.questions.outcome import Outcome, Share
from quizlib.questions.registry import Question, Types, installed_types, question_types
from quizlib.questions.response import Response, as_response
from quizlib.questions.types.choices import Option
from quizlib.questions.types.conversation import Conversation
from quizlib.questions.types.conversation_steps import ConversationStep, Ending
from quizlib.questions.types.example import Example
from quizlib.questions.types.multiple_choice import MultipleChoice
from quizlib.questions.types.order import Order
from quizlib.questions.types.rating import Rating
from quizlib.questions.types.signs import Signs
from quizlib.questions.types.single_choice import SingleChoice
from quizlib.questions.types.sort import Sort
from quizlib.questions.types.verdict import Verdict

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
    "Share",
    "Signs",
    "SingleChoice",
    "Sort",
    "Types",
    "Verdict",
    "as_response",
    "installed_types",
    "question_types",
]
