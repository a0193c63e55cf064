"""What a form sent: the response to a question, and how sure one was of it."""

from __future__ import annotations

from werkzeug.datastructures import MultiDict

SURENESS = {"1": 1, "2": 2, "3": 3}


def response_in(form: MultiDict[str, str]) -> tuple[str, ...]:
    """Return the response: all fields named `response`, or `response.…` where each part of a question has its own.

    Where a field `place` stands beside each of them, its numbers put them in order; what has no number, or one that
    another has too, has no place yet and is left out.
    """
    given = [value for name, value in form.items(multi=True) if name.partition(".")[0] == "response"]
    places = [place.strip() for place in form.getlist("place")]
    if len(places) != len(given):
        return tuple(given)
    placed = [(int(place), value) for place, value in zip(places, given, strict=True) if _is_own(place, places)]
    return tuple(value for _, value in sorted(placed))


def sureness_in(form: MultiDict[str, str]) -> int | None:
    """Return how sure one said one was, 1 to 3; None where nothing was said."""
    return SURENESS.get(form.get("sure", ""))


def _is_own(place: str, places: list[str]) -> bool:
    return _is_number(place) and [int(other) for other in places if _is_number(other)].count(int(place)) == 1


def _is_number(place: str) -> bool:
    return place.isascii() and place.isdecimal() and len(place) < 4  # noqa: PLR2004 - digits
