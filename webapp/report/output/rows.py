"""Rows: a view as one table in one language, with a row for each figure. Spreadsheets and CSV are made from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from webapp.report.figures.view import Row, Section, View
from webapp.report.rules.figure import Basis, Figure, Mode
from webapp.report.rules.figure_text import exact, figure_text
from webapp.report.wording.messages import Translator
from webapp.report.wording.names import Names
from webapp.report.wording.words import MonthName, Words, _

Cell = str | float | None

BASES: Mapping[Basis, Words] = {
    "blocks": _("differences between groups"),
    "people": _("differences between people"),
    "answers": _("one answer from each"),
}
MODES: Mapping[Mode, Words] = {
    "workshop": _("At events"),
    "home": _("At home"),
    "together": _("At events, together"),
    "hands": _("At events, by hands"),
    "api": _("In other apps"),
}


class Provenance(NamedTuple):
    """The day on which an export was made, the version of the site, and whether the figures are made up."""

    day: date
    version: str
    made_up: bool = False


class SheetLine(NamedTuple):
    """One figure as a row. Shares are 0 to 1; `words` is the text that the page shows.

    `value` is empty where the words say that there are few or none, or nearly all. Spreadsheets take no cell for a
    number or a date that is none: a version has a v before it, and a month is written as 2026-M08.
    """

    id: str
    section: str
    name: str
    about: str
    place: str
    period: str
    mode: str
    quiz: str
    version: str
    n: int | None
    blocks: int | None
    value: float | None
    lower: float | None
    upper: float | None
    basis: str
    withheld: str
    words: str
    notes: str


HEADS: Mapping[str, Words] = {
    "id": "id",
    "section": _("Section"),
    "name": _("Figure"),
    "about": _("About"),
    "place": _("Place"),
    "period": _("Period"),
    "mode": _("Where"),
    "quiz": _("Quiz"),
    "version": _("Version"),
    "n": "n",
    "blocks": _("Groups"),
    "value": _("Value"),
    "lower": _("From"),
    "upper": _("To"),
    "basis": _("What the interval rests on"),
    "withheld": _("Why it is not shown"),
    "words": _("In words"),
    "notes": _("Notes"),
}


MADE_UP = _("Practice data: these figures are made up.")


def lines(view: View, names: Names, translator: Translator, made: Provenance) -> list[SheetLine]:
    """Return the figures of a view, each once, in the order of its page. Made-up ones say so in their notes."""
    found: dict[str, SheetLine] = {}
    notes = (MADE_UP,) if made.made_up else ()
    for section in view.sections:
        for row in section.rows:
            for figure in row.all_figures:
                noted = replace(figure, notes=(*notes, *figure.notes))
                found.setdefault(figure.id, _line(section, row, noted, names, translator))
    return list(found.values())


def heads(translator: Translator) -> list[str]:
    """Return the heads of the columns."""
    return [translator.translate(HEADS[name]) for name in SheetLine._fields]


def about(
    view: View, names: Names, made: Provenance, rules: tuple[Words, ...], translator: Translator
) -> Iterator[tuple[str, ...]]:
    """Yield the lines about an export: title, day, version, rules, and the definition of each measure."""
    translate = translator.translate
    yield (translate(_("Figures")), translate(view.title))
    if made.made_up:
        yield ("", translate(MADE_UP))
    yield (translate(_("Taken out on")), made.day.isoformat())
    yield (translate(_("Version of the site")), made.version)
    yield ("",)
    for words in view.opening:
        yield ("", translate(words))
    yield ("",)
    for rule in rules:
        yield (translate(_("Rule")), translate(rule))
    yield ("",)
    yield (translate(_("Figure")), translate(_("What it means")), translate(_("What it does not show")))
    for measure in view.measures:
        found = names.definitions[measure]
        yield (translate(found.name), translate(found.means), translate(found.silent))


def _line(section: Section, row: Row, figure: Figure, names: Names, translator: Translator) -> SheetLine:
    translate, where = translator.translate, figure.where
    labels = [words for words in (row.within, row.label) if words is not None]
    texts = [_period(words.id) if isinstance(words, MonthName) else translate(words) for words in labels]
    return SheetLine(
        id=figure.id,
        section=translate(section.title),
        name=translate(names.definitions[figure.measure].name),
        about=": ".join(texts),
        place=translate(names.place(where.place)),
        period=_period(where.period),
        mode=translate(MODES[where.mode]),
        quiz=translate(names.quiz(where.quiz)) if where.quiz else "",
        version=where.version and f"v{where.version}",
        n=figure.n,
        blocks=figure.blocks,
        value=figure.value if exact(figure) else None,
        lower=figure.lower,
        upper=figure.upper,
        basis=translate(BASES[figure.basis]) if figure.basis else "",
        withheld=translate(figure.withheld) if figure.withheld is not None else "",
        words=translate(figure_text(figure)),
        notes=" ".join([*map(translate, figure.notes), *([row.link] if row.link.startswith("https://") else [])]),
    )


def _period(period: str) -> str:
    """Return a month ("2026-08") as no spreadsheet takes it for a date; a year stays as it is."""
    return period.replace("-", "-M")
