"""Cells: a text that somebody wrote never becomes a formula, a date or a number in a spreadsheet."""

from __future__ import annotations

import re
from unicodedata import normalize

BOM = "\ufeff"
"""What comes before a CSV in UTF-8, so that Excel reads it as such."""
SIGNS, CONTROLS = frozenset("=+-@"), frozenset("\t\r\n")
"""The first characters by which a spreadsheet recognises a formula, also of full width, and after blanks."""
NUMBER = re.compile(r"\d[\d.,]*e[+-]?\d+|\d+[-/.:]\d+([-/.:]\d+)?", re.IGNORECASE)
"""What a spreadsheet takes for a number, a date or a time though it is none: the id 3e8, the title 24/7."""


def safe_cell(text: str) -> str:
    """Return a text; an apostrophe comes before one that a spreadsheet would take for something else."""
    seen = (letter for letter in normalize("NFKC", text) if letter.isprintable() and not letter.isspace())
    first = next(seen, "")
    return f"'{text}" if first in SIGNS or text[:1] in CONTROLS or NUMBER.fullmatch(text.strip()) else text
