"""Items: how well each question of a quiz works, in plain words."""

from __future__ import annotations

from dataclasses import replace

from quizlib import MARK, Outline
from quizlib.measures import Summed, recorded_item_analysis
from webapp.report.figures.hardest import facility
from webapp.report.figures.view import Row, Section
from webapp.report.rules import reasons
from webapp.report.rules.figure import Figure, Where
from webapp.report.rules.limits import BLOCKS, PERCENT
from webapp.report.wording.names import Names
from webapp.report.wording.words import Words, _

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


def items(summed: Summed, outline: Outline, where: Where, names: Names, suffix: str) -> Section:
    """Return a row for each question with a right answer: its mean score, and what that tells about the question."""
    found = discriminations(summed, outline, where)
    rows = []
    for name, asked in outline.questions.items():
        if asked.marked:
            figure = facility(summed.blocks, name, where)
            rows.append(
                Row(names.question(outline.quiz, name), (figure,), remark=verdict(figure, found[name]), within=name)
            )
    return Section(
        f"items{suffix}",
        _("The questions, one by one"),
        "bars",
        tuple(rows),
        lead=(_("How far people got with each, and what that says about the question rather than about the people."),),
        empty=_("Nothing in it is right or wrong."),
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
