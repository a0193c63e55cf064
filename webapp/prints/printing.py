"""Printing: what every sheet of one workshop is made of: its words, addresses, codes and drawings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Self

from flask import current_app

from quizlib import Programme
from webapp.prints.hour_plan import HourPlan, plan_of
from webapp.prints.minute_plan import TakenQuiz, taken_in
from webapp.storage.workshops.workshop import Workshop
from webapp.web.invitation import joining, leading, site_address, square
from webapp.web.languages import words
from webapp.web.visit import Visit

NAMED = 3  # quizzes where it is said what is done; their number is told of the others

Sheet = dict[str, Any]
"""Words of one sheet as plain data, under the names that its template knows."""


@dataclass(frozen=True)
class OnPaper:
    """What is typed for the paper alone, and stored nowhere: the Wi-Fi, and whom to call. All may be empty."""

    network: str = ""
    password: str = ""
    call: str = ""


@dataclass(frozen=True)
class Printing:
    """One workshop that is printed, by a visit in the language of its paper; `words` are those of that language."""

    visit: Visit
    workshop: Workshop
    on_paper: OnPaper
    words: Mapping[str, Callable[..., str]]

    @classmethod
    def of(cls, visit: Visit, workshop: Workshop, on_paper: OnPaper) -> Self:
        """Return what a workshop is printed with. `speaking` has to have said in which language."""
        language = language_of(visit, workshop)
        chosen = next(known for known in visit.services.languages if known.id == language)
        return cls(replace(visit, language=chosen), workshop, on_paper, words())

    @property
    def language(self) -> str:
        """The id of the language."""
        return self.visit.language.id

    @property
    def gettext(self) -> Callable[..., str]:
        """Words of the site in the language of the paper."""
        return self.words["_"]

    @property
    def ngettext(self) -> Callable[..., str]:
        """Words of the site for a number."""
        return self.words["ngettext"]

    @property
    def place(self) -> str:
        """Where it is."""
        return self.visit.services.places.name(self.workshop.place)

    @property
    def when(self) -> str:
        """The day and the time; empty if it has no day any more."""
        workshop = self.workshop
        return self.words["moment"](workshop.day, workshop.time) if workshop.day else ""

    @property
    def programme(self) -> Programme | None:
        """The programme that it takes."""
        return self.visit.services.library.programmes.get(self.workshop.programme or "")

    @property
    def what(self) -> str:
        """What is done: the programme with its meeting, or the first quizzes."""
        if self.programme is None:
            titles, more = [one.quiz.title[self.language] for one in self.taken], len(self.taken) - NAMED
            rest = [self.ngettext("%(count)s more", "%(count)s more", more, count=more)] if more > 0 else []
            return ", ".join([*titles[:NAMED], *rest])
        title = self.programme.title[self.language]
        if len(self.programme.meetings) == 1:
            return title
        meeting = self.gettext("Meeting %(n)s", n=self.workshop.meeting)
        return f"{title}, {meeting.lower()}"

    @cached_property
    def taken(self) -> tuple[TakenQuiz, ...]:
        """What it takes, in order."""
        return taken_in(self.visit.offered, self.workshop)

    @property
    def quizzes(self) -> tuple[TakenQuiz, ...]:
        """The quizzes that it is about, without check-ups, ratings and what comes once more."""
        return tuple(one for one in self.taken if one.kind == "quiz")

    @property
    def plan(self) -> HourPlan:
        """What its leader does when, as it was planned."""
        coming = replace(self.workshop, begun=None)
        return plan_of(self.visit.offered, coming, self.visit.language, self.gettext, self.visit.now)

    @property
    def by_hands(self) -> bool:
        """Whether nobody needs a phone: then nothing on paper says how to join."""
        return self.workshop.way == "hands"

    @property
    def address(self) -> str:
        """The address that people type."""
        return site_address(self.visit)

    @property
    def code(self) -> str:
        """The join code, in two groups, which are easier to read from afar."""
        code = self.workshop.code or ""
        return f"{code[:3]} {code[3:]}"

    @property
    def joining(self) -> Sheet:
        """How people join: address, code, and the QR code of both."""
        return {
            "address": self.address,
            "code": self.code,
            "qr": square(joining(self.visit, self.workshop)),
            "alt": self.gettext("QR code: %(address)s", address=joining(self.visit, self.workshop)),
        }

    @cached_property
    def leading(self) -> str | None:
        """The leader link; None if it was withdrawn."""
        token = self.visit.services.planning.token(self.workshop)
        return leading(self.visit, token) if token else None

    @cached_property
    def drawing(self) -> str:
        """A drawing for what it is about, as SVG."""
        name = self.quizzes[0].quiz.id if len(self.quizzes) == 1 else "programme"
        return self.visit.services.assets.drawn(name)

    def macros(self, template: str) -> Any:  # noqa: ANN401 - macros are what a template makes of them
        """Return the macros of a template of pages, so that paper says it in the same words."""
        return current_app.jinja_env.get_template(template).make_module(
            {**self.words, "lang": self.visit.language, "library": self.visit.services.library}
        )


def language_of(visit: Visit, workshop: Workshop) -> str:
    """Return the language of the paper of a workshop: its own, else that of the page from which it is printed."""
    known = {language.id for language in visit.services.languages}
    return workshop.language if workshop.language in known else visit.language.id
