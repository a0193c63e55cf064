"""Counts: what of people's answers is counted, and that counts of two groups add up to those of all."""

from __future__ import annotations

from dataclasses import asdict, fields

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from quizlib.measures import (
    Counts,
    Given,
    Item,
    Pair,
    PairSums,
    Person,
    calibration,
    item_analysis,
    judgement,
    quiz_statistics,
)
from tests.quizlib.measures.people import ITEMS, MARKS, MAXIMA, POINT, ROWS, given, person, persons

CROWD = st.lists(persons(), max_size=8)


def test_marks_are_counted_by_question_rest_score_and_total() -> None:
    counts = Counts.from_marks([{"a": 1, "b": 2}, {"a": 1, "b": 0}, {"a": 0, "b": 2}], {"a": 1, "b": 2})
    assert counts.n == 3
    assert counts.marks == {"a": {1: 2, 0: 1}, "b": {2: 2, 0: 1}}
    assert counts.rests == {"a": {2: 2, 0: 1}, "b": {1: 2, 0: 1}}
    assert counts.totals == {3: 1, 1: 1, 2: 1}
    assert counts.products == {"a": 3 + 1 + 0, "b": 6 + 0 + 4}


def test_after_marks_alone_the_other_parts_are_none() -> None:
    counts = Counts.from_marks([{"a": 1}], {"a": 1})
    parts = {field.name for field in fields(Counts)} - {"n", "maxima", "marks", "rests", "totals", "products"}
    assert {name: getattr(counts, name) for name in parts} == dict.fromkeys(parts)
    assert judgement(counts) is None


def test_a_question_left_open_has_no_mark_and_is_one_of_its_categories() -> None:
    counts = Counts.from_answers([person(parcel="scam"), person(parcel="unsure", library="scam")], ITEMS)
    assert counts.categories is not None
    assert counts.categories["library"] == {"scam": 1, "genuine": 0, "unsure": 0, "none": 1}
    assert counts.marks["library"] == {0: 2}
    assert counts.totals == {POINT: 1, POINT // 2: 1}


def test_marks_from_answers_are_what_the_marks_alone_give() -> None:
    people = [person(parcel="scam", order="0.5"), person(parcel="genuine", library="genuine", hang_up="call-back")]
    rows = [{name: answer.mark or 0 for name, answer in one.answers.items()} for one in people]
    alone = Counts.from_marks(rows, {name: item.maximum for name, item in ITEMS.items()})
    both = Counts.from_answers(people, ITEMS)
    assert {name: part for name, part in asdict(both).items() if name in MARKED} == {
        name: part for name, part in asdict(alone).items() if name in MARKED
    }


MARKED = {"n", "maxima", "marks", "rests", "totals", "products"}


def test_only_questions_that_ask_for_a_verdict_are_judged() -> None:
    assert Counts.from_answers([], ITEMS).truths == {"parcel": "scam", "library": "genuine"}


def test_a_question_may_name_left_open_among_its_categories() -> None:
    items = {"parcel": Item(POINT, (*ITEMS["parcel"].categories, "none"), "scam")}
    counts = Counts.from_answers([Person({"parcel": Given("none", 0)}), Person({})], items)
    assert counts.truths == {"parcel": "scam"}
    assert counts.categories == {"parcel": {"scam": 0, "genuine": 0, "unsure": 0, "none": 2}}


def test_sureness_is_counted_beside_right_and_wrong_and_never_of_a_doubt() -> None:
    people = [
        Person({"parcel": given("parcel", "scam", 3), "order": given("order", "0.5", 1)}),
        Person({"parcel": given("parcel", "genuine", 3), "order": given("order", "1")}),
        Person({"parcel": Given("unsure", POINT // 2, 2)}),
    ]
    assert Counts.from_answers(people, ITEMS).sureness == {
        "parcel": {"scam": {"1": 0, "2": 0, "3": 1}, "genuine": {"1": 0, "2": 0, "3": 1}},
        "order": {"0": {"1": 0, "2": 0, "3": 0}, "0.5": {"1": 1, "2": 0, "3": 0}, "1": {"1": 0, "2": 0, "3": 0}},
    }


@pytest.mark.parametrize(
    ("answered", "where"),
    [(0, "first"), (1, "first"), (2, "second"), (3, "second"), (4, "last"), (5, "last"), (6, "finished")],
)
def test_where_somebody_stopped_is_the_third_that_was_not_reached(answered: int, where: str) -> None:
    items = {str(number): Item(1, ("x",)) for number in range(6)}
    one = Person({str(number): Given("x", 1) for number in range(answered)})
    stopped = Counts.from_answers([one], items).stopped
    assert stopped == {"first": 0, "second": 0, "last": 0, "finished": 0} | {where: 1}


def test_people_are_counted_by_how_often_they_judged_wrong_and_doubt_is_not_wrong() -> None:
    items = {"s": ITEMS["parcel"], "t": ITEMS["parcel"], "g": ITEMS["library"], "h": ITEMS["library"]}
    scam, unsure, genuine = (Given(category, 0) for category in ("scam", "unsure", "genuine"))
    people = [
        Person({"s": scam, "t": unsure, "g": unsure, "h": genuine}),
        Person({"s": scam, "t": scam, "g": scam, "h": unsure}),
        Person({"s": unsure, "t": genuine, "g": genuine}),
    ]
    assert Counts.from_answers(people, items).wrong == {"believed": {0: 2, 1: 1}, "rejected": {0: 2, 1: 1}}


def test_pairs_are_summed_by_measure_and_order_where_both_are_known() -> None:
    people = [
        Person({}, Pair("A-B", {"worry": 4, "score": 2}, {"worry": 2})),
        Person({}, Pair("A-B", {"worry": 3}, {"worry": 3})),
        Person({}, Pair("B-A", {"worry": 1}, {"worry": 5})),
        Person({}),
    ]
    assert Counts.from_answers(people, ITEMS).pairs == {
        "worry": {
            "A-B": PairSums(n=2, x=7, d=-2, dd=4, up=0, same=1, down=1),
            "B-A": PairSums(n=1, x=1, d=4, dd=16, up=1, same=0, down=0),
        }
    }


@pytest.mark.slow
@drawn(CROWD, CROWD)
def test_counts_of_two_groups_add_up_to_those_of_all(one: list[Person], other: list[Person]) -> None:
    added = Counts.from_answers(one, ITEMS) + Counts.from_answers(other, ITEMS)
    together = Counts.from_answers(one + other, ITEMS)
    assert added == together
    assert item_analysis(added) == item_analysis(together)
    assert quiz_statistics(added) == quiz_statistics(together)
    assert judgement(added) == judgement(together)
    assert calibration(added.sureness, MARKS) == calibration(together.sureness, MARKS)


@drawn(ROWS, ROWS)
def test_whatever_is_computed_from_added_marks_is_what_all_rows_give(
    one: list[dict[str, int]], other: list[dict[str, int]]
) -> None:
    added = Counts.from_marks(one, MAXIMA) + Counts.from_marks(other, MAXIMA)
    together = Counts.from_marks(one + other, MAXIMA)
    # whole numbers are summed, so it is the same to the last digit, and not only to 1e-9
    assert item_analysis(added) == item_analysis(together)
    assert quiz_statistics(added) == quiz_statistics(together)


@drawn(CROWD, st.randoms(use_true_random=False))
def test_the_order_of_people_does_not_matter(people: list[Person], random: object) -> None:
    shuffled = list(people)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert Counts.from_answers(shuffled, ITEMS) == Counts.from_answers(people, ITEMS)


def test_a_part_that_one_group_lacks_the_sum_lacks() -> None:
    maxima = {name: item.maximum for name, item in ITEMS.items()}
    added = Counts.from_answers([person(parcel="scam")], ITEMS) + Counts.from_marks([{"parcel": POINT}], maxima)
    assert added == Counts.from_marks([{"parcel": POINT}] * 2, maxima)


def test_counts_of_other_questions_are_refused_and_named() -> None:
    one = Counts.from_marks([], {"a": 1, "b": 2, "c": 3})
    with pytest.raises(
        ValueError, match=r"'b' \(maximum 2 and 4\), 'c' \(maximum 3 and None\), 'd' \(maximum None and 3\)"
    ):
        one + Counts.from_marks([], {"a": 1, "b": 4, "d": 3})


def test_counts_of_messages_that_are_something_else_are_refused() -> None:
    swapped = ITEMS | {"parcel": Item(POINT, ITEMS["parcel"].categories, "genuine")}
    with pytest.raises(ValueError, match=r"'parcel' \(truth scam and genuine\)$"):
        Counts.from_answers([], ITEMS) + Counts.from_answers([], swapped)


def test_every_answer_that_cannot_be_is_named() -> None:
    answers = {
        "parcel": Given("maybe", 0),
        "library": Given("scam", POINT + 1),
        "order": Given("1", POINT, 4),
        "other": Given("1", 0),
    }
    with pytest.raises(ValueError, match="'other' was answered") as raised:
        Counts.from_answers([Person(answers)], ITEMS)
    assert str(raised.value).split("; ") == [
        "'other' was answered, but is not among the items",
        "'parcel' was answered 'maybe', not one of scam, genuine, unsure",
        "'library' was given 1000001 marks, of 0 to 1000000",
        "'order' has sureness 4, not 1, 2 or 3",
    ]


def test_every_mark_that_cannot_be_is_named() -> None:
    rows: list[dict[str, int]] = [{"a": 2, "b": 0}, {"a": 0.5}, {"a": -1}]  # type: ignore[dict-item]
    with pytest.raises(ValueError, match="'b' has a mark") as raised:
        Counts.from_marks(rows, {"a": 1})
    assert str(raised.value).split("; ") == [
        "'b' has a mark, but no maximum",
        "'a' has -1 marks, of 0 to 1 in whole numbers",
        "'a' has 0.5 marks, of 0 to 1 in whole numbers",
        "'a' has 2 marks, of 0 to 1 in whole numbers",
    ]
