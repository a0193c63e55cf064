"""Numbers: telephone, CPR and card numbers are masked, or listed in library.yaml with source and date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from quizlib.content.every_text import texts
from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.problems import Finding
from quizlib.say import later, say

GAP = r"[ \u00a0-]"
NUMBER = re.compile(
    r"(?<!\d)(?<!\d[.,])(?:"
    rf"(?P<card>\d{{4}}({GAP}?)\d{{4}}\2\d{{4}}\2\d{{4}})"
    rf"|(?P<CPR>\d{{6}}{GAP}?\d{{4}})"
    r"|(?P<telephone>(?:\+\d{2}[ \u00a0]?)?(?:\d{8}"
    rf"|\d{{2}}({GAP})\d{{2}}\5\d{{2}}\5\d{{2}}"
    r"|\d{2}[ \u00a0]\d{3}[ \u00a0]\d{3}"
    r"|(?<!\d{4}[ \u00a0])\d{4}[ \u00a0]\d{4}(?![ \u00a0]\d{4})))"  # three groups of four are a parcel's
    r")(?![.,]?\d)"
)

KINDS = {
    "card": later("‹{number}› may be somebody's card number"),
    "CPR": later("‹{number}› may be somebody's CPR number"),
    "telephone": later("‹{number}› may be somebody's telephone number"),
}


def known_numbers(quiz: Quiz, settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find numbers that may belong to a real person: they are neither all zeros nor listed."""
    listed = {number.number.replace(" ", "") for number in settings.numbers}
    for location, text in texts(quiz):
        for language in (language.id for language in settings.languages):
            for match in NUMBER.finditer(text[language]):
                digits = re.sub(r"[^\d+]", "", match[0])
                domestic = digits.removeprefix("+45")
                if domestic.strip("0") and not {digits, domestic} & listed:
                    hint = say("mask it as XX XX XX XX, or write {number:id} of a number in library.yaml")
                    found = say(KINDS[str(match.lastgroup)], number=match[0])
                    yield Finding((*location, language), found, hint)
