"""Sides: judges of the same two sides add up whatever their words; those of other sides are never added to them."""

from __future__ import annotations

import json
from dataclasses import asdict
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizlib import DOUBT, Answer, Attempt, Judge, Outline, Quiz, VerdictCounts, pair, side_key
from quizlib.measures import Counts, Judgement, Record, judgement, people_judging_wrong, record
from quizlib.texts.judge import by_id
from tests.quizlib.sample import PLAIN, Plain, the

FIRE = Judge.model_validate({"id": "fire", "sides": [{"id": "safe"}, {"id": "danger"}]})
CONTEXT = {"judges": by_id([FIRE]), "sides": FIRE.pair}
SIDES = {"genuine": ("genuine", "scam"), "approve": ("genuine", "scam"), "fire": ("safe", "danger")}
ASKED = {f"{judge}-{number}": (judge, number % 2) for judge in SIDES for number in range(4)}
"""Four questions of each judge by id: the judge, and the side of the message: 0 for harmless, 1 for harmful."""


def asked(name: str, judge: str, truth: str) -> Plain:
    """Return a verdict question as data, whose message is on this side."""
    question = the("parcel", id=name, judge=judge, truth=truth, feedback={})
    question["message"]["signs"] = []
    return question


def made(*judges: str, **fields: object) -> Quiz:
    """Return a quiz of the questions of these judges."""
    questions = [asked(name, judge, SIDES[judge][side]) for name, (judge, side) in ASKED.items() if judge in judges]
    return Quiz.model_validate({**PLAIN, **fields, "questions": questions}, context=CONTEXT)


def answers(quiz: Quiz, said: dict[str, int]) -> tuple[Answer, ...]:
    """Return what somebody answered to the questions of a quiz: 0 or 1 for a side, 2 for a doubt."""
    attempt = Attempt.start(quiz, id="x")
    for question in quiz.questions:
        verdict = (*question.judging.pair, DOUBT)[said[question.id]]
        attempt = attempt.answer(question.id, [verdict]).attempt
    return attempt.answers


def counted(quiz: Quiz, people: list[dict[str, int]]) -> tuple[Outline, Counts]:
    """Return the outline of a quiz, and the counts of people who took it."""
    outline = Outline.of(quiz)
    return outline, Counts.from_answers([outline.person(answers(quiz, said)) for said in people], outline.items)


def exact(counts: Counts) -> Record:
    """Return the numbers of a group as a record has them, but not rounded, and without the spreads."""
    return Record(counts.n, counts.truths or {}, counts.categories or {}, {}, {"finished": counts.n}, {}, {})


SCAMS, FIRES, EVERYTHING = made("genuine", "approve"), made("fire"), made(*SIDES)
PEOPLE = st.lists(st.fixed_dictionaries(dict.fromkeys(ASKED, st.sampled_from([0, 1, 2]))), min_size=10, max_size=13)


@given(PEOPLE)
def test_what_is_approved_or_refused_adds_to_what_is_called_genuine_or_a_scam(people: list[dict[str, int]]) -> None:
    outline, counts = counted(EVERYTHING, people)
    rows = outline.rows(exact(counts))
    for measure, truth, verdict in (
        ("believed", 1, 0),
        ("rejected", 0, 1),
        ("scams-doubted", 1, 2),
        ("genuine-doubted", 0, 2),
    ):
        names = [name for name, (judge, side) in ASKED.items() if judge != "fire" and side == truth]
        assert {name.partition("-")[0] for name in names} == {"genuine", "approve"}
        found = sum(said[name] == verdict for said in people for name in names)
        assert rows[measure] == (found, len(names) * len(people))


@pytest.mark.slow
@given(PEOPLE)
def test_counts_of_different_sides_are_never_mixed(people: list[dict[str, int]]) -> None:
    outline, counts = counted(EVERYTHING, people)
    rows = outline.rows(exact(counts))
    whole: dict[str, tuple[int, ...]] = {}
    for quiz, sides in ((SCAMS, SIDES["genuine"]), (FIRES, SIDES["fire"])):
        alone, of_these = counted(quiz, people)
        mine = {name: row for name, row in alone.rows(exact(of_these)).items() if name not in ("score", "finished")}
        assert not mine.keys() & whole.keys(), "no measure is of both"
        whole |= mine
        assert judgement(counts, sides) == judgement(of_these, sides)
        assert judgement(of_these, next(other for other in SIDES.values() if other != sides)) == Judgement()
    assert {name: row for name, row in rows.items() if name not in ("score", "finished")} == whole
    for person in people:
        result = Attempt.resume(EVERYTHING, "x", answers(EVERYTHING, person)).result
        assert result.verdicts.keys() == {"scam", "genuine", "danger", "safe"}
        assert [result.of_side(side).of for side in ("scam", "genuine", "danger", "safe")] == [4, 4, 2, 2]


@given(PEOPLE, st.integers(0, 2**32))
def test_a_record_keeps_of_other_sides_what_it_keeps_of_scams_and_no_more(
    people: list[dict[str, int]], seed: int
) -> None:
    """So whatever bounds what a record gives away of one pair of sides bounds it for every pair."""
    names = {
        **{f"fire-{number}": f"genuine-{number}" for number in range(4)},
        "danger": "scam",
        "safe": "genuine",
        "mistaken:danger": "believed",
        "mistaken:safe": "rejected",
    }
    people = [{**said, **{f"genuine-{n}": said[f"fire-{n}"] for n in range(4)}} for said in people]
    found = [record(counted(made(judge), people)[1], Random(seed)) for judge in ("fire", "genuine")]  # noqa: S311 - as all chance in tests
    assert _renamed(asdict(found[0]), names) == asdict(found[1])
    wrong = [people_judging_wrong(one) for one in found]
    assert {names[measure]: clusters for measure, clusters in wrong[0].items()} == wrong[1]


def _renamed(part: Any, names: dict[str, str]) -> Any:  # noqa: ANN401 - plain data of any shape
    if isinstance(part, dict):
        return {names.get(name, name): _renamed(value, names) for name, value in part.items()}
    return names.get(part, part) if isinstance(part, str) else part


def test_outlines_of_genuine_and_scam_are_stored_as_they_were() -> None:
    for quiz, keys in ((SCAMS, set()), (FIRES, {"sides"})):
        outline = Outline.of(quiz)
        plain = json.loads(json.dumps(outline.to_plain()))
        known = {"type", "about", "method", "truth", "scale", "by", "marks", "parts", "right"}
        assert {name for one in plain["questions"].values() for name in one} == known | keys
        assert Outline.from_plain(plain) == outline


def test_records_of_other_sides_are_read_back_and_a_truth_that_is_no_side_is_not() -> None:
    outline, counts = counted(FIRES, [dict.fromkeys(ASKED, 0)] * 12)
    plain = json.loads(json.dumps(record(counts, Random(1)).to_plain()))  # noqa: S311 - as all chance in tests
    assert Record.from_plain(plain).truths == {
        "fire-0": "safe",
        "fire-1": "danger",
        "fire-2": "safe",
        "fire-3": "danger",
    }
    outline.check(Record.from_plain(plain))
    foreign = {**plain, "spreads": {"believed": 0, **plain["spreads"]}}
    with pytest.raises(ValueError, match="spreads: believed missing or unknown"):
        outline.check(Record.from_plain(foreign))
    plain["truths"]["fire-0"] = "scam"
    with pytest.raises(ValueError, match=r"truths\.fire-0 is 'scam', not safe or danger"):
        Record.from_plain(plain)


def test_check_ups_of_other_sides_are_compared_by_these_sides() -> None:
    outline = Outline.of(made("fire", kind="check-up", form="B"))
    before = {
        "order": "AB",
        "edition": "0123abcd",
        "short": False,
        "month": "2026-10",
        side_key("safe"): [2, 0, 0],
        side_key("danger"): [0, 1, 1],
    }
    now = [Answer(name, "", ("safe",), None) for name in outline.questions]
    found = pair(outline, before, now, "2026-10")
    assert found is not None
    assert (found.order, found.before, found.after) == (
        "AB@0123abcd",
        {"score": 2.5, "mistaken:safe": 0, "mistaken:danger": 1},
        {"score": 2, "mistaken:safe": 0, "mistaken:danger": 2},
    )
    assert found.spans == {"score": 4, "mistaken:safe": 2, "mistaken:danger": 2}
    others = {name: value for name, value in before.items() if not name.startswith("side:")}
    assert pair(outline, {**others, "scams": [2, 0, 0], "genuine": [2, 0, 0]}, now, "2026-10") is None
    assert [side_key(side) for side in SIDES["genuine"]] == ["genuine", "scams"], "as earlier releases stored them"


def test_a_doubt_is_a_doubt_before_every_judge() -> None:
    for answer in answers(EVERYTHING, dict.fromkeys(ASKED, 2)):
        assert (answer.response, answer.score) == ((DOUBT,), 0.5)
    result = Attempt.resume(EVERYTHING, "x", answers(EVERYTHING, dict.fromkeys(ASKED, 2))).result
    assert result.verdicts["danger"] == result.verdicts["safe"] == VerdictCounts(unsure=2)
    assert (result.scams, result.genuine) == (VerdictCounts(unsure=4), VerdictCounts(unsure=4))
