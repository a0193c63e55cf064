"""A quiz engine: it loads quizzes from YAML, reports every mistake in them, asks, marks, and gives the result.

Each name is imported when it is first used, so that `import quizlib` costs next to nothing.
"""

from typing import TYPE_CHECKING

from quizlib.public_names import first_use

if TYPE_CHECKING:
    from quizlib.content.media import audio_type, recordings
    from quizlib.content.programme import PlanMoment, Programme, ProgrammeStep
    from quizlib.content.quiz import Quiz
    from quizlib.content.settings import Group, LibrarySettings, MessageChannel, Method, Number, Scale
    from quizlib.content.source import Approval, Source
    from quizlib.content.topic import Topic
    from quizlib.counting.editions import form_order
    from quizlib.counting.outline import Outline
    from quizlib.counting.pairing import LATER, PRACTICE, pair, side_key
    from quizlib.counting.question_outline import MARK, QuestionOutline
    from quizlib.left_out import LeftOut, without_errors
    from quizlib.library import Library, shipped
    from quizlib.loading import load_library, read_library
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
        Share,
        Signs,
        SingleChoice,
        Sort,
        Verdict,
        installed_types,
    )
    from quizlib.questions.conversing import steps_and_endings
    from quizlib.questions.counting import Counting
    from quizlib.questions.explanation import ExplainedSide, ExplainedSign, ExplainedTurn, Explanation, UnheardStep
    from quizlib.questions.prompt import (
        Asks,
        Choosable,
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
    from quizlib.taking.reminder_code import InvalidCode, ReminderCode, edition_number
    from quizlib.taking.result import Points, Result, VerdictCounts
    from quizlib.texts.difference import Difference, Pair
    from quizlib.texts.judge import DOUBT, Judge, Side
    from quizlib.texts.message import Link, Message, Segment, Sign
    from quizlib.texts.text import Language, Quotes, Text

    __version__: str

__all__ = [
    "DOUBT",
    "LATER",
    "MARK",
    "PRACTICE",
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
    "Difference",
    "Ending",
    "Example",
    "ExplainedSide",
    "ExplainedSign",
    "ExplainedTurn",
    "Explanation",
    "Group",
    "InvalidCode",
    "InvalidResponse",
    "Judge",
    "Language",
    "LeftOut",
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
    "Pair",
    "PlainAnswer",
    "PlainAttempt",
    "PlanMoment",
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
    "Side",
    "Sign",
    "Signs",
    "SimpleChoice",
    "SingleChoice",
    "Sort",
    "Source",
    "StaleAnswer",
    "Text",
    "Topic",
    "UnheardStep",
    "Verdict",
    "VerdictCounts",
    "__version__",
    "audio_type",
    "chosen",
    "edition_number",
    "form_order",
    "installed_types",
    "load_library",
    "pair",
    "read_library",
    "recordings",
    "shipped",
    "side_key",
    "steps_and_endings",
    "without_errors",
]

MODULES = {
    "content.media": "audio_type recordings",
    "content.programme": "PlanMoment Programme ProgrammeStep",
    "content.quiz": "Quiz",
    "content.settings": "Group LibrarySettings MessageChannel Method Number Scale",
    "content.source": "Approval Source",
    "content.topic": "Topic",
    "counting.editions": "form_order",
    "counting.outline": "Outline",
    "counting.pairing": "LATER PRACTICE pair side_key",
    "counting.question_outline": "MARK QuestionOutline",
    "left_out": "LeftOut without_errors",
    "library": "Library shipped",
    "loading": "load_library read_library",
    "problems": "ContentError InvalidResponse Problem StaleAnswer",
    "questions": (
        "BaseQuestion Conversation ConversationStep Ending Example MultipleChoice Option Order Outcome "
        "Question Rating Share Signs SingleChoice Sort Verdict installed_types"
    ),
    "questions.conversing": "steps_and_endings",
    "questions.counting": "Counting",
    "questions.explanation": "ExplainedSide ExplainedSign ExplainedTurn Explanation UnheardStep",
    "questions.prompt": (
        "Asks Choosable Prompt PromptChoice PromptMessage PromptPart PromptSegment PromptTurn SimpleChoice"
    ),
    "questions.response": "Response chosen",
    "taking.answer": "Answer PlainAnswer",
    "taking.attempt": "Attempt AttemptStep PlainAttempt",
    "taking.reminder_code": "InvalidCode ReminderCode edition_number",
    "taking.result": "Points Result VerdictCounts",
    "texts.difference": "Difference Pair",
    "texts.judge": "DOUBT Judge Side",
    "texts.message": "Link Message Segment Sign",
    "texts.text": "Language Quotes Text",
    "version": "__version__",
}
"""The public names, separated by spaces, by the module that they are imported from."""


def __dir__() -> list[str]:
    return __all__


if not TYPE_CHECKING:  # a type checker would take every name to be there
    __getattr__ = first_use(__name__, MODULES, globals())
