"""CSV: every answer is a line that a spreadsheet opens as text, whatever somebody wrote in it."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given

from quizlib.exchange.csv_file.writing import HEADS, write
from quizlib.exchange.item import Item, Part
from tests.quizlib.exchange.made import choice, da, items

STEM, ANSWER, RIGHT, PLACE, PILE = 3, 4, 5, 6, 7


def table(*written: Item, language: str = "da") -> list[list[str]]:
    """Return the lines of a table, as a spreadsheet reads them, without the heads."""
    return list(csv.reader(write(written, language).decode("utf-8-sig").splitlines(keepends=True), delimiter=";"))[1:]


def test_the_file_says_that_it_is_utf_8_and_its_heads_are_danish() -> None:
    made = write([choice(Part(da("Ærlig; åben"), 1.0), Part(da('"Øv"')))], "da")
    assert made.startswith(b"\xef\xbb\xbfquiz;sp\xc3\xb8rgsm\xc3\xa5l;")
    assert b";feedback;" not in made
    assert made.count(b"\r\n") == 3


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+45 12 34",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\uff1d1+1",
        " =cmd|' /C calc'!A0",
        "\n=1",
        "3e8",
        "24/7",
        "1-2-3",
        "20:15",
    ],
)
def test_a_text_never_becomes_a_formula_a_date_or_a_number(text: str) -> None:
    item = choice(Part(da(text), 1.0, da(text)), Part(da("Nej")), stem=text, rationale=da(text), hint=da(text))
    line = table(item)[0]
    assert [line[place] for place in (STEM, ANSWER, 8, 9, 10)] == [f"'{text}"] * 5


def test_a_choice_has_percents_an_order_places_and_a_sort_piles() -> None:
    single = choice(Part(da("Ja"), 1.0), Part(da("Måske"), 0.5), Part(da("Nej")), quiz="Før", name="kode")
    order = choice(Part(da("B"), place=2), Part(da("A"), place=1), kind="order")
    sort = choice(Part(da("B"), belongs=1), Part(da("A")), kind="sort", categories=(da("+Ægte"), da("Svindel")))
    assert [line[RIGHT : PILE + 1] for line in table(single, order, sort)] == [
        ["100", "", ""],
        ["50", "", ""],
        ["0", "", ""],
        ["", "2", ""],
        ["", "1", ""],
        ["", "", "Svindel"],
        ["", "", "'+Ægte"],
    ]
    assert table(single)[2][:5] == ["Før", "kode", "single_choice", "Hvad gør du?", "Nej"]


@given(items())
def test_every_answer_is_one_line_with_a_cell_for_each_head(item: Item) -> None:
    lines = table(item)
    assert [len(line) for line in lines] == [len(HEADS)] * len(item.parts)
    assert [line[ANSWER].removeprefix("'") for line in lines] == [
        part.text["da"].removeprefix("'") for part in item.parts
    ]
