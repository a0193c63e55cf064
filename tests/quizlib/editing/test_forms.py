"""A form of a question is made from the model of its type; it gives back what it was given, and changes no more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizlib import Library, read_library
from quizlib.editing.beginning import blank_text
from quizlib.editing.changing import CannotChange
from quizlib.editing.forms.question_form import QuestionForm, listed, with_question
from quizlib.questions.registry import OWN, name_of
from quizlib.reading.source import parse
from tests.places import CONTENT, EXAMPLES, FIXTURE, LIBRARY

FOLDERS = (CONTENT, EXAMPLES, FIXTURE, LIBRARY)
TYPES = [name_of(kind) for kind in OWN]
TYPED = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=30)


@cache
def library_of(folder: Path) -> Library:
    return read_library(folder, drafts=True)[0]


@cache
def example(kind: str) -> str:
    """Return the text of the example quiz of a type."""
    return (EXAMPLES / "quizzes" / f"{kind.replace('_', '-')}.yaml").read_text("utf-8")


def texts_of(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.yaml" if not (folder / "quizzes").is_dir() else "quizzes/*.yaml")):
        yield path.read_text("utf-8")


def shown(form: QuestionForm) -> dict[str, str]:
    """Return what every input of a form shows, by its name."""
    found = dict[str, str]()
    for one in form.whole.every():
        found |= {one.input(rest): words for rest, words in one.values.items()}
    return found


def form_of(text: str, number: int = 1, folder: Path = EXAMPLES) -> QuestionForm:
    return QuestionForm.of(text, number, library_of(folder))


@pytest.mark.slow
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_form_that_nobody_changed_gives_back_every_letter_of_the_file(folder: Path) -> None:
    questions = 0
    for text in texts_of(folder):
        for number, _ in enumerate(listed(text), 1):
            form = form_of(text, number, folder)
            assert not [one.name for one in form.whole.every() if one.kind == "other"]
            assert form.changed({name: words.replace("\n", "\r\n") for name, words in shown(form).items()}) == text
            questions += 1
    assert questions > 5


@given(st.sampled_from(TYPES), st.data())
def test_whatever_is_typed_in_a_field_is_in_the_file_and_in_the_form_afterwards(kind: str, data: st.DataObject) -> None:
    form = form_of(example(kind))
    before = shown(form)
    words = [one.input(rest) for one in form.whole.every() for rest in one.values if one.kind in ("text", "name")]
    typed = data.draw(st.dictionaries(st.sampled_from(words), TYPED.map(str.strip), min_size=1, max_size=3))
    after = shown(form_of(form.changed({**before, **typed})))
    wanted = {name: words for name, words in {**before, **typed}.items() if name in after or words}
    assert {name: " ".join(after[name].split()) for name in wanted} == {
        name: " ".join(words.split()) for name, words in wanted.items()
    }


@given(st.sampled_from(TYPES), st.data())
def test_members_of_every_list_come_go_and_move(kind: str, data: st.DataObject) -> None:
    form = form_of(example(kind))
    lists = [one for one in form.whole.every() if one.kind == "list"]
    found = data.draw(st.sampled_from(lists))
    place = (*form.location, *found.location)
    more = at(form.with_member(found.name), place)
    assert len(more) == len(found.inner) + 1
    assert more[:-1] == (found.plain or [])
    if found.inner:
        index = data.draw(st.integers(0, len(found.inner) - 1))
        left = [one for number, one in enumerate(found.plain) if number != index]
        assert at(form.without_member(found.name, index), place) == left
        if index:
            moved = at(form.with_member_earlier(found.name, index), place)
            assert moved == [
                *found.plain[: index - 1],
                found.plain[index],
                found.plain[index - 1],
                *found.plain[index + 1 :],
            ]


def at(text: str, place: tuple[str | int, ...]) -> list[object]:
    found = parse(text.encode(), "").data
    for part in place:
        found = found[part]
    assert isinstance(found, list)
    return found


COMMENTED = """\
# About the quiz.
title: {da: T, en: T}
questions:
  # The first.
  - id: first   # its name
    type: single_choice
    stem: {da: "Hvad, mon?", en: What}
    # Options, mixed.
    options:
      # The wrong one.
      - id: a
        text: {da: A, en: A}

      # The right one.
      - id: b
        text:
          da: Bæ bæ  # as sheep say
          en: B
        right: true
    rationale: {da: Fordi, en: Because}

  # The second.
  - id: second
    type: rating
    stem: {da: S, en: S}
# The end.
"""


def test_comments_and_layout_stay_around_what_is_changed() -> None:
    form = form_of(COMMENTED)
    made = form.changed({**shown(form), "options.1.text.da": "Mæ mæ", "stem.en": "What, then?", "hint.da": "Tænk"})
    assert made == COMMENTED.replace("Bæ bæ", "Mæ mæ").replace("en: What}", 'en: "What, then?"}').replace(
        "    # Options, mixed.", '    hint:\n      da: "Tænk"\n      en: ""\n    # Options, mixed.'
    )


def test_a_member_moves_with_the_comments_above_it() -> None:
    made = form_of(COMMENTED).with_member_earlier("options", 1)
    assert made.index("# The right one.") < made.index("id: b") < made.index("# The wrong one.") < made.index("id: a")
    assert made.count("\n\n") == COMMENTED.count("\n\n")
    assert sorted(made.splitlines()) == sorted(COMMENTED.splitlines())


@pytest.mark.parametrize(
    ("typed", "written"), [("0,5", "0.5"), ("1", "1"), ("0.25", "0.25"), ("half", "half"), ("9" * 5000, "9" * 5000)]
)
def test_a_number_is_written_as_one_if_it_is_one(typed: str, written: str) -> None:
    form = form_of(COMMENTED)
    made = form.changed({**shown(form), "options.0.fraction": typed})
    assert f"fraction: {written}\n" in made.replace('"', "")


def test_a_field_that_is_emptied_leaves_the_file_unless_the_question_needs_it() -> None:
    form = form_of(COMMENTED)
    made = form.changed({**shown(form), "rationale.da": "", "rationale.en": " ", "stem.da": "", "options.1.right": ""})
    found = parse(made.encode(), "").data["questions"][0]
    assert "rationale" not in found
    assert "right" not in found["options"][1]
    assert found["stem"] == {"da": "", "en": "What"}


def test_a_block_begins_with_all_that_it_needs() -> None:
    form = form_of(COMMENTED)
    made = parse(form.changed({**shown(form), "message.body.da": "Hej"}).encode(), "").data["questions"][0]
    empty = {"da": "", "en": ""}
    assert made["message"] == {"channel": "", "sender": empty, "body": {"da": "Hej", "en": ""}}
    first = parse(form.with_member("message.signs").encode(), "").data["questions"][0]["message"]["signs"]
    assert first == [{"id": "sign-1", "shows": "", "quote": empty, "why": empty}]


def test_quotes_have_a_line_each_and_an_answer_of_ones_own_its_name() -> None:
    form = form_of(example("verdict"))
    made = form.changed({**shown(form), "message.signs.0.quote.da": "torsdag\nkl. 10.20"})
    assert parse(made.encode(), "").data["questions"][0]["message"]["signs"][0]["quote"]["da"] == [
        "torsdag",
        "kl. 10.20",
    ]
    named = form_of(form.with_member("feedback"))
    made = named.changed({**shown(named), "feedback.0.~": "unsure", "feedback.0.da": "Godt", "feedback.0.en": "Good"})
    assert parse(made.encode(), "").data["questions"][0]["feedback"] == {"unsure": {"da": "Godt", "en": "Good"}}
    assert "feedback" in form_of(made).without_member("feedback", 0)


@pytest.mark.parametrize(
    "text", ["", "title: [", "questions: &a [{id: x}]", "questions: [{id: x, type: nothing}]", "questions: [x]"]
)
def test_what_has_no_form_says_so(text: str) -> None:
    with pytest.raises(CannotChange):
        form_of(text)


@pytest.mark.parametrize("text", ["- a", "questions: {}", "questions: []", "title: x"])
def test_a_text_without_questions_has_no_form(text: str) -> None:
    with pytest.raises(LookupError):
        form_of(text)


def test_what_has_another_shape_than_its_field_stays_as_it_is() -> None:
    text = "questions:\n  - id: [x]\n    type: rating\n    stem: Hvad?\n    scale: worry\n    more: {a: b}\n"
    form = form_of(text)
    assert {one.name for one in form.whole.every() if one.kind == "other"} == {"id", "stem"}
    assert form.changed({"scale": "skill", "stem": "x"}) == text.replace("worry", "skill")


def test_a_problem_is_beside_the_field_that_it_is_about(tmp_path: Path) -> None:
    text = COMMENTED.replace("da: A", 'da: ""').replace("type: rating", "type: rating\n    about: nothing")
    (tmp_path / "library.yaml").write_bytes((EXAMPLES / "library.yaml").read_bytes())
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "quizzes" / "one.yaml").write_text(text, encoding="utf-8")
    _, problems = read_library(tmp_path)
    assert {"options.0.text.da"} <= form_of(text).problems(problems).keys()
    assert {"about", "scale"} <= form_of(text, 2).problems(problems).keys()


def test_a_question_of_every_type_can_be_added() -> None:
    text = blank_text(library_of(EXAMPLES), date(2026, 11, 30))
    for kind in TYPES:
        text = with_question(text, kind, library_of(EXAMPLES))
    assert [one.kind for one in listed(text)][4:] == TYPES
    assert len({one.id for one in listed(text)}) == 4 + len(TYPES)
    assert [one.kind for one in listed(with_question("title: x\nquestions: []\n", "order", library_of(EXAMPLES)))] == [
        "order"
    ]
