"""Items become drafts: quizzes that only lack what is marked as left to write."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizlib.editing.layout import laid_out
from quizlib.exchange.drafting import MOST_QUESTIONS, drafts, slug
from quizlib.exchange.item import Item, Part, Refused
from quizlib.exchange.usable import item_or_refused
from quizlib.loading import read_library
from quizlib.reading.source import parse
from quizlib.rules.wording.phrases import UNFILLED
from tests.quizlib.exchange.made import choice, da, items

RIGHT, WRONG = Part(da("Ring til banken"), 1), Part(da("Klik på linket"))


def read(text: str) -> dict[str, Any]:
    """Return a draft as data."""
    found = parse(text.encode(), "draft.yaml")
    assert not found.problems
    assert isinstance(found.data, dict)
    return found.data


@pytest.mark.slow
@given(st.lists(items(), min_size=1, max_size=3))
@settings(max_examples=20)
def test_a_draft_passes_the_check_but_for_what_is_left_to_write(found: list[Item]) -> None:
    for draft in drafts(found, "Prøve"):
        assert draft.text == laid_out(draft.text)
        with TemporaryDirectory() as folder:
            Path(folder, f"{draft.name}.yaml").write_text(draft.text, encoding="utf-8")
            _, problems = read_library(Path(folder, f"{draft.name}.yaml"), ["da"])
        errors = [one for one in problems if one.level == "error"]
        assert all("left to fill in" in one.message for one in errors), errors


def test_every_text_that_yaml_could_misread_is_in_quotes() -> None:
    odd = [
        "No",
        "112",
        "12:30",
        "#1",
        "a: b",
        "- x",
        "*a",
        "&b",
        "!c",
        "@d",
        "%e",
        '"f"',
        "\\g",
        "null",
        "2026-01-01",
        "1.5",
    ]
    item = choice(*(Part(da(text), float(n == 0)) for n, text in enumerate(odd)))
    (draft,) = drafts([item], "Prøve")
    (question,) = read(draft.text)["questions"]
    assert [option["text"]["da"] for option in question["options"]] == odd


def test_ids_are_unique_and_none_is_never_one() -> None:
    item = choice(RIGHT, Part(da("none")), Part(da("Ring til bånken")), Part(da("!")), Part(da("?")), name="Navn")
    (draft,) = drafts([item, item], "Prøve")
    first, second = read(draft.text)["questions"]
    assert (first["id"], second["id"]) == ("navn", "navn-2")
    assert [one["id"] for one in first["options"]] == [
        "ring-til-banken", "none-of-these", "ring-til-baanken", "part", "part-2"
    ]  # fmt: skip


def test_each_quiz_of_a_file_is_a_draft_and_a_long_one_is_divided() -> None:
    item = choice(RIGHT, WRONG)
    many = [choice(RIGHT, WRONG, quiz="B/C")] * (MOST_QUESTIONS + 1)
    assert [draft.name for draft in drafts([item, *many], "Fil æøå")] == ["fil-aeoeaa", "b-c", "b-c-2"]


def test_the_same_items_give_the_same_bytes() -> None:
    item = choice(*(Part(da(text), place=n) for n, text in enumerate("abcd", start=1)), kind="order")
    assert list(drafts([item], "Prøve")) == list(drafts([item], "Prøve"))


def test_steps_are_never_shown_in_their_right_order() -> None:
    for number in range(2, 10):
        item = choice(
            *(Part(da(f"Trin {n}"), place=n) for n in range(1, number)), Part(da("x"), place=number), kind="order"
        )
        (draft,) = drafts([item], "Prøve")
        (question,) = read(draft.text)["questions"]
        places = [int(step["place"]) for step in question["steps"]]
        assert places != sorted(places)


def test_what_lacks_a_language_or_a_reason_is_marked() -> None:
    item = choice(Part({"da": "Ja", "en": "Yes"}, 1), Part({"da": "Nej"}))
    (draft,) = drafts([item], "Prøve")
    assert "‹write here: Nej›" in draft.text
    assert "‹skriv her: forklaringen›" in draft.text
    assert all("‹" in found for found in UNFILLED.findall(draft.text))


def test_what_no_quiz_can_hold_is_refused_with_its_reason() -> None:
    refused = [
        choice(RIGHT, WRONG, stem=""),
        choice(RIGHT),
        choice(WRONG, Part(da("Klik  PÅ linket"), 1)),
        choice(WRONG, Part(da("Begge dele"), 0.5)),
        choice(RIGHT, Part(da(""))),
        choice(*(Part(da(f"{n}"), place=n) for n in range(1, 11)), kind="order"),
        choice(RIGHT, WRONG, kind="sort", categories=(da("a"),)),
    ]
    found = [item_or_refused(item) for item in refused]
    assert all(isinstance(one, Refused) for one in found)
    assert len({one.why for one in found if isinstance(one, Refused)}) == len(refused)


def test_a_slug_has_whole_words_and_at_most_sixty_letters() -> None:
    assert slug("Hvad gør du på Ærø, når…?") == "hvad-goer-du-paa-aeroe-naar"
    assert slug("ord " * 40) == "-".join(["ord"] * 14)
    assert len(slug("x" * 200)) <= 60
    assert slug("你好") == ""
