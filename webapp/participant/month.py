"""The message of the month: answered on the page, by a link, and stored nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import Response, abort, request

from quizlib import InvalidResponse
from webapp.site_content.months import Month
from webapp.web.replying.render import render
from webapp.web.visit import Visit

STAY = 6  # messages, the newest first


def month(visit: Visit) -> Response:
    """Show this month's message or an earlier one, and what it was once the reader has chosen."""
    months = visit.services.months
    if not months:
        abort(404)
    shown = months_shown(months, visit.today)
    wanted = request.args.get("at", shown[0].id if shown else "")
    chosen = next((month for month in shown if month.id == wanted), None)
    if chosen is None and "at" in request.args:
        abort(404)
    outcome = None
    if chosen and "answer" in request.args:
        try:
            outcome = chosen.question.mark([request.args["answer"]])
        except InvalidResponse:
            abort(404)
    return render(
        visit,
        "visit/month.html",
        key=(visit.today, wanted, request.args.get("answer")),
        chosen=chosen,
        question=chosen.question if chosen else None,
        outcome=outcome,
        earlier=[month for month in shown if month != chosen],
        following=_following(months, visit.today),
        address=f"{visit.path('month')}?at={chosen.id}" if chosen else "",
    )


def months_shown(months: Sequence[Month], day: date) -> Sequence[Month]:
    """Return the messages that are shown on a day: this month's and those before it, six at most."""
    come = [month for month in months if month.id <= f"{day:%Y-%m}"]
    return come[: -STAY - 1 : -1]


def _following(months: Sequence[Month], day: date) -> date | None:
    """Return the day on which the next message comes, the first of its month; None after the last."""
    return next((date.fromisoformat(f"{month.id}-01") for month in months if month.id > f"{day:%Y-%m}"), None)
