"""One meaning has one colour and one pattern, on participants' pages, on paper, in figures and in the documentation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.places import ROOT
from webapp.paints import INKS, PAINTS, Meaning, patterns
from webapp.report.output.looks import LOOKS, MEANS

SITE = ROOT / "webapp" / "static" / "sheets" / "site.css"
OURS = {paint.colour for name, paint in PAINTS.items() if name in {"right", "again"}} | {PAINTS["again"].ink}
"""The colours that only these meanings have; blue and white are those of the whole site."""
SOURCES = ("*.css", "*.html", "*.typ", "*.js", "*.py")


def sources() -> Iterator[Path]:
    """Yield every file of the site that can name a colour, but built ones."""
    for pattern in SOURCES:
        yield from (path for path in (ROOT / "webapp").rglob(pattern) if "build" not in path.parts)


def test_the_style_sheet_has_the_inks_of_the_table() -> None:
    root = SITE.read_text(encoding="utf-8").partition("}")[0]
    found = dict(re.findall(r"(--[a-z]+): (#[0-9a-f]+);", root))
    assert {name: found[name] for name in INKS} == {name: PAINTS[meaning].ink for name, meaning in INKS.items()}


def test_no_other_file_writes_these_colours() -> None:
    found = {
        str(path.relative_to(ROOT))
        for path in sources()
        if any(colour in path.read_text(encoding="utf-8").lower() for colour in OURS)
    }
    assert found == {"webapp/paints.py", str(SITE.relative_to(ROOT))}


def test_the_documentation_has_the_same_table_in_the_same_order() -> None:
    text = (ROOT / "docs" / "measures.md").read_text(encoding="utf-8").partition("## One meaning, one look")[2]
    rows = re.findall(r"^\| (\w+) \|.*\| \w+ `(#\w+)` \| (\w+) \| `(#\w+)` \|$", text, re.MULTILINE)
    assert rows == [(name, *paint) for name, paint in PAINTS.items()]


def test_figures_have_the_paints_in_the_same_order_each_with_a_word() -> None:
    assert [(name, look.colour, look.pattern) for name, look in LOOKS.items()] == [
        (name, paint.colour, paint.pattern) for name, paint in PAINTS.items()
    ]
    assert set(MEANS.values()) <= set(PAINTS)


def test_meanings_that_stand_side_by_side_differ_in_pattern_so_that_grey_tells_them_apart() -> None:
    beside = [PAINTS[name].pattern for name in ("right", "check", "again", "open")]
    assert len(set(beside)) == len(beside)


@pytest.mark.parametrize("meaning", PAINTS)
def test_the_ink_of_a_meaning_can_be_read_on_white(meaning: Meaning) -> None:
    assert contrast(PAINTS[meaning].ink) >= 7


def test_every_pattern_that_fills_is_drawn(app: Flask) -> None:
    drawn = set(re.findall(r'<pattern id="(\w+)"', patterns(10)))
    assert drawn == {paint.pattern for paint in PAINTS.values() if paint.fill != paint.colour}
    assert app.jinja_env.globals["paints"] is PAINTS


def contrast(colour: str) -> float:
    """Return the contrast of a colour with white, as WCAG computes it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)
