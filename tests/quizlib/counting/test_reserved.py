"""Reserved messages: they have measures of their own, by occasion, and are in no pair, no code and no other measure."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from quizlib import Answer, Attempt, Outline, Quiz, VerdictCounts, pair
from quizlib.measures import Counts, Record, record
from tests.quizlib.sample import PLAIN, the

FOUR = [the("parcel", id=f"{truth}-{number}", truth=truth) for number in (1, 2) for truth in ("scam", "genuine")]
PLAIN_FORM = Quiz.model_validate({**PLAIN, "kind": "check-up", "form": "B", "questions": FOUR})
FORM = PLAIN_FORM.model_copy(
    update={"items": tuple(one.id for one in PLAIN_FORM.questions), "reserved": ("scam-2", "genuine-2")}
)
OUTLINE = Outline.of(FORM)
BEFORE = {
    "order": "ABC",
    "edition": "0123abcd",
    "short": False,
    "month": "2026-11",
    "scams": [1, 0, 0],
    "genuine": [0, 1, 0],
}


def answers(**verdicts: str) -> list[Answer]:
    """Return stored answers, "_" written for "-"."""
    marks = {question.id: question.mark for question in FORM.questions}
    given = {name.replace("_", "-"): (verdict,) for name, verdict in verdicts.items()}
    return [Answer(name, "", response, marks[name](response).score) for name, response in given.items()]


NOW = answers(scam_1="scam", genuine_1="genuine", scam_2="genuine", genuine_2="scam")


def kept(people: int = 12) -> Record:
    """Return the record of people who judge the reserved messages wrong, and the others right."""
    counts = Counts.from_answers([OUTLINE.person(NOW) for _ in range(people)], OUTLINE.items)
    return record(counts, Random(1))  # noqa: S311 - nothing here is secret


@pytest.mark.parametrize(("order", "occasion"), [("BCA", 1), ("ABC", 2), ("CAB", 3)])
def test_they_are_counted_by_the_occasion_of_their_form_in_the_order(order: str, occasion: int) -> None:
    rows = OUTLINE.rows(kept(), order)
    assert {name for name in rows if name.startswith("unseen:")} == {
        f"unseen:{occasion}:{measure}" for measure in ("believed", "rejected", "scams-doubted", "genuine-doubted")
    }
    assert rows[f"unseen:{occasion}:believed"] == rows[f"unseen:{occasion}:rejected"] == (12, 12)


@pytest.mark.parametrize(("order", "occasion"), [("BCA", 1), ("ABC", 2), ("CAB", 3)])
def test_the_other_messages_of_the_bank_are_counted_by_occasion_too(order: str, occasion: int) -> None:
    kinds = {name: replace(asked, method="parcel") for name, asked in OUTLINE.questions.items()}
    rows = replace(OUTLINE, questions=kinds).rows(kept(), order)
    names = {name for name in rows if name.startswith("occasion:")}
    assert names == {
        f"occasion:{occasion}:{measure}{kind}" for measure in ("believed", "rejected") for kind in ("", ":parcel")
    }
    assert {rows[name] for name in names} == {(0, 12)}


@pytest.mark.parametrize("order", [None, "", "AC"])
def test_where_the_occasion_is_not_known_they_have_no_measure_of_it(order: str | None) -> None:
    assert not [name for name in OUTLINE.rows(kept(), order) if name.startswith("unseen:")]


def test_they_are_in_no_measure_of_judging() -> None:
    found, rows = kept(), OUTLINE.rows(kept(), "BCA")
    assert rows["believed"] == rows["rejected"] == (0, 12)
    assert rows["cautious"] == (12, 0, 12)
    assert found.truths == {"scam-1": "scam", "genuine-1": "genuine"}
    OUTLINE.check(found)


def test_they_are_in_no_pair() -> None:
    found = pair(OUTLINE, BEFORE, NOW, "2026-11")
    assert found is not None
    assert found.after == {"score": 2, "believed": 0, "rejected": 0}
    assert found.spans == {"score": 2, "believed": 1, "rejected": 1}


def test_the_result_that_forms_are_compared_by_is_without_them() -> None:
    attempt = Attempt(FORM, "x", tuple(NOW))
    assert attempt.result.scams == VerdictCounts(1, 0, 1)
    assert attempt.compared.scams == attempt.compared.genuine == VerdictCounts(1)


def test_an_item_of_the_bank_has_a_measure_by_its_version_so_that_years_can_be_compared() -> None:
    version = {question.id: question.version for question in FORM.questions}
    found = {name: row for name, row in OUTLINE.rows(kept(), "BCA").items() if name.startswith("item:")}
    assert found == {
        f"item:believed:scam-1@{version['scam-1']}": (0, 12),
        f"item:rejected:genuine-1@{version['genuine-1']}": (0, 12),
    }
    assert not [name for name in Outline.of(PLAIN_FORM).rows(kept()) if name.startswith("item:")]


def test_an_outline_says_which_they_are_and_others_stay_as_they_were() -> None:
    plain = OUTLINE.to_plain()
    assert [name for name, one in plain["questions"].items() if one.get("reserved")] == ["scam-2", "genuine-2"]
    assert "reserved" not in Outline.of(PLAIN_FORM).to_plain()["questions"]["scam-1"]
    assert Outline.from_plain(plain) == OUTLINE
