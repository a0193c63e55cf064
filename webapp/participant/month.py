"""The message of the month: answered on the spot, by a link, and stored nowhere."""

from __future__ import annotations

from datetime import date

from flask import Response, abort, request

from quizlib import InvalidResponse
from webapp.site_content.months import Month
from webapp.web.render import path, render
from webapp.web.services import services, today

STAY = 6  # messages, the newest first


def month(lang: str) -> Response:  # noqa: ARG001 - the language is read from the address
    """Show this month's message or an earlier one, and what it was once one has said what one thinks."""
    shown = months(today())
    if not services().months:
        abort(404)
    wanted = request.args.get("at", shown[0].id if shown else "")
    chosen = next((one for one in shown if one.id == wanted), None)
    if chosen is None and "at" in request.args:
        abort(404)
    outcome = None
    if chosen and "answer" in request.args:
        try:
            outcome = chosen.question.mark([request.args["answer"]])
        except InvalidResponse:
            abort(404)
    return render(
        "month.html",
        chosen=chosen,
        question=chosen.question if chosen else None,
        outcome=outcome,
        earlier=[one for one in shown if one != chosen],
        following=_following(today()),
        address=f"{path('month')}?at={chosen.id}" if chosen else "",
    )


def months(day: date) -> list[Month]:
    """Return the messages one can see on a day: this month's and those before it, six at most."""
    come = [one for one in services().months if one.id <= f"{day:%Y-%m}"]
    return come[: -STAY - 1 : -1]


def _following(day: date) -> date | None:
    """Return the day on which the next message comes, the first of its month; None after the last."""
    return next((date.fromisoformat(f"{one.id}-01") for one in services().months if one.id > f"{day:%Y-%m}"), None)
