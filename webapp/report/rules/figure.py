"""Figure: one number of the report, with the numbers of answers and groups behind it, or why it is not shown."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from webapp.report.wording.words import Words
from webapp.site_content.places import CAMPAIGN

Kind = Literal[
    "share", "difference", "people", "attendances", "count", "messages", "steps", "number", "rate", "cost", "outside"
]
"""`share` is 0 to 1, `difference` that of two shares. `people` and `count` are numbers of people and of other things.
`attendances` are people who came to events, a lower limit where not every event was counted. `messages` and `steps`
(1 to 5) are means per person, `rate` is per 1,000 people, `cost` in kroner. `outside` was measured by others."""
Basis = Literal["blocks", "people", "answers"]
"""What an interval is computed from: differences between blocks, differences between people, or one answer each."""
Mode = Literal["workshop", "home", "together", "hands", "api"]


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
    the reason in `withheld`. Shares and their differences are numbers out of 100, with this number of `decimals`.
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
    decimals: int = 0

    def __post_init__(self) -> None:
        for name in ("value", "lower", "upper"):
            if getattr(self, name) == 0:  # rounding a little less than nothing gives -0.0, which no page may show
                object.__setattr__(self, name, 0)

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

    @property
    def drawn(self) -> bool:
        """Whether it is drawn as a bar: a number of people is, and a share that has an interval."""
        counted = self.kind in {"people", "attendances"}
        return self.shown and (counted or (self.kind == "share" and self.interval is not None))

    def withhold(self, why: Words) -> Figure:
        """Return the figure without its value and its interval."""
        return replace(self, value=None, lower=None, upper=None, basis=None, notes=(), withheld=why)
