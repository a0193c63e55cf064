"""The leader's page: letting people in, seeing how far they have come, ending; and the page for the projector.

Its address is the leader link: whoever has it may do that, for this workshop, and nothing else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from flask import Blueprint, Response, abort, request

from quizlib import Language, Quiz
from webapp.storage.workshops.workshop import DAY, Progress, Workshop, local_day
from webapp.web.invitation import address, joining, only_here, qr
from webapp.web.render import language, path, redirect_to, render
from webapp.web.services import now, services

MOST = 500  # people that may be told
DIGITS = 3

State = Literal["coming", "open", "shut", "ending", "ended"]


@dataclass(frozen=True)
class Part:
    """One quiz of a workshop: by the number of a question how many have reached it, and how many are through."""

    title: str
    started: int
    rows: tuple[tuple[int, int], ...]
    finished: int


def blueprint(languages: Iterable[Language]) -> Blueprint:
    """Return the pages, in these languages."""
    leader = Blueprint("leader", __name__)
    lang = f"/<any({', '.join(language.id for language in languages)}):lang>"
    leader.add_url_rule(f"{lang}/lead/<token>", "lead", lead)
    leader.add_url_rule(f"{lang}/lead/<token>", "act", act, methods=["POST"])
    leader.add_url_rule(f"{lang}/lead/<token>/now", "lead_now", lead_now)
    leader.add_url_rule(f"{lang}/screen/<workshop_id>", "screen", screen)
    leader.add_url_rule(f"{lang}/screen/<workshop_id>/now", "screen_now", screen_now)
    return leader


def lead(lang: str, token: str) -> Response:  # noqa: ARG001 - the language is read from the address
    """Show the leader's page; where the link is not good now, why."""
    found = services().workshops.by_leader(token)
    good = found.led(now()) if found else "over"
    if found is None or good == "over":
        return render("leader/gone.html", 404)
    if good == "early" and found.day:
        return render("leader/early.html", from_day=found.day - DAY, place=services().places.name(found.place))
    return render(
        "leader/lead.html",
        tomorrow=found.day is not None and found.day > local_day(now()),
        counting=not found.head_count_given or "count" in request.args,
        problem=request.args.get("problem"),
        typed=request.args.get("typed", found.head_count or ""),
        address=address(),
        only_here=only_here(),
        **_about(found, token),
        **_live(found),
    )


def lead_now(lang: str, token: str) -> Response:  # noqa: ARG001 - as in lead
    """Give the part of the leader's page that changes by itself; nothing if nothing has, all if more has."""
    found = services().workshops.by_leader(token)
    if found is None or found.led(now()) != "now":
        return _afresh()
    live = _live(found)
    seen_state, _, seen_version = request.args.get("seen", "").partition("-")
    if seen_state != live["state"] and {seen_state, live["state"]} != {"ending", "ended"}:
        return _afresh()
    if (seen_state, seen_version) == (live["state"], live["version"]):
        return _nothing_new()
    return render("leader/live.html", **_about(found, token), **live)


def act(lang: str, token: str) -> Response:  # noqa: ARG001 - as in lead
    """Do what a button of the page says; what cannot be done any more changes nothing."""
    here, stored = path("lead", token), services().workshops
    found = stored.by_leader(token)
    if found is None or found.led(now()) != "now":
        return redirect_to(here)
    does = {
        "open": lambda: stored.let_in(found.id, now()),
        "stop": lambda: stored.stop(found.id),
        "end": lambda: stored.end(found.id, now()),
        "resume": lambda: stored.resume(found.id, now()),
        "skip": lambda: stored.give_head_count(found.id, None, now()),
    }
    action = request.form.get("action", "")
    if action == "count":
        return _count(found, here)
    if action not in does:
        abort(400)
    does[action]()
    return redirect_to(here)


def screen(lang: str, workshop_id: str) -> Response:  # noqa: ARG001 - as in lead
    """Show, large, what everybody in the room needs: the address, the code, and when it is over, thanks."""
    found = services().workshops.by_id(workshop_id) or abort(404)
    shown = joining(found.code) if found.code else ""
    return render(
        "leader/screen.html",
        workshop=found,
        state=_state(found),
        place=services().places.name(found.place),
        address=address(),
        qr=qr(shown) if shown else "",
    )


def screen_now(lang: str, workshop_id: str) -> Response:  # noqa: ARG001 - as in lead
    """Have the page for the projector drawn afresh once the workshop stands elsewhere."""
    found = services().workshops.by_id(workshop_id) or abort(404)
    return _nothing_new() if request.args.get("seen") == _state(found) else _afresh()


def _count(found: Workshop, here: str) -> Response:
    """Take the head count, or say what is wrong with it."""
    typed = request.form.get("people", "").strip()
    right = typed.isascii() and typed.isdecimal() and len(typed) <= DIGITS and 0 < int(typed) <= MOST
    if not right:
        return redirect_to(f"{here}?problem={'wrong' if typed else 'missing'}&count=1")
    services().workshops.give_head_count(found.id, int(typed), now())
    return redirect_to(here)


def _state(found: Workshop) -> State:
    phase = found.phase(now())
    if phase == "running":
        return "open" if found.letting_in else "shut"
    return "ended" if phase == "closed" else phase


def _about(found: Workshop, token: str) -> dict[str, object]:
    return {
        "workshop": found,
        "token": token,
        "place": services().places.name(found.place),
        "programme": services().library.programmes.get(found.programme or ""),
    }


def _live(found: Workshop) -> dict[str, object]:
    """Return what changes by itself: the state, how many have joined, how far they are, and a version of all that."""
    parts = _parts(found, services().workshops.progress(found.id))
    version = hashlib.blake2b(repr((found.joined, parts)).encode(), digest_size=6).hexdigest()
    return {"state": _state(found), "taken": parts, "version": version}


def _parts(found: Workshop, reached: dict[str, Progress]) -> list[Part]:
    """Return the quizzes in the order in which they are taken, then whatever else somebody has begun."""
    planned = _planned(found)
    names = [*planned, *(name for name in services().library.quizzes if name in reached and name not in planned)]
    quizzes = [(quiz, planned.get(name)) for name in names if (quiz := services().library.quizzes.get(name))]
    return [_part(quiz, only, reached.get(quiz.id, Progress((0,), 0))) for quiz, only in quizzes]


def _planned(found: Workshop) -> dict[str, int | None]:
    """Return the quizzes of a workshop in order, each with how many of its questions are asked; None for all."""
    programme = services().library.programmes.get(found.programme or "")
    if programme is None:
        return dict.fromkeys(found.quizzes)
    forms = {str(quiz.form): quiz for quiz in services().check_ups()}
    planned: dict[str, int | None] = {}
    for number, step in enumerate(programme.steps):
        if step.quiz:
            planned[step.quiz] = None
        elif step.check_up and (quiz := forms.get(dict(enumerate(found.forms)).get(programme.form(number), ""))):
            planned[quiz.id] = len(quiz.short) if step.check_up == "short" else None
    return planned


def _part(quiz: Quiz, only: int | None, reached: Progress) -> Part:
    examples = quiz.examples
    of = max(only or len(quiz.questions), len(reached.answered) - 1)
    counts = (*reached.answered, *[0] * of)
    rows = tuple((n - examples + 1, counts[n]) for n in range(examples, of))
    return Part(quiz.title[language().id], counts[0], rows, reached.finished)


def _afresh() -> Response:
    return Response(status=200, headers={"HX-Refresh": "true", "Cache-Control": "no-store"})


def _nothing_new() -> Response:
    return Response(status=204, headers={"Cache-Control": "no-store"})
