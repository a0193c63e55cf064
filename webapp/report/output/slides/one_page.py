"""One page: the first slide, with the numbers and sentences of the summary; its chart has a slide of its own."""

from __future__ import annotations

from dataclasses import dataclass

from pptx.util import Inches

from webapp.report.figures.view import Row, Section, View
from webapp.report.output.slides.page import EDGE, INNER, Page
from webapp.report.rules.figure_text import basis_text, figure_text, interval_text
from webapp.report.wording.messages import Translator
from webapp.report.wording.words import _

GAP = Inches(0.35)
TILES, SENTENCES, COLUMNS, LIMITS = Inches(1.5), Inches(2.75), Inches(4.2), Inches(6.4)
"""Where the numbers, the sentences, the two columns and the limits begin, from the top."""


@dataclass(frozen=True)
class OnePage:
    """Fills a slide with a summary."""

    page: Page
    translator: Translator

    def fill(self, summary: View) -> None:
        """Write the numbers, the opening sentences, what was reached and cost, what is open, and the limits."""
        sections = {section.id: section for section in summary.sections}
        self.page.title(self.translator.translate(summary.title))
        self._tiles(sections["numbers"])
        told = [(self.translator.translate(words), 15, False) for words in summary.opening]
        self.page.box(EDGE, SENTENCES, INNER, COLUMNS - SENTENCES, told)
        half = (INNER - GAP) // 2
        left = [*self._block(sections["targets"]), *self._block(sections["cost"])]
        self.page.box(EDGE, COLUMNS, half, LIMITS - COLUMNS, left)
        self.page.box(EDGE + half + GAP, COLUMNS, half, LIMITS - COLUMNS, self._block(sections["decide"]))
        limits = [(self.translator.translate(words), 12, False) for words in sections["limits"].lead]
        self.page.box(EDGE, LIMITS, INNER, Inches(0.6), limits)

    def _tiles(self, section: Section) -> None:
        """Write each number large, with its label above, and its interval and what it rests on below."""
        translate, width = self.translator.translate, (INNER - 2 * GAP) // 3
        for place, row in enumerate(section.rows):
            (figure,) = row.figures
            below = (interval_text(figure), basis_text(figure) if figure.shown else None, *figure.notes)
            words = " · ".join(translate(one) for one in below if one is not None)
            number = (translate(figure_text(figure)), 30 if figure.shown else 14, True)
            paragraphs = [(translate(row.label), 14, False), number, *([(words, 12, False)] if words else [])]
            self.page.box(EDGE + place * (width + GAP), TILES, width, SENTENCES - TILES, paragraphs)

    def _block(self, section: Section) -> list[tuple[str, float, bool]]:
        """Return the paragraphs of a section: its headline, and a line for each row, or why there is none."""
        translate = self.translator.translate
        lines = [*section.lead, *map(self._line, section.rows)]
        if not lines and section.empty is not None:
            lines = [section.empty]
        return [(translate(section.headline), 14, True), *((translate(words), 13, False) for words in lines)]

    def _line(self, row: Row) -> str:
        """Return a row in one line; of a target first what was reached, then the target."""
        translate = self.translator.translate
        told = [translate(figure_text(figure)) for figure in row.figures]
        words = translate(_("%(reached)s of %(target)s", reached=told[0], target=told[1])) if len(told) > 1 else told[0]
        return f"{translate(row.label)}: {words}"
