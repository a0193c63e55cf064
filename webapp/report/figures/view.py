"""View: sentences and sections of figures, from which page, table, spreadsheet and PDF are all drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from webapp.report.rules.figure import Figure
from webapp.report.rules.reasons import NOT_ENOUGH
from webapp.report.wording.words import Words

SEVERAL = 3
Drawing = Literal["numbers", "bars", "stacks", "slopes", "months", "table"]
"""How a page draws a section; the table with the same numbers stands beside it, whatever it is."""


@dataclass(frozen=True)
class Row:
    """What figures are about, in words, and a remark on them.

    `right`: an answer that belongs to the key; `link`: where the figures were found, or where there is more.
    """

    label: Words
    figures: tuple[Figure, ...]
    remark: Words | None = None
    within: Words | None = None
    right: bool = False
    link: str = ""


@dataclass(frozen=True)
class Section:
    """Rows of figures under a title; `lead` is said before them, `empty` instead of them when there are none."""

    id: str
    title: Words
    drawn: Drawing
    rows: tuple[Row, ...]
    lead: tuple[Words, ...] = ()
    empty: Words | None = None
    folded: bool = False

    @property
    def figures(self) -> Iterator[Figure]:
        """Every figure, row by row."""
        return (figure for row in self.rows for figure in row.figures)

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures of its figures, each once, as they come."""
        return tuple(dict.fromkeys(figure.measure for figure in self.figures))

    @property
    def repeated(self) -> tuple[Words, ...]:
        """Reasons of the kind "not enough yet" that several of its figures have, so that once under them will do."""
        withheld = [figure.withheld for figure in self.figures]
        return tuple(words for words in NOT_ENOUGH if withheld.count(words) >= SEVERAL)


@dataclass(frozen=True)
class View:
    """One page of figures: `opening` are the sentences it begins with."""

    id: str
    title: Words
    opening: tuple[Words, ...]
    sections: tuple[Section, ...]

    @property
    def figures(self) -> Iterator[Figure]:
        """Every figure, section by section."""
        return (figure for section in self.sections for figure in section.figures)

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures of its figures, each once, as they come."""
        return tuple(dict.fromkeys(figure.measure for figure in self.figures))
