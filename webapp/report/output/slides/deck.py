"""Deck: the slides in order, one with the campaign on one page and one for each of six charts, with speaker notes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time

from pptx import Presentation
from pptx.presentation import Presentation as Deck
from pptx.util import Inches

from webapp.report.figures.view import Section, View
from webapp.report.output.bars import Bar, bars, described
from webapp.report.output.rows import MADE_UP, Provenance
from webapp.report.output.slides.chart import add_chart
from webapp.report.output.slides.one_page import OnePage
from webapp.report.output.slides.page import BELOW, EDGE, HEIGHT, INNER, TITLE_HEIGHT, TITLE_TOP, WIDTH, Page
from webapp.report.rules.figure_text import figure_text, interval_text
from webapp.report.wording.messages import Translator
from webapp.report.wording.names import Names
from webapp.report.wording.words import DayName, Words, _

CHARTS = ("change", "lasting", "judging", "questions", "signs", "where", "judging-home", "municipalities", "methods")
"""The sections that are drawn, in this order: the first six in which there is something to draw."""
SIX = 6
NAME = "Tryg på nettet"
CHART, LINES = Inches(1.9), Inches(6.4)
"""Where the chart and the lines below it begin, from the top."""


@dataclass(frozen=True)
class Slides:
    """Makes the slides of a campaign in one language."""

    names: Names
    translator: Translator
    made: Provenance

    def of(self, overview: View, summary: View) -> bytes:
        """Return the PPTX: the summary, then charts of the overview."""
        deck = self._empty(self._said(summary.title))
        page = self._page(deck)
        OnePage(page, self.translator).fill(summary)
        page.note([self._said(words) for words in summary.opening])
        sections = {section.id: section for section in overview.sections}
        wanted = [sections[name] for name in CHARTS if name in sections]
        drawn = [(section, found) for section in wanted if (found := bars(section, self.names, self.translator))]
        for section, found in drawn[:SIX]:
            self._chart(self._page(deck), section, found)
        data = io.BytesIO()
        deck.save(data)
        return data.getvalue()

    def _empty(self, title: str) -> Deck:
        """Return a deck without slides, as wide as screens are, with one layout that has a title."""
        deck = Presentation()
        deck.slide_width, deck.slide_height = WIDTH, HEIGHT
        for layout in list(deck.slide_layouts):
            if layout.name != "Title Only":
                deck.slide_layouts.remove(layout)
        place = deck.slide_layouts[0].placeholders[0]
        place.left, place.top, place.width, place.height = EDGE, TITLE_TOP, INNER, TITLE_HEIGHT
        known, day = deck.core_properties, datetime.combine(self.made.day, time())  # no more is known than its day
        known.title, known.author, known.last_modified_by, known.comments = title, NAME, NAME, ""
        known.language, known.created, known.modified = self.translator.language, day, day
        return deck

    def _page(self, deck: Deck) -> Page:
        """Return a new slide, which says where its figures are from, and whether they are made up."""
        page = Page(deck.slides.add_slide(deck.slide_layouts[0]), self.translator.language)
        source = self._said(_("Source: Tryg på nettet, taken out on %(day)s.", day=DayName(self.made.day)))
        page.foot(f"{source} {self._said(MADE_UP) if self.made.made_up else ''}".strip())
        return page

    def _chart(self, page: Page, section: Section, found: list[Bar]) -> None:
        page.title(self._said(section.headline))
        if section.measured is not None:
            page.box(EDGE, BELOW, INNER, Inches(0.4), [(self._said(section.measured), 16, False)])
        names = (self._said(section.title), self._said(_("The upper end of the interval")))
        add_chart(page, section, found, names, (EDGE, CHART, INNER, LINES - CHART))
        below = " ".join([*self._changes(section), self._said(section.sure)])
        page.box(EDGE, LINES, INNER, Inches(0.5), [(below, 12, False)])
        page.note([self._said(section.headline), described(found), *self._about(section)])

    def _changes(self, section: Section) -> Iterator[str]:
        """Yield what each change is, with its interval: it has no bar of its own."""
        for row in section.rows:
            change = row.figures[-1]
            limits = interval_text(change)
            if change.kind == "difference" and limits is not None:
                yield f"{self._said(row.label)}: {self._said(figure_text(change))} ({self._said(limits)})."

    def _about(self, section: Section) -> Iterator[str]:
        """Yield what the figures mean, how sure they are, and what they do not show."""
        yield from map(self._said, section.lead)
        if section.main is not None:
            found = self.names.definitions[section.main.measure]
            yield f"{self._said(found.name)}: {self._said(found.means)} {self._said(section.sure)}"
            yield f"{self._said(_('What it does not show:'))} {self._said(found.silent)}"

    def _said(self, words: Words) -> str:
        return self.translator.translate(words)
