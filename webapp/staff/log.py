"""The list of who did what."""

from __future__ import annotations

from itertools import groupby

from flask import Response, request

from webapp.staff.staff_visit import StaffVisit
from webapp.web.replying.render import render

A_PAGE = 50  # lines
DIGITS = 6


def log(visit: StaffVisit) -> Response:
    """Show the newest lines by day, or those before them."""
    asked = request.args.get("after", "")
    after = int(asked) if asked.isdecimal() and len(asked) <= DIGITS else 0
    lines = visit.services.accounts.audit.newest(A_PAGE + 1, after)
    days = [(day, list(done)) for day, done in groupby(lines[:A_PAGE], key=lambda line: line.day)]
    older, newer = after + A_PAGE if len(lines) > A_PAGE else None, max(after - A_PAGE, 0) if after else None
    return render(visit, "staff/log.html", days=days, older=older, newer=newer)
