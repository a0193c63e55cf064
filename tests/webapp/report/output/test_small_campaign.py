"""A small campaign whose figures can be computed by hand: three workshops of twelve people, and one quiz."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from quizlib import Outline, QuestionOutline
from quizlib.measures import PairSums, Record
from tests.webapp.report.campaign import TODAY, Campaign
from tests.webapp.report.in_memory import InMemory
from webapp.report import Figure, Held, View, overview, quiz, workshop
from webapp.report.rules import reasons
from webapp.site_content.reading import SiteContent
from webapp.storage.records.group_results import BlockRecord, GroupResults, QuizAttendance

MARK = 1_000_000
VERDICTS = {"genuine": 0, "scam": MARK, "unsure": MARK // 2}
SCAM = QuestionOutline("verdict", "judge", "phishing", "scam", None, "response", VERDICTS)
GENUINE = QuestionOutline(
    "verdict", "judge", "phishing", "genuine", None, "response", {**VERDICTS, "genuine": MARK, "scam": 0}
)
ACT = QuestionOutline("single_choice", "act", None, None, None, "response", {"hang-up": MARK, "listen": 0})
OUTLINE = Outline("kort", "v1", "v1", "quiz", None, sure=False, questions={"a": SCAM, "b": GENUINE, "c": ACT})


def record(believed: int, rejected: int, safe: int) -> Record:
    """Return twelve people, of whom so many believed the scam, rejected the genuine message, chose what is safe.

    Three more wanted to check each message first; the others judged right.
    """
    categories = {
        "a": {"genuine": believed, "scam": 9 - believed, "unsure": 3, "none": 0},
        "b": {"genuine": 9 - rejected, "scam": rejected, "unsure": 3, "none": 0},
        "c": {"hang-up": safe, "listen": 12 - safe, "none": 0},
    }
    return Record(
        n=12,
        truths={"a": "scam", "b": "genuine"},
        categories=categories,
        sureness={},
        stopped={"first": 0, "second": 0, "last": 3, "finished": 9},
        spreads={"total": 12},
        pairs={
            measure: {order: PairSums(n=12, x=12, d=-6, dd=6, up=0, same=6, down=6)}
            for measure, order in (("believed", "A-B"), ("worry", "same"))
        },
    )


@dataclass(frozen=True)
class Small(Campaign):
    """Three workshops at two libraries of Aarhus, of twelve people each."""

    records: tuple[tuple[str, str, Record], ...] = field(
        default=(
            ("viby-bibliotek", "2026-W45", record(3, 0, 12)),
            ("viby-bibliotek", "2026-W47", record(6, 3, 6)),
            ("odense-hovedbibliotek", "2026-W49", record(0, 0, 9)),
        )
    )

    @property
    def outlines(self) -> dict[tuple[str, str], Outline]:
        return {("kort", "v1"): OUTLINE}

    @property
    def held(self) -> list[tuple[Held, GroupResults]]:
        return [
            (
                Held(f"w{number}", place, week, ("kort",), 12 if number else None),
                GroupResults(
                    place,
                    week,
                    "workshop",
                    f"w{number}",
                    blocks=(BlockRecord(f"b{number}", "kort", "v1", one),),
                    attended=(QuizAttendance(f"a{number}", "kort", 15, 12),),
                ),
            )
            for number, (place, week, one) in enumerate(self.records)
        ]


@pytest.fixture(scope="module")
def small(content: SiteContent) -> InMemory:
    """Return its sums."""
    return InMemory(Small(content, at_home=0))


def figures(view: View | None) -> dict[str, Figure]:
    assert view is not None
    return {figure.id: figure for figure in view.figures}


def test_people_workshops_and_quizzes_are_what_was_typed_and_counted(small: InMemory, content: SiteContent) -> None:
    found = figures(overview(small, content, TODAY))
    assert found["head_count"].value == 24  # that of the first was under five, so it is not kept
    assert found["workshops"].value == 3
    assert found["finishes"].value == 36
    assert found["finishes.home"].value == 0
    assert found["lessons.viby-bibliotek.2026"].value == 2
    assert found["participants.viby-bibliotek.2026"].value == 12
    assert found["participants.odense-hovedbibliotek.2026"].value == 12


def test_across_quizzes_nobody_knows_the_people_so_three_groups_are_said_in_tenths(
    small: InMemory, content: SiteContent
) -> None:
    found = figures(overview(small, content, TODAY))
    assert (found["believed"].value, found["believed"].n, found["believed"].interval) == (0.2, 36, None)  # 9 of 36
    assert found["rejected"].value == 0.1  # 3 of 36
    assert found["scams-doubted"].value == 0.3  # 9 of 36 too; with 18 of 36 seen through, the parts add up to 10
    assert found["right_act"].value == 0.8  # 27 of 36
    assert found["believed.phishing"].value == 0.2


def test_of_one_quiz_the_people_are_known(small: InMemory, content: SiteContent) -> None:
    found = figures(quiz(small, content, "kort", "v1"))["believed.kort@v1"]
    # 36 people, 9 of whom missed their one scam: V = 36/35·(9·0.75² + 27·0.25²)/36² = 0.0053571; t with 35: 2.0301
    assert (found.value, found.lower, found.upper, found.basis) == (0.25, 0.1, 0.4, "people")


def test_how_far_people_got_counts_a_doubt_as_a_half(small: InMemory, content: SiteContent) -> None:
    found = figures(quiz(small, content, "kort", "v1"))
    assert found["facility.a.kort@v1"].value == 0.62  # (18 + 9/2) of 36
    assert found["facility.c.kort@v1"].value == 0.75
    assert found["facility.a.kort@v1"].n == 36


def test_a_place_with_two_workshops_is_not_compared(small: InMemory, content: SiteContent) -> None:
    found = figures(overview(small, content, TODAY))
    assert found["believed:standardised.aarhus"].value is None
    assert found["believed:difference.aarhus"].value is None


def test_before_and_after_is_of_the_same_people(small: InMemory, content: SiteContent) -> None:
    found = figures(overview(small, content, TODAY))
    # 36 people, half of whom were a step less worried. V = 36/35·36·0.5²/36² = 0.0071429, t with 35: 2.0301
    assert (found["worry:before"].value, found["worry:after"].value) == (1, 1)  # the lowest step
    change = found["worry:change"]
    assert (change.value, change.lower, change.upper, change.n) == (-0.5, -0.67, -0.33, 36)


def test_pairs_from_before_editions_stand_apart_and_in_one_order_alone_tell_nothing(
    small: InMemory, content: SiteContent
) -> None:
    view = overview(small, content, TODAY)
    found = figures(view)
    assert found["believed:change"].withheld == reasons.NOT_MEASURED
    assert found["believed:change.old"].withheld == reasons.OTHER_ORDERS
    (apart,) = (section for section in view.sections if section.id == "other-forms")
    assert apart.folded


def test_one_workshop_reads_out_tenths(small: InMemory, content: SiteContent) -> None:
    found = figures(workshop(small, content, "w1"))
    assert found["believed.viby-bibliotek.2026-W47"].value == 0.5  # 6 of 12
    assert found["rejected.viby-bibliotek.2026-W47"].value == 0.2  # 3 of 12
    assert found["believed:down.viby-bibliotek.2026-W47"].withheld == reasons.ONE_ORDER
    assert found["worry:down.viby-bibliotek.2026-W47"].value == 0.5
    assert figures(workshop(small, content, "w0"))["head_count.viby-bibliotek.2026-W45"].value is None
