"""View: the sentences and sections of one page of figures. Page, spreadsheet, CSV and PDF are made from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from webapp.report.rules.figure import Figure
from webapp.report.rules.findings import Finding
from webapp.report.rules.reasons import NOT_ENOUGH
from webapp.report.wording.words import Words, _

SEVERAL = 3
MOST_COLUMNS = 4
Drawing = Literal["numbers", "bars", "stacks", "slopes", "months", "table", "names", "targets", "words", "multiples"]
"""How a page draws a section. A table with the same numbers is always there too."""


@dataclass(frozen=True)
class Row:
    """Some figures with a label and a remark.

    `right` marks a right answer; `sum` is what the first of the figures add up to; `running` says that its time is not
    over. `link` leads to the source of the figures, or to more of them.
    """

    label: Words
    figures: tuple[Figure, ...]
    remark: Words | None = None
    within: Words | None = None
    right: bool = False
    link: str = ""
    sum: Figure | None = None
    running: bool = False

    @property
    def all_figures(self) -> tuple[Figure, ...]:
        """The figures, with what the first of them add up to."""
        return (*self.figures, *([self.sum] if self.sum else []))

    @property
    def withheld(self) -> Words | None:
        """Why none of its figures is shown, if that is the same for all of them."""
        first, *others = [figure.withheld for figure in self.figures]
        return first if all(other == first for other in others) else None


@dataclass(frozen=True)
class Section:
    """Rows of figures under a title; `lead` comes before the rows, `empty` in their place if there are none.

    `ends` name the two moments that slopes compare. Where there is a `finding`, it is the title that people read, and
    `title`, which says what was measured, stands below it.
    """

    id: str
    title: Words
    drawn: Drawing
    rows: tuple[Row, ...]
    lead: tuple[Words, ...] = ()
    empty: Words | None = None
    folded: bool = False
    ends: tuple[Words, Words] = (_("Before"), _("After"))
    finding: Finding | None = None

    @property
    def headline(self) -> Words:
        """What it shows, in a sentence; where no rule has one, what was measured."""
        return self.finding.words if self.finding else self.title

    @property
    def measured(self) -> Words | None:
        """What was measured, where the headline does not say it."""
        return self.title if self.finding else None

    @property
    def figures(self) -> Iterator[Figure]:
        """All figures, row by row."""
        return (figure for row in self.rows for figure in row.all_figures)

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures of the figures, each once, in their order."""
        return tuple(dict.fromkeys(figure.measure for figure in self.figures))

    @property
    def main(self) -> Figure | None:
        """The figure that the section is about: of slopes the change, else the first."""
        first = self.rows[0].figures if self.rows else ()
        return (first[-1] if self.drawn == "slopes" else first[0]) if first else None

    @property
    def sure(self) -> Words:
        """How sure its figures are, in a sentence."""
        if any(figure.kind == "difference" and figure.interval for figure in self.figures):
            return _("In 95 of 100 campaigns all intervals of the changes or differences here hold the true value.")
        if any(figure.interval for figure in self.figures):
            return _("95 of 100 such intervals hold the true value.")
        if any(figure.kind in {"attendances", "count", "cost"} for figure in self.figures):
            return _("They are counts, with no interval.")
        return _("There are too few answers for an interval, so tenths are only rough.")

    @property
    def columns(self) -> tuple[str, ...]:
        """The measures that have a column each, if all rows fit into them; else each row names its figures itself.

        A difference is in the column of the figure before it.
        """
        each = [[figure.measure for figure in row.all_figures if figure.kind != "difference"] for row in self.rows]
        widest = max(each, key=len, default=[])
        fit = len(widest) <= MOST_COLUMNS and all(set(widest).issuperset(measures) for measures in each)
        return tuple(dict.fromkeys(widest)) if fit else ()

    @property
    def said_once(self) -> tuple[Words, ...]:
        """What several figures say alike: that there is not enough yet, and notes. The page says it once."""
        withheld = [figure.withheld for figure in self.figures]
        reasons = [words for words in NOT_ENOUGH if withheld.count(words) >= SEVERAL]
        shown = [figure for figure in self.figures if figure.shown]
        notes = shown[0].notes if len(shown) >= SEVERAL else ()
        return (*reasons, *(note for note in notes if all(note in figure.notes for figure in shown)))


@dataclass(frozen=True)
class View:
    """One page of figures; `opening` are its first sentences.

    A `brief` view is for one sheet of paper: with its chart as a picture, and without definitions and rules.
    """

    id: str
    title: Words
    opening: tuple[Words, ...]
    sections: tuple[Section, ...]
    brief: bool = False

    @property
    def figures(self) -> Iterator[Figure]:
        """All figures, section by section."""
        return (figure for section in self.sections for figure in section.figures)

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures of the figures, each once, in their order."""
        return tuple(dict.fromkeys(figure.measure for figure in self.figures))
