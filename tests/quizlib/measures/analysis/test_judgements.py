"""Judgements: both sides in counts, and d′ and c as published."""

from __future__ import annotations

from statistics import mean, variance

import pytest

from quizlib.measures import (
    Counts,
    Item,
    Judgement,
    SideCounts,
    judgement,
    people_judging_wrong,
    ratio,
    signal_detection,
)
from quizlib.measures.statistics.clusters import Clusters
from tests.quizlib.measures.people import ITEMS, made_up, person


@pytest.mark.parametrize(
    ("counts", "d_prime", "c"),
    [((5, 6, 1, 6), 1.5833, 0), ((6, 6, 0, 6), 2.9305, 0), ((3, 6, 3, 6), 0, 0), ((6, 6, 6, 6), 0, -1.4652)],
)
def test_d_prime_and_c_of_counts(counts: tuple[int, int, int, int], d_prime: float, c: float) -> None:
    assert signal_detection(*counts) == pytest.approx((d_prime, c), abs=5e-5)


def test_a_criterion_of_nothing_has_no_sign() -> None:
    assert str(signal_detection(5, 6, 1, 6).c) == "0.0"


@pytest.mark.parametrize("counts", [(0, 0, 1, 6), (1, 6, 0, 0)])
def test_without_one_of_the_sides_nothing_is_defined(counts: tuple[int, int, int, int]) -> None:
    assert signal_detection(*counts) == (None, None)


@pytest.mark.parametrize("counts", [(7, 6, 1, 6), (1, 6, -1, 6)])
def test_more_than_there_was_to_judge_is_refused(counts: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="is no proportion"):
        signal_detection(*counts)


PEOPLE = [
    person(parcel="scam", library="genuine"),
    person(parcel="genuine", library="scam"),
    person(parcel="unsure", library="unsure"),
    person(parcel="genuine"),
]


def test_verdicts_are_added_up_on_both_sides_and_what_is_open_stays_in() -> None:
    found = judgement(Counts.from_answers(PEOPLE, ITEMS))
    assert found == Judgement(harmful=SideCounts(1, 1, 2, 0), harmless=SideCounts(1, 1, 1, 1))
    assert (found.believed, found.rejected) == (2, 1)
    assert (found.harmful.of, found.harmless.of) == (4, 4)


def test_judgements_of_two_quizzes_add_up() -> None:
    one = Judgement(SideCounts(1, 2, 3, 4), SideCounts(5, 6, 7, 8))
    assert one + Judgement(SideCounts(10, 20, 30, 40), SideCounts()) == Judgement(
        SideCounts(11, 22, 33, 44), SideCounts(5, 6, 7, 8)
    )


def test_doubt_counts_as_calling_it_a_scam_at_the_cautious_cut_alone() -> None:
    found = Judgement(SideCounts(3, 2, 1, 0), SideCounts(0, 1, 5, 0))
    assert found.signal("cautious") == signal_detection(5, 6, 1, 6)
    assert found.signal("outright") == signal_detection(3, 6, 0, 6)


def test_people_give_the_shares_an_interval_while_blocks_are_few() -> None:
    # Eleven people who each judged two scams and three genuine messages; these many of each were believed or rejected.
    believed = [0, 0, 1, 2, 0, 1, 0, 1, 1, 0, 0]
    rejected = [1, 0, 0, 3, 0, 0, 1, 1, 0, 2, 0]
    truths: dict[str, str] = {"a": "scam", "b": "scam", "c": "genuine", "d": "genuine", "e": "genuine"}
    items = {name: Item(1, ("scam", "genuine", "unsure"), truth) for name, truth in truths.items()}
    record = made_up(
        11,
        truths=Counts.from_answers([], items).truths,
        categories={
            "a": {"genuine": 4},
            "b": {"genuine": 2},
            "c": {"scam": 5},
            "d": {"scam": 3},
            "e": {"scam": 0, "genuine": 11},
        },
        spreads={
            "believed": sum((2 * count - 2) ** 2 for count in believed),
            "rejected": sum((2 * count - 3) ** 2 for count in rejected),
        },
    )
    people = people_judging_wrong(record)
    for measure, counts, messages in (("believed", believed, 2), ("rejected", rejected, 3)):
        found = ratio(Clusters.of([(sum(counts), 11 * messages)]), people[measure])
        assert found is not None
        assert found.value == pytest.approx(mean(counts) / messages)
        half = 2.228139 * (variance(counts) / 11) ** 0.5 / messages
        assert (found.lower, found.upper) == pytest.approx((found.value - half, found.value + half), abs=1e-6)


def test_a_record_without_verdicts_has_no_people_to_judge_by() -> None:
    assert people_judging_wrong(made_up(12)) == {}
