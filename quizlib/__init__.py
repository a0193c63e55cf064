"""A quiz engine: loads quizzes from YAML, says what is wrong with them, asks, marks, and gives the result."""

from quizlib.attempt import Answer, Attempt, Result, Share, Step, Tally
from quizlib.library import Library, load_library, read_library
from quizlib.message import Link, Message, Segment, Sign
from quizlib.problems import ContentError, InvalidResponse, Problem
from quizlib.questions import MultipleChoice, Option, Outcome, Question, Rating, SingleChoice, Verdict
from quizlib.quiz import Approval, Quiz, Source
from quizlib.settings import Group, LibrarySettings, Method, Number
from quizlib.text import Language, Text

__all__ = [
    "Answer",
    "Approval",
    "Attempt",
    "ContentError",
    "Group",
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
    "Outcome",
    "Problem",
    "Question",
    "Quiz",
    "Rating",
    "Result",
    "Segment",
    "Share",
    "Sign",
    "SingleChoice",
    "Source",
    "Step",
    "Tally",
    "Text",
    "Verdict",
    "load_library",
    "read_library",
]
