"""Pages that only show: the front page, help, the guide for those in doubt, and what the site says of itself."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from importlib.metadata import version

from flask import Response, abort, jsonify, make_response, redirect, request

from webapp.participant.month import months_shown
from webapp.participant.progress.check_ups import forms_taken, next_form
from webapp.participant.progress.course import courses
from webapp.participant.progress.quiz_list import Card, quiz_list
from webapp.participant.progress.refreshers import due
from webapp.site_content.help import Doubt
from webapp.storage.database.engine import StorageUnavailable
from webapp.web.render import render
from webapp.web.visit import Visit


def root(visit: Visit) -> Response:
    """Send the browser to the front page in its language."""
    return make_response(redirect(visit.path_with_channel("")))


def front(visit: Visit) -> Response:
    """Show what there is to take, first the one to begin with or the one that is under way, then the others."""
    services, offered, device = visit.services, visit.offered, visit.device
    cards = quiz_list(visit, offered.order)
    course = next((course for course in courses(offered, device) if course.step), None)
    begin = None if course else _begin_with(cards, services.library.begin)
    others = {name: card for name, card in cards.items() if card != begin}
    groups = [
        (group.title[visit.language.id], [others[name] for name in group.quizzes if name in others])
        for group in services.library.groups
    ]
    if not groups:
        groups = [("", list(others.values()))]
    return render(
        visit,
        "front.html",
        here_at=_place(visit),
        course=course,
        begin=begin,
        groups=[(title, members) for title, members in groups if members],
        check_up=next_form(offered, forms_taken(services.library, device)),
        programmes=[one for one in services.library.programmes.values() if course is None or one != course.programme],
        offer=due(offered, device),
        newest=next(iter(months_shown(services.months, visit.today)), None),
    )


def help_now(visit: Visit) -> Response:
    """Show what to do when it has happened."""
    return render(visit, "help.html", help=visit.services.help)


def doubt(visit: Visit) -> Response:
    """Ask the next question of the guide; the way so far is in the address, and nowhere else."""
    helping, spoken = visit.services.help or abort(404), visit.language.id
    taps = [tap for tap in request.args.get("at", "").split(".") if tap]
    try:
        way, end = helping.doubt.follow(taps)
    except LookupError:
        abort(404)
    choices = end.choices if isinstance(end, Doubt) else ()
    return render(
        visit,
        "doubt.html",
        ask=end.ask[spoken] if isinstance(end, Doubt) else None,
        choices=[(choice.text[spoken], _doubt(visit, [*taps, str(n)])) for n, choice in enumerate(choices, start=1)],
        do=None if isinstance(end, Doubt) else end[spoken],
        trail=[(asked[spoken], answer[spoken]) for asked, answer in way],
        back=_doubt(visit, taps[:-1]) if taps else visit.path(""),
    )


def privacy(visit: Visit) -> Response:
    """Show what is stored, and for how long."""
    return render(visit, "privacy.html")


def accessibility(visit: Visit) -> Response:
    """Show how accessible the site is, and where to write when it is not."""
    return render(visit, "accessibility.html", was=visit.services.settings.was_url)


def about(visit: Visit) -> Response:
    """Show how people can see that this site is genuine."""
    return render(visit, "about.html")


def was(visit: Visit) -> Response:
    """Send to the accessibility statement, wherever it is kept."""
    return make_response(redirect(visit.services.settings.was_url or visit.path("accessibility")))


def healthz(visit: Visit) -> Response:
    """Report whether the database answers, and which version runs."""
    try:
        visit.services.database.check()
    except StorageUnavailable:
        response = jsonify(status="storage unavailable", version=version("tryg-paa-nettet"))
        response.status_code = 503
        return response
    return jsonify(status="ok", version=version("tryg-paa-nettet"))


def _begin_with(cards: Mapping[str, Card], first: str | None) -> Card | None:
    """Return the quiz that is under way, else a new one: the library's first, or the first in the list."""
    under_way = [card for card in cards.values() if card.state == "under_way"]
    if under_way:
        return under_way[-1]
    if first and first in cards and cards[first].state == "new":
        return cards[first]
    return next((card for card in cards.values() if card.state == "new"), None)


def _place(visit: Visit) -> str | None:
    """Return where the workshop of this browser is; the front page says as much as it can."""
    with contextlib.suppress(StorageUnavailable):
        if joined := visit.running:
            return visit.services.places.name(joined.place)
    return None


def _doubt(visit: Visit, taps: list[str]) -> str:
    return visit.path("doubt") + (f"?at={'.'.join(taps)}" if taps else "")
