"""Reads a content folder: the library, and what the site needs beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from quizlib import Library, Problem, read_library, shipped
from quizlib.authoring import build, message_findings, read_file, read_settings
from webapp.site_content.help import Help
from webapp.site_content.months import Month
from webapp.site_content.outside import Outside, read_outside
from webapp.site_content.places import CAMPAIGN, Places


@dataclass(frozen=True)
class SiteContent:
    """Everything that authors wrote for the site; the messages of the month are in order."""

    library: Library
    help: Help | None
    months: tuple[Month, ...]
    places: Places
    outside: tuple[Outside, ...] = ()


def read_content(folder: Path, today: date | None = None) -> tuple[SiteContent, tuple[Problem, ...]]:
    """Read a content folder and all its problems. A folder without help.yaml gets the help that is shipped."""
    library, problems = read_library(folder, today=today)
    languages = [language.id for language in library.languages]
    home = folder if (folder / "help.yaml").exists() else shipped()
    settings, _, context = read_settings(home, languages or None)
    document = read_file(home / "help.yaml")
    listed = {number.id: number for number in settings.numbers}
    helping = build(document, Help, {**context, "listed": listed})
    found = [*problems, *document.problems]
    _, _, context = read_settings(folder, languages or None)
    months, places = [], Places()
    for path in sorted((folder / "monthly").glob("*.yaml")):
        document = read_file(path)
        month = build(document, Month, context, {"id": path.stem})
        if month is not None:
            months.append(month)
            found += [
                document.report(("question", *one.location), one.message, one.hint, one.level)
                for one in message_findings(month.question, library)
            ]
        found += document.problems
    if (folder / "places.yaml").exists():
        document = read_file(folder / "places.yaml")
        places = build(document, Places, context) or places
        found += document.problems
    known = [CAMPAIGN, *(place.id for root in places.places for place in root.all())]
    outside, more = read_outside(folder, context, known)
    return SiteContent(library, helping, tuple(months), places, outside), (*found, *more)
