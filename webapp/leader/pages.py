"""The leader's page: letting people in, seeing how far they have come, ending, and the head count."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Response, abort, request

from quizlib import Quiz
from webapp.leader import afterwards, hands
from webapp.leader.progress import WorkshopProgress, planned_in, progress_of
from webapp.leader.together import go_on, say
from webapp.storage.workshops.workshop import DAY, Workshop
from webapp.web.addresses import saying
from webapp.web.invitation import only_here, site_address
from webapp.web.replying.render import redirect_to, render
from webapp.web.replying.replies import afresh, nothing_new
from webapp.web.typed import letters, number
from webapp.web.visit import Visit

MOST = 500  # people that may be told
MOST_STEPS = 99_999  # of a room
LONGEST = 40  # characters of what was typed, that are shown again


def lead(visit: Visit, token: str) -> Response:
    """Show the leader's page, or how the workshop went; where the link is not good now, why."""
    found = visit.services.workshops.by_leader(letters(token))
    if found and found.read(visit.today):
        return afterwards.read(visit, found)
    good = found.led(visit.now) if found else "over"
    if found is None or good == "over":
        return render(visit, "leader/gone.html", 404)
    if good == "early" and found.day:
        place = visit.services.places.name(found.place)
        return render(visit, "leader/early.html", from_day=found.day - DAY, place=place)
    visit = visit.with_content_of(found)
    about = _about(visit, found, token) | {"screen": _screen(visit, found), "stories": _stories(visit, found)}
    if found.way == "hands" and found.phase(visit.now) == "running":
        return hands.page(visit, found, about)
    return render(
        visit,
        "leader/lead.html",
        tomorrow=found.day is not None and found.day > visit.today,
        counting=not found.head_count_given or "count" in request.args,
        problem=request.args.get("problem"),
        typed=request.args.get("typed", found.head_count or ""),
        address=site_address(visit),
        only_here=only_here(visit),
        **about,
        **_changing(progress_of(visit, found)),
    )


def ask_to_end(visit: Visit, token: str) -> Response:
    """Ask whether the workshop is to end now: nobody does so by a slip of the thumb."""
    found = visit.services.workshops.by_leader(letters(token))
    if found is None or found.led(visit.now) != "now" or found.phase(visit.now) != "running":
        return redirect_to(visit, visit.path("lead", letters(token)))
    return render(visit, "leader/end.html", **_about(visit, found, token))


def lead_now(visit: Visit, token: str) -> Response:
    """Give the part of the leader's page that changes by itself; nothing if nothing has, all if more has."""
    found = visit.services.workshops.by_leader(letters(token))
    if found is None or found.led(visit.now) != "now":
        return afresh()
    visit, seen = visit.with_content_of(found), request.args.get("seen", "")
    if seen.startswith("hands-"):
        running = found.phase(visit.now) == "running"
        return nothing_new() if running and hands.version(visit, found) == seen else hands.moved(visit, found, token)
    progress = progress_of(visit, found)
    seen_state, _, seen_version = seen.partition("-")
    if seen_state != progress.state and {seen_state, progress.state} != {"ending", "ended"}:
        return afresh()
    if (seen_state, seen_version) == (progress.state, progress.version):
        return nothing_new()
    moved = seen_version.partition(".")[2] != progress.version.partition(".")[2]
    return render(visit, "leader/live.html", moved=moved, **_about(visit, found, token), **_changing(progress))


def happened(visit: Visit) -> Response:
    """Show what a volunteer does when somebody says that it has happened to them."""
    return render(visit, "leader/happened.html", key="happened")


def act(visit: Visit, token: str) -> Response:
    """Do what a button of the page says; what cannot be done any more changes nothing."""
    page, workshops, now = visit.path("lead", letters(token)), visit.services.workshops, visit.now
    found = workshops.by_leader(letters(token))
    if found is None or found.led(now) != "now":
        return redirect_to(visit, page)
    visit = visit.with_content_of(found)
    does = {
        "open": lambda: workshops.let_in(found.id, now),
        "stop": lambda: workshops.stop(found.id),
        "end": lambda: workshops.end(found.id, now),
        "resume": lambda: workshops.resume(found.id, now),
        "skip": lambda: workshops.give_head_count(found.id, None, now),
    }
    action = request.form.get("action", "")
    if action == "count":
        return _count(visit, found, page)
    if action in ("on", "say"):
        return _move(visit, found, page, request.form.get("choice", "") if action == "say" else None)
    if action not in does:
        abort(400)
    done = does[action]()
    return redirect_to(visit, saying(page, action) if done else page)


def _move(visit: Visit, found: Workshop, page: str, choice: str | None) -> Response:
    """Lead the room on from the step that the page had seen, or note what it has chosen to say next."""
    seen = number(request.form.get("seen", ""), MOST_STEPS) or 0
    if choice is None:
        go_on(visit, found, seen)
    else:
        say(visit, found, seen, choice)
    return redirect_to(visit, page)


def _count(visit: Visit, found: Workshop, page: str) -> Response:
    """Take the head count, or say what is wrong with it."""
    typed = request.form.get("people", "").strip()
    told = number(typed, MOST)
    if not told or told < hands.least(visit, found):
        problem = "low" if told else "wrong" if typed else "missing"
        again = urlencode({"problem": problem, "count": 1, "typed": typed[:LONGEST]})
        return redirect_to(visit, f"{page}?{again}")
    done = visit.services.workshops.give_head_count(found.id, told, visit.now)
    return redirect_to(visit, saying(page, "count") if done else page)


def _about(visit: Visit, found: Workshop, token: str) -> dict[str, object]:
    """Return what the templates know of a workshop."""
    return {
        "workshop": found,
        "token": letters(token),
        "place": visit.services.places.name(found.place),
        "programme": visit.services.library.programmes.get(found.programme or ""),
        "missing": visit.offered.missing(found),
        "waits": found.awaited(visit.now),
    }


def _screen(visit: Visit, found: Workshop) -> str:
    """Return the address of the page for the projector, in the language of the workshop if it has one."""
    languages = {language.id: language for language in visit.services.languages}
    return visit.in_language(languages.get(found.language or "", visit.language), visit.path("screen", found.id))


def _stories(visit: Visit, found: Workshop) -> list[Quiz]:
    """Return the quizzes of a workshop that have a story to tell, in order."""
    planned = map(visit.offered.quiz, planned_in(visit.offered, found))
    return [quiz for quiz in planned if quiz and quiz.story]


def _changing(progress: WorkshopProgress) -> dict[str, object]:
    """Return what the templates know of that which changes by itself."""
    return {
        "state": progress.state,
        "taken": progress.parts,
        "present": progress.part,
        "plan": progress.plan,
        "version": progress.version,
        "room": progress.room,
    }
