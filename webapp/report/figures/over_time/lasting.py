"""The sections about change: how the same people judged and felt before, after, and a month later.

Judging is compared on one edition of the forms at a time, and only where its orders are balanced. What other editions
have left has a section of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from quizlib import LATER, PRACTICE
from quizlib.measures import Summed, editions
from webapp.report.figures.sources import Sums
from webapp.report.figures.view import Row, Section
from webapp.report.rules.changes import Changed, Orders, changed, learned
from webapp.report.rules.figure import Figure, Where
from webapp.report.rules.findings import better, felt
from webapp.report.wording.names import Names
from webapp.report.wording.sides import PairWords
from webapp.report.wording.words import Words, _

FELT: Mapping[str, Words] = {"worry": _("Worry"), "mastery": _("Mastery")}
AFTER = _(
    "The same people before and after. There is no comparison group, and practice counts in: who has seen "
    "such messages once does better the second time. So it says what came after, not because of what."
)
HARM = _(
    "People are less worried, but they judge no better than before. That does harm: whoever feels safe takes less care."
)
LEARNED = _("Judging got better on one side without getting worse on the other. That is what learning looks like.")
PRACTISED = _("With practice alone")
WITHOUT_QUIZ = _(
    "At some events both check-ups come before the quiz. What changes there is the work of practice alone, so only "
    "what is more than that can be learning."
)
APART = _(
    "The forms of the check-up have been renewed or changed since. So these pairs are in no other figure: what people "
    "did on other messages can't be added to it."
)


class Changes:
    """The changes in a campaign, by measure and by the edition of the forms."""

    def __init__(self, orders: Mapping[str, Orders], names: Names) -> None:
        self._found = {measure: editions(found) for measure, found in orders.items()}
        self._names = names

    @classmethod
    def of(cls, sums: Sums, names: Names) -> Changes:
        """Return the changes at all workshops."""
        found = sums.get()
        return cls((found.summed if found else Summed()).orders, names)

    @property
    def practised(self) -> bool:
        """Whether somebody has taken two check-ups with no quiz between."""
        return any(measure.startswith(PRACTICE) for measure in self._found)

    def felt(self, measure: str) -> Changed:
        """Return the change in a feeling; ratings have no forms."""
        return self.of_edition(measure, Edition(""))

    def of_edition(self, measure: str, edition: Edition) -> Changed:
        """Return the change in a measure on one edition of the forms."""
        messages = self._names.messages.get(edition.id, {}).get(measure.rpartition(":")[2])
        orders = self._found.get(measure, {}).get(edition.id)
        return changed(measure, orders, Where(), of=edition.name, messages=messages)

    def both(self, pair: PairWords, prefix: str = "") -> tuple[Changed, Changed]:
        """Return both sides, the harmful one first, on the first edition of today that shows their changes."""

        def on(edition: Edition) -> tuple[Changed, Changed]:
            one, other = (self.of_edition(f"{prefix}{measure}", edition) for measure in pair.measures)
            return one, other

        found = [on(edition) for edition in self.today(pair, prefix)]
        return next((sides for sides in found if all(side.change.shown for side in sides)), found[0])

    def sides(self, pair: PairWords, prefix: str = "") -> tuple[Figure, Figure]:
        """Return the changes on both sides, the harmful one first."""
        one, other = self.both(pair, prefix)
        return one.change, other.change

    def today(self, pair: PairWords, prefix: str) -> list[Edition]:
        """Return the editions of today: that of the short forms, and that of whole ones if they have left pairs."""
        short, whole = self._names.editions.get(pair.sides, ("", ""))
        long = Edition(whole, "whole", _("The whole check-up"))
        return [Edition(short), *([long] if whole in self._ids(pair, prefix) else [])]

    def others(self, pair: PairWords, prefix: str) -> list[Edition]:
        """Return the other editions that have left pairs."""
        known = self._names.editions.get(pair.sides, ())
        ids = sorted(self._ids(pair, prefix).difference(known))
        return [
            Edition(one, one or "old", _("Forms %(edition)s", edition=one) if one else _("The first forms"))
            for one in ids
        ]

    def _ids(self, pair: PairWords, prefix: str) -> set[str]:
        return {one for measure in pair.measures for one in self._found.get(f"{prefix}{measure}", ())}


class Edition(NamedTuple):
    """An edition of the forms, `name`d so in the ids of figures; `words` tell it from the short forms of today."""

    id: str
    name: str = ""
    words: Words | None = None


def before_and_after(sums: Sums, names: Names) -> tuple[Section, ...]:
    """Return the sections: judging before and after, feelings before and after, what lasted, and other forms."""
    found, pair = Changes.of(sums, names), names.pairs[0]
    harm, felt_rows = _harm(found, names.pairs), _felt(found)
    older = tuple(row for pair in names.pairs for prefix in ("", LATER) for row in _others(found, pair, prefix))
    return (
        Section(
            "change",
            _("Before and after: judging"),
            "slopes",
            tuple(row for pair in names.pairs for row in (*_judged(found, pair), *_practised(found, pair))),
            lead=(
                AFTER,
                *((WITHOUT_QUIZ,) if found.practised else ()),
                *(words for pair in names.pairs for words in _verdict(found, pair)),
            ),
            finding=better(pair, found.sides(pair)),
        ),
        Section(
            "feelings",
            _("Before and after: worry and mastery"),
            "slopes",
            felt_rows,
            lead=(
                _("Five steps, from 1 to 5. The two stand together, since less worry alone is no good."),
                *harm,
            ),
            finding=felt(*(row.figures[-1] for row in felt_rows), harm=bool(harm)),
        ),
        Section(
            "lasting",
            _("A month or more later"),
            "slopes",
            (*(row for pair in names.pairs for row in _judged(found, pair, LATER)), *_felt(found, LATER)),
            lead=(
                _("Those who came back after a month or more, compared with what they did the first time."),
                *(names.lasting(pair.sides) for pair in names.pairs),
            ),
            ends=(_("The first time"), _("A month or more later")),
            finding=better(pair, found.sides(pair, LATER), later=True),
        ),
        *(
            [Section("other-forms", _("On earlier forms"), "slopes", tuple(older), (APART,), folded=True)]
            if older
            else ()
        ),
    )


def measured(pairs: Iterable[PairWords]) -> dict[str, Words]:
    """Return the names of the measures that people have before and after: how they judge, and how they feel."""
    return {side.measure: side.mistaken for pair in pairs for side in pair.both} | dict(FELT)


def _judged(found: Changes, pair: PairWords, prefix: str = "") -> Iterator[Row]:
    for edition in found.today(pair, prefix):
        for side in pair.both:
            means = found.of_edition(f"{prefix}{side.measure}", edition).means
            yield Row(side.mistaken, means, within=edition.words)


def _practised(found: Changes, pair: PairWords) -> Iterator[Row]:
    if found.practised:
        for row in _judged(found, pair, PRACTICE):
            yield Row(row.label, row.figures, within=PRACTISED)


def _others(found: Changes, pair: PairWords, prefix: str) -> Iterator[Row]:
    for edition in found.others(pair, prefix):
        for side in pair.both:
            label = _("%(what)s, a month or more later", what=side.mistaken) if prefix else side.mistaken
            yield Row(label, found.of_edition(f"{prefix}{side.measure}", edition).means, within=edition.words)


def _felt(found: Changes, prefix: str = "") -> tuple[Row, ...]:
    return tuple(Row(label, found.felt(f"{prefix}{measure}").means) for measure, label in FELT.items())


def _harm(found: Changes, pairs: Iterable[PairWords]) -> tuple[Words, ...]:
    """Return a warning if people are less worried but do not judge better."""
    worry = found.felt("worry").change
    less = worry.upper is not None and worry.upper < 0
    return (HARM,) if less and not any(learned(*found.sides(pair)) for pair in pairs) else ()


def _verdict(found: Changes, pair: PairWords) -> tuple[Words, ...]:
    """Return a sentence about the change in judging, or nothing if the intervals do not allow one."""
    believed, rejected = found.sides(pair)
    if learned(believed, rejected):
        return (LEARNED,)
    if believed.upper is not None and believed.upper < 0 and rejected.lower is not None and rejected.lower > 0:
        return (pair.warier,)
    return ()
