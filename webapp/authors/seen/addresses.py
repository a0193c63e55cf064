"""What is shown of a quiz that is being written: the pages of the site that need no storage, with their addresses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Concatenate

from flask import Response

from webapp.authors.seen import questions, room
from webapp.participant import discreet, month, pages
from webapp.participant.routes import or_discreet
from webapp.participant.sheet import remember_sheet
from webapp.participant.taking import quiz
from webapp.web.visit import Visit

View = Callable[Concatenate[Visit, ...], Response]
QUIZ = "/<lang>/quiz/<quiz_id>"
QUESTION = f"{QUIZ}/<int(min=1):n>"
BY_HANDS = "/<lang>/hands/<quiz_id>/<int(min=1):n>/<step>/<int:shown>"
STEP = "/<lang>/room/<quiz_id>/<int(min=1):n>/<step>/<int:shown>"


@dataclass(frozen=True)
class Seen:
    """A page that can be seen: its name, its view, its addresses, and the method of a request for it."""

    name: str
    view: View
    rules: tuple[str, ...]
    method: str = "GET"


TEXTS = (pages.help_now, pages.doubt, pages.beside, pages.privacy, pages.accessibility, pages.about, month.month)
SEEN = (
    *(Seen(view.__name__, view, (f"/<lang>/{view.__name__.removesuffix('_now')}",)) for view in TEXTS),
    Seen("start", or_discreet(quiz.start, discreet.start), (QUIZ,)),
    Seen("begin", questions.begin, (QUIZ,), "POST"),
    Seen("question", questions.question, (QUESTION, f"{QUESTION}/<first>", f"{QUESTION}/<first>/<again>")),
    Seen("answer", questions.answer, (QUESTION, f"{QUESTION}/<first>"), "POST"),
    Seen("result", questions.result, (f"{QUIZ}/result", f"{QUIZ}/result/<wrong>")),
    Seen("remember_sheet", remember_sheet, (f"{QUIZ}/remember",)),
    Seen("audio", quiz.audio, (f"{QUIZ}/audio/<name>",)),
    Seen("room", room.room, (STEP, f"{STEP}/<path>")),
    Seen("hands", room.hands, (BY_HANDS, f"{BY_HANDS}/<path>")),
    Seen("stay", room.stay, ("/<lang>/together/<path:_rest>",), "POST"),
)
