"""A quiz engine: it loads quizzes from YAML, reports every mistake in them, asks, marks, and gives the result.

Each name is imported when it is first used, so that `import quizlib` costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizlib.content.media import audio_type, recordings
    from quizlib.content.programme import Programme, ProgrammeStep
    from quizlib.content.quiz import Approval, Quiz, Source
    from quizlib.content.settings import Group, LibrarySettings, MessageChannel, Method, Number, Scale
    from quizlib.counting.outline import Outline
    from quizlib.counting.pairing import pair
    from quizlib.counting.question_outline import MARK, QuestionOutline
    from quizlib.library import Library, load_library, read_library, shipped
    from quizlib.problems import ContentError, InvalidResponse, Problem, StaleAnswer
    from quizlib.questions import (
        BaseQuestion,
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
        installed_types,
    )
    from quizlib.questions.counting import Counting
    from quizlib.questions.prompt import (
        Asks,
        Choosable,
        ExplainedSign,
        ExplainedTurn,
        Explanation,
        Prompt,
        PromptChoice,
        PromptMessage,
        PromptPart,
        PromptSegment,
        PromptTurn,
        SimpleChoice,
    )
    from quizlib.questions.response import Response, chosen
    from quizlib.taking.answer import Answer, PlainAnswer
    from quizlib.taking.attempt import Attempt, AttemptStep, PlainAttempt
    from quizlib.taking.reminder_code import InvalidCode, ReminderCode
    from quizlib.taking.result import Points, Result, Share, VerdictCounts
    from quizlib.texts.message import Link, Message, Segment, Sign
    from quizlib.texts.message_differences import Stretch, differences
    from quizlib.texts.text import Language, Quotes, Text

    __version__: str

__all__ = [
    "MARK",
    "Answer",
    "Approval",
    "Asks",
    "Attempt",
    "AttemptStep",
    "BaseQuestion",
    "Choosable",
    "ContentError",
    "Conversation",
    "ConversationStep",
    "Counting",
    "Ending",
    "Example",
    "ExplainedSign",
    "ExplainedTurn",
    "Explanation",
    "Group",
    "InvalidCode",
    "InvalidResponse",
    "Language",
    "Library",
    "LibrarySettings",
    "Link",
    "Message",
    "MessageChannel",
    "Method",
    "MultipleChoice",
    "Number",
    "Option",
    "Order",
    "Outcome",
    "Outline",
    "PlainAnswer",
    "PlainAttempt",
    "Points",
    "Problem",
    "Programme",
    "ProgrammeStep",
    "Prompt",
    "PromptChoice",
    "PromptMessage",
    "PromptPart",
    "PromptSegment",
    "PromptTurn",
    "Question",
    "QuestionOutline",
    "Quiz",
    "Quotes",
    "Rating",
    "ReminderCode",
    "Response",
    "Result",
    "Scale",
    "Segment",
    "Share",
    "Sign",
    "Signs",
    "SimpleChoice",
    "SingleChoice",
    "Sort",
    "Source",
    "StaleAnswer",
    "Stretch",
    "Text",
    "Verdict",
    "VerdictCounts",
    "__version__",
    "audio_type",
    "chosen",
    "differences",
    "installed_types",
    "load_library",
    "pair",
    "read_library",
    "recordings",
    "shipped",
]

MODULES = {
    "content.media": "audio_type recordings",
    "content.programme": "Programme ProgrammeStep",
    "content.quiz": "Approval Quiz Source",
    "content.settings": "Group LibrarySettings MessageChannel Method Number Scale",
    "counting.outline": "Outline",
    "counting.pairing": "pair",
    "counting.question_outline": "MARK QuestionOutline",
    "library": "Library load_library read_library shipped",
    "problems": "ContentError InvalidResponse Problem StaleAnswer",
    "questions": (
        "BaseQuestion Conversation ConversationStep Ending Example MultipleChoice Option Order Outcome "
        "Question Rating Signs SingleChoice Sort Verdict installed_types"
    ),
    "questions.counting": "Counting",
    "questions.prompt": (
        "Asks Choosable ExplainedSign ExplainedTurn Explanation Prompt PromptChoice PromptMessage PromptPart "
        "PromptSegment PromptTurn SimpleChoice"
    ),
    "questions.response": "Response chosen",
    "taking.answer": "Answer PlainAnswer",
    "taking.attempt": "Attempt AttemptStep PlainAttempt",
    "taking.reminder_code": "InvalidCode ReminderCode",
    "taking.result": "Points Result Share VerdictCounts",
    "texts.message": "Link Message Segment Sign",
    "texts.message_differences": "Stretch differences",
    "texts.text": "Language Quotes Text",
    "version": "__version__",
}
"""The public names, separated by spaces, by the module that they are imported from."""


def __dir__() -> list[str]:
    return __all__


if not TYPE_CHECKING:  # a type checker would take every name to be there

    def __getattr__(name: str) -> object:
        """Import a public name when it is first used."""
        for module, names in MODULES.items():
            if name in names.split():
                found = getattr(import_module(f"quizlib.{module}"), name)
                globals()[name] = found
                return found
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
