"""Goals: what the campaign has reached of its targets, and what an attendance cost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from webapp.report.figures.attendance import at_libraries, totals
from webapp.report.figures.sources import Sums
from webapp.report.figures.view import Row, Section
from webapp.report.rules.figure import Figure, Where
from webapp.report.rules.findings import reached
from webapp.report.rules.limits import count
from webapp.report.wording.names import Names
from webapp.report.wording.words import Amount, Words, _


def libraries(sums: Sums, names: Names) -> Figure:
    """Return the number of libraries where an event has been held."""
    return count("libraries", len({one.place for one in at_libraries(sums, names)}), Where())


def targets(sums: Sums, names: Names) -> Section:
    """Return what has been reached of each target in campaign.yaml."""
    rows = tuple(_rows(sums, names))
    return Section(
        "targets",
        _("What was reached of what was planned"),
        "targets",
        rows,
        empty=_("No targets have been set. They are written in campaign.yaml."),
        finding=reached([(row.figures[0], row.figures[1]) for row in rows]),
    )


def cost(sums: Sums, names: Names) -> Section:
    """Return what the campaign cost for each attendance: at most, since not every event was counted."""
    came, paid = totals(sums).rows[0].figures[0], names.content.campaign and names.content.campaign.cost
    row: tuple[Row, ...] = ()
    if came.value and paid:
        figure = Figure("cost", "cost", n=came.n, blocks=came.blocks, value=round(paid / came.value))
        row = (Row(_("Cost for each attendance"), (figure,), remark=_("%(cost)s kr. in all", cost=Amount(paid))),)
    return Section("cost", _("What it cost"), "numbers", row, empty=_("No cost has been written in campaign.yaml."))


def earlier(names: Names) -> Section:
    """Return what earlier campaigns have published of themselves."""
    campaign = names.content.campaign
    rows = []
    for index, one in enumerate(campaign.earlier if campaign else ()):
        known = {"attendances": one.attendances, "libraries": one.libraries, "quizzes": one.quizzes}
        figures = tuple(
            count(f"earlier:{name}", number, Where(), of=str(index)) for name, number in known.items() if number
        )
        rows.append(Row(one.title, figures, link=one.source))
    return Section(
        "earlier",
        _("Earlier campaigns"),
        "table",
        tuple(rows),
        lead=(_("As they published it themselves; they may have counted in other ways."),) if rows else (),
        empty=_("None has been written in campaign.yaml."),
        folded=True,
    )


def _rows(sums: Sums, names: Names) -> Iterator[Row]:
    campaign = names.content.campaign
    if campaign is None:
        return
    came, _events, there, home = totals(sums).figures
    wanted = campaign.targets
    reached: tuple[tuple[str, Words, Figure, int | None], ...] = (
        ("attendances", _("Attendances"), came, wanted.attendances),
        ("libraries", _("Libraries with an event"), libraries(sums, names), wanted.libraries),
        ("quizzes", _("Quizzes completed at events"), there, wanted.quizzes),
        ("quizzes-at-home", _("Quizzes completed at home"), home, wanted.at_home),
    )
    for name, label, figure, target in reached:
        if target:
            yield Row(label, (replace(figure, measure="reached", of=name), count("target", target, Where(), of=name)))
