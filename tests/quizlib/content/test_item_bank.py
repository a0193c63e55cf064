"""The item bank: check-ups are put together from it by ids, and every mistake is told at its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from quizlib import Library, load_library, read_library, without_errors
from tests.quizlib.bank_of import FORMS, check_up, item, library, put, topic

TODAY = date(2026, 11, 29)
WHOLE = [*FORMS["A"], "t3-s1", "t3-g1"]


def told(folder: Path, name: str = "") -> list[str]:
    """Return the problems of a library's files of that name, without the name."""
    problems = read_library(folder, today=TODAY)[1]
    return [f"{one.path}: {one.message}" for one in problems if not name or Path(one.file).stem == name]


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    return library(tmp_path)


def test_a_library_whose_forms_are_crossed_has_no_problems(bank: Path) -> None:
    assert told(bank) == []


def test_a_check_up_has_the_questions_of_its_items_in_their_order(bank: Path) -> None:
    loaded = load_library(bank, today=TODAY)
    for form, items in FORMS.items():
        quiz = loaded.quizzes[f"test-{form.lower()}"]
        assert tuple(question.id for question in quiz.questions) == quiz.items == quiz.short == tuple(items)


def test_an_item_has_the_version_of_its_question_wherever_it_stands(bank: Path) -> None:
    put(bank, "quizzes/plain", f"title: {{en: Q}}\nsummary: {{en: Q}}\nminutes: 1\nquestions:\n{_one('t1-s1')}")
    loaded = load_library(bank, today=TODAY)
    versions = {question.version for quiz in loaded.quizzes.values() for question in quiz.questions[:1]}
    assert loaded.quizzes["plain"].questions[0].version == loaded.quizzes["test-a"].questions[0].version
    assert loaded.bank["t1"].questions[0].version in versions


def test_a_check_up_gets_another_version_when_an_item_of_it_changes(bank: Path) -> None:
    before = _versions(load_library(bank, today=TODAY))
    put(bank, "check-ups/t6", topic("t6", "email").replace("Hello t6-g1", "Dear t6-g1"))
    after = _versions(load_library(bank, today=TODAY))
    assert {name for name in before if before[name] != after[name]} == {"test-b"}


def test_a_check_up_has_the_sources_of_its_items_too(bank: Path) -> None:
    own = "sources:\n  - {title: Own, url: https://own.example/, seen: 2026-01-01}\n"
    put(bank, "quizzes/test-a", check_up("A", FORMS["A"], own))
    sources = load_library(bank, today=TODAY).quizzes["test-a"].sources
    assert [source.title for source in sources] == ["Own", *(f"About t{number}" for number in (1, 2, 4, 5, 7, 8))]


def test_a_check_up_is_valid_as_long_as_every_topic_of_it(bank: Path) -> None:
    for name, day in (("t1", "2027-11-29"), ("t4", "2027-06-01")):
        put(bank, f"check-ups/{name}", topic(name, "sms" if name == "t1" else "email", f"valid_until: {day}\n"))
    quizzes = load_library(bank, today=TODAY).quizzes
    assert quizzes["test-a"].valid_until == date(2027, 6, 1)
    assert quizzes["test-b"].valid_until == date(2027, 11, 29)


@pytest.mark.parametrize(
    ("items", "wanted"),
    [
        (["t1-s1", "t1-s9"], ["items[2]: there is no item ‹t1-s9›"]),
        (["t1-s1", "t1-s1"], ["items[2]: ‹t1-s1› stands here twice"]),
        (["nothing"], ["items[1]: there is no item ‹nothing›", "questions: is missing"]),
    ],
)
def test_an_item_that_cannot_be_taken_is_told_at_its_line(bank: Path, items: list[str], wanted: list[str]) -> None:
    put(bank, "quizzes/test-c", check_up("C", items))
    assert sorted(told(bank, "test-c")) == sorted(wanted)
    assert "test-c" not in read_library(bank, today=TODAY)[0].quizzes


def test_questions_do_not_stand_beside_items(bank: Path) -> None:
    put(bank, "quizzes/test-c", check_up("C", FORMS["C"]) + "questions:\n" + _one("own"))
    assert told(bank, "test-c") == ["questions: stands beside items"]


def test_items_belong_to_check_ups_alone(bank: Path) -> None:
    put(bank, "quizzes/plain", "title: {en: Q}\nsummary: {en: Q}\nminutes: 1\nitems: [t1-s1]\n")
    assert told(bank, "plain") == ["items: belong to a check-up"]


def test_a_mistake_in_a_topic_is_told_once_and_leaves_out_its_check_ups_alone(bank: Path) -> None:
    put(bank, "check-ups/t6", topic("t6", "email").replace("truth: scam", "truth: perhaps", 1))
    found, problems = read_library(bank, today=TODAY)
    kept, left_out = without_errors(found, problems)
    assert list(kept.quizzes) == ["test-a"]
    assert list(left_out.quizzes) == ["test-b", "test-c"]
    assert told(bank, "test-b") == ["items[4]: ‹t6-g1› is in a topic with errors"]


def test_a_warning_about_an_item_is_told_in_its_topic_alone(bank: Path) -> None:
    put(bank, "check-ups/t6", topic("t6", "email").replace("    check: {en: Ask somebody.}\n", ""))
    assert told(bank) == [f"questions[t6-{kind}].check: is missing" for kind in ("s1", "s2", "g1", "g2")]


def test_no_two_topics_have_an_item_of_the_same_id(bank: Path) -> None:
    put(bank, "check-ups/t9", topic("t9", "call").replace("t9-s2", "t1-s1"))
    assert told(bank, "t9") == ["questions[t1-s1].id: ‹t1-s1› is in ‹t1› too"]


def test_a_topic_has_messages_to_judge_on_both_sides(bank: Path) -> None:
    put(bank, "check-ups/t3", "title: {en: T}\nquestions:\n" + _one("t3-s1") + _one("t3-s2"))
    assert told(bank, "t3") == ["sources: is missing", "questions: 0 of the messages are ‹genuine›"]
    rating = "  - {id: t3-r, type: rating, scale: worry, stem: {en: Worried?}}\n"
    put(bank, "check-ups/t3", topic("t3", "sms") + rating)
    assert told(bank, "t3") == ["questions[t3-r]: is not a verdict"]


def test_messages_of_a_topic_stand_in_any_order_of_difficulty(bank: Path) -> None:
    hard, easy = "{cues: some, premise: high}", "{cues: many, premise: low}"
    ordered = topic("t3", "sms").replace(hard, easy).replace(easy, hard, 2)
    put(bank, "check-ups/t3", ordered)
    assert told(bank, "t3") == []
    put(bank, "check-ups/t3", topic("t3", "sms").replace(f"    difficulty: {hard}\n", "", 1))
    assert told(bank, "t3") == ["questions[t3-s1].difficulty: is missing"]


def test_what_is_reserved_stands_behind_the_short_form_one_of_each_side(bank: Path) -> None:
    put(bank, "check-ups/t3", topic("t3", "sms", "reserved: 2027\n"))
    put(bank, "quizzes/test-a", check_up("A", WHOLE))
    assert not [line for line in told(bank, "test-a") if "reserved" in line]
    put(bank, "quizzes/test-a", check_up("A", [*FORMS["A"], "t3-s1", "t9-g1"]))
    assert "items: has 1 harmful and 0 harmless reserved messages" in told(bank, "test-a")
    put(bank, "quizzes/test-b", check_up("B", [*FORMS["B"], "t9-s1", "t9-g2"]))
    assert "items: has 0 harmful and 0 harmless reserved messages" in told(bank, "test-b")
    put(bank, "quizzes/test-a", check_up("A", ["t3-s1", *FORMS["A"][1:]]))
    assert "items[1]: ‹t3-s1› is reserved: it stands in the whole form, not in the first 6" in told(bank, "test-a")


def test_a_check_up_knows_its_reserved_items_and_authors_do_not_write_them(bank: Path) -> None:
    put(bank, "check-ups/t3", topic("t3", "sms", "reserved: 2027\n"))
    put(bank, "quizzes/test-a", check_up("A", WHOLE))
    quizzes = load_library(bank, today=TODAY).quizzes
    assert (quizzes["test-a"].reserved, quizzes["test-b"].reserved) == (("t3-s1", "t3-g1"), ())
    put(bank, "quizzes/test-a", check_up("A", WHOLE, "reserved: [t3-s1]\n"))
    assert told(bank, "test-a") == []
    assert load_library(bank, today=TODAY).quizzes["test-a"].reserved == ("t3-s1", "t3-g1")
    put(bank, "quizzes/test-a", check_up("A", WHOLE, "reserved: [t9-s1]\n"))
    assert told(bank, "test-a") == ["reserved: is not written here"]


def test_forms_are_renewed_when_the_year_of_their_reserved_messages_is_over(bank: Path) -> None:
    put(bank, "check-ups/t3", topic("t3", "sms", "reserved: 2027\n"))
    put(bank, "quizzes/test-a", check_up("A", WHOLE))
    later = [one for one in read_library(bank, today=date(2028, 1, 1))[1] if Path(one.file).stem == "test-a"]
    assert [one.message for one in later if "reserved" in one.message] == [
        "‹t3-s1› was reserved until 2027",
        "‹t3-g1› was reserved until 2027",
    ]


def test_a_reserved_message_is_no_anchor(bank: Path) -> None:
    put(bank, "check-ups/t3", topic("t3", "sms", "reserved: 2027\n"))
    settings = (bank / "library.yaml").read_text(encoding="utf-8")
    put(bank, "library", settings + "anchors: [t3-s1]\n")
    assert told(bank, "library") == ["anchors[1]: ‹t3-s1› is reserved"]


def test_quizzes_do_not_teach_a_kind_of_fraud_while_it_is_reserved(bank: Path) -> None:
    reserved = topic("t3", "sms", "reserved: 2027\n").replace("    check:", "    method: tickets\n    check:")
    put(bank, "check-ups/t3", reserved)
    question = item("own", "sms", "scam", "    method: tickets\n") + _one("other").replace("scam", "genuine")
    put(bank, "quizzes/plain", f"title: {{en: Q}}\nsummary: {{en: Q}}\nminutes: 1\nquestions:\n{question}")
    assert told(bank, "plain") == ["questions[own].method: ‹tickets› is reserved for check-ups this year"]
    later = read_library(bank, today=date(2028, 1, 1))[1]
    assert not [one for one in later if Path(one.file).stem == "plain"]


def test_a_third_of_the_items_are_anchors_where_a_library_has_some(bank: Path) -> None:
    settings = (bank / "library.yaml").read_text(encoding="utf-8")
    put(bank, "library", settings + "anchors: [t1-s1, t2-g1, t1-s2, t2-g2, t2-s1, t9-x1]\n")
    assert told(bank, "library") == ["anchors[6]: there is no item ‹t9-x1›"]
    assert told(bank, "test-a") == told(bank, "test-b") == []
    assert told(bank, "test-c") == ["items: 1 of the 6 items are anchors"]


def _one(name: str) -> str:
    return item(name, "sms", "scam")


def _versions(loaded: Library) -> dict[str, str]:
    return {name: quiz.version for name, quiz in loaded.quizzes.items()}
