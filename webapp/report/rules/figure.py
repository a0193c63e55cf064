"""Figure: one number of the report, with the numbers of answers and groups behind it, or why it is not shown."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from webapp.report.wording.words import Words
from webapp.site_content.places import CAMPAIGN

Kind = Literal["share", "difference", "people", "count", "messages", "steps", "number", "outside"]
"""`share` is 0 to 1, `difference` that of two shares. `people` and `count` are numbers of people and of other things.
`messages` and `steps` (1 to 5) are means per person. `outside` was measured by others, `number` is any other number."""
Basis = Literal["blocks", "people", "answers"]
"""What an interval is computed from: differences between blocks, differences between people, or one answer each."""
Mode = Literal["workshop", "home"]


@dataclass(frozen=True)
class Where:
    """What a figure is about: a place, a period ("2026-11", "2026", "" for all), a mode, and a quiz or "" for all.

    `version` is that of the quiz. A `wide` figure is about more than one workshop; it needs 3 groups and 30 people.
    """

    place: str = CAMPAIGN
    period: str = ""
    mode: Mode = "workshop"
    quiz: str = ""
    version: str = ""
    wide: bool = True


@dataclass(frozen=True)
class Figure:
    """One figure, rounded as it is shown. Page, spreadsheet, CSV and PDF take everything from here.

    `measure` names its definition. `of` names a part of the measure (a kind of fraud, a question, an option). `n` is
    the number of people, pairs or answers behind it, and `blocks` the number of blocks. A figure without a value has
    the reason in `withheld`.
    """

    measure: str
    kind: Kind
    where: Where = field(default_factory=Where)
    of: str = ""
    n: int | None = None
    blocks: int | None = None
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    basis: Basis | None = None
    withheld: Words | None = None
    notes: tuple[Words, ...] = ()

    @property
    def id(self) -> str:
        """The id, unique among the figures of a view."""
        where = self.where
        place = "" if where.place == CAMPAIGN else where.place
        mode = "" if where.mode == "workshop" else where.mode
        quiz = "@".join(part for part in (where.quiz, where.version) if part)
        return ".".join(part for part in (self.measure, self.of, place, where.period, quiz, mode) if part)

    @property
    def shown(self) -> bool:
        """Whether there is a value to show."""
        return self.value is not None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The lower and upper limit, or None if there is no interval."""
        return None if self.lower is None or self.upper is None else (self.lower, self.upper)

    def noted(self, *notes: Words) -> Figure:
        """Return the figure with more notes, which are shown beside it."""
        return replace(self, notes=(*self.notes, *notes))
