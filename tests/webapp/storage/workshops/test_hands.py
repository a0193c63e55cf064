"""Hands that were counted in a workshop: stored while it runs, counted from ten people on, then forgotten."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from quizlib import Outline, Question, Quiz
from quizlib.measures import Record
from tests.webapp.clock import NOON
from tests.webapp.storage.gathering import lineage, sums_of
from tests.webapp.storage.workshops.held import now, planning
from webapp.storage.closing.live_rows import Closed
from webapp.storage.closing.run import Closing
from webapp.storage.database.engine import Database
from webapp.storage.records.store import Records
from webapp.storage.records.verify import Verifying
from webapp.storage.workshops.hands import Counted, Hands, most_raised
from webapp.storage.workshops.planning import Plan
from webapp.storage.workshops.store import Workshops
from webapp.storage.workshops.workshop import Workshop

LATER = NOON + timedelta(hours=2)


@pytest.fixture
def hands(database: Database) -> Hands:
    """Return where hands are stored."""
    return Hands(database)


@pytest.fixture
def closing(database: Database, quiz: Quiz) -> Closing:
    """Return what closes, with the outlines of all questions by hands known."""
    records = Records(database, lineage)
    records.know([one for question in quiz.questions if (one := Outline.by_hands(quiz, question))])
    return Closing(database, records)


def held(workshops: Workshops, people: int) -> Workshop:
    """Return a workshop by hands that has begun with so many people."""
    planned = planning(workshops).create(Plan("library", NOON.date(), quizzes=("sample",), way="hands")).workshop
    assert workshops.let_in(planned.id, NOON)
    assert workshops.change(planned.id, lambda found: found.count_heads(people, NOON))
    return now(workshops, planned)


def counted(quiz: Quiz, name: str, **answers: int) -> Counted:
    """Return what was counted for a question, or for parts of it: `code_yes` is `yes` to the part `code`."""
    question: Question = next(one for one in quiz.questions if one.id == name)
    outline = Outline.by_hands(quiz, question)
    assert outline is not None
    if name in outline.questions:
        return Counted(quiz.id, outline.version, {name: answers})
    return Counted(quiz.id, outline.version, {f"{name}/{part}": {"yes": n} for part, n in answers.items()})


def end(workshops: Workshops, workshop: Workshop) -> None:
    """End it, with the head count that it has."""
    assert workshops.end(workshop.id, NOON)
    assert workshops.give_head_count(workshop.id, now(workshops, workshop).head_count, NOON)


def test_what_is_counted_anew_takes_the_place_of_what_was(hands: Hands, workshops: Workshops, quiz: Quiz) -> None:
    workshop = held(workshops, 12)
    assert hands.all(workshop.id) == {}
    assert hands.put(workshop.id, [counted(quiz, "parcel", scam=7, genuine=2)])
    assert hands.put(workshop.id, [counted(quiz, "parcel", scam=8), counted(quiz, "keep", code=9, town=0)])
    found = hands.all(workshop.id)
    assert found == {"sample": {"parcel": {"scam": 8}, "keep/code": {"yes": 9}, "keep/town": {"yes": 0}}}
    assert most_raised(found["sample"]) == 9
    assert hands.all("other") == {}


def test_ten_people_leave_records_of_their_own_mode_and_the_hands_are_forgotten(
    hands: Hands, workshops: Workshops, closing: Closing, quiz: Quiz, database: Database
) -> None:
    workshop = held(workshops, 24)
    asked = [counted(quiz, "parcel", scam=20, genuine=1, unsure=2), counted(quiz, "keep", code=20, town=3)]
    assert hands.put(workshop.id, asked)
    end(workshops, workshop)
    assert closing.run(LATER) == Closed(blocks=2)
    assert hands.all(workshop.id) == {}
    assert not hands.put(workshop.id, asked), "it is closed"
    rows = database.read(
        lambda one: one.execute("SELECT mode, workshop, aside, version, numbers FROM block").fetchall()
    )
    assert {tuple(row[:3]) for row in rows} == {("hands", workshop.id, False)}
    kept = {row[3]: Record.from_plain(json.loads(row[4])) for row in rows}
    assert kept.keys() == {one.version for one in asked}
    parcel = kept[asked[0].version].categories["parcel"]
    assert all(number % 3 == 0 for number in parcel.values())
    assert parcel["scam"] >= 15
    sums = {mode: sums_of(database, "campaign", "", mode) for mode in ("workshop", "together", "home", "hands")}
    assert sums["hands"].keys() == {("", ""), *(("sample", one.version) for one in asked)}
    assert "believed" in sums["hands"]["", ""].summed.blocks
    assert sums["workshop"].pop(("", "")).people.head_count == 24
    assert not sums["workshop"]
    assert not sums["together"]
    assert not sums["home"]
    assert Verifying(database, Records(database, lineage)).verify().agrees


@pytest.mark.parametrize("people", [1, 5, 9])
def test_under_ten_people_nothing_is_left_of_the_hands_and_none_wait(
    database: Database, closing: Closing, quiz: Quiz, people: int
) -> None:
    hands, workshops = Hands(database), Workshops(database)
    workshop = held(workshops, people)
    assert hands.put(workshop.id, [counted(quiz, "parcel", scam=people)])
    end(workshops, workshop)
    assert closing.run(LATER) == Closed()
    assert hands.all(workshop.id) == {}
    for table in ("block", "attendance", "liveattempt"):
        assert database.read(lambda one, name=table: one.execute(f"SELECT * FROM {name}").fetchall()) == []  # type: ignore[misc]  # noqa: S608 - our own
    assert now(workshops, workshop).head_count == (people if people >= 5 else None)


@pytest.mark.parametrize("people", [5, 14])
def test_nothing_of_the_hands_is_in_the_file_or_its_log_after_closing(
    sqlite: Database, file: Path, quiz: Quiz, people: int
) -> None:
    hands, workshops, records = Hands(sqlite), Workshops(sqlite), Records(sqlite, lineage)
    records.know([one for question in quiz.questions if (one := Outline.by_hands(quiz, question))])
    closing = Closing(sqlite, records)
    closing.run(NOON)  # an earlier one has emptied the log
    workshop = held(workshops, people)
    for count in (2, 4):  # typed once, and put right
        assert hands.put(workshop.id, [counted(quiz, "parcel", scam=count)])
    row = f"{workshop.id}sampleparcelscam".encode()  # as a row begins on the disk
    assert row in on_disk(file)
    end(workshops, workshop)
    closing.run(LATER)
    assert row not in on_disk(file)
    assert b"sampleparcelscam" not in on_disk(file)


def on_disk(file: Path) -> bytes:
    """Return all that is in the folder of a database."""
    return b"".join(path.read_bytes() for path in file.parent.iterdir())


def test_a_forgotten_workshop_is_counted_by_the_heads_of_its_beginning(
    hands: Hands, workshops: Workshops, closing: Closing, quiz: Quiz
) -> None:
    workshop = held(workshops, 14)
    assert hands.put(workshop.id, [counted(quiz, "parcel", scam=14)])
    assert closing.run(NOON + timedelta(hours=13)) == Closed(blocks=1)
    assert now(workshops, workshop).head_count == 14


def test_a_question_with_more_hands_than_heads_is_left_out(
    hands: Hands, workshops: Workshops, closing: Closing, quiz: Quiz
) -> None:
    workshop = held(workshops, 20)
    assert hands.put(workshop.id, [counted(quiz, "parcel", scam=20), counted(quiz, "call", talk=3)])
    assert workshops.change(workshop.id, lambda found: found.count_heads(11, NOON))
    end(workshops, workshop)
    assert closing.run(LATER) == Closed(blocks=1)


def test_nobody_joins_where_hands_are_raised_and_taking_the_end_back_keeps_the_heads(workshops: Workshops) -> None:
    workshop = held(workshops, 14)
    assert workshop.code is not None
    assert workshops.join(workshop.code, NOON) is None
    end(workshops, workshop)
    assert workshops.resume(workshop.id, NOON)
    again = now(workshops, workshop)
    assert (again.phase(NOON), again.head_count, again.head_count_given) == ("running", 14, False)
    assert not workshops.change(workshop.id, lambda found: found.count_heads(9, LATER + timedelta(hours=30)))
