"""Records reach another machine in a file, and are counted there once, whatever is repeated, cut off or mixed up."""

from __future__ import annotations

import hashlib
import json
import shutil
import stat
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.webapp.storage.gathering import sums_of
from tests.webapp.storage.machines import PLACES, Fresh, Machine, copies
from webapp.storage.batches import Way
from webapp.storage.tables.kept import Attendance, Block, Monthly, StoredOutline, WorkshopRow
from webapp.storage.transfer.atomic_file import FileError
from webapp.storage.transfer.counts_file import HEADER, CountsFile
from webapp.storage.transfer.incoming import Incoming
from webapp.storage.transfer.lines import LINES
from webapp.storage.workshops.workshop import CLOSED_WORKSHOP

KEPT = {
    "block": "SELECT * FROM block WHERE NOT aside ORDER BY id",
    "attendance": "SELECT * FROM attendance WHERE NOT aside ORDER BY id",
    "monthly": "SELECT * FROM monthly ORDER BY id",
    "workshop": "SELECT * FROM workshop ORDER BY id",
    "outline": "SELECT * FROM outline ORDER BY quiz, version",
}
Change = Callable[[list[dict[str, Any]]], object]


def filled(machine: Machine) -> Machine:
    """Let people leave something of every kind on a machine."""
    machine.workshop("library", 12, 30)
    machine.workshop("other")
    machine.alone("home", 60)
    machine.alone("waiters", 12)
    machine.tally()
    return machine


@pytest.fixture
def laptop(fresh: Fresh) -> Iterator[Machine]:
    with Machine.made(fresh) as made:
        yield filled(made)


@pytest.fixture
def campaign(fresh: Fresh) -> Iterator[Machine]:
    with Machine.made(fresh, 7) as made:
        made.workshop("library", 15)
        yield made


@pytest.fixture
def file(laptop: Machine, tmp_path: Path) -> Path:
    """Return what the laptop exports."""
    laptop.exchange.export(tmp_path / "counts")
    return tmp_path / "counts"


def kept(machine: Machine) -> dict[str, list[tuple[object, ...]]]:
    """Return everything that is counted."""
    return {"sums": machine.sums, **{table: machine.rows(sql) for table, sql in KEPT.items()}}


def rewritten(file: Path, change: Change) -> Path:
    """Change lines of a file, so that its checksum is right again."""
    lines = [json.loads(line) for line in file.read_bytes()[HEADER:].splitlines()]
    change(lines)
    body = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
    header = json.loads(file.read_bytes()[:HEADER])
    count = Counter(line["table"] for line in lines)
    header |= {"sha256": hashlib.sha256(body).hexdigest(), "rows": {name: count[name] for name in LINES}}
    file.write_bytes(json.dumps(header).encode().ljust(HEADER - 1) + b"\n" + body)
    return file


def line(lines: list[dict[str, Any]], table: str, **known: object) -> dict[str, Any]:
    """Return the first line of a table in which these are known."""
    return next(one for one in lines if one["table"] == table and all(one[key] == at for key, at in known.items()))


def test_a_file_brings_everything_that_is_counted(fresh: Fresh, laptop: Machine, file: Path) -> None:
    with Machine.made(fresh) as campaign:
        assert campaign.exchange.bring(file) == Counter(workshop=2, block=4, attendance=3, monthly=1)
        assert kept(campaign) == kept(laptop)
        assert campaign.verify().agrees


def test_each_way_of_taking_part_is_brought_in_its_own_mode(fresh: Fresh, tmp_path: Path) -> None:
    with Machine.made(fresh) as laptop, Machine.made(fresh) as campaign:
        for way in get_args(Way):
            laptop.workshop("library", 12, way=way)
        laptop.exchange.export(tmp_path / "ways")
        assert campaign.exchange.bring(tmp_path / "ways")["workshop"] == 3
        assert kept(campaign) == kept(laptop)
        assert campaign.rows("SELECT mode FROM block ORDER BY mode") == [("hands",), ("together",), ("workshop",)]
        assert campaign.verify().agrees


def test_what_is_brought_is_added_to_what_is_there_and_no_second_time(campaign: Machine, file: Path) -> None:
    before = sums_of(campaign.database, "library", "", "workshop")["", ""].people
    campaign.exchange.bring(file)
    once = kept(campaign)
    after = sums_of(campaign.database, "library", "", "workshop")["", ""].people
    assert (after.workshops, after.starts > before.starts) == (2, True)
    assert campaign.exchange.bring(file) == Counter()
    assert kept(campaign) == once
    assert campaign.verify().agrees


def test_the_same_file_comes_of_the_same_records(laptop: Machine, file: Path, tmp_path: Path) -> None:
    laptop.exchange.export(tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == file.read_bytes()


def test_it_is_for_this_user_alone_and_replaces_an_older_one_whole(laptop: Machine, file: Path) -> None:
    old = file.read_bytes()
    laptop.tally()
    laptop.exchange.export(file)
    assert file.read_bytes() != old
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir() if "counts" in path.name] == ["counts"]


def test_a_folder_that_is_not_there_is_told_in_one_line(laptop: Machine, tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"nowhere/counts: it cannot be written \(No such file"):
        laptop.exchange.export(tmp_path / "nowhere" / "counts")
    with pytest.raises(FileError, match=r"counts: it cannot be read \(No such file .*nothing was imported"):
        laptop.exchange.bring(tmp_path / "nowhere" / "counts")


@pytest.mark.parametrize("taken", [False, True], ids=["undecided", "counted on the laptop"])
def test_a_workshop_that_stood_aside_on_a_laptop_stands_aside_until_somebody_here_decides(
    laptop: Machine, campaign: Machine, tmp_path: Path, *, taken: bool
) -> None:
    name = laptop.workshop("branch", 20, aside=True)
    if taken:
        assert laptop.database.write(partial(laptop.records.take, workshop=name))
    before = campaign.rows(KEPT["block"])
    laptop.exchange.export(tmp_path / "counts")
    new = campaign.exchange.bring(tmp_path / "counts")
    assert new["workshop"] >= 1
    assert (name,) in campaign.rows("SELECT workshop FROM block WHERE aside")
    assert name not in {row[7] for row in campaign.rows(KEPT["block"])} - {row[7] for row in before}
    assert campaign.verify().agrees
    assert not campaign.exchange.bring(tmp_path / "counts")
    assert campaign.database.write(partial(campaign.records.take, workshop=name))
    assert campaign.verify().agrees


def test_a_workshop_that_was_left_out_here_does_not_come_back(
    laptop: Machine, campaign: Machine, tmp_path: Path
) -> None:
    name = laptop.workshop("branch", 20, aside=True)
    laptop.exchange.export(tmp_path / "counts")
    campaign.exchange.bring(tmp_path / "counts")
    assert campaign.database.write(partial(campaign.records.leave, workshop=name))
    assert not campaign.exchange.bring(tmp_path / "counts")
    assert campaign.rows("SELECT * FROM block WHERE aside") == []


@pytest.mark.parametrize(
    ("finished", "head_count", "aside"),
    [(12, 12, False), (14, 12, False), (18, 12, True), (24, 12, True), (18, 14, False), (18, 13, True)],
)
def test_a_laptops_workshop_is_judged_by_its_head_count_when_it_comes(
    laptop: Machine, campaign: Machine, tmp_path: Path, finished: int, head_count: int, *, aside: bool
) -> None:
    name = laptop.workshop("branch", finished, head_count=head_count)
    laptop.exchange.export(tmp_path / "counts")
    campaign.exchange.bring(tmp_path / "counts")
    assert campaign.rows(f"SELECT aside FROM block WHERE workshop = '{name}'") == [(aside,)]  # noqa: S608 - ours
    assert campaign.verify().agrees


def test_a_workshop_that_was_planned_here_and_stood_aside_there_keeps_who_planned_it(
    laptop: Machine, campaign: Machine, tmp_path: Path
) -> None:
    for aside in (True, False):
        name = laptop.workshop("branch", 20, aside=aside)
        planned = {"programme": None, "meeting": 1, "quizzes": "[]", "way": "apart", "forms": "BA", "head_count": None}
        open_here = {"closed": False, "day": "2026-11-02", "code": name, "leader": name, "begun": None, "week": None}
        row = {"id": name, "place": "branch", "planner": "mette", "stood_aside": False, "series": None, **planned}
        campaign.plan({**row, **CLOSED_WORKSHOP, **open_here})
    laptop.exchange.export(tmp_path / "counts")
    campaign.exchange.bring(tmp_path / "counts")
    assert sorted(campaign.rows("SELECT planner, stood_aside FROM workshop WHERE place = 'branch'"), key=str) == [
        ("mette", True),
        (None, False),
    ]


@pytest.mark.parametrize("share", [0.0, 0.001, 0.1, 0.5, 0.9, 0.999])
def test_a_file_that_was_cut_off_is_refused_as_a_whole(campaign: Machine, file: Path, share: float) -> None:
    before, data = kept(campaign), file.read_bytes()
    file.write_bytes(data[: int(share * len(data))])
    with pytest.raises(FileError, match=r"cut off.*nothing was imported"):
        campaign.exchange.bring(file)
    assert kept(campaign) == before


@pytest.mark.parametrize("at", [2, 20, 100, 150, HEADER + 5, 2000, -1, -2])
def test_a_file_that_was_changed_is_refused_as_a_whole(campaign: Machine, file: Path, at: int) -> None:
    before, data = kept(campaign), bytearray(file.read_bytes())
    data[at] ^= 1
    file.write_bytes(data)
    with pytest.raises(FileError, match="nothing was imported"):
        campaign.exchange.bring(file)
    assert kept(campaign) == before


def test_a_file_that_is_changed_while_it_is_read_is_refused(campaign: Machine, file: Path) -> None:
    before = kept(campaign)
    with file.open("rb") as opened:
        counts = CountsFile(file, opened)
        counts.check()
        file.write_bytes(file.read_bytes().replace(b'"n":6,"name"', b'"n":9,"name"'))
        with pytest.raises(FileError, match="cut off or changed"):
            campaign.database.alone(partial(Incoming(campaign.records, PLACES).count, file=counts))
    assert kept(campaign) == before


def test_a_file_of_the_release_before_is_read(campaign: Machine, file: Path) -> None:
    _, *lines = file.read_bytes().splitlines(keepends=True)
    rows = b"".join(line.replace(b',"stood_aside":false', b"") for line in lines)
    count = Counter(json.loads(line)["table"] for line in lines)
    header = {
        "format": "tryg-paa-nettet counts 1",
        "rows": {name: count[name] for name in LINES},
        "sha256": hashlib.sha256(rows).hexdigest(),
    }
    file.write_bytes(json.dumps(header).encode().ljust(HEADER - 1) + b"\n" + rows)
    assert campaign.exchange.bring(file) == count - Counter(outline=count["outline"])
    assert campaign.verify().agrees


def test_another_format_is_named(campaign: Machine, file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"counts 2", b"counts 9", 1))
    with pytest.raises(FileError, match=r"its format is 'tryg-paa-nettet counts 9', not 'tryg-paa-nettet counts 2'"):
        campaign.exchange.bring(file)


def moved(lines: list[dict[str, Any]]) -> None:
    """Let what a workshop left stand somewhere else than under it."""
    lines.append(lines.pop(lines.index(next(one for one in lines if one.get("workshop")))))


WRONG: dict[str, tuple[Change, str]] = {
    "place of a workshop": (
        lambda lines: [one.update(place="atlantis") for one in lines if one.get("place") == "library"],
        r"line \d+: it names the place 'atlantis', which places.yaml has not",
    ),
    "place of waiters": (lambda lines: line(lines, "block", place="aarhus").update(place="atlantis"), "atlantis"),
    "home with a place": (lambda lines: line(lines, "block", mode="home").update(place="library"), "mode home at the"),
    "a workshop nowhere": (lambda lines: line(lines, "block", place="aarhus").update(place=""), "mode workshop at the"),
    "other place under it": (
        lambda lines: line(lines, "block", place="library").update(place="other"),
        "another place",
    ),
    "other way under it": (
        lambda lines: line(lines, "workshop", place="library").update(way="together"),
        "another place, week or way",
    ),
    "hands of no workshop": (lambda lines: line(lines, "block", place="aarhus").update(mode="hands"), "of no workshop"),
    "a row by itself": (moved, "does not stand under its workshop"),
    "quiz version": (lambda lines: lines.remove(line(lines, "outline")), r"line \d+: it is of a quiz version that nob"),
    "other outline": (lambda lines: line(lines, "outline").update(version="x"), "another quiz version than it names"),
    "no outline": (lambda lines: line(lines, "outline").update(items={}), "no outline"),
    "number of a record": (lambda lines: line(lines, "block")["numbers"].update(n=10), "n is 10, not a multiple of 3"),
    "few people": (lambda lines: line(lines, "attendance").update(starts=3), "starts: Input should be greater than"),
    "exact people": (lambda lines: line(lines, "attendance").update(starts=7), "starts: Input should be a multiple"),
    "few heads": (lambda lines: line(lines, "workshop").update(head_count=4), "head_count: Input should be greater"),
    "a day": (lambda lines: line(lines, "workshop").update(week="2026-11-02"), "week: '2026-11-02' is no ISO week"),
    "a day in a block": (lambda lines: line(lines, "block").update(day="2026-11-02"), "day: Extra inputs are not"),
    "no table of ours": (lambda lines: line(lines, "monthly").update(table="staff"), "it is no row of counts"),
}


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what a laptop exports, for all tests that change a copy of it."""
    folder = tmp_path_factory.mktemp("laptop")
    with Machine.made(copies(f"sqlite:///{folder / 'empty'}", folder)) as laptop:
        filled(laptop).exchange.export(folder / "counts")
    return folder / "counts"


@pytest.mark.parametrize("wrong", WRONG)
def test_what_does_not_fit_is_refused_as_a_whole_with_its_line(tmp_path: Path, exported: Path, wrong: str) -> None:
    change, why = WRONG[wrong]
    file = Path(shutil.copy(exported, tmp_path / "counts"))
    with Machine.made(copies(f"sqlite:///{tmp_path / 'empty'}", tmp_path)) as campaign:
        campaign.database.write(lambda connection: connection.execute("DELETE FROM outline").rowcount)
        before = kept(campaign)
        with pytest.raises(FileError, match=why):
            campaign.exchange.bring(rewritten(file, change))
        assert kept(campaign) == before


def test_a_workshop_that_is_known_with_other_blocks_is_refused_with_all_that_is_in_the_file(
    campaign: Machine, laptop: Machine, file: Path, tmp_path: Path
) -> None:
    campaign.exchange.bring(file)
    before = kept(campaign)

    def closed_twice(lines: list[dict[str, Any]]) -> None:
        for one in lines:
            if one.get("workshop"):
                one["id"] += "-again"

    laptop.alone("home", 12)
    laptop.exchange.export(tmp_path / "later")
    with pytest.raises(FileError, match=r"is known here with other blocks: people would be counted twice"):
        campaign.exchange.bring(rewritten(tmp_path / "later", closed_twice))
    assert kept(campaign) == before


def test_a_block_cannot_come_under_two_workshops(campaign: Machine, file: Path) -> None:
    campaign.exchange.bring(file)

    def renamed(lines: list[dict[str, Any]]) -> None:
        name = line(lines, "workshop", place="library")["id"]
        for one in lines:
            for key in ("id", "workshop"):
                if one.get(key) == name:
                    one[key] = "another"

    with pytest.raises(FileError, match="is known here as another's"):
        campaign.exchange.bring(rewritten(file, renamed))


@pytest.mark.parametrize(("begun", "why"), [(None, None), ("2026-11-02T12:00", "has not ended here; end it first")])
def test_a_workshop_that_is_only_planned_here_is_as_the_file_says_and_one_that_runs_is_not_touched(
    campaign: Machine, laptop: Machine, file: Path, begun: str | None, why: str | None
) -> None:
    open_here = {"closed": False, "day": "2026-11-02", "code": "1", "leader": "2", "begun": begun, "week": None}
    ((name, *_),) = laptop.rows("SELECT id FROM workshop WHERE place = 'library'")
    planned = {"programme": None, "meeting": 1, "quizzes": "[]", "way": "apart", "forms": "BA", "head_count": None}
    row = {"id": name, "place": "library", "planner": None, "stood_aside": False, "series": None, **planned}
    campaign.plan({**row, **CLOSED_WORKSHOP, **open_here})
    before = kept(campaign)
    if why:
        with pytest.raises(FileError, match=why):
            campaign.exchange.bring(file)
        assert kept(campaign) == before
    else:
        campaign.exchange.bring(file)
        rows = campaign.rows(f"SELECT closed, forms, day, code FROM workshop WHERE id = '{name}'")  # noqa: S608 - ours
        assert [tuple(map(bool, row[:1])) + row[1:] for row in rows] == [(True, "AB", None, None)]
        assert campaign.verify().agrees


def test_every_column_that_is_kept_travels() -> None:
    tables = {
        "outline": StoredOutline,
        "workshop": WorkshopRow,
        "block": Block,
        "attendance": Attendance,
        "monthly": Monthly,
    }
    here = {"aside", "planner"}  # what this machine decides by itself
    for name, table in tables.items():
        gone = CLOSED_WORKSHOP if table is WorkshopRow else {}
        assert set(table.model_fields) - {*gone, *here} == set(LINES[name].model_fields) - {"table"}, name


Doing = tuple[str, int, int]
DOINGS = st.lists(
    st.tuples(
        st.sampled_from(["home", "waiters", "workshop", "aside", "tally", "take", "send", "send", "cut"]),
        st.integers(0, 2),
        st.integers(0, 2),
    ),
    min_size=4,
    max_size=14,
)


def do(doing: str, here: Machine, there: Machine, file: Path) -> None:
    """Let something happen on a machine, or between two."""
    if doing in ("home", "waiters"):
        here.alone(doing, 12)
    elif doing in ("workshop", "aside"):
        here.workshop("branch", 12, 24, aside=doing == "aside")
    elif doing == "tally":
        here.tally()
    elif doing == "take":
        for (name,) in here.rows("SELECT DISTINCT workshop FROM block WHERE aside"):
            here.database.write(partial(here.records.take, workshop=str(name)))
    else:
        here.exchange.export(file)
        if doing == "cut":
            data = file.read_bytes()
            file.write_bytes(data[: here.random.randrange(len(data))])
            with pytest.raises(FileError):
                there.exchange.bring(file)
        else:
            there.exchange.bring(file)


def three_machines(fresh: Fresh, doings: list[Doing], file: Path) -> None:
    """See that all agree whatever happens, and that in the end, when all have sent, each has everything once.

    What stood aside on one machine is taken on each of them.
    """
    with ExitStack() as opened:
        machines = [opened.enter_context(Machine.made(fresh, seed)) for seed in range(3)]
        for doing, one, other in doings:
            do(doing, machines[one], machines[other], file)
        for _ in range(2):
            for here, there in product(machines, machines):
                do("send", here, there, file)
        for machine in machines:
            do("take", machine, machine, file)
        once = sorted({row for machine in machines for row in machine.rows(KEPT["block"])})
        for machine in machines:
            assert machine.rows(KEPT["block"]) == once
            assert machine.sums == machines[0].sums
            assert machine.verify().agrees


@pytest.mark.trial
@settings(deadline=None, max_examples=25)
@given(doings=DOINGS)
def test_whatever_three_machines_send_each_other_everything_counts_once(
    doings: list[Doing], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("machines")
    three_machines(copies(f"sqlite:///{folder / 'empty'}", folder), doings, folder / "counts")


def test_three_machines_of_either_kind(fresh: Fresh, tmp_path: Path) -> None:
    kinds = ["workshop", "send", "aside", "home", "send", "cut", "take", "send", "waiters", "tally", "send", "send"]
    doings = [(kind, number % 3, (number * 2 + 1) % 3) for number, kind in enumerate(kinds)]
    three_machines(fresh, doings, tmp_path / "counts")
