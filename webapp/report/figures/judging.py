"""Judging: scams believed, genuine messages rejected, doubt on both sides, and safe choices; for each mode."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from quizlib.measures import Clusters, Summed
from webapp.report.figures.sources import Sums
from webapp.report.figures.view import Row, Section
from webapp.report.rules import reasons
from webapp.report.rules.figure import Figure, Mode, Where
from webapp.report.rules.limits import share
from webapp.report.wording.names import Names
from webapp.report.wording.words import Words, _
from webapp.site_content.places import CAMPAIGN

Strata = Mapping[str, Sequence[Clusters]]

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
    summed, where = found.summed if found else Summed(), Where(mode=mode)
    # a workshop's people took several quizzes, which are one row; at home a block is of one quiz and its own people
    strata = _strata(sums) if mode == "home" else {}
    return Section(
        "judging" if mode == "workshop" else "judging-home",
        TITLES[mode],
        "stacks",
        (*sides(summed, where, strata), safe(summed, where, strata)),
        lead=(OPEN_TO_ALL,)
        if mode == "home"
        else (_("A doubt is a good answer: whoever checks first is not fooled."),),
    )


def sides(summed: Summed, where: Where, strata: Strata = MappingProxyType({})) -> tuple[Row, ...]:
    """Return a row for scams and one for genuine messages: judged wrong, and checked first."""
    return tuple(
        Row(label, tuple(_judged(measure, summed, where, strata) for measure in measures), remark=rest)
        for label, measures, rest in SIDES
    )


def safe(summed: Summed, where: Where, strata: Strata = MappingProxyType({})) -> Row:
    """Return the row of safe choices."""
    rest = _("The rest: something else, or left open.")
    return Row(_("What one would do"), (_judged("safe", summed, where, strata),), remark=rest)


def methods(sums: Sums, names: Names) -> Section:
    """Return the scams believed by kind of fraud, the most believed first: what to campaign on next."""
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


def _judged(measure: str, summed: Summed, where: Where, strata: Strata) -> Figure:
    blocks, people = summed.blocks.get(measure), summed.people.get(measure)
    return share(measure, blocks, where, people=people, strata=strata.get(measure, ()))


def _strata(sums: Sums) -> Strata:
    """Return the blocks at home by measure, one entry for each quiz version."""
    measures = [measure for _label, side, _rest in SIDES for measure in side] + ["safe"]
    found = sums.compared([CAMPAIGN], measures, "home").get(CAMPAIGN, {})
    return {measure: [of[measure] for of in found.values() if measure in of] for measure in measures}


def _of_kind(measure: str, kind: str, blocks: Mapping[str, Clusters]) -> Figure:
    found = share(measure, blocks.get(f"{measure}:{kind}"), Where(), of=kind)
    return found if found.n else replace(found, withheld=reasons.NONE_SHOWN)
