"""Items: how well each question of a quiz works, in plain words."""

from __future__ import annotations

from dataclasses import replace

from quizlib import MARK, Outline
from quizlib.measures import Summed, recorded_item_analysis
from webapp.report.figures.hardest import facility
from webapp.report.figures.view import Row, Section
from webapp.report.rules import reasons
from webapp.report.rules.figure import Figure, Where
from webapp.report.rules.findings import by_message
from webapp.report.rules.limits import BLOCKS, PERCENT
from webapp.report.wording.names import Names
from webapp.report.wording.words import Amount, Words, _, ngettext

LARGER = 20
"""Only records of 20 people or more hold how a question goes together with the other questions."""
PLAIN = 100
"""Below this number of people, discrimination is only a first hint."""
EASY, HARD = 0.9, 0.4
WEAK = 20
"""Discrimination below this is weak. Moodle's "Quiz statistics report" calls 20 to 29 weak, below 20 very weak."""

TOO_FEW = _("Not enough answers yet to say.")
EASY_ONE = _("Nearly everybody is right: it teaches little.")
BACKWARDS = _("Those who do well otherwise miss it: look whether the key is right.")
UNCLEAR = _("Hard, and the best participants miss it too: read the wording again.")
HARD_ONE = _("Hard, but those who do well otherwise manage it: keep it.")
HARD_SO_FAR = _("Hard. Whether the best participants manage it can't be said yet.")
BLUNT = _(
    "Neither too hard nor too easy, but it hardly tells those who judge well from others: read the wording again."
)
FITTING = _("Neither too hard nor too easy.")
GOOD = _("Good: neither too hard nor too easy, and those who do well otherwise manage it.")

WORTH_A_LOOK: tuple[Words, ...] = (BACKWARDS, UNCLEAR, HARD_SO_FAR, BLUNT, EASY_ONE)
"""The verdicts on questions that authors may have to mend, with what is most urgent first."""
FEW = 5


def items(summed: Summed, outline: Outline, where: Where, names: Names, suffix: str) -> tuple[Section, Section]:
    """Return the five questions that are most worth a look, the most urgent first, and all others in their order.

    Each row has the mean score of a question with a right answer, and what that tells about the question.
    """
    found = discriminations(summed, outline, where)
    rows = []
    for name, asked in outline.questions.items():
        if asked.marked:
            figure = facility(summed.blocks, name, where)
            said = verdict(figure, found[name])
            label = names.question(outline.quiz, name)
            rows.append(Row(label, (figure,), remark=said, within=names.number(outline.quiz, name)))
    worth = sorted(
        (row for row in rows if row.remark in WORTH_A_LOOK), key=lambda row: WORTH_A_LOOK.index(row.remark or "")
    )
    look, later = worth[:FEW], worth[FEW:]
    others = [row for row in rows if row not in look]
    known = [row for row in rows if row.remark != TOO_FEW]
    work = ngettext(
        "%(fine)s of %(count)s question works as it should.",
        "%(fine)s of %(count)s questions work as they should.",
        len(rows),
        fine=Amount(len(known) - len(worth)),
    )
    unknown = _("There are not enough answers yet to say it of %(n)s.", n=Amount(len(rows) - len(known)))
    more = _("The five most urgent ones stand here, the others under “More figures”.")
    return (
        Section(
            f"look{suffix}",
            _("Questions that are worth a look"),
            "bars",
            tuple(look),
            lead=(work, *((unknown,) if len(known) < len(rows) else ()), *((more,) if later else ()))
            if known
            else (TOO_FEW,),
        ),
        Section(
            f"items{suffix}",
            _("The other questions, one by one"),
            "bars",
            tuple(others),
            lead=(
                _("How far people got with each, and what that says about the question rather than about the people."),
            ),
            empty=_("All questions are worth a look."),
            folded=True,
            finding=by_message(
                [row.figures[0] for row in others],
                lambda n: _("%(n)s points", n=n),
                lambda points: _("People got %(points)s, depending on the question", points=points),
            ),
        ),
    )


def discriminations(summed: Summed, outline: Outline, where: Where) -> dict[str, Figure]:
    """Return the discrimination of each marked question: with a note from 30 people on, without one from 100."""
    marks = {
        name: {category: mark / MARK for category, mark in asked.marks.items()}
        for name, asked in outline.questions.items()
        if asked.marked
    }
    record, blocks = summed.records.get(LARGER), summed.blocks.get("finished")
    found = recorded_item_analysis(record, marks) if record else {}
    figures = {}
    for name in marks:
        figure = Figure("discrimination", "number", where, name, n=record.n if record else None)
        value = found[name].discrimination_index if name in found else None
        if record is None or record.n < PERCENT or blocks is None or blocks.m < BLOCKS:
            figures[name] = replace(figure, n=None, withheld=reasons.FEW_FOR_ITEMS)
        elif value is None:
            figures[name] = replace(figure, withheld=reasons.NOT_DEFINED)
        else:
            notes = (reasons.INDICATIVE,) if record.n < PLAIN else ()
            figures[name] = replace(figure, value=round(value), notes=notes)
    return figures


def verdict(facility: Figure, discrimination: Figure) -> Words:
    """Return in words what mean score and discrimination tell about a question."""
    if facility.value is None or facility.interval is None:
        return TOO_FEW
    known = discrimination.value
    if facility.value >= EASY:
        return EASY_ONE
    if known is not None and known < 0:
        return BACKWARDS
    if facility.value < HARD:
        return HARD_SO_FAR if known is None else UNCLEAR if known < WEAK else HARD_ONE
    return FITTING if known is None else BLUNT if known < WEAK else GOOD
