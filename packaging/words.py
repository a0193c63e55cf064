"""Bring the catalogues of the interface up to its words: those that citizens read, and all others, in a file of each.

A translation follows its words from one file to the other. A new language has the words of citizens alone: the pages of
the staff may stay in the languages that they are in.

Usage: words.py ALL.pot CITIZEN.pot FOLDER [LANGUAGE]
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

CITIZEN, OTHERS = "citizen", "messages"


def read(path: Path, language: str | None = None) -> Catalog:
    """Return a catalogue; an empty one if there is no such file."""
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def renew(home: Path, language: str, domain: str, template: Catalog, known: Catalog) -> None:
    """Write the catalogue of a domain: the words of its template, with what is known of them."""
    path = home / f"{domain}.po"
    catalogue = read(path, language)
    header, comment = catalogue.mime_headers, catalogue.header_comment
    renewed = Catalog(locale=language, header_comment=comment, fuzzy=catalogue.fuzzy)
    renewed.mime_headers = header
    for message in template:
        if message.id:
            old = known.get(message.id)
            renewed.add(message.id, old.string if old else "", auto_comments=message.auto_comments)
    with path.open("wb") as stream:
        write_po(stream, renewed, width=100, sort_output=True, no_location=True)


def main(every: str, of_citizens: str, folder: str, *begun: str) -> None:
    """Renew every language that there is, and the one that is begun."""
    citizen, others = read(Path(of_citizens)), read(Path(every))
    for message in list(citizen):
        if message.id:
            others.delete(message.id)
    languages = {path.name for path in Path(folder).iterdir() if path.is_dir()} | {*begun}
    for language in sorted(languages):
        home = Path(folder) / language / "LC_MESSAGES"
        home.mkdir(parents=True, exist_ok=True)
        known = Catalog(locale=language)
        for path in (home / f"{OTHERS}.po", home / f"{CITIZEN}.po"):
            for message in read(path, language):
                if message.id and message.string:
                    known.add(message.id, message.string)
        renew(home, language, CITIZEN, citizen, known)
        if (home / f"{OTHERS}.po").exists():
            renew(home, language, OTHERS, others, known)


if __name__ == "__main__":
    main(*sys.argv[1:])
