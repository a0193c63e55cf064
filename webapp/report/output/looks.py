"""Looks: what each meaning looks like in figures: its word, its colour, its pattern, and its place in an order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from quizlib import LATER, PRACTICE
from webapp.paints import PAINTS, Meaning, Pattern
from webapp.report.wording.words import Words, _


class Look(NamedTuple):
    """The word of a meaning, its colour, the pattern that tells it from others in grey, and what fills it in SVG."""

    word: Words
    colour: str
    pattern: Pattern
    fill: str


WORDS: Mapping[Meaning, Words] = {
    "right": _("Seen through or recognised"),
    "check": _("Would check first"),
    "again": _("Judged wrong"),
    "open": _("Not answered"),
    "amount": _("An amount, neither good nor bad"),
}
LOOKS: Mapping[Meaning, Look] = {
    meaning: Look(WORDS[meaning], paint.colour, paint.pattern, paint.fill) for meaning, paint in PAINTS.items()
}
"""The meanings in their order, as participants' pages have them too."""

MEANS: Mapping[str, Meaning] = {
    "seen-through": "right",
    "recognised": "right",
    "right": "right",
    "right_act": "right",
    "scams-handled": "right",
    "genuine-handled": "right",
    "handled": "right",
    "scams-doubted": "check",
    "genuine-doubted": "check",
    "doubted": "check",
    "believed": "again",
    "rejected": "again",
    "mistaken": "again",
    "overlooked": "again",
    "scams-open": "open",
    "genuine-open": "open",
    "open": "open",
}
"""What measures mean, by the first part of their names; all others are amounts."""


def meaning(measure: str) -> Meaning:
    """Return what a measure means."""
    name = measure.removeprefix(LATER).removeprefix(PRACTICE).removeprefix("unseen:").removeprefix("occasion:")
    return MEANS.get(name.partition(":")[0], "amount")
