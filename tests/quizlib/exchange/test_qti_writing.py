"""QTI 3: what is written is read again as it was, and the same questions give the same bytes."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizlib.exchange.item import Item, Part, Words
from quizlib.exchange.nodes import read_xml
from quizlib.exchange.qti.marks import RULES, Possible
from quizlib.exchange.qti.reading import read
from quizlib.exchange.qti.writing import write
from tests.quizlib.exchange.made import MAYBE, PLACE, choice, da, items

PARAGRAPHS = "Første linje <b>&\nanden linje\n\nNyt afsnit"


def again(*written: Item) -> list[Item]:
    """Return what is read of what was written; nothing may be refused or noted."""
    found = read(write(written, "da"), "p.zip", "da")
    assert not found.refused
    return list(found.items)


def bare(item: Item) -> Item:
    """Return a question without its place and notes."""
    return replace(item, place=PLACE, name="", notes=())


def marking(item: Item) -> object:
    """Return the points of every response to a multiple choice: rules that say the same are the same."""
    if item.type != "multiple_choice":
        return None
    options = tuple(str(number) for number in range(len(item.parts)))
    key = [name for name, part in zip(options, item.parts, strict=True) if part.right]
    marks = RULES[item.score](Possible(options, several=True), key)
    return [
        round(max(0.0, marks.of(marks.possible.chosen(response))) / marks.best, 4)
        for response in range(1, marks.possible.number)
    ]


@pytest.mark.slow
@given(items(), MAYBE, st.sampled_from(sorted(RULES)), st.sampled_from(["", "Før ferien & efter"]))
def test_a_question_is_read_as_it_was_written(item: Item, hint: Words, score: str, quiz: str) -> None:
    several = item.type == "multiple_choice"
    written = replace(item, hint=hint, quiz=quiz, **({"score": score} if several else {}))  # type: ignore[arg-type]
    (found,) = again(written)
    assert replace(bare(found), score="net") == replace(bare(written), score="net")
    assert marking(found) == marking(written)
    assert found.notes == item.notes


@pytest.mark.slow
@settings(max_examples=15)
@given(st.lists(items(), min_size=2, max_size=4))
def test_questions_keep_their_order_and_the_same_ones_give_the_same_bytes(drawn: list[Item]) -> None:
    assert [bare(one).stem for one in again(*drawn)] == [one.stem for one in drawn]
    assert write(drawn, "da") == write(drawn, "da")


def test_paragraphs_and_lines_stay() -> None:
    item = choice(Part(da("Ja\nnej"), 1.0, da(PARAGRAPHS)), Part(da("Nej")), stem=PARAGRAPHS, rationale=da(PARAGRAPHS))
    (found,) = again(item)
    assert bare(found) == bare(item)


@pytest.mark.parametrize("name", ["pakke", "3-dage", "question-2"])
def test_an_id_is_kept(name: str) -> None:
    item = choice(Part(da("Ja"), 1.0), Part(da("Nej")), name=name)
    other = replace(item, name="ikke et id")
    names = [one.name for one in again(item, other, item)]
    assert names[0] == name
    assert len(set(names)) == 3


def test_two_right_options_of_a_single_choice_stay_right() -> None:
    item = choice(Part(da("Ja"), 1.0), Part(da("Jo"), 1.0), Part(da("Måske"), 0.3333), Part(da("Nej")))
    (found,) = again(item)
    assert [part.fraction for part in found.parts] == [1.0, 1.0, 0.3333, 0.0]


def test_a_text_in_another_language_is_left_out() -> None:
    item = choice(Part({"da": "Ja", "en": "Yes"}, 1.0), Part({"da": "Nej", "en": "No"}))
    found = read(write([replace(item, stem={"da": "Hvad?", "en": "What?"})], "en"), "p.zip", "en")
    assert [part.text for part in found.items[0].parts] == [{"en": "Yes"}, {"en": "No"}]


def test_every_file_of_a_package_is_named_in_its_manifest() -> None:
    item = choice(Part(da("Ja"), 1.0), Part(da("Nej")), quiz="Quiz")
    with ZipFile(BytesIO(write([item, replace(item, quiz="")], "da"))) as archive:
        manifest, _ = read_xml(archive.read("imsmanifest.xml"))
        named = {one.get("href") for one in manifest.inside("file")}
        assert named == set(archive.namelist()) - {"imsmanifest.xml"}
        assert named == {"items/question-1.xml", "items/question-2.xml", "tests/quiz-1.xml", "tests/quiz-2.xml"}
