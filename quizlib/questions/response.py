"""Response: what a participant gave, exactly as the form sent it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quizlib.problems import InvalidResponse

Response = tuple[str, ...]


def as_response(given: Sequence[str]) -> Response:
    """Return a list of choices as a response; raise InvalidResponse for a text, which is not a list of its letters."""
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise InvalidResponse("impossible", f'a response is a list of texts, as in ["scam"], not {given!r}')
    return tuple(given)


def chosen(response: Sequence[str], offered: Sequence[str], *, several: bool = False) -> Response:
    """Return the response if it is possible with these choices; raise InvalidResponse otherwise."""
    given = as_response(response)
    if not given:
        raise InvalidResponse("missing", "nothing was chosen")
    for choice in given:
        if choice not in offered:
            raise InvalidResponse("impossible", f"{choice!r} was not offered, only {', '.join(offered)}")
    if len(set(given)) < len(given) or (len(given) > 1 and not several):
        raise InvalidResponse("impossible", f"{len(given)} choices were given: {', '.join(given)}")
    return given
