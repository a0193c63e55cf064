"""What comes out of the printer, read back: the words and the QR codes on each side of paper."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import Any

import pypdfium2
import zxingcpp
from pypdf import PdfReader
from pypdfium2.raw import FPDF_PAGEOBJ_TEXT
from werkzeug.test import TestResponse

SHARP = 150 / 72  # so many dots an inch are enough for a camera, and for this reader


@dataclass(frozen=True)
class Side:
    """One side of paper: its words without what only parts them, its width in points, and the page itself."""

    words: str
    width: int
    page: Any = field(repr=False, compare=False)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """What stands in its QR codes, as a camera sees it: drawn as it is printed, in grey."""
        dots = self.page.render(scale=SHARP, grayscale=True).to_numpy()
        found = zxingcpp.read_barcodes(dots)
        return tuple(sorted(one.text for one in found))


def sides(reply: TestResponse) -> list[Side]:
    """Return the sides of the PDF of a reply, in their order."""
    assert reply.status_code == 200
    assert reply.mimetype == "application/pdf"
    return read(reply.data)


def read(data: bytes) -> list[Side]:
    """Return the sides of a PDF."""
    drawn = pypdfium2.PdfDocument(data)
    pages = PdfReader(BytesIO(data)).pages
    return [
        Side(_words(page.extract_text()), round(page.mediabox.width), drawn[number])
        for number, page in enumerate(pages)
    ]


def letters_on(page: Any) -> tuple[float, float]:  # noqa: ANN401 - pypdfium2 has no types
    """Return the size in which most letters of a page are, and where its lowest line is, in points from its foot.

    An empty page has large letters high up.
    """
    sizes, lowest = Counter[float]({math.inf: 0}), math.inf
    for run in page.get_objects(filter=[FPDF_PAGEOBJ_TEXT], textpage=page.get_textpage()):
        text, matrix = run.extract(), run.get_matrix()
        if text.strip():
            sizes[round(run.get_font_size() * abs(matrix.d), 1)] += len(text)
            lowest = min(lowest, matrix.f)
    return sizes.most_common(1)[0][0], lowest


def sheets(found: list[Side]) -> list[tuple[Side, ...]]:
    """Return sides as the sheets of paper that they are on: fronts with their backs."""
    return [tuple(found[front : front + 2]) for front in range(0, len(found), 2)]


def _words(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub("[\u200b\u2060]", "", text))
