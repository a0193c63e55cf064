"""Judging: how people judged the messages of both sides, in four parts, and what they would do; for each mode."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from quizlib.measures import Clusters, Measure, Summed
from webapp.report.figures.sources import Sums
from webapp.report.figures.view import Row, Section
from webapp.report.rules import reasons
from webapp.report.rules.figure import Figure, Mode, Where
from webapp.report.rules.findings import by_message, judged
from webapp.report.rules.limits import parts, share
from webapp.report.wording.names import Names
from webapp.report.wording.sides import PairWords, SideWords
from webapp.report.wording.words import Amount, Words, _, ngettext
from webapp.site_content.places import CAMPAIGN

Strata = Mapping[str, Sequence[Clusters]]

OPEN_TO_ALL = _(
    "Anybody can take the quizzes at home, and nobody is asked who they are. So answers that are not meant seriously "
    "can't be excluded. These figures are never mixed with those of events."
)
TITLES: Mapping[Mode, Words] = {
    "workshop": _("How people judged, at events"),
    "home": _("How people judged, at home"),
    "together": _("How people judged, before they talked together"),
    "hands": _("How rooms judged, with hands up"),
}
LEADS: Mapping[Mode, tuple[Words, ...]] = {
    "home": (OPEN_TO_ALL,),
    "together": (_("All were at the same question. These figures are never mixed with those of people on their own."),),
    "hands": (
        _(
            "Whoever led the event counted the hands. In a room one sees what others do, so these figures are never "
            "mixed with those of people on their own."
        ),
    ),
}


def judging(sums: Sums, names: Names, mode: Mode) -> Section:
    """Return both sides of judging, for each pair of sides, of people who answered in one mode."""
    found = sums.get(mode=mode)
    summed, where = found.summed if found else Summed(), Where(mode=mode)
    # a workshop's people took several quizzes, which are one row; at home a block is of one quiz and its own people
    strata = strata_of(sums, names.pairs, CAMPAIGN, mode) if mode == "home" else {}
    first_answers = _("First answers only. The parts are rounded so that they add up to 100.")
    rows = sides(names.pairs, summed, where, strata)
    return Section(
        "judging" if mode == "workshop" else f"judging-{mode}",
        TITLES[mode],
        "stacks",
        (*rows, *(() if mode == "hands" else (right_acts(summed, where, strata),))),
        lead=(first_answers, *LEADS.get(mode, ())),
        finding=judged(names.pairs[0], rows[0].sum, rows[1].sum),
    )


def sides(
    pairs: Iterable[PairWords], summed: Summed, where: Where, strata: Strata = MappingProxyType({})
) -> tuple[Row, ...]:
    """Return a row for scams and one for genuine messages, with the four parts of all answers. Other pairs likewise."""
    return tuple(_side(side, summed, where, strata) for pair in pairs for side in pair.both)


def right_acts(summed: Summed, where: Where, strata: Strata = MappingProxyType({})) -> Row:
    """Return the row of right answers to questions about what to do."""
    rest = _("The rest: something else, or left open.")
    return Row(_("What one would do"), (_judged(Measure.RIGHT_ACT, summed, where, strata),), remark=rest)


def methods(sums: Sums, names: Names, pair: PairWords) -> Section:
    """Return both sides of judging by kind of fraud, in the order of the library: of the messages that were shown."""
    found = sums.get()
    blocks = found.summed.blocks if found else {}
    order = [method.id for method in names.content.library.methods]
    beginning = Measure.of_method(pair.harmful.measure, "")
    kinds = sorted(
        (measure.removeprefix(beginning) for measure in blocks if measure.startswith(beginning)),
        key=lambda kind: (order.index(kind) if kind in order else len(order), kind),
    )
    rows = tuple(
        Row(
            names.method(kind),
            tuple(_of_kind(measure, kind, blocks) for measure in pair.measures),
            within=_in_messages(shown(sums, pair, kind)),
        )
        for kind in kinds
    )
    return Section(
        f"methods{pair.suffix}",
        _("By kind of fraud, in the messages that we showed"),
        "bars",
        rows,
        lead=(
            _(
                "A few messages stand for a whole kind here, and some are harder than others. So no kind is better or "
                "worse than another, and none follows from this as the next to teach."
            ),
            pair.beside,
        ),
        empty=_("Nothing has been counted yet."),
        finding=by_message(
            [row.figures[0] for row in rows],
            pair.harmful.wrong,
            lambda wrong: _("People %(what)s, depending on which messages we showed", what=wrong),
        ),
    )


def shown(sums: Sums, pair: PairWords, kind: str) -> int:
    """Return how many different messages of a kind were shown at events; a message that was changed is still one."""
    found = set()
    for version in sums.versions("workshop"):
        outline = sums.outline(version)
        for name, asked in outline.questions.items() if outline else ():
            if asked.method == kind and asked.truth in pair.sides and not asked.reserved:
                found.add(name if asked.item else f"{version.quiz}/{name}")
    return len(found)


def _in_messages(number: int) -> Words:
    return ngettext("in the %(count)s message that we showed", "in the %(count)s messages that we showed", number)


def _side(side: SideWords, summed: Summed, where: Where, strata: Strata) -> Row:
    """Return the four parts of the answers to the messages of a side, and what the two good ones add up to."""
    values = [summed.blocks[measure].value or 0 for measure in side.measures if measure in summed.blocks]
    found = [_judged(measure, summed, where, strata) for measure in side.measures]
    if len(values) < len(found):
        return Row(side.label, tuple(found))
    right, check, mistaken, left_open = parts(found, values)
    handled = _judged(Measure.handled(side.id), summed, where, strata)
    if not handled.interval or right.value is None or check.value is None or not right.interval:
        return Row(side.label, (right, check, mistaken, left_open))
    handled = replace(handled, value=round(right.value + check.value, 2))
    told = (Amount(round((figure.value or 0) * 100)) for figure in (right, check, handled))
    remark = side.sum(**dict(zip(("right", "check", "sum"), told, strict=True)))
    return Row(side.label, (right, check, mistaken, left_open), remark=remark, sum=handled)


def _judged(measure: str, summed: Summed, where: Where, strata: Strata) -> Figure:
    blocks, people = summed.blocks.get(measure), summed.people.get(measure)
    return share(measure, blocks, where, people=people, strata=strata.get(measure, ()))


def strata_of(sums: Sums, pairs: Iterable[PairWords], place: str, mode: Mode) -> Strata:
    """Return the blocks of people at no event by measure, one entry for each quiz version."""
    sides = [side for pair in pairs for side in pair.both]
    measures = [measure for side in sides for measure in (*side.measures, Measure.handled(side.id))]
    measures.append(Measure.RIGHT_ACT)
    found = sums.compared([place], measures, mode).get(place, {})
    return {measure: [of[measure] for of in found.values() if measure in of] for measure in measures}


def _of_kind(measure: str, kind: str, blocks: Mapping[str, Clusters]) -> Figure:
    found = share(measure, blocks.get(Measure.of_method(measure, kind)), Where(), of=kind)
    return found if found.n else replace(found, withheld=reasons.NONE_SHOWN)
