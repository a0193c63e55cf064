"""Papers that the leader holds: the secret, folded away, stories to tell, and the slip for the numbers."""

from __future__ import annotations

from dataclasses import replace
from string import ascii_uppercase

from webapp.prints.printing import Printing, Sheet
from webapp.together.hands import ballot
from webapp.together.hour import Hour
from webapp.web.invitation import square


def secret(printing: Printing) -> list[Sheet]:
    """Return the two sides of the leader's secret: link, QR code and PIN under the fold, and what is outside then.

    A workshop whose link was withdrawn has no such sheet.
    """
    _, ngettext, hours, link = printing.gettext, printing.ngettext, printing.workshop.hours, printing.leading
    if link is None:
        return []
    pin = printing.visit.services.planning.pin(printing.workshop)
    about = {"title": _("Only for whoever leads"), "place": printing.place, "when": printing.when}
    inside = {
        "kind": "secret",
        **about,
        "how": _("Fold the sheet here, so that the lower half is inside. Tear it up afterwards."),
        "link": {
            "title": _("Your leader link"),
            "qr": square(link),
            "alt": _("QR code: %(address)s", address=link),
            "address": link.removeprefix("https://"),
        },
        "pin": {
            "title": _("Without the link"),
            "text": _(
                "On the day, open %(address)s/%(path)s and type the join code and this PIN:",
                address=printing.address,
                path=f"{printing.language}/lead",
            ),
            "code": {"title": _("Join code"), "digits": printing.code},
            "pin": {"title": _("PIN"), "digits": f"{pin[:3]} {pin[3:]}"},
        },
        "words": ngettext(
            "Your leader link. It works from the day before until %(count)s hour after you've begun. Don't show it to "
            "the others.",
            "Your leader link. It works from the day before until %(count)s hours after you've begun. Don't show it to "
            "the others.",
            hours,
            count=hours,
        ),
    }
    return [inside, {"kind": "cover", **about, "words": _("Folded: the leader link is inside.")}]


def stories(printing: Printing) -> list[Sheet]:
    """Return a page for each story to read aloud."""
    _, spoken = printing.gettext, printing.language
    return [
        {
            "kind": "story",
            "for": _("A story to tell"),
            "title": one.quiz.title[spoken],
            "drawing": printing.visit.services.assets.drawn(one.quiz.id),
            "text": one.quiz.story[spoken].strip().split("\n\n"),
            "ask": _("It is made up, but it happens like this. Then ask: what would you have done?"),
        }
        for one in printing.quizzes
        if one.quiz.story
    ]


def head_count(printing: Printing) -> list[Sheet]:
    """Return the slip on which numbers are written until they can be typed, with the letters that are counted."""
    _ = printing.gettext
    hour = Hour.of(printing.visit.offered, replace(printing.workshop, way="hands"))
    rows: list[tuple[str, int]] = [
        (f"{stop.quiz.title[printing.language]} · {number}", len(raised))
        for stop in hour.stops
        for raised, number in [(ballot(stop), _("Question %(n)s", n=stop.n))]
        if raised
    ]
    return [
        {
            "kind": "heads",
            "title": _("Slip for the numbers"),
            "about": " · ".join(filter(None, (printing.place, printing.when))),
            "heads": _("How many took part:"),
            "who": _(
                "Count everybody who took part, also those who looked on beside somebody. You don't count yourself."
            ),
            "cards": _("If you take it with cards: how many held up each letter?"),
            "letters": list(ascii_uppercase[: max((most for _title, most in rows), default=0)]),
            "question": _("Question"),
            "rows": rows,
            "then": _("Type the numbers on your leader page before you finish. Then tear up this slip."),
        }
    ]
