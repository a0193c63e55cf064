"""A quiz engine: loads quizzes from YAML, says what is wrong with them, asks, marks, and gives the result."""

from quizlib.asked import Asked
from quizlib.attempt import Answer, Attempt, Result, Share, Step, Tally
from quizlib.library import Library, load_library, read_library
from quizlib.message import Link, Message, Segment, Sign
from quizlib.outline import Outline
from quizlib.pairing import pair
from quizlib.problems import ContentError, InvalidResponse, Problem
from quizlib.programme import Programme, ProgrammeStep
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
from quizlib.quiz import Approval, Quiz, Source
from quizlib.reminder_code import InvalidCode, ReminderCode
from quizlib.settings import Group, LibrarySettings, Method, Number
from quizlib.text import Language, Text
from quizlib.twins import Stretch, differences

__all__ = [
    "Answer",
    "Approval",
    "Asked",
    "Attempt",
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
    "Step",
    "Stretch",
    "Tally",
    "Text",
    "Verdict",
    "differences",
    "load_library",
    "pair",
    "read_library",
]
