"""Reading a table of questions: a row has a question, its answers, which of them are right, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from quizlib.exchange.archive import is_zip, read_zip
from quizlib.exchange.item import Imported, Item, NotReadable, Part, Place, Refused, Unusable
from quizlib.exchange.table.cells import document_rows, sheet_rows
from quizlib.say import say

HEADS: Mapping[str, tuple[str, ...]] = {
    "question": ("question", "spørgsmål"),
    "answers": ("answers", "svar", "svarmuligheder"),
    "right": ("right", "rigtigt", "rigtige", "rigtigt svar"),
    "why": ("why", "hvorfor", "forklaring"),
}
"""What may stand above each column; a table may lack the last."""
MARK = re.compile(r"^(?:[-–•*]|\(?(?:\d{1,2}|[A-Za-z])[.)])\s+")
NUMBER = re.compile(r"\d{1,2}")
LETTER = re.compile(r"[A-Za-z]")
FEWEST, MOST = 2, 26  # answers


def read(raw: bytes, name: str, language: str) -> Imported:
    """Return the questions of the first table of a .xlsx or .docx file; NotReadable if there is none."""
    if not is_zip(raw):
        raise NotReadable(say("the file is neither .xlsx nor .docx"))
    files = dict(read_zip(raw).files)
    rows = sheet_rows(files) if "xl/workbook.xml" in files else document_rows(files)
    filled = [(line, cells) for line, cells in rows if any(map(str.strip, cells))]
    if not filled:
        raise NotReadable(say("there is no table in the file"))
    (_, heads), *others = filled
    columns = _columns(heads)
    return Imported.of(_each(others, columns, name, language))


def _columns(heads: Sequence[str]) -> dict[str, int]:
    """Return the number of each column by what stands above it."""
    above = [" ".join(head.split()).casefold() for head in heads]
    found = {name: next((above.index(word) for word in words if word in above), -1) for name, words in HEADS.items()}
    if missing := [HEADS[name] for name in ("question", "answers", "right") if found[name] < 0]:
        words = ", ".join("/".join(two[:2]) for two in missing)
        raise NotReadable(say("the first row of the table names no column {words}", words=words))
    return found


def _each(
    rows: Sequence[tuple[int, Sequence[str]]], columns: Mapping[str, int], name: str, language: str
) -> Iterator[Item | Refused]:
    for line, cells in rows:
        place = Place(name, line)
        told = {one: cells[number].strip() if 0 <= number < len(cells) else "" for one, number in columns.items()}
        try:
            yield _item(place, told, language)
        except Unusable as error:
            yield Refused(place, str(error))


def _item(place: Place, told: Mapping[str, str], language: str) -> Item:
    if not told["question"]:
        raise Unusable(say("the question is missing"))
    marked = _parts(told["answers"])
    answers = [MARK.sub("", one) for one in marked]
    if not FEWEST <= len(answers) <= MOST:
        raise Unusable(say("{number} answers: write each on a line of its own, or ; between them", number=len(answers)))
    right = _right(told["right"], answers)
    return Item(
        place,
        "single_choice" if len(right) == 1 else "multiple_choice",
        {language: told["question"]},
        tuple(Part({language: one}, float(number in right)) for number, one in enumerate(answers)),
        rationale={language: told["why"]} if told["why"] else {},
    )


def _parts(cell: str) -> list[str]:
    """Return the parts of a cell: its lines, or what stands between its semicolons."""
    return [one.strip() for one in re.split(r"\n" if "\n" in cell.strip() else ";", cell) if one.strip()]


def _right(cell: str, answers: Sequence[str]) -> set[int]:
    """Return the numbers of the right answers, named by number, by letter or by their words; they count from 0."""
    plain = [one.casefold() for one in answers]
    whole = MARK.sub("", cell).strip().casefold()
    named = [whole] if whole in plain else [one for part in _parts(cell) for one in _named(part, plain)]
    found = {_number(one, plain) for one in named}
    if not found:
        raise Unusable(say("no answer is named as the right one"))
    return found


def _named(part: str, plain: Sequence[str]) -> list[str]:
    words = MARK.sub("", part).strip()
    return [words] if words.casefold() in plain else [one.strip(" .)") for one in words.split(",") if one.strip(" .)")]


def _number(named: str, plain: Sequence[str]) -> int:
    if named.casefold() in plain:
        return plain.index(named.casefold())
    number = int(named) - 1 if NUMBER.fullmatch(named) else -1
    number = ord(named.casefold()) - ord("a") if LETTER.fullmatch(named) else number
    if not 0 <= number < len(plain):
        raise Unusable(say("‹{named}› is none of the answers", named=named))
    return number
