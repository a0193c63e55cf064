"""The section on new kinds of fraud: how people judged messages of kinds that no quiz teaches, by check-up."""

from __future__ import annotations

from quizlib.measures import Measure, Summed
from webapp.report.figures.sources import Sums
from webapp.report.figures.view import Row, Section
from webapp.report.rules.figure import Figure, Mode, Where
from webapp.report.rules.findings import by_message
from webapp.report.rules.limits import share
from webapp.report.wording.names import Names
from webapp.report.wording.words import Words, _

OCCASIONS: tuple[Words, ...] = (_("First check-up"), _("Second check-up"), _("Third check-up"))
MODES: tuple[tuple[Mode, Words], ...] = (("workshop", _("At events")), ("home", _("At home")))


def new_kinds(sums: Sums, names: Names) -> Section:
    """Return both sides of judging reserved messages at each occasion, at events and at home."""
    rows = tuple(row for mode, words in MODES for row in _rows(sums, names, mode, words))
    return Section(
        "new-kinds",
        _("Kinds of fraud that no quiz teaches"),
        "bars",
        rows,
        lead=(
            _(
                "Each whole check-up has a scam and a genuine message of a kind that no quiz teaches this year. They "
                "show whether what people learn carries over."
            ),
            _("Different people, and other messages each time: it is no before and after."),
        ),
        empty=_("Nothing has been counted yet."),
        folded=True,
        finding=by_message(
            [row.figures[0] for row in rows],
            names.pairs[0].harmful.wrong,
            lambda wrong: _("People %(what)s of kinds that no quiz teaches", what=wrong),
        ),
    )


def _rows(sums: Sums, names: Names, mode: Mode, words: Words) -> list[Row]:
    found = sums.get(mode=mode)
    summed, where = found.summed if found else Summed(), Where(mode=mode)
    rows = []
    for number, label in enumerate(OCCASIONS, start=1):
        for pair in names.pairs:
            figures = tuple(_figure(summed, measure, number, where) for measure in pair.measures)
            if any(figure.n for figure in figures):
                rows.append(Row(label, figures, within=words))
    return rows


def _figure(summed: Summed, measure: str, number: int, where: Where) -> Figure:
    blocks = summed.blocks.get(Measure.unseen(number, measure))
    return share(f"unseen:{measure}", blocks, where, of=str(number), one_each=True)
