"""Leaving: what of a view may be in a file that somebody takes along: no message of the item bank."""

from __future__ import annotations

from dataclasses import replace

from quizlib import Text
from webapp.report.figures.view import Row, View
from webapp.report.rules.figure import Figure
from webapp.report.wording.names import Names
from webapp.report.wording.words import Words, _


def leaving(view: View, names: Names) -> View:
    """Return a view in which every item of the bank is named by its version, which the staff can look up."""
    versions = {one.id: one.version for topic in names.content.library.bank.values() for one in topic.questions}
    stems = {one.stem: one.version for topic in names.content.library.bank.values() for one in topic.questions}

    def hidden(words: Words | None) -> Words | None:
        known = versions.get(words) if isinstance(words, str) else None
        version = stems.get(words) if isinstance(words, Text) else known
        return _("Message %(version)s", version=version) if version else words

    def figure(one: Figure) -> Figure:
        name, _colon, part = one.of.partition(":")
        return replace(one, of=f"{versions[name]}{_colon}{part}") if name in versions else one

    def row(one: Row) -> Row:
        figures = tuple(map(figure, one.figures))
        return replace(one, label=hidden(one.label) or "", within=hidden(one.within), figures=figures)

    sections = (replace(section, rows=tuple(map(row, section.rows))) for section in view.sections)
    return replace(view, sections=tuple(sections))
