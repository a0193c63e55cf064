"""Writes questions as a table: a line for each answer, in CSV that Excel opens by a double click.

Semicolons are between cells, in every language, because the comma is the decimal sign of Danish; the file is UTF-8 with
a mark that says so. A text never becomes a formula: an apostrophe comes before one that would.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from quizlib.cells import BOM, safe_cell
from quizlib.exchange.item import Item, Part
from quizlib.say import IN_THE_CODE, languages, later, say, speaking

HEADS = (
    later("quiz"),
    later("question"),
    later("type"),
    later("text of the question"),
    later("answer"),
    later("right, in percent"),
    later("right place"),
    later("right pile"),
    later("feedback"),
    later("reason"),
    later("hint"),
)


def write(items: Sequence[Item], language: str) -> bytes:
    """Return a table of these questions in one language; its heads are in that language too, if we have words in it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    with speaking(language if language in languages() else IN_THE_CODE):
        writer.writerow(map(say, HEADS))
    writer.writerows(line for item in items for line in _lines(item, language))
    return (BOM + text.getvalue()).encode()


def _lines(item: Item, language: str) -> Iterator[list[str]]:
    for part in item.parts:
        asked = [item.quiz, item.name, item.type, item.stem.get(language, ""), part.text.get(language, "")]
        told = [one.get(language, "") for one in (part.feedback, item.rationale, item.hint)]
        yield [*map(safe_cell, asked), *_key(item, part, language), *map(safe_cell, told)]


def _key(item: Item, part: Part, language: str) -> list[str]:
    """Return the share of full marks, the place, and the pile: each question has one of the three."""
    if item.type == "order":
        return ["", str(part.place), ""]
    if item.type == "sort":
        return ["", "", safe_cell(item.categories[part.belongs].get(language, ""))]
    return [f"{100 * part.fraction:.0f}", "", ""]
