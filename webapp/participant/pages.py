"""Pages that only show: the front page, help, the guide for those in doubt, and what the site says of itself."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from importlib.metadata import version
from typing import Any
from urllib.parse import urlencode

from flask import Response, abort, jsonify, make_response, redirect, request

from quizlib import Quiz
from webapp.participant.month import months_shown
from webapp.participant.progress.check_ups import next_form
from webapp.participant.progress.course import Course, courses
from webapp.participant.progress.quiz_list import Card, quiz_list
from webapp.participant.progress.refreshers import due
from webapp.storage.database.engine import StorageUnavailable
from webapp.storage.workshops.workshop import Workshop
from webapp.web.invitation import site_address
from webapp.web.replying.render import render
from webapp.web.visit import Visit

CONTACT_HOLDS = timedelta(days=180)


def root(visit: Visit) -> Response:
    """Send the browser to the front page in its language."""
    return make_response(redirect(visit.path_with_channel("")))


def front(visit: Visit) -> Response:
    """Show what there is to take, first the one to begin with or the one that is under way, then the others."""
    check_up = next_form(visit.offered, visit.device)  # of a new browser it is drawn: each form's page is kept
    if check_up and not check_up.is_in(visit.language.id):
        check_up = None
    new = visit.device.is_new
    key = (visit.today, check_up and check_up.id) if new else None
    sheet = visit.services.assets.first_look if new else None
    return render(visit, "visit/front.html", 200, partial(_offers, visit), key=key, check_up=check_up, sheet=sheet)


def help_now(visit: Visit) -> Response:
    """Show what to do when it has happened, and where to read more if it was somebody close."""
    offered = filter(None, map(visit.offered.quiz, visit.offered.order_in(visit.language.id)))
    discreet = [quiz for quiz in offered if quiz.discreet and not visit.phase]
    return render(visit, "visit/help.html", key=("help", visit.today), help=visit.services.help, discreet=discreet)


def doubt(visit: Visit) -> Response:
    """Ask the next question of the guide; the way so far is in the address, and nowhere else."""
    helping, spoken = visit.services.help or abort(404), visit.language.id
    taps = [tap for tap in request.args.get("at", "").split(".") if tap]
    try:
        way = helping.doubt.follow(taps)
    except LookupError:
        abort(404)
    end = way[-1][1] if way else None
    asked = end.next if end else helping.doubt
    fitting = next((choice.quiz for _, choice in reversed(way) if choice.quiz), "")
    return render(
        visit,
        "visit/doubt.html",
        key=(visit.today, *taps),
        asked=asked,
        choices=[
            (choice.text[spoken], _doubt(visit, [*taps, str(n)]))
            for n, choice in enumerate(asked.choices if asked else (), start=1)
        ],
        end=None if asked else end,
        trail=[(question.ask[spoken], choice.text[spoken]) for question, choice in way],
        quiz=quiz if (quiz := visit.offered.quiz(fitting)) and quiz.is_in(spoken) else None,
        back=_doubt(visit, taps[:-1]) if taps else visit.way_back,
    )


def beside(visit: Visit) -> Response:
    """Show how to sit beside a person whom one helps."""
    return render(visit, "about/beside.html", key=visit.today, begin=_first_three(visit))


def send(visit: Visit) -> Response:
    """Show the address large, and words that hand it to somebody: sent by the person's own phone, never by the site."""
    return render(visit, "about/send.html", site=site_address(visit))


def privacy(visit: Visit) -> Response:
    """Show what is stored, and for how long."""
    services = visit.services
    return render(
        visit,
        "about/privacy.html",
        key="privacy",
        counts_addresses=services.tries is not None,
        heard=services.hooks.heard,
        apps=services.settings.api,
        counts_apps=bool(services.settings.api_clients),
    )


def accessibility(visit: Visit) -> Response:
    """Show how accessible the site is, and where to write when it is not."""
    return render(visit, "about/accessibility.html", key="accessibility", was=visit.services.settings.was_url)


def about(visit: Visit) -> Response:
    """Show how people can see that this site is genuine."""
    return render(visit, "about/about.html", key="about")


def was(visit: Visit) -> Response:
    """Send to the accessibility statement, wherever it is kept."""
    return make_response(redirect(visit.services.settings.was_url or visit.path("accessibility")))


def security_txt(visit: Visit) -> Response:
    """Report where to write about a hole in the site's security (RFC 9116), if that has been set."""
    contact = visit.services.settings.security_contact or abort(404)
    lines = (
        f"Contact: {contact}",
        f"Expires: {visit.now + CONTACT_HOLDS:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(language.id for language in visit.services.languages)}",
    )
    return Response("".join(f"{line}\n" for line in lines), content_type="text/plain; charset=utf-8")


def healthz(visit: Visit) -> Response:
    """Report whether an answer could be stored now, whether the disk is nearly full, and which version runs."""
    stores, room = visit.services.health.can_store(), visit.services.health.has_room()
    response = jsonify(
        status="ok" if stores else "storage unavailable",
        version=version("tryg-paa-nettet"),
        **({} if room else {"disk": "low"}),
    )
    response.status_code = 200 if stores else 503
    return response


def _offers(visit: Visit) -> dict[str, Any]:
    services, offered, device, spoken = visit.services, visit.offered, visit.device, visit.language.id
    cards = quiz_list(visit, offered.order_in(spoken))
    here, joined = visit.phase in ("running", "ending"), _joined(visit)
    course = next((one for one in courses(offered, device) if one.step and _of_this_visit(one, here, joined)), None)
    begin = None if course else _begin_with(cards, services.library.begin)
    groups = [
        (group.title[spoken], [cards[name] for name in group.quizzes if name in cards])
        for group in services.library.groups
    ] or [("", list(cards.values()))]
    return {
        "in_workshop": here,
        "here_at": services.places.name(joined.place) if joined else "",
        "course": course,
        "begin": begin,
        "groups": [(title, members) for title, members in groups if members],
        "doors": [card.state == "done" for card in cards.values()],
        "programmes": [
            one
            for one in services.library.programmes.values()
            if not one.practice and (course is None or one != course.programme) and offered.can_take(one, spoken)
        ],
        "elsewhere": [
            (quiz, visit.in_language(services.languages[0], visit.path_with_channel("quiz", quiz.id)))
            for quiz in offered.not_in(spoken)
        ],
        "offer": due(offered, device),
        "remembers": device.remember,
        "newest": next(iter(months_shown(services.months, visit.today)), None),
    }


def _begin_with(cards: Mapping[str, Card], first: str | None) -> Card | None:
    """Return the quiz that is under way, else a new one: the library's first, or the first in the list."""
    under_way = [card for card in cards.values() if card.state == "under_way"]
    if under_way:
        return under_way[-1]
    new = {name: card for name, card in cards.items() if card.state == "new" and not card.quiz.discreet}
    return new.get(first or "") or next(iter(new.values()), None)


def _first_three(visit: Visit) -> Quiz | None:
    """Return the first quiz that can be taken as three messages, by the order of the front page."""
    names = (visit.services.library.begin, *visit.offered.order)
    offered = (visit.offered.quiz(name) for name in names if name)
    return next((quiz for quiz in offered if quiz and quiz.three_messages and quiz.is_in(visit.language.id)), None)


def _joined(visit: Visit) -> Workshop | None:
    """Return the workshop that this browser is in; the front page says as much as it can."""
    with contextlib.suppress(StorageUnavailable):
        return visit.running
    return None


def _of_this_visit(course: Course, here: bool, joined: Workshop | None) -> bool:  # noqa: FBT001 - a fact, no switch
    """Return whether a programme is what the person is here for: in a workshop, its own alone."""
    return not here or bool(joined and course.programme.id == joined.programme)


def _doubt(visit: Visit, taps: list[str]) -> str:
    asked = {"at": ".".join(taps), "from": visit.came_from}
    query = urlencode({name: value for name, value in asked.items() if value}, safe="/")
    return visit.path("doubt") + (f"?{query}" if query else "")
