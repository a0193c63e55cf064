"""Hands: what rooms answered to the questions of a quiz by raising hands, apart from what people answered alone."""

from __future__ import annotations

from collections.abc import Iterator

from quizlib.measures import Measure
from webapp.report.figures.sources import Sums, Version
from webapp.report.figures.view import Row, Section
from webapp.report.rules.figure import Where
from webapp.report.rules.limits import share
from webapp.report.wording.names import Names
from webapp.report.wording.words import _


def by_hands(sums: Sums, quiz: str, names: Names) -> Iterator[Section]:
    """Yield the shares of all answers to the questions of a quiz for which hands were counted, if there are any."""
    versions = [version for version in sums.versions("hands") if version.quiz == quiz]
    rows = [row for version in versions for row in _rows(sums, version, names)]
    if rows:
        yield Section(
            "answers-hands",
            _("What rooms answered, with hands up"),
            "bars",
            tuple(rows),
            lead=(_("Counted by whoever led the event, question by question. It is in no other figure of this page."),),
        )


def _rows(sums: Sums, version: Version, names: Names) -> Iterator[Row]:
    """Yield the rows of a question, which has a version of its own."""
    found, outline = sums.get(mode="hands", quiz=version.quiz, version=version.version), sums.outline(version)
    if found is None or outline is None:
        return
    where = Where(mode="hands", quiz=version.quiz, version=version.version)
    for name, asked in outline.questions.items():
        question, _slash, part = name.partition("/")
        for answer in ("yes",) if part else (*asked.marks, "none"):
            chosen = share("chosen", found.summed.blocks.get(Measure.share(name, answer)), where, of=f"{name}/{answer}")
            label = (
                names.part(version.quiz, question, part) if part else names.answer(version.quiz, name, asked, answer)
            )
            yield Row(label, (chosen,), within=names.question(version.quiz, question))
