"""A whole made-up campaign in the real storage: no attempt is lost, and the sums agree with the answers."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from math import sqrt

import pytest

from quizlib.measures import FormOrder, Record, change
from tests import shipped
from tests.webapp.demo.fates import Fates
from tests.webapp.storage.gathering import sums_of
from webapp.demo.crowd import AGES
from webapp.demo.filling import Filling
from webapp.open_storage import outlines
from webapp.participant import age_and_channel
from webapp.storage.bulk import Taken
from webapp.storage.database.engine import Database
from webapp.storage.database.migrate import prepare
from webapp.storage.records.set_aside import SetAside
from webapp.storage.records.store import Records
from webapp.storage.records.verify import Verifying
from webapp.sums import Sum

pytestmark = pytest.mark.trial

BEGINS = date(2026, 8, 17)
SIDES = {"believed": ("scam", "genuine"), "rejected": ("genuine", "scam"), "scams-doubted": ("scam", "unsure")}
VARIANCE = 4.0
"""Of a rounded number of people at most: 2 of rounding to threes, 2 of who is drawn to count twice or not at all."""


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fates]:
    """Live through the campaign of `webapp demo`, once for all tests."""
    content = shipped.content()
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('campaign') / 'tryg.sqlite'}")
    prepare(database)
    Records(database, content.places.lineage).know(outlines(content.library))
    yield Fates(Filling(database, content, seed=1, begins=BEGINS))
    database.close()


def rows(lived: Fates, sql: str) -> list[tuple[object, ...]]:
    """Return what is stored."""
    return lived.filling.database.read(lambda connection: connection.execute(sql).fetchall())


def records(lived: Fates) -> Records:
    """Return the records."""
    return Records(lived.filling.database, lived.filling.content.places.lineage)


def standing_aside(lived: Fates) -> set[str]:
    """Return the workshops that stand aside."""
    return {one.workshop for one in SetAside(lived.filling.database, records(lived)).all()}


def test_the_campaign_is_as_large_as_it_says(lived: Fates) -> None:
    plan = lived.filling.plan
    assert len(plan.meetings) == 120
    assert sum(meeting.people for meeting in plan.meetings) == 2000
    assert {meeting.people for meeting in plan.meetings} <= set(range(3, 31))
    assert (min(plan.at_home), max(plan.at_home), len(plan.at_home)) == (50, 1000, 10)
    finished = [taken for taken in lived.of("counted at once", "counted later", "waited in vain") if taken.finished]
    at_home = [taken for taken in finished if taken.batch.startswith("home-") and taken.before is None]
    assert len(at_home) == sum(plan.at_home)
    assert {one.people for one in finished} == {1, 2, 3}
    municipalities = {lived.filling.content.places.lineage(meeting.place)[-2] for meeting in plan.meetings}
    assert municipalities == {"esbjerg", "koebenhavn", "odense", "aalborg", "aarhus"}


def test_every_attempt_is_counted_or_dropped_or_was_practice_and_none_is_two_of_these(lived: Fates) -> None:
    closed, fates = lived.closed, Counter(lived.fate.values())
    assert closed.counted + closed.dropped + closed.practice == lived.filling.attempts == len(lived.fate)
    assert closed.counted == fates["counted at once"] + fates["counted later"]
    assert closed.dropped == fates["too short"] + fates["waited in vain"] + fates["aside and too few"]
    assert closed.practice == sum(not one.taken.counted for one in lived.noting.known.values())
    assert closed.waiting >= fates["counted later"] + fates["waited in vain"]


def test_four_weeks_after_its_end_nothing_of_anybody_is_left(lived: Fates) -> None:
    assert lived.left() == {}
    for table in ("liveattempt", "liveanswer", "tally"):
        assert rows(lived, f"SELECT count(*) FROM {table}") == [(0,)]  # noqa: S608 - tables of ours
    assert rows(lived, "SELECT count(*) FROM workshop WHERE closed AND day IS NULL AND code IS NULL") == [(120,)]


def test_sums_are_those_of_the_records_whatever_order_they_came_in(lived: Fates) -> None:
    found = Verifying(lived.filling.database, records(lived)).verify()
    assert found.agrees, found.differing
    assert (found.blocks, found.workshops) == (lived.closed.blocks, 120)


def test_home_and_workshops_are_never_added(lived: Fates) -> None:
    placed = "SELECT count(*) FROM block WHERE mode = 'home' AND (place <> '' OR workshop IS NOT NULL)"
    assert rows(lived, placed) == [(0,)]
    assert rows(lived, "SELECT count(*) FROM block WHERE mode <> 'home' AND place = ''") == [(0,)]
    for mode in ("home", "workshop"):
        people = whole(lived, mode).people
        assert (people.workshops, bool(people.head_count)) == ((0, False) if mode == "home" else (120, True))
        assert kept(lived, mode) == pytest.approx(len(counted(lived, mode)), abs=noise(lived, mode))


def test_the_sums_say_what_was_answered_within_what_rounding_adds(lived: Fates) -> None:
    for mode in ("home", "workshop"):
        sums = whole(lived, mode).summed.blocks
        for measure, (truth, verdict) in SIDES.items():
            said, judged = judgements(counted(lived, mode), truth, verdict)
            wide = noise(lived, mode, judged / len(counted(lived, mode)))
            assert sums[measure].n == pytest.approx(judged, abs=wide), (mode, measure)
            assert sums[measure].sums[0] == pytest.approx(said, abs=wide), (mode, measure)


def test_lessons_and_head_counts_are_exact_but_for_those_under_five(lived: Fates) -> None:
    told = [meeting.head_count for meeting in lived.filling.plan.meetings]
    people = whole(lived, "workshop").people
    assert people.head_count == sum(count for count in told if count is not None and count >= 5)
    assert people.uncounted == sum(count is None or count < 5 for count in told)


def test_one_workshop_stands_aside_whole_and_counts_for_nothing_but_its_having_been_held(lived: Fates) -> None:
    (aside,) = standing_aside(lived)
    assert rows(lived, f"SELECT count(*) FROM block WHERE workshop = '{aside}' AND NOT aside") == [(0,)]  # noqa: S608 - an id of ours
    assert rows(lived, "SELECT count(DISTINCT workshop) FROM block WHERE aside") == [(1,)]


def test_what_people_learn_shows_on_both_sides_and_a_month_later_there_are_pairs_too(lived: Fates) -> None:
    orders = whole(lived, "workshop").summed.orders
    for measure in ("believed", "later:believed"):
        (one, *_) = orders[measure]
        assert {*orders[measure]} == set(FormOrder.parse(one).together), "all of one edition"  # type: ignore[union-attr]
    for measure, way in (("believed", -1), ("rejected", -1), ("score", 1), ("worry", -1), ("mastery", 1)):
        found = change(orders[measure])
        assert found is not None
        assert found.difference.value * way > 0
    judged, later = change(orders["believed"]), change(orders["later:believed"])
    assert judged is not None
    assert later is not None
    assert judged.balanced
    assert later.difference.value < 0, "each form stands as often at the third occasion as at the first"


def test_channels_and_ages_are_those_the_site_knows(lived: Fates) -> None:
    assert tuple(AGES) == age_and_channel.AGES
    kinds = {(kind, name) for kind, name in rows(lived, "SELECT kind, name FROM monthly")}
    assert {name for kind, name in kinds if kind == "age"} == set(AGES)
    assert {name for kind, name in kinds if kind == "visits"} <= {
        channel.id for channel in lived.filling.content.places.channels
    }
    assert len({month for (month,) in rows(lived, "SELECT month FROM monthly")}) == 3


def whole(lived: Fates, mode: str) -> Sum:
    """Return the sum of all of the campaign."""
    return sums_of(lived.filling.database, "campaign", "", mode)["", ""]


def counted(lived: Fates, mode: str) -> list[Taken]:
    """Return the attempts that are in the sums."""
    aside = {f"workshop-{name}" for name in standing_aside(lived)}
    found = lived.of("counted at once", "counted later")
    return [one for one in found if one.batch.startswith(f"{mode}-") and one.batch not in aside]


def kept(lived: Fates, mode: str) -> int:
    """Return how many people the records say they are of."""
    numbers = rows(lived, f"SELECT numbers FROM block WHERE mode = '{mode}' AND NOT aside")  # noqa: S608 - as above
    return sum(Record.from_plain(json.loads(str(one))).n for (one,) in numbers)


def noise(lived: Fates, mode: str, each: float = 1) -> float:
    """Return what rounding adds at most (five standard deviations) to so many numbers of each person in every block."""
    ((blocks,),) = rows(lived, f"SELECT count(*) FROM block WHERE mode = '{mode}'")  # noqa: S608 - as above
    return 5 * max(each, 1) * sqrt(VARIANCE * int(str(blocks)))


def judgements(attempts: Iterable[Taken], truth: str, verdict: str) -> tuple[int, int]:
    """Return how often ordinary messages of a kind were judged so, and how many there were to judge."""
    said = judged = 0
    for one in attempts:
        asked = [question for question in one.attempt.questions if question.type == "verdict"]
        given = {answer.question: answer.response for answer in one.attempt.answers}
        reserved = one.attempt.quiz.reserved
        of_kind = [question.id for question in asked if question.truth == truth and question.id not in reserved]
        judged += len(of_kind)
        said += sum(given.get(name) == (verdict,) for name in of_kind)
    return said, judged
