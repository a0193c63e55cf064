"""Judging: scams believed, genuine messages rejected, doubt on both sides, safe choices; of workshops and of home."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from quizlib.measures import Clusters, Summed
from webapp.report import reasons
from webapp.report.figure import Figure, Mode, Where
from webapp.report.names import Names
from webapp.report.rules import share
from webapp.report.sources import Sums
from webapp.report.view import Row, Section
from webapp.report.words import Words, _

OPEN_TO_ALL = _(
    "Anybody can take the quizzes at home, and nobody is asked who they are. So answers that are not meant seriously "
    "can't be excluded. These figures are never mixed with those of events."
)
SIDES: tuple[tuple[Words, tuple[str, str], Words], ...] = (
    (_("Scams"), ("believed", "scams-doubted"), _("The rest: seen through, or left open.")),
    (_("Genuine messages"), ("rejected", "genuine-doubted"), _("The rest: recognised, or left open.")),
)
TITLES: Mapping[Mode, Words] = {
    "workshop": _("How people judged, at events"),
    "home": _("How people judged, at home"),
}


def judging(sums: Sums, mode: Mode) -> Section:
    """Return both sides of judging, for workshops or for home."""
    found = sums.get(mode=mode)
    where = Where(mode=mode)
    return Section(
        "judging" if mode == "workshop" else "judging-home",
        TITLES[mode],
        "stacks",
        (*sides(found.summed if found else Summed(), where), safe(found.summed if found else Summed(), where)),
        lead=(OPEN_TO_ALL,)
        if mode == "home"
        else (_("A doubt is a good answer: whoever checks first is not fooled."),),
    )


def sides(summed: Summed, where: Where) -> tuple[Row, ...]:
    """Return a row for scams and one for genuine messages: judged wrong, and checked first."""
    return tuple(
        Row(
            label,
            tuple(
                share(measure, summed.blocks.get(measure), where, people=summed.people.get(measure))
                for measure in measures
            ),
            remark=rest,
        )
        for label, measures, rest in SIDES
    )


def safe(summed: Summed, where: Where) -> Row:
    """Return the row of safe choices."""
    rest = _("The rest: something else, or left open.")
    return Row(_("What one would do"), (share("safe", summed.blocks.get("safe"), where),), remark=rest)


def methods(sums: Sums, names: Names) -> Section:
    """Return scams believed by kind of fraud, the most believed first: what to campaign on next."""
    found = sums.get()
    blocks = found.summed.blocks if found else {}
    order = [method.id for method in names.content.library.methods]
    kinds = sorted(
        (measure.partition(":")[2] for measure in blocks if measure.startswith("believed:")),
        key=lambda kind: (order.index(kind) if kind in order else len(order), kind),
    )
    rows = [
        Row(names.method(kind), tuple(_of_kind(measure, kind, blocks) for measure in ("believed", "rejected")))
        for kind in kinds
    ]
    return Section(
        "methods",
        _("What to campaign on next"),
        "bars",
        tuple(sorted(rows, key=lambda row: (not row.figures[0].shown, -(row.figures[0].value or 0)))),
        lead=(
            _("The kinds of fraud that most people believed stand first."),
            _("Beside each stands how often a genuine message of the same kind was taken for a scam."),
        ),
        empty=_("Nothing has been counted yet."),
    )


def _of_kind(measure: str, kind: str, blocks: Mapping[str, Clusters]) -> Figure:
    found = share(measure, blocks.get(f"{measure}:{kind}"), Where(), of=kind)
    return found if found.n else replace(found, withheld=reasons.NONE_SHOWN)
