"""Figure: one number the campaign may show, with what it rests on, or why it is not shown."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from webapp.report.wording.words import Words
from webapp.site_content.places import CAMPAIGN

Kind = Literal["share", "difference", "people", "count", "messages", "steps", "number", "outside"]
"""`share` of 0 to 1; `difference` of two shares; numbers of `people`, and of other things (`count`); means per person
of `messages` and of `steps` of 1 to 5; a plain `number`; a share that others have found (`outside`)."""
Basis = Literal["blocks", "people", "answers"]
"""What an interval rests on: differences between blocks, between people, or one answer of each."""
Mode = Literal["workshop", "home"]


@dataclass(frozen=True)
class Where:
    """What a figure is about: a place, a period ("2026-11", "2026", "" for all), a mode, one quiz or "" for all.

    `version` is that of the quiz. `wide`: of more than one workshop, so that it takes three groups and thirty people.
    """

    place: str = CAMPAIGN
    period: str = ""
    mode: Mode = "workshop"
    quiz: str = ""
    version: str = ""
    wide: bool = True


@dataclass(frozen=True)
class Figure:
    """One figure. Everything that any channel shows of it stands here, rounded as it is shown.

    `measure` names its definition, `of` what part it is of that (a kind of fraud, a question, an option); `n` is what
    it rests on (people, pairs or answers), from so many `blocks`. Where `withheld` says why, there is no value.
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
        """A name of its own among all figures of a view."""
        where = self.where
        place = "" if where.place == CAMPAIGN else where.place
        mode = "" if where.mode == "workshop" else where.mode
        quiz = "@".join(part for part in (where.quiz, where.version) if part)
        return ".".join(part for part in (self.measure, self.of, place, where.period, quiz, mode) if part)

    @property
    def shown(self) -> bool:
        """Whether it has a value to show."""
        return self.value is not None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The limits, where it has them."""
        return None if self.lower is None or self.upper is None else (self.lower, self.upper)

    def noted(self, *notes: Words) -> Figure:
        """Return it with notes, which are shown beside it."""
        return replace(self, notes=(*self.notes, *notes))
