"""Small groups of laptops: sealed at closing, taken in once, waiting like all others, and readable for nobody else."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from quizlib import Quiz
from tests.webapp.storage.gathering import House
from tests.webapp.storage.machines import PLACES, Fresh
from webapp.storage.closing.live_rows import Closed
from webapp.storage.closing.run import Closing
from webapp.storage.database.engine import Database
from webapp.storage.laptops import laptop_keys
from webapp.storage.laptops.campaign_file import CampaignFile
from webapp.storage.laptops.contents import Contents
from webapp.storage.laptops.laptop_keys import LaptopKeys
from webapp.storage.laptops.packing import Packing, ToSend
from webapp.storage.laptops.sealing import NotOpenedError, new_keys, seal, unseal
from webapp.storage.tables.every import KEPT
from webapp.storage.transfer.atomic_file import FileError
from webapp.storage.transfer.backup import back_up
from webapp.storage.transfer.counts_file import HEADER
from webapp.storage.transfer.exchange import Exchange

MONDAY = date(2026, 11, 16)
WEEK = timedelta(weeks=1)
WORDS = "SELECT batch, count(*) FROM liveattempt GROUP BY batch ORDER BY batch"


@dataclass
class Campaign:
    """The campaign's server, and the laptops that it gave files to."""

    house: House
    make: Callable[[], House]

    @property
    def keys(self) -> LaptopKeys:
        """Its keys."""
        return LaptopKeys(self.house.database)

    def laptop(self) -> tuple[House, Packing]:
        """Return one more laptop."""
        house = self.make()
        packing = Packing(house.database, self.keys.new_laptop("https://tryg.example", MONDAY))
        house.closing = Closing(house.database, house.records, random=house.random, packing=packing)
        return house, packing

    def bring(self, file: Path, today: date = MONDAY) -> Counter[str]:
        """Take a file in."""
        return exchange(self.house).bring(file, today)


def exchange(house: House) -> Exchange:
    """Return what carries the counts of a machine."""
    return Exchange(house.database, house.records, PLACES)


@pytest.fixture
def campaign(fresh: Fresh, quiz: Quiz) -> Iterator[Campaign]:
    opened: list[Database] = []

    def make() -> House:
        opened.append(Database(fresh()))
        return House(opened[-1], quiz, Random(len(opened)))  # noqa: S311 - no secret

    yield Campaign(make(), make)
    for database in opened:
        database.close()


def held(house: House, people: int, name: str, *, place: str = "library", series: str | None = None) -> Closed:
    """Hold a workshop, and close it."""
    house.people(people, house.workshop(name, place, MONDAY, series=series, head_count=people))
    return house.close(MONDAY)


def sent(house: House, file: Path) -> Path:
    """Write the file of a laptop."""
    exchange(house).export(file)
    return file


def test_two_laptops_of_seven_become_a_block_of_fourteen_and_nothing_is_shown_before(
    campaign: Campaign, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        laptop, packing = campaign.laptop()
        assert held(laptop, 7, name) == Closed(waiting=7)
        assert (laptop.count("liveattempt"), laptop.count("liveanswer")) == (0, 0)
        file = sent(laptop, tmp_path / name)
        for again in (False, True):
            assert campaign.bring(file) == (Counter() if again else Counter(workshop=1, attendance=1, packet=1))
        assert packing.to_send() == [ToSend(name, "2026-W47", sealed=True)]
        assert packing.receipted([name]) == 1
        assert (packing.to_send(), packing.receipted([name])) == ([], 0)
        assert laptop.rows("SELECT sealed FROM packet") == [(None,)]
    assert campaign.house.rows(WORDS) == [("wait-2026-W47-aarhus-sample", 14)]
    assert campaign.house.count("block") == 0
    assert campaign.house.close(MONDAY + WEEK) == Closed(counted=14, blocks=1)
    assert campaign.house.rows("SELECT place, mode, week, workshop FROM block") == [
        ("aarhus", "workshop", "2026-W48", None)
    ]
    assert campaign.house.count("liveattempt") == campaign.house.count("waitingsource") == 0
    for name in ("one", "two"):
        assert not campaign.bring(tmp_path / name, MONDAY + WEEK)


def test_a_block_of_a_laptop_of_ten_is_counted_there_and_its_packet_is_as_long_as_any(
    campaign: Campaign, tmp_path: Path
) -> None:
    laptop, _ = campaign.laptop()
    assert held(laptop, 12, "large") == Closed(counted=12, blocks=1)
    held(laptop, 9, "small")
    held(laptop, 0, "empty")
    lengths = {int(str(row[0])) for row in laptop.rows("SELECT length(sealed) FROM packet")}
    assert (laptop.count("packet"), len(lengths)) == (3, 1)
    new = campaign.bring(sent(laptop, tmp_path / "file"))
    assert (new["block"], new["packet"]) == (1, 3)
    assert campaign.house.rows(WORDS) == [("wait-2026-W47-aarhus-sample", 9)]


def test_nine_invented_people_of_a_laptop_never_meet_one_person_alone(campaign: Campaign, tmp_path: Path) -> None:
    campaign.house.people(1, campaign.house.workshop("real", "branch", MONDAY))
    campaign.house.close(MONDAY)
    laptop, _ = campaign.laptop()
    for name in ("fakes", "more fakes"):
        held(laptop, 9, name)
    campaign.bring(sent(laptop, tmp_path / "file"))
    for weeks in range(1, 4):
        assert campaign.house.close(MONDAY + weeks * WEEK).blocks == 0
    assert campaign.house.close(MONDAY + 4 * WEEK) == Closed(dropped=19)


def test_of_a_laptop_half_of_a_block_at_most_is_taken_and_the_others_wait_on(
    campaign: Campaign, tmp_path: Path
) -> None:
    for number in range(5):
        campaign.house.people(1, campaign.house.workshop(f"real {number}", "branch", MONDAY))
    campaign.house.close(MONDAY)
    laptop, _ = campaign.laptop()
    held(laptop, 9, "fakes")
    campaign.bring(sent(laptop, tmp_path / "file"))
    assert campaign.house.close(MONDAY + WEEK) == Closed(counted=10, blocks=1)
    assert campaign.house.rows(WORDS) == [("wait-2026-W47-aarhus-sample", 4)]


def test_the_series_of_a_group_comes_along_with_it(campaign: Campaign, tmp_path: Path) -> None:
    laptop, _ = campaign.laptop()
    held(laptop, 7, "one", series="autumn")
    held(laptop, 5, "alone")
    campaign.bring(sent(laptop, tmp_path / "file"))
    found = campaign.house.rows("SELECT source, count(*) FROM waitingsource GROUP BY source ORDER BY source")
    assert [(str(source).partition("-")[0], people) for source, people in found] == [("laptop", 12), ("series", 7)]
    assert found[1][0] == "series-autumn"


def test_a_packet_under_another_name_of_another_laptop_or_cut_is_refused_and_changes_nothing(
    campaign: Campaign, tmp_path: Path
) -> None:
    laptop, packing = campaign.laptop()
    held(laptop, 7, "one")
    held(laptop, 6, "two")
    file = sent(laptop, tmp_path / "file")
    stranger = packing.campaign.model_copy(update={"token": "guessed"})
    foreign = seal(Contents(laptop=stranger.laptop, token="guessed", groups=[]).to_bytes(), key(stranger), "two")  # noqa: S106 - nobody's
    for change, why in (
        ({"id": "two"}, "it was changed, or sealed for another server"),
        ({"month": "2026-12"}, "it was changed, or sealed for another server"),
        ({"month": "2029-01"}, "a key that this server never had"),
        ({"sealed": foreign, "id": "two"}, "was given no campaign file here"),
        ({"sealed": "AAAA"}, "it was changed"),
    ):
        with pytest.raises(FileError, match=why):
            campaign.bring(rewritten(file, tmp_path / "changed", "one", change))
    whole = file.read_bytes()
    file.write_bytes(whole[:-100])
    with pytest.raises(FileError, match="cut off or changed"):
        campaign.bring(file)
    assert (campaign.house.count("liveattempt"), campaign.house.count("packet")) == (0, 0)
    file.write_bytes(whole)
    assert campaign.bring(file)["packet"] == 2


def test_answers_that_nobody_can_have_given_are_refused_before_they_keep_others_from_being_counted(
    campaign: Campaign, tmp_path: Path
) -> None:
    laptop, packing = campaign.laptop()
    held(laptop, 7, "one")
    file = sent(laptop, tmp_path / "file")
    private = str(campaign.house.rows("SELECT private FROM laptopkey WHERE month = '2026-11'")[0][0])
    packet = json.loads(file.read_bytes().splitlines()[-1])
    good = json.loads(unseal(packet["sealed"], private, "one"))
    attempt = good["groups"][0]["attempts"][0]
    verdict = [answer["question"] for answer in attempt["answers"]].index("parcel")
    lies = (
        ("groups.0.where", "atlantis", "names the place 'atlantis'"),
        ("groups.0.where", "home", "names the place 'home'"),
        ("groups.0.week", "2026-W99", "something else than small groups"),
        ("groups.0.week", "2026-W40", "an earlier month than its key"),
        ("groups.0.quiz", "another", "answers that no quiz of this site has"),
        ("groups.0.attempts.0.version", "0", "answers that no quiz of this site has"),
        ("groups.0.attempts.0.people", 0, "something else"),
        ("groups.0.attempts.0.before", {"order": ["A"], "month": 1}, "something else"),
        ("groups.0.attempts.0.before", {"scams": [-5, 0, 15]}, "something else"),
        (f"groups.0.attempts.0.answers.{verdict}.response", ["nonsense"], "answers that no quiz of this site has"),
        (f"groups.0.attempts.0.answers.{verdict}.response", ["x" * 500], "answers that no quiz of this site has"),
        (f"groups.0.attempts.0.answers.{verdict}.response", ["x" * 501], "something else"),
        (f"groups.0.attempts.0.answers.{verdict}.response", ["x"] * 1001, "something else"),
        ("groups.0.attempts.0.answers.1.score", 1.01, "something else"),
        ("groups.0.attempts.0.answers.1.sure", 0, "something else"),
        ("groups.0.attempts.0.people", 10, "something else"),
        ("groups.0.attempts.0.answers.1.score", 7.0, "something else"),
        ("groups.0.attempts.0.answers.1.sure", 4, "something else"),
        ("groups.0.attempts.0.id", attempt["answers"][0]["question"], "something else"),
    )
    for where, lie, why in lies:
        content = json.loads(json.dumps(good))
        *path, last = where.split(".")
        at = content
        for part in path:
            at = at[int(part)] if part.isdigit() else at[part]
        at[int(last) if last.isdigit() else last] = lie
        sealed = seal(json.dumps(content).encode(), key(packing.campaign), "one")
        try:
            campaign.bring(rewritten(file, tmp_path / "lie", "one", {"sealed": sealed}))
        except FileError as error:
            assert why in str(error), where  # noqa: PT017 - which of the lies
        else:
            pytest.fail(f"{where} was taken in")
    assert campaign.house.count("liveattempt") == 0


def test_a_key_is_destroyed_four_weeks_after_its_month_and_then_the_file_opens_for_nobody(
    campaign: Campaign, tmp_path: Path
) -> None:
    laptop, _ = campaign.laptop()
    held(laptop, 7, "one")
    file = sent(laptop, tmp_path / "file")
    last = date(2026, 12, 29)
    campaign.house.close(last - timedelta(days=1))
    assert campaign.house.count("laptopkey") == 12
    campaign.house.close(last)
    assert campaign.house.rows("SELECT min(month), count(*) FROM laptopkey") == [("2026-12", 11)]
    assert campaign.bring(file, last) == Counter(workshop=1, attendance=1)  # what is counted there still counts
    assert campaign.house.count("liveattempt") == 0
    packet = json.loads(file.read_bytes().splitlines()[-1])
    for (private,) in campaign.house.rows("SELECT private FROM laptopkey"):
        with pytest.raises(NotOpenedError):
            unseal(packet["sealed"], str(private), packet["id"])


def test_that_a_packet_was_taken_in_is_forgotten_with_its_key_and_one_that_was_not_stays(
    campaign: Campaign, tmp_path: Path
) -> None:
    laptop, _ = campaign.laptop()
    held(laptop, 7, "one")
    campaign.bring(sent(laptop, tmp_path / "file"))
    laptop.closing = Closing(laptop.database, laptop.records, random=laptop.random)  # its campaign file is lost
    last = date(2026, 12, 29)
    for day, taken_in in ((last - timedelta(days=1), 1), (last, 0)):
        campaign.house.close(day)
        laptop.close(day)
        assert (campaign.house.count("packet"), laptop.count("packet")) == (taken_in, 1)


def test_the_keys_of_a_laptop_are_in_no_backup(campaign: Campaign, tmp_path: Path) -> None:
    campaign.laptop()
    back_up(campaign.house.database, tmp_path / "backup")
    copy = (tmp_path / "backup").read_bytes()
    keys = [str(value) for row in campaign.house.rows("SELECT public, private FROM laptopkey") for value in row]
    assert len(keys) == 24
    assert not any(value.encode() in copy for value in keys)
    assert not {"laptopkey", "laptop", "packet", "waitingsource"} & {str(table.__tablename__) for table in KEPT}


def test_what_nobody_has_receipted_is_deleted_from_the_laptop_after_four_weeks(
    campaign: Campaign, tmp_path: Path
) -> None:
    laptop, packing = campaign.laptop()
    held(laptop, 7, "one")
    laptop.close(MONDAY + 4 * WEEK - timedelta(days=1))
    assert packing.to_send() == [ToSend("one", "2026-W47", sealed=True)]
    laptop.close(MONDAY + 4 * WEEK)
    assert packing.to_send() == [ToSend("one", "2026-W47", sealed=False)]
    assert laptop.rows("SELECT sealed FROM packet") == [(None,)]
    assert campaign.bring(sent(laptop, tmp_path / "file")) == Counter(workshop=1, attendance=1)


def test_a_file_of_another_year_seals_nothing_and_the_groups_wait_on_the_laptop(campaign: Campaign) -> None:
    house = campaign.make()
    old = CampaignFile(laptop="a", token="b", address="https://tryg.example", keys={"2025-11": new_keys()[0]})  # noqa: S106 - nobody's
    packing = Packing(house.database, old)
    house.closing = Closing(house.database, house.records, packing=packing)
    held(house, 7, "one")
    assert house.rows(WORDS) == [("wait-2026-W47-aarhus-sample", 7)]
    assert packing.to_send() == [ToSend("one", "2026-W47", sealed=False)]


def test_twelve_months_are_given_and_those_that_are_there_stay(campaign: Campaign) -> None:
    first = campaign.keys.new_laptop("https://tryg.example", date(2026, 11, 30))
    later = campaign.keys.new_laptop("https://tryg.example", date(2027, 1, 1))
    assert (min(first.keys), max(first.keys), len(first.keys)) == ("2026-12", "2027-11", 12), "its week is December's"
    assert first.keys["2027-01"] == later.keys["2027-01"]
    assert campaign.keys.knows(first.laptop, first.token)
    assert not campaign.keys.knows(first.laptop, later.token)
    assert not campaign.keys.knows("nobody", first.token)
    last = date(2027, 12, 30)  # four weeks after the end of the month of its last key, counted as 31 days
    for day in (last, last + timedelta(days=1)):
        campaign.house.close(day)
        assert campaign.keys.knows(first.laptop, first.token) == (day == last)
    assert laptop_keys.month_after(date(2026, 12, 31), 1) == "2027-01"


@pytest.mark.parametrize("day", [date(2026, 11, 30), date(2026, 8, 1), date(2027, 1, 1), date(2026, 2, 28)])
def test_a_laptop_can_seal_a_group_on_the_day_its_file_is_made_in_whatever_month_its_week_counts(
    campaign: Campaign, day: date
) -> None:
    laptop = campaign.make()
    packing = Packing(laptop.database, campaign.keys.new_laptop("https://tryg.example", day))
    laptop.closing = Closing(laptop.database, laptop.records, random=laptop.random, packing=packing)
    assert packing.knows(day)
    laptop.people(7, laptop.workshop("one", "library", day, head_count=7))
    assert laptop.close(day) == Closed(waiting=7)
    assert (laptop.count("liveattempt"), laptop.count("liveanswer")) == (0, 0)


def key(campaign: CampaignFile) -> str:
    """Return the key of the month."""
    return campaign.keys["2026-11"]


def rewritten(file: Path, to: Path, packet: str, change: dict[str, str]) -> Path:
    """Write a file with a change in the line of a packet, and with a checksum that is right."""
    from hashlib import sha256  # noqa: PLC0415 - for this alone

    header, *lines = file.read_bytes().splitlines(keepends=True)
    rows = [json.loads(line) for line in lines]
    changed = [{**row, **change} if row["table"] == "packet" and row["id"] == packet else row for row in rows]
    body = b"".join(json.dumps(row).encode() + b"\n" for row in changed)
    told = {**json.loads(header), "sha256": sha256(body).hexdigest()}
    to.write_bytes(json.dumps(told).encode().ljust(HEADER - 1) + b"\n" + body)
    return to
