"""Cells: the rows of the first table in the XML of a spreadsheet or a document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from quizlib.exchange.nodes import NUMBER, Node, read_xml

Rows = Iterator[tuple[int, list[str]]]
"""The number of each row, counted from 1, and the texts of its cells."""
MOST_COLUMNS = 50
COLUMN = re.compile("[A-Z]+")
SHEET = re.compile(r"xl/worksheets/sheet(\d{1,9})\.xml")


def sheet_rows(files: Mapping[str, bytes]) -> Rows:
    """Yield the rows of the first sheet of a spreadsheet, by the names of its XML files."""
    sheets = sorted((int(found[1]), name) for name in files if (found := SHEET.fullmatch(name)))
    shared = read_xml(files["xl/sharedStrings.xml"])[0] if "xl/sharedStrings.xml" in files else Node("sst", 0)
    texts = [_text(one) for one in shared.children("si")]
    for _, name in sheets[:1]:
        for line, row in enumerate(read_xml(files[name])[0].inside("row"), 1):
            cells: list[str] = []
            for cell in row.children("c"):
                at = _column(cell.get("r"), len(cells))
                cells += [""] * (min(at, MOST_COLUMNS) - len(cells))
                cells.append(_cell(cell, texts))
            yield row.number("r") or line, cells[:MOST_COLUMNS]


def document_rows(files: Mapping[str, bytes]) -> Rows:
    """Yield the rows of the first table of a document, by the names of its XML files."""
    whole = read_xml(files["word/document.xml"])[0] if "word/document.xml" in files else Node("document", 0)
    table = next(whole.inside("tbl"), Node("tbl", 0))
    for line, row in enumerate(table.children("tr"), 1):
        yield line, ["\n".join(map(_paragraph, cell.inside("p"))) for cell in row.children("tc")][:MOST_COLUMNS]


def _column(reference: str, otherwise: int) -> int:
    """Return the number of a column by its letters, as in B7; it counts from 0."""
    found = COLUMN.match(reference)
    if found is None or len(found[0]) > len("XFD"):
        return otherwise
    number = 0
    for letter in found[0]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _cell(cell: Node, texts: list[str]) -> str:
    value = cell.child("v")
    told = value.text.strip() if value else ""
    if cell.get("t") == "s":
        return texts[int(told)] if NUMBER.fullmatch(told) and int(told) < len(texts) else ""
    return _text(cell) if cell.get("t") == "inlineStr" else told.removesuffix(".0")


def _text(node: Node) -> str:
    """Return the text of a cell, without the reading aids that Japanese has."""
    return "".join(one.text for part in node.children("t", "r", "is") for one in _texts(part))


def _texts(node: Node) -> Iterator[Node]:
    if node.name == "t":
        yield node
    else:
        yield from node.inside("t")


def _paragraph(paragraph: Node) -> str:
    return "".join("\n" if one.name == "br" else one.text for one in paragraph.inside("t", "br"))
