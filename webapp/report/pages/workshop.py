"""One workshop: its figures in words and tenths, which its leader can read aloud."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from quizlib.measures import Measure, Summed
from webapp.report.figures.hardest import facility
from webapp.report.figures.judging import right_acts, sides
from webapp.report.figures.over_time.lasting import measured
from webapp.report.figures.sources import Held, Sums
from webapp.report.figures.view import Row, Section, View
from webapp.report.rules import reasons
from webapp.report.rules.changes import changed
from webapp.report.rules.figure import Figure, Where
from webapp.report.rules.figure_text import figure_text
from webapp.report.rules.limits import people
from webapp.report.wording.names import Names
from webapp.report.wording.words import Amount, Words, _
from webapp.site_content.reading import SiteContent

ASIDE = _(
    "More quizzes were completed here than people came. So these answers are kept aside until an administrator takes "
    "them or leaves them, and are in no other figure."
)
WAITING = _(
    "Your answers wait for those of other groups. If not enough come within four weeks, they are deleted without being "
    "counted. Thank you."
)
FEW_HANDS = _("It takes at least ten people for hands to be counted with those of others. Thank you for raising yours.")


def workshop(sums: Sums, content: SiteContent, name: str) -> View | None:
    """Return the view of one workshop; None if there is no such workshop, or it is not over."""
    held = sums.workshop(name)
    if held is None:
        return None
    names = Names(content)
    where = Where(held.place, held.week, held.mode, wide=False)
    together = Summed.across(held.blocks.values())
    judged = _judged(held, together, where, names)
    hardest = Section(
        "questions",
        _("The hardest question of each quiz"),
        "table",
        tuple(_hardest(sums, held, names)),
        empty=reasons.NOT_COUNTED,
    )
    return View(
        f"workshop-{name}",
        _("%(place)s, week %(week)s", place=names.place(held.place), week=held.week.partition("-W")[2].lstrip("0")),
        (*((ASIDE,) if held.aside else ()), *_aloud(held, where, judged, names)),
        (
            Section("people", _("How many took part"), "numbers", tuple(_people(held, where, names))),
            Section("judging", _("How people judged"), "stacks", judged),
            Section(
                "change", _("Before and after"), "stacks", tuple(_ways(together, where, names)), empty=reasons.NOT_ASKED
            ),
            *(() if held.mode == "hands" else (hardest,)),
        ),
    )


def read_aloud(sums: Sums, content: SiteContent, name: str) -> tuple[Words, ...]:
    """Return what the leader of a workshop that is over can read aloud: what its page says, or that its answers wait.

    They wait for four weeks at most, so this is for a shorter time than that.
    """
    held = sums.workshop(name)
    if held is None:
        return ()
    names, where = Names(content), Where(held.place, held.week, held.mode, wide=False)
    told = tuple(_aloud(held, where, _judged(held, Summed.across(held.blocks.values()), where, names), names))
    if held.blocks:
        return told
    return (*told, FEW_HANDS if held.mode == "hands" else WAITING)


def _people(held: Held, where: Where, names: Names) -> Iterator[Row]:
    """Yield how many people came and how many completed each quiz, with a remark if they were too few to count."""
    yield Row(_("People who came"), (people("head_count", held.head_count, where),))
    counted = {version.quiz for version in held.blocks}
    for quiz in dict.fromkeys((*held.quizzes, *held.finishes)) if held.mode != "hands" else ():
        figure = people("finishes", held.finishes.get(quiz), replace(where, quiz=quiz))
        yield Row(
            _("Completed “%(quiz)s”", quiz=names.quiz(quiz)),
            (figure,),
            remark=None if quiz in counted else reasons.NOT_COUNTED,
        )


def _judged(held: Held, together: Summed, where: Where, names: Names) -> tuple[Row, ...]:
    rows = sides(names.pairs, together, where)
    rows += () if held.mode == "hands" else (right_acts(together, where),)
    if held.blocks:
        return rows
    return tuple(
        replace(row, figures=tuple(replace(one, withheld=reasons.NOT_COUNTED) for one in row.figures)) for row in rows
    )


def _ways(together: Summed, where: Where, names: Names) -> Iterator[Row]:
    """Yield the shares that went down, stayed the same and went up, for everything asked before and after."""
    for measure, label in measured(names.pairs).items():
        if orders := together.orders.get(measure):
            yield Row(label, changed(measure, orders, where).ways)


def _hardest(sums: Sums, held: Held, names: Names) -> Iterator[Row]:
    order = list(held.quizzes)
    for version in sorted(
        held.blocks, key=lambda one: (order.index(one.quiz) if one.quiz in order else len(order), one)
    ):
        summed, outline = held.blocks[version], sums.outline(version)
        where = Where(held.place, held.week, held.mode, quiz=version.quiz, version=version.version, wide=False)
        marked = [name for name, asked in outline.questions.items() if asked.marked] if outline else []
        figures: Mapping[str, Figure] = {name: facility(summed.blocks, name, where) for name in marked}
        shown = [name for name in marked if figures[name].shown]
        if shown:
            hardest = min(shown, key=lambda name: figures[name].value or 0)
            yield Row(names.question(version.quiz, hardest), (figures[hardest],), within=names.quiz(version.quiz))


def _aloud(held: Held, where: Where, judged: tuple[Row, ...], names: Names) -> Iterator[Words]:
    """Yield the sentences that a leader can read aloud to the participants, with what went well first."""
    came = people("head_count", held.head_count, where)
    if came.value is not None:
        yield _("%(people)s of you were here.", people=Amount(came.value))
    figures = {figure.measure: figure for row in judged for figure in row.figures if figure.shown}
    each_side = [side for pair in names.pairs for side in pair.both]
    well = [*((Measure.right(side.id), side.seen) for side in each_side), (Measure.RIGHT_ACT, _acted)]
    checked = ((Measure.doubted(side.id), side.doubted) for side in each_side)
    for measure, sentence in (*well, *checked, *((side.measure, side.told) for side in each_side)):
        if measure in figures:
            yield sentence(share=figure_text(figures[measure]))


def _acted(share: Words) -> Words:
    return _("Of the questions about what to do, %(share)s were answered right.", share=share)
