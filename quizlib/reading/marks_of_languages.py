"""Marks of languages: the invisible characters that a language is written with, by its script as Babel knows it."""

from __future__ import annotations

from functools import cache

JOINERS = "\u200c\u200d"
DIRECTION = "\u061c\u200e\u200f\u2066\u2067\u2068\u2069"
JOINING = frozenset(
    "Arab Beng Deva Gujr Guru Khmr Knda Mlym Mong Mymr Nkoo Orya Sinh Syrc Taml Telu Thaa Tibt".split()  # noqa: SIM905 - a list of codes reads best so
)
"""Scripts in which a joiner changes how letters are drawn, by their codes in ISO 15924."""


@cache
def marks_of(language: str) -> frozenset[str]:
    """Return the invisible characters that a language is written with; none if Babel is not installed."""
    try:
        from babel.core import Locale, UnknownLocaleError, get_global  # noqa: PLC0415 - in no extra that all have
    except ImportError:
        return frozenset()
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return frozenset()
    likely = str(get_global("likely_subtags").get(locale.language, ""))
    script = locale.script or next((part for part in likely.split("_") if part in JOINING), "")
    marks = JOINERS if script in JOINING else ""
    return frozenset(marks + (DIRECTION if locale.text_direction == "rtl" else ""))
