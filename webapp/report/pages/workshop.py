"""One workshop: its figures in words and tenths, which its leader can read aloud."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from quizlib.measures import Summed
from webapp.report.figures.hardest import facility
from webapp.report.figures.judging import safe, sides
from webapp.report.figures.lasting import NAMES
from webapp.report.figures.sources import Held, Sums
from webapp.report.figures.view import Row, Section, View
from webapp.report.rules import reasons
from webapp.report.rules.changes import JUDGED, RATED, changed
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
ALOUD: Mapping[str, Callable[[Words], Words]] = {
    "believed": lambda share: _("Of the scams you believed %(share)s.", share=share),
    "scams-doubted": lambda share: _(
        "Of the scams you would check %(share)s first. That is always a safe answer.", share=share
    ),
    "rejected": lambda share: _("Of the genuine messages you took %(share)s for scams.", share=share),
    "genuine-doubted": lambda share: _(
        "Of the genuine messages you would check %(share)s first. That is quite all right.", share=share
    ),
    "safe": lambda share: _(
        "Of the questions about what to do, %(share)s were answered with what is safe.", share=share
    ),
}


def workshop(sums: Sums, content: SiteContent, name: str) -> View | None:
    """Return the view of one workshop; None if there is no such workshop, or it is not over."""
    held = sums.workshop(name)
    if held is None:
        return None
    names = Names(content)
    where = Where(held.place, held.week, wide=False)
    together = Summed.across(held.blocks.values())
    judged = _judged(held, together, where)
    return View(
        f"workshop-{name}",
        _("%(place)s, week %(week)s", place=names.place(held.place), week=held.week.partition("-W")[2].lstrip("0")),
        (*((ASIDE,) if held.aside else ()), *_aloud(held, where, judged)),
        (
            Section("people", _("How many took part"), "numbers", tuple(_people(held, where, names))),
            Section("judging", _("How people judged"), "stacks", judged),
            Section("change", _("Before and after"), "table", tuple(_ways(together, where)), empty=reasons.NOT_ASKED),
            Section(
                "questions",
                _("The hardest question of each quiz"),
                "table",
                tuple(_hardest(sums, held, names)),
                empty=reasons.NOT_COUNTED,
            ),
        ),
    )


def _people(held: Held, where: Where, names: Names) -> Iterator[Row]:
    """Yield how many people came and how many completed each quiz, with a remark if they were too few to count."""
    yield Row(_("People who came"), (people("head_count", held.head_count, where),))
    counted = {version.quiz for version in held.blocks}
    for quiz in dict.fromkeys((*held.quizzes, *held.finishes)):
        figure = people("finishes", held.finishes.get(quiz), replace(where, quiz=quiz))
        yield Row(
            _("Completed “%(quiz)s”", quiz=names.quiz(quiz)),
            (figure,),
            remark=None if quiz in counted else reasons.NOT_COUNTED,
        )


def _judged(held: Held, together: Summed, where: Where) -> tuple[Row, ...]:
    rows = (*sides(together, where), safe(together, where))
    if held.blocks:
        return rows
    return tuple(
        replace(row, figures=tuple(replace(one, withheld=reasons.NOT_COUNTED) for one in row.figures)) for row in rows
    )


def _ways(together: Summed, where: Where) -> Iterator[Row]:
    """Yield the shares that went down, stayed the same and went up, for everything asked before and after."""
    for measure in (*JUDGED, *RATED):
        if orders := together.orders.get(measure):
            yield Row(NAMES[measure], changed(measure, orders, where).ways)


def _hardest(sums: Sums, held: Held, names: Names) -> Iterator[Row]:
    order = list(held.quizzes)
    for version in sorted(
        held.blocks, key=lambda one: (order.index(one.quiz) if one.quiz in order else len(order), one)
    ):
        summed, outline = held.blocks[version], sums.outline(version)
        where = Where(held.place, held.week, quiz=version.quiz, version=version.version, wide=False)
        marked = [name for name, asked in outline.questions.items() if asked.marked] if outline else []
        figures: Mapping[str, Figure] = {name: facility(summed.blocks, name, where) for name in marked}
        shown = [name for name in marked if figures[name].shown]
        if shown:
            hardest = min(shown, key=lambda name: figures[name].value or 0)
            yield Row(names.question(version.quiz, hardest), (figures[hardest],), within=names.quiz(version.quiz))


def _aloud(held: Held, where: Where, judged: tuple[Row, ...]) -> Iterator[Words]:
    """Yield the sentences that a leader can read aloud to the participants."""
    came = people("head_count", held.head_count, where)
    if came.value is not None:
        yield _("%(people)s of you were here.", people=Amount(came.value))
    figures = {figure.measure: figure for row in judged for figure in row.figures if figure.shown}
    for measure, sentence in ALOUD.items():
        if measure in figures:
            yield sentence(figure_text(figures[measure]))
