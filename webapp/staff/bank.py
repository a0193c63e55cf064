"""The item bank, for the staff alone: every item with its topic, its truth, its version, and the forms that have it."""

from __future__ import annotations

from flask import Response

from quizlib import Quiz
from webapp.figure_source import content_of
from webapp.report.wording.names import Names
from webapp.staff.staff_visit import StaffVisit
from webapp.web.replying.render import render


def bank(visit: StaffVisit) -> Response:
    """Show the forms with their versions, and the items of the bank by topic."""
    library, names = visit.services.library, Names(content_of(visit.services))
    forms = sorted((quiz for quiz in library.quizzes.values() if quiz.form), key=lambda quiz: quiz.form or "")
    return render(
        visit,
        "staff/figures/bank.html",
        forms=forms,
        editions=[names.editions[sides] for sides in library.sides if sides in names.editions],
        topics=library.bank.values(),
        used={name: "".join(quiz.form or "" for quiz in forms if name in quiz.items) for name in _items(forms)},
        anchors=set(library.anchors),
    )


def _items(forms: list[Quiz]) -> set[str]:
    return {name for quiz in forms for name in quiz.items}
