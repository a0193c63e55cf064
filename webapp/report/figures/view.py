"""View: the sentences and sections of one page of figures. Page, spreadsheet, CSV and PDF are made from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from webapp.report.rules.figure import Figure
from webapp.report.rules.reasons import NOT_ENOUGH
from webapp.report.wording.words import Words

SEVERAL = 3
Drawing = Literal["numbers", "bars", "stacks", "slopes", "months", "table"]
"""How a page draws a section. A table with the same numbers is always there too."""


@dataclass(frozen=True)
class Row:
    """Some figures with a label and a remark.

    `right` marks a right answer. `link` leads to the source of the figures, or to more of them.
    """

    label: Words
    figures: tuple[Figure, ...]
    remark: Words | None = None
    within: Words | None = None
    right: bool = False
    link: str = ""


@dataclass(frozen=True)
class Section:
    """Rows of figures under a title; `lead` comes before the rows, `empty` in their place if there are none."""

    id: str
    title: Words
    drawn: Drawing
    rows: tuple[Row, ...]
    lead: tuple[Words, ...] = ()
    empty: Words | None = None
    folded: bool = False

    @property
    def figures(self) -> Iterator[Figure]:
        """All figures, row by row."""
        return (figure for row in self.rows for figure in row.figures)

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures of the figures, each once, in their order."""
        return tuple(dict.fromkeys(figure.measure for figure in self.figures))

    @property
    def repeated(self) -> tuple[Words, ...]:
        """The reasons "not enough yet …" that several figures share. The page shows them once, below the figures."""
        withheld = [figure.withheld for figure in self.figures]
        return tuple(words for words in NOT_ENOUGH if withheld.count(words) >= SEVERAL)


@dataclass(frozen=True)
class View:
    """One page of figures; `opening` are its first sentences."""

    id: str
    title: Words
    opening: tuple[Words, ...]
    sections: tuple[Section, ...]

    @property
    def figures(self) -> Iterator[Figure]:
        """All figures, section by section."""
        return (figure for section in self.sections for figure in section.figures)

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures of the figures, each once, in their order."""
        return tuple(dict.fromkeys(figure.measure for figure in self.figures))
