"""A quiz engine: it loads quizzes from YAML, reports every mistake in them, asks, marks, and gives the result."""

from quizlib.content.media import audio_type, recordings
from quizlib.content.programme import Programme, ProgrammeStep
from quizlib.content.quiz import Approval, Quiz, Source
from quizlib.content.settings import Group, LibrarySettings, Method, Number
from quizlib.counting.outline import Outline
from quizlib.counting.pairing import pair
from quizlib.counting.question_outline import MARK, QuestionOutline
from quizlib.library import Library, load_library, read_library
from quizlib.problems import ContentError, InvalidResponse, Problem
from quizlib.questions import (
    Conversation,
    ConversationStep,
    Ending,
    Example,
    MultipleChoice,
    Option,
    Order,
    Outcome,
    Question,
    Rating,
    Signs,
    SingleChoice,
    Sort,
    Verdict,
)
from quizlib.taking.attempt import Answer, Attempt, AttemptStep, Result, Share, VerdictCounts
from quizlib.taking.reminder_code import InvalidCode, ReminderCode
from quizlib.texts.message import Link, Message, Segment, Sign
from quizlib.texts.message_differences import Stretch, differences
from quizlib.texts.text import Language, Text

__all__ = [
    "MARK",
    "Answer",
    "Approval",
    "Attempt",
    "AttemptStep",
    "ContentError",
    "Conversation",
    "ConversationStep",
    "Ending",
    "Example",
    "Group",
    "InvalidCode",
    "InvalidResponse",
    "Language",
    "Library",
    "LibrarySettings",
    "Link",
    "Message",
    "Method",
    "MultipleChoice",
    "Number",
    "Option",
    "Order",
    "Outcome",
    "Outline",
    "Problem",
    "Programme",
    "ProgrammeStep",
    "Question",
    "QuestionOutline",
    "Quiz",
    "Rating",
    "ReminderCode",
    "Result",
    "Segment",
    "Share",
    "Sign",
    "Signs",
    "SingleChoice",
    "Sort",
    "Source",
    "Stretch",
    "Text",
    "Verdict",
    "VerdictCounts",
    "audio_type",
    "differences",
    "load_library",
    "pair",
    "read_library",
    "recordings",
]
