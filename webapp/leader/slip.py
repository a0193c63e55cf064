"""Slip: what was counted on paper, in an hour by hands without this site, is typed before the leader link ends."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Response, request

from webapp.leader.hands import MOST
from webapp.storage.workshops.hands import most_raised
from webapp.storage.workshops.workshop import Workshop
from webapp.together.hands import Raised, ballot, counted, read
from webapp.together.hour import Hour, Stop
from webapp.web.addresses import saying
from webapp.web.replying.render import redirect_to, render
from webapp.web.typed import letters, number
from webapp.web.visit import Visit


def ask(visit: Visit, token: str) -> Response:
    """Ask for the hands of every question, with what is known of them."""
    found = _led(visit, token)
    if found is None:
        return redirect_to(visit, visit.path("lead", letters(token)))
    return _form(visit.with_content_of(found), found, token)


def take(visit: Visit, token: str) -> Response:
    """Store what was typed; a question without a number stays uncounted. If something is wrong, ask again."""
    own, found = visit.path("lead", letters(token)), _led(visit, token)
    if found is None:
        return redirect_to(visit, own)
    visit = visit.with_content_of(found)
    typed = request.form.get("people", "").strip()
    people, hands, wrong = number(typed, MOST), [], dict[str, str]()
    if not people:
        wrong["people"] = "people"
    for stop, rows in _asked(visit, found):
        told = {one.choice: request.form.get(field(stop, one), "").strip() for one in rows}
        numbers = {choice: number(text, MOST) for choice, text in told.items() if text}
        raised = counted(stop, {choice: count or 0 for choice, count in numbers.items()})
        if None in numbers.values():
            wrong[field(stop, rows[0])] = "number"
        elif people and raised and most_raised(raised.answers) > people:
            wrong[field(stop, rows[0])] = "over"
        elif numbers and raised:
            hands.append(raised)
    if wrong or not people:
        return _form(visit, found, token, wrong)
    visit.services.workshops.change(found.id, lambda one: one.count_heads(people, visit.now))
    visit.services.hands.put(found.id, hands)
    return redirect_to(visit, saying(own, "slip"))


def field(stop: Stop, one: Raised) -> str:
    """Return the name of the field for the hands that were raised for an answer."""
    return f"{stop.quiz.id}_{stop.question.id}_{one.choice}"


def _form(visit: Visit, found: Workshop, token: str, wrong: dict[str, str] | None = None) -> Response:
    stored = visit.services.hands.all(found.id)
    known = {
        field(stop, one): str(kept[one.choice])
        for stop, rows in _asked(visit, found)
        for kept in [read(stop, stored.get(stop.quiz.id, {}))]
        for one in rows
        if one.choice in kept
    }
    return render(
        visit,
        "leader/hands/slip.html",
        422 if wrong else 200,
        token=letters(token),
        workshop=found,
        place=visit.services.places.name(found.place),
        asked=list(_asked(visit, found)),
        field=field,
        typed=request.form if wrong else known | {"people": str(found.head_count or "")},
        wrong=wrong or {},
    )


def _asked(visit: Visit, found: Workshop) -> Iterator[tuple[Stop, tuple[Raised, ...]]]:
    """Yield the questions whose hands are counted, in the order of the hour."""
    for stop in Hour.of(visit.offered, found).stops:
        if rows := ballot(stop):
            yield stop, rows


def _led(visit: Visit, token: str) -> Workshop | None:
    """Return the workshop by hands that this link leads now, while it runs; else None."""
    found = visit.services.workshops.by_leader(letters(token))
    runs = found is not None and found.led(visit.now) == "now" and found.phase(visit.now) == "running"
    return found if found and runs and found.way == "hands" else None
