"""The sections about change: how the same people judged and felt before, after, and a month later."""

from __future__ import annotations

from quizlib.measures import Summed
from webapp.report.figures.sources import Sums
from webapp.report.figures.view import Row, Section
from webapp.report.rules.changes import JUDGED, LATER, RATED, Orders, changed, learned
from webapp.report.rules.figure import Where
from webapp.report.wording.words import Words, _

NAMES: dict[str, Words] = {
    "believed": _("Scams believed"),
    "rejected": _("Genuine messages rejected"),
    "worry": _("Worry"),
    "mastery": _("Mastery"),
}
AFTER = _(
    "The same people before and after. It says what came after, not because of what: practice helps by itself, and "
    "whoever did unusually badly the first time often does better the second."
)
HARM = _(
    "People are less worried, but they judge no better than before. That does harm: whoever feels safe takes less care."
)
WARIER = _(
    "People believe fewer scams, but they reject more genuine messages. That is more suspicion, not better judgement."
)
LEARNED = _("Judging got better on one side without getting worse on the other. That is what learning looks like.")


def before_and_after(sums: Sums) -> tuple[Section, ...]:
    """Return three sections: judging before and after, feelings before and after, and what lasted."""
    orders = _orders(sums)
    return (
        Section(
            "change", _("Before and after: judging"), "slopes", _rows(JUDGED, orders), lead=(AFTER, *_verdict(orders))
        ),
        Section(
            "feelings",
            _("Before and after: worry and mastery"),
            "slopes",
            _rows(RATED, orders),
            lead=(
                _("Five steps, from 1 to 5. The two stand together, since less worry alone is no good."),
                *_harm(orders),
            ),
        ),
        Section(
            "lasting",
            _("A month or more later"),
            "slopes",
            _rows([f"{LATER}{measure}" for measure in (*JUDGED, *RATED)], orders),
            lead=(_("Those who came back after a month or more, compared with what they did the first time."),),
        ),
    )


def harmful(orders: dict[str, Orders]) -> bool:
    """Return whether people are less worried but do not judge better."""
    worry = changed("worry", orders.get("worry"), Where()).change
    less = worry.upper is not None and worry.upper < 0
    return less and learned(orders.get("believed"), orders.get("rejected"), Where()) is not True


def _orders(sums: Sums) -> dict[str, Orders]:
    found = sums.get()
    return dict((found.summed if found else Summed()).orders)


def _rows(measures: tuple[str, ...] | list[str], orders: dict[str, Orders]) -> tuple[Row, ...]:
    return tuple(
        Row(NAMES[measure.removeprefix(LATER)], changed(measure, orders.get(measure), Where()).means)
        for measure in measures
    )


def _harm(orders: dict[str, Orders]) -> tuple[Words, ...]:
    return (HARM,) if harmful(orders) else ()


def _verdict(orders: dict[str, Orders]) -> tuple[Words, ...]:
    """Return a sentence about the change in judging, or nothing if the intervals do not allow one."""
    found = learned(orders.get("believed"), orders.get("rejected"), Where())
    believed, rejected = (changed(measure, orders.get(measure), Where()).change for measure in JUDGED)
    if found:
        return (LEARNED,)
    if believed.upper is not None and believed.upper < 0 and rejected.lower is not None and rejected.lower > 0:
        return (WARIER,)
    return ()
