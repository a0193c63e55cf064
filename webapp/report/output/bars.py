"""Bars: which figures of a section are drawn as bars, each with its label and its words; for pictures and slides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from webapp.report.figures.view import Row, Section
from webapp.report.rules.figure import Figure
from webapp.report.rules.figure_text import basis_text, figure_text, interval_text
from webapp.report.wording.messages import Translator
from webapp.report.wording.names import Names

MANY, MOST = 10, 26
"""With more bars than `MANY`, only those that the finding is about are drawn; never more than `MOST`."""


class Bar(NamedTuple):
    """A figure that is drawn: its label, its number, its interval (or ""), and what it rests on."""

    label: str
    figure: Figure
    number: str
    limits: str
    basis: str

    @property
    def told(self) -> str:
        """The number with its interval."""
        return f"{self.number} ({self.limits})" if self.limits else self.number


def bars(section: Section, names: Names, translator: Translator) -> list[Bar]:
    """Return the bars of a section, in its order; nothing if nothing of it is drawn. Of too many they are the last."""
    found = [(row, figure) for row in section.rows for figure in row.figures if figure.drawn]
    about = section.finding.measures if section.finding else ()
    if len(found) > MANY:
        found = [(row, figure) for row, figure in found if figure.measure in about] or found
    several = len({figure.measure for _row, figure in found}) > 1
    return [_bar(section, row, figure, names, translator, several=several) for row, figure in found[-MOST:]]


def described(found: Sequence[Bar]) -> str:
    """Return what bars show, in words: the alternative text of a chart."""
    return " ".join(f"{bar.label}: {bar.told}." for bar in found)


def _bar(section: Section, row: Row, figure: Figure, names: Names, translator: Translator, *, several: bool) -> Bar:
    """Return a bar; it is named by its measure too where its row has `several`."""
    translate, limits, rests = translator.translate, interval_text(figure), basis_text(figure)
    name, label = translate(names.definitions[figure.measure].name), translate(row.label)
    if several and sum(one.drawn for one in row.figures) > 1:
        label = name if section.drawn == "stacks" else f"{label}: {name}"
    basis = [translate(words) for words in (rests, *figure.notes) if words is not None]
    return Bar(
        label,
        figure,
        translate(figure_text(figure)),
        translate(limits) if limits is not None else "",
        ". ".join(words.removesuffix(".") for words in basis),
    )
