"""Pages that only show: the front page, help, the guide for those in doubt, and what the site says of itself."""

from __future__ import annotations

import contextlib
from importlib.metadata import version

from flask import Response, abort, jsonify, redirect, request

from webapp.participant.course import courses
from webapp.participant.earlier import forms_taken, next_form
from webapp.participant.month import months
from webapp.participant.quiz_list import taken
from webapp.participant.refresh import offered
from webapp.participant.workshop_state import running
from webapp.site_content.help import Doubt
from webapp.storage.database.engine import StorageUnavailable
from webapp.web.render import device, language, path, render, with_via
from webapp.web.services import services, today


def root() -> Response:
    """Send the browser to the front page in its language."""
    return redirect(with_via(""))  # type: ignore[return-value]  # werkzeug's response is Flask's here


def front(lang: str) -> Response:  # noqa: ARG001 - the language is read from the address
    """Show what there is to take, first the one to begin with or the one that is under way, then the others."""
    known = device()
    cards = taken(services().order)
    under_way = [card for card in cards.values() if card.state == "under_way"]
    first = services().library.begin
    fresh = [card for card in cards.values() if card.state == "new"]
    suggested = cards[first] if first in cards and cards[first].state == "new" else next(iter(fresh), None)
    course = next((course for course in courses(known) if course.step), None)
    begin = None if course else under_way[-1] if under_way else suggested
    others = {name: card for name, card in cards.items() if card != begin}
    groups = [
        (group.title[language().id], [others[name] for name in group.quizzes if name in others])
        for group in services().library.groups
    ]
    if not groups:
        groups = [("", list(others.values()))]
    return render(
        "front.html",
        here_at=_place(),
        course=course,
        begin=begin,
        groups=[(title, members) for title, members in groups if members],
        check_up=next_form(forms_taken(known)),
        programmes=[one for one in services().library.programmes.values() if course is None or one != course.programme],
        offer=offered(known, today()),
        newest=next(iter(months(today())), None),
    )


def help_now(lang: str) -> Response:  # noqa: ARG001 - as in front
    """Show what to do when it has happened."""
    return render("help.html", help=services().help)


def doubt(lang: str) -> Response:  # noqa: ARG001 - as in front
    """Ask the next question of the guide; the way so far stands in the address, and nowhere else."""
    helping = services().help or abort(404)
    taps = [tap for tap in request.args.get("at", "").split(".") if tap]
    try:
        way, end = helping.doubt.follow(taps)
    except LookupError:
        abort(404)
    spoken = language().id
    choices = end.choices if isinstance(end, Doubt) else ()
    return render(
        "doubt.html",
        ask=end.ask[spoken] if isinstance(end, Doubt) else None,
        choices=[(choice.text[spoken], _doubt([*taps, str(n)])) for n, choice in enumerate(choices, start=1)],
        do=None if isinstance(end, Doubt) else end[spoken],
        trail=[(asked[spoken], answer[spoken]) for asked, answer in way],
        back=_doubt(taps[:-1]) if taps else path(""),
    )


def privacy(lang: str) -> Response:  # noqa: ARG001 - as in front
    """Say what is stored, and for how long."""
    return render("privacy.html")


def accessibility(lang: str) -> Response:  # noqa: ARG001 - as in front
    """Say how accessible the site is, and whom to tell when it is not."""
    return render("accessibility.html", was=services().settings.was_url)


def about(lang: str) -> Response:  # noqa: ARG001 - as in front
    """Say how one can see that this site is genuine."""
    return render("about.html")


def was() -> Response:
    """Send to the accessibility statement, wherever it is kept."""
    return redirect(services().settings.was_url or path("accessibility"))  # type: ignore[return-value]  # as in root


def healthz() -> Response:
    """Say whether the database answers, and which version runs."""
    try:
        services().database.check()
    except StorageUnavailable:
        response = jsonify(status="storage unavailable", version=version("tryg-paa-nettet"))
        response.status_code = 503
        return response
    return jsonify(status="ok", version=version("tryg-paa-nettet"))


def _place() -> str | None:
    """Return where the workshop is that this browser is in; the front page says as much as it can."""
    with contextlib.suppress(StorageUnavailable):
        if joined := running():
            return services().places.name(joined.place)
    return None


def _doubt(taps: list[str]) -> str:
    return path("doubt") + (f"?at={'.'.join(taps)}" if taps else "")
