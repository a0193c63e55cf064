"""Summary sheet: the campaign on one page, as the first sheet of a spreadsheet, in words as its page has them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from webapp.report.figures.view import Row, Section, View
from webapp.report.output.looks import LOOKS, meaning
from webapp.report.output.rows import MADE_UP, Provenance
from webapp.report.rules.figure_text import figure_text, interval_text
from webapp.report.wording.messages import Translator
from webapp.report.wording.words import Words, _

COLUMNS = 5
WIDE, NARROW = 46, 26


@dataclass
class SummarySheet:
    """Fills a sheet from above. `at` is the next row."""

    sheet: Any
    bold: Any
    wrapped: Any
    translator: Translator
    at: int = field(default=0, init=False)

    def fill(self, summary: View, made: Provenance) -> int:
        """Write title, day, sentences and sections; return the row below them that is free."""
        translate = self.translator.translate
        self.sheet.set_column(0, 0, WIDE)
        self.sheet.set_column(1, COLUMNS - 1, NARROW)
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 1)
        self._line(translate(summary.title), form=self.bold)
        self._line(f"{translate(_('Taken out on'))} {made.day.isoformat()}")
        if made.made_up:
            self._line(translate(MADE_UP))
        for words in summary.opening:
            self._sentence(translate(words))
        for section in summary.sections:
            self._section(section)
        return self.at + 1

    def _section(self, section: Section) -> None:
        translate = self.translator.translate
        self.at += 1
        self._line(translate(section.headline), form=self.bold)
        if section.measured is not None:
            self._line(translate(section.measured))
        for words in section.lead:
            self._sentence(translate(words))
        heads = _heads(section) if section.rows else ()
        if heads:
            self._line("", *map(translate, heads), form=self.bold)
        for row in section.rows:
            self._row(row)
        if section.empty is not None and not section.rows:
            self._sentence(translate(section.empty))

    def _row(self, row: Row) -> None:
        """Write the label of a row and its figures, each with its interval, or why it is not shown."""
        translate, texts = self.translator.translate, []
        for figure in row.all_figures:
            limits = interval_text(figure)
            said = translate(figure_text(figure))
            texts.append(said if limits is None else f"{said} ({translate(limits)})")
        labels = [translate(words) for words in (row.within, row.label) if words is not None]
        self._line(": ".join(labels), *texts)

    def _line(self, *texts: str, form: Any = None) -> None:  # noqa: ANN401 - xlsxwriter brings no types
        for column, text in enumerate(texts):
            self.sheet.write_string(self.at, column, text, form or self.wrapped)
        self.at += 1

    def _sentence(self, text: str) -> None:
        """Write a sentence across all columns, in two lines."""
        self.sheet.merge_range(self.at, 0, self.at, COLUMNS - 1, text, self.wrapped)
        self.sheet.set_row(self.at, 32)
        self.at += 1


def _heads(section: Section) -> tuple[Words, ...]:
    """Return the heads of the columns of figures, where a row has several."""
    if section.drawn == "slopes":
        return (*section.ends, _("Change"))
    if section.drawn == "targets":
        return (_("Reached"), _("Target"))
    if section.drawn == "stacks":
        return tuple(LOOKS[meaning(figure.measure)].word for figure in section.rows[0].figures)
    return ()
