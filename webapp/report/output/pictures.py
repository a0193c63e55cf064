"""Pictures: a section as a picture of 1600 × 900 pixels, with title, source and date inside: for slides and papers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from textwrap import wrap

from webapp.paints import patterns
from webapp.report.figures.view import Section
from webapp.report.output.bars import Bar, bars, described
from webapp.report.output.charts import length, scale
from webapp.report.output.looks import LOOKS, meaning
from webapp.report.output.rows import MADE_UP, Provenance
from webapp.report.wording.messages import Translator
from webapp.report.wording.names import Names
from webapp.report.wording.words import DayName, _
from webapp.typeset import typeset_picture

TEMPLATE = Path(__file__).with_name("picture.typ")
WIDTH, HEIGHT, EDGE = 1600, 900, 70
BARS, LEFT, RIGHT = 560, 620, 1200
"""The width of bars, where they begin, and where their numbers stand."""
FIRST, BOTTOM = 95, 810
"""Where the first line of the title stands, and where the bars end."""
LETTERS, BASIS_LETTERS, HIGHEST, LABEL, TIGHT = 42, 38, 54, 25, 40
"""The most letters in a line of a label and of what a number rests on, the height of a bar and the size of its label at
most, and the least height that has room for what a number rests on."""
TITLE, TITLE_LETTERS, BELOW = 46, 62, 25
"""The sizes of the title and of the words below it, and the most letters in a line of the title."""
INK = "#1d2125"
FONT = "Libertinus Serif, Georgia, serif"
PATTERN = 14
"""From one stripe to the next."""


@dataclass(frozen=True)
class Picture:
    """The picture of a section: a bar for each figure that is drawn, with its interval and its number."""

    section: Section
    names: Names
    translator: Translator
    made: Provenance

    @cached_property
    def bars(self) -> list[Bar]:
        """The bars that are drawn; nothing if there is no picture of the section."""
        return bars(self.section, self.names, self.translator)

    @property
    def described(self) -> str:
        """What the picture shows, in words: its alternative text."""
        return described(self.bars)

    def svg(self) -> str:
        """Return the picture as SVG."""
        translate, (day, _version, made_up) = self.translator.translate, self.made
        source = translate(_("Source: Tryg på nettet, taken out on %(day)s.", day=DayName(day)))
        title = translate(self.section.headline)
        head = [(line, TITLE) for line in wrap(title, TITLE_LETTERS)] + [
            (line, BELOW) for line in wrap(self._below, 120)
        ]
        at = [FIRST + sum(1.2 * size for _line, size in head[:number]) for number in range(len(head) + 1)]
        parts = [
            *(_text(EDGE, y, line, size, bold=size == TITLE) for y, (line, size) in zip(at, head, strict=False)),
            *(part for place in range(len(self.bars)) for part in self._bar(place, at[-1])),
            _text(EDGE, 865, f"{source} {translate(MADE_UP) if made_up else ''}".strip(), 24),
        ]
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
            f'viewBox="0 0 {WIDTH} {HEIGHT}" role="img" xml:lang="{self.translator.language}">'
            f"<title>{escape(title)}</title><desc>{escape(self.described)}</desc><defs>{patterns(PATTERN)}</defs>"
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>{"".join(parts)}</svg>'
        )

    def png(self) -> bytes:
        """Return the same picture in pixels. NotInstalled without the extra `pdf`."""
        return typeset_picture(TEMPLATE, self.svg())

    @property
    def _below(self) -> str:
        """What was measured, which stands below the title; a measure that all bars share is named too."""
        translate = self.translator.translate
        measures = {translate(self.names.definitions[bar.figure.measure].name): None for bar in self.bars}
        shared = measures if len(measures) == 1 else map(translate, self.section.lead[:1])
        said = (translate(self.section.measured) if self.section.measured is not None else "", *shared)
        return ". ".join(words.removesuffix(".") for words in said if words)

    def _bar(self, place: int, top: float) -> Iterator[str]:
        label, figure, number, limits, basis = self.bars[place]
        step = (BOTTOM - top) / len(self.bars)
        middle, high, most = top + step * (place + 0.5), min(step * 0.5, HIGHEST), scale(self.section, figure.measure)
        size = min(LABEL, step * 0.6)
        lines = wrap(label, LETTERS, max_lines=max(2, int(step / LABEL / 1.2)), placeholder=" …")
        height = min(size, step / len(lines) / 1.2)
        for index, line in enumerate(lines):
            at = middle + 0.3 * height + 1.15 * height * (index - (len(lines) - 1) / 2)
            yield _text(EDGE, at, line, height, bold=True)
        fill = LOOKS[meaning(figure.measure)].fill
        box = f'x="{LEFT}" y="{middle - high / 2:.1f}" height="{high:.1f}"'
        yield f'<rect {box} width="{BARS}" fill="#ece5d8"/>'
        yield f'<rect {box} width="{BARS * length(figure.value or 0, most) / 100:.1f}" fill="{fill}" stroke="{INK}"/>'
        if figure.interval:
            near, far = (LEFT + BARS * length(end, most) / 100 for end in figure.interval)
            for color, width in (("#fff", 9), (INK, 4)):
                yield f'<path d="M{near:.1f} {middle:.1f}H{far:.1f}" stroke="{color}" stroke-width="{width}"/>'
        told = [number, *([f"({limits})"] if limits else [])]
        small = 0.75 * size
        yield _text(RIGHT, middle + (0.3 * size if step < TIGHT or not basis else 0), " ".join(told), size, bold=True)
        if basis and step >= TIGHT:
            for index, line in enumerate(wrap(basis, BASIS_LETTERS, max_lines=2 if step > 2 * TIGHT else 1)):
                yield _text(RIGHT, middle + (1.2 + 1.1 * index) * small, line, small)


def _text(x: float, y: float, words: str, size: float, *, bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    at = f'x="{x:.0f}" y="{y:.0f}" font-family="{FONT}" font-size="{size:.4g}"{weight} fill="{INK}"'
    return f"<text {at}>{escape(words)}</text>"
