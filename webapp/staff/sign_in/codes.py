"""Codes that people write down: groups of four letters and digits that do not look alike."""

from __future__ import annotations

import secrets

from webapp.web.typed import letters

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # without 0, 1, i, l, o
GROUP = 4


def written(groups: int) -> str:
    """Return a random code of this number of groups, about 20 bits each: "k7mp-2qx9"."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(groups))


def read(typed: str) -> str:
    """Return a typed code in the form of `written`: case and separators do not matter."""
    plain = letters(typed)
    return "-".join(plain[at : at + GROUP] for at in range(0, len(plain), GROUP))
