"""Typing a reminder code, before a check-up."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Response, request

from quizlib import InvalidCode, ReminderCode
from webapp.participant.progress.check_ups import next_form
from webapp.web.devices.device import Draft
from webapp.web.replying.render import redirect_to, render, set_device
from webapp.web.visit import Visit

PAGE = ("code",)  # where a mistyped code is kept until it is right
LONGEST = 40  # characters of what was typed, that are shown again


def code(visit: Visit) -> Response:
    """Ask for the reminder code, or say what is wrong with the one that was typed."""
    draft, problem = visit.device.draft, request.args.get("problem")
    typed = draft.response[0] if draft and draft.place == PAGE and problem is not None else ""
    return render(visit, "visit/code.html", problem=problem, typed=typed)


def take_code(visit: Visit) -> Response:
    """Keep the code for the check-up that comes next, and go there: to another form than the one of the code."""
    typed = request.form.get("code", "")
    try:
        known = ReminderCode.parse(typed)
        if known.month > f"{visit.today:%Y-%m}":
            raise InvalidCode("mistyped")  # noqa: TRY301 - it is answered below like every other
    except InvalidCode as error:
        problem = "missing" if not typed.strip() else error.reason
        draft = Draft(PAGE, (typed[:LONGEST],))
        query = urlencode({"problem": problem, "from": visit.way_back}, safe="/")
        address = f"{visit.path('code')}?{query}"
        return set_device(visit, redirect_to(visit, address), visit.device.with_draft(draft))
    device = visit.device.with_before(str(known))
    if device.draft and device.draft.place == PAGE:
        device = device.with_draft(None)
    following = next_form(visit.offered, device)
    address = visit.path("quiz", following.id) if following else visit.path("")
    return set_device(visit, redirect_to(visit, address), device)
