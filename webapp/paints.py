"""Paints: the colour and the pattern of each meaning, from a person's own result to the council's page.

`docs/measures.md` has the same table, with words. Style sheets know the inks by names of their own (`INKS`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

Meaning = Literal["right", "check", "again", "open", "amount"]
Pattern = Literal["solid", "stripes", "dots", "empty"]


class Paint(NamedTuple):
    """How a meaning is filled, the pattern that tells it from others in grey, and the ink of its words and lines."""

    colour: str
    pattern: Pattern
    ink: str

    @property
    def fill(self) -> str:
        """What fills a shape of SVG, where `patterns` is in the same document."""
        return f"url(#{self.pattern})" if self.pattern in {"stripes", "dots"} else self.colour


PAINTS: Mapping[Meaning, Paint] = {
    "right": Paint("#17522a", "solid", "#17522a"),
    "check": Paint("#0a4a5c", "stripes", "#0a4a5c"),
    "again": Paint("#b06a00", "dots", "#553d00"),
    "open": Paint("#ffffff", "empty", "#1d2125"),
    "amount": Paint("#0a4a5c", "solid", "#0a4a5c"),
}
"""The meanings in their order: what is good stands first. Ochre is too pale for words, so its ink is darker."""
INKS: Mapping[str, Meaning] = {"--good": "right", "--blue": "check", "--honey": "again", "--ink": "open"}
"""The names of the inks in `site.css`."""
BETWEEN, PAPER = "#e3eff1", "#fff"
"""What is between stripes, and the dots themselves."""


def patterns(size: int) -> str:
    """Return the two patterns as SVG; `size` is the distance from one stripe to the next."""
    at = f'width="{size}" height="{size}" patternUnits="userSpaceOnUse"'
    whole = f'width="{size}" height="{size}"'
    dots = "".join(
        f'<circle cx="{n * size:g}" cy="{n * size:g}" r="{0.18 * size:g}" fill="{PAPER}"/>' for n in (0.3, 0.8)
    )
    return (
        f'<pattern id="stripes" {at} patternTransform="rotate(45)"><rect {whole} fill="{BETWEEN}"/>'
        f'<rect width="{size / 2:g}" height="{size}" fill="{PAINTS["check"].colour}"/></pattern>'
        f'<pattern id="dots" {at}><rect {whole} fill="{PAINTS["again"].colour}"/>{dots}</pattern>'
    )
