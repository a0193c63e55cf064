"""Where a workshop is that is taken together, and what its people answer after talking, on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TypeVar

import pytest
from sqlmodel import SQLModel, select

from quizlib import Answer, Attempt, Outline, Quiz
from tests.webapp.clock import NOON
from tests.webapp.storage.conftest import Place
from tests.webapp.storage.gathering import lineage
from tests.webapp.storage.workshops.held import begun
from webapp.storage.closing.live_rows import LiveRows
from webapp.storage.closing.run import Closing
from webapp.storage.database.engine import Database
from webapp.storage.live import Live
from webapp.storage.records.store import Records
from webapp.storage.tables.kept import Block
from webapp.storage.tables.live import LiveAnswer, TogetherRow
from webapp.storage.tables.postgresql import Deletion
from webapp.storage.workshops.store import Workshops
from webapp.storage.workshops.together import Answered, RoomMoment, Together
from webapp.storage.workshops.workshop import Workshop

Row = TypeVar("Row", bound=SQLModel)
ANSWER = RoomMoment("sample", "parcel", "answer")
TALK, ANSWERS = replace(ANSWER, step="talk"), replace(ANSWER, step="answers")


@pytest.fixture
def together(database: Database) -> Together:
    """Return where it is stored."""
    return Together(database)


def person(database: Database, quiz: Quiz, held: Workshop, *responses: str, counted: bool = True) -> str:
    """Store an attempt that answers the question with these responses; return its id."""
    live, attempt = Live(database), Attempt.start(quiz)
    live.start(attempt, language="da", batch=held.batch, counted=counted)
    for response in responses:
        live.save(attempt.id, attempt.answer("parcel", (response,)).answer, finished=False)
    return attempt.id


def test_a_workshop_goes_on_step_by_step(together: Together) -> None:
    assert together.present("held") is None
    assert together.move("held", 0, ANSWER)
    assert together.present("held") == replace(ANSWER, moves=1)
    line = RoomMoment("sample", "call", "room", path=("ask",))
    assert together.move("held", 1, line)
    assert together.present("held") == replace(line, moves=2)
    assert together.present("other") is None


def test_a_press_that_comes_twice_goes_on_once(together: Together) -> None:
    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(lambda _: together.move("held", 0, ANSWER), range(8))) == 1
        assert sum(threads.map(lambda _: together.move("held", 1, TALK), range(8))) == 1
    assert together.present("held") == replace(TALK, moves=2)
    assert not together.move("held", 1, ANSWER), "who has not seen the last step goes back to nothing"


def test_where_it_is_survives_the_server(place: Place) -> None:
    first = place.open()
    Together(first).move("held", 0, TALK)
    first.close()
    again = Database(place.url)
    assert Together(again).present("held") == replace(TALK, moves=1)
    again.close()


def test_an_answer_after_talking_stands_beside_the_first_and_changes_nothing_else(
    database: Database, workshops: Workshops, together: Together, quiz: Quiz
) -> None:
    held = begun(workshops)
    mine, other, _ = (person(database, quiz, held, "genuine") for _ in range(3))
    before = Live(database).attempt(mine, quiz)
    together.move(held.id, 0, TALK)
    assert together.discussed(mine, "parcel") is None
    assert together.discuss(held.id, mine, "parcel", ("scam",))
    assert not together.discuss(held.id, mine, "parcel", ("unsure",)), "the first stands"
    assert together.discussed(mine, "parcel") == ("scam",)
    assert together.discussed(other, "parcel") is None
    assert Live(database).attempt(mine, quiz) == before
    assert together.answered(held.id, TALK) == Answered(3, 1, 3)


def test_it_is_taken_only_while_the_room_talks_and_only_after_a_first_answer(
    database: Database, workshops: Workshops, together: Together, quiz: Quiz
) -> None:
    held = begun(workshops)
    mine, late = person(database, quiz, held, "genuine"), person(database, quiz, held)
    together.move(held.id, 0, ANSWER)
    assert not together.discuss(held.id, mine, "parcel", ("scam",))
    together.move(held.id, 1, TALK)
    assert not together.discuss(held.id, late, "parcel", ("scam",))
    assert not together.discuss("other", mine, "parcel", ("scam",))
    together.move(held.id, 2, ANSWERS)
    assert not together.discuss(held.id, mine, "parcel", ("scam",))
    assert together.answered(held.id, ANSWERS) == Answered(1, 0, 2)


def test_the_picture_is_drawn_once_of_those_who_answered_twice_and_are_counted(
    database: Database, workshops: Workshops, together: Together, quiz: Quiz
) -> None:
    held, other = begun(workshops), begun(workshops)
    twice = [person(database, quiz, held, "genuine") for _ in range(3)]
    elsewhere = person(database, quiz, other, "genuine")
    person(database, quiz, held, "scam")
    uncounted = person(database, quiz, held, "genuine", counted=False)
    together.move(held.id, 0, TALK)
    together.move(other.id, 0, TALK)
    for attempt in (*twice, uncounted):
        assert together.discuss(held.id, attempt, "parcel", ("scam",))
    assert together.discuss(other.id, elsewhere, "parcel", ("scam",))
    drawn = []

    def draw(pairs: Iterable[tuple[tuple[str, ...], tuple[str, ...]]]) -> dict[str, int]:
        drawn.append(list(pairs))
        return {"seen": len(drawn)}

    assert together.move(held.id, 1, ANSWERS, draw)
    assert not together.move(held.id, 1, ANSWERS, draw)
    assert drawn == [[(("genuine",), ("scam",))] * 3]
    found = together.present(held.id)
    assert found is not None
    assert (found.step, found.picture) == ("answers", {"seen": 1})
    Live(database).delete(twice)
    assert together.present(held.id) == found, "it is frozen, whoever deletes their answers"
    together.move(held.id, 2, replace(ANSWER, step="signs", shown=1))
    after = together.present(held.id)
    assert after is not None
    assert after.picture is None, "it is gone once the room goes on"


def test_closing_keeps_the_first_answers_and_nothing_of_the_rest(
    database: Database, workshops: Workshops, together: Together, quiz: Quiz
) -> None:
    records = Records(database, lineage)
    records.know([Outline.of(quiz)])
    held, live = begun(workshops), Live(database)
    attempts = [Attempt.start(quiz) for _ in range(12)]
    for attempt in attempts:
        live.start(attempt, language="da", batch=held.batch, counted=True)
        for question in quiz.questions:
            live.save(attempt.id, wrong(attempt, question.id), finished=False)
    together.move(held.id, 0, TALK)
    assert all(together.discuss(held.id, attempt.id, "parcel", ("scam",)) for attempt in attempts)
    workshops.end(held.id, NOON)
    workshops.give_head_count(held.id, 12, NOON)
    workshops.change(held.id, lambda found: replace(found, joined=12))
    Closing(database, records).run(NOON.replace(hour=13))
    (block,) = every(database, Block)
    assert block.numbers["categories"]["parcel"] == {"genuine": 12, "scam": 0, "unsure": 0, "none": 0}
    assert every(database, TogetherRow) == []
    assert every(database, LiveAnswer) == []


def test_those_who_wait_to_be_counted_keep_their_first_answers_alone(
    database: Database, workshops: Workshops, together: Together, quiz: Quiz
) -> None:
    records = Records(database, lineage)
    records.know([Outline.of(quiz)])
    held = begun(workshops)
    attempts = [person(database, quiz, held, "genuine") for _ in range(3)]
    for attempt in attempts:
        given = Live(database).attempt(attempt, quiz)
        assert isinstance(given, Attempt)
        for question in quiz.questions:
            Live(database).save(attempt, wrong(given, question.id), finished=False)
    together.move(held.id, 0, TALK)
    assert all(together.discuss(held.id, attempt, "parcel", ("scam",)) for attempt in attempts)
    workshops.end(held.id, NOON)
    workshops.give_head_count(held.id, 3, NOON)
    workshops.change(held.id, lambda found: replace(found, joined=3))
    Closing(database, records).run(NOON.replace(hour=13))
    waiting = [answer for answer in every(database, LiveAnswer) if answer.question == "parcel"]
    assert [(answer.response, answer.discussed) for answer in waiting] == [(["genuine"], None)] * 3


def test_on_postgresql_earlier_pictures_and_answers_after_talking_leave_the_disk_too(
    server: Callable[[], str], quiz: Quiz
) -> None:
    database = Place(server()).open()
    together, held = Together(database), begun(Workshops(database))
    mine = person(database, quiz, held, "genuine")
    together.move(held.id, 0, TALK)
    assert together.discuss(held.id, mine, "parcel", ("scam",))
    database.write(lambda transaction: transaction.execute("DELETE FROM deletion").rowcount)
    together.move(held.id, 1, ANSWERS, lambda _: {"seen": 1})
    assert noted(database) == {"together"}
    database.write(lambda transaction: LiveRows(database).forget_talk(transaction, held.id))
    assert noted(database) == {"together", "liveanswer"}
    database.close()


def noted(database: Database) -> set[str]:
    """Return the tables from which something was deleted that still lies on the disk."""
    found = database.read(lambda transaction: list(transaction.session.exec(select(Deletion))))
    return {row.rows_of for row in found}


def every(database: Database, table: type[Row]) -> list[Row]:
    """Return all rows of a table."""
    return database.read(lambda transaction: list(transaction.session.exec(select(table))))


def wrong(attempt: Attempt, question: str) -> Answer:
    """Return an answer to a question: a wrong one to that about the parcel, and the right one to the others."""
    asked = next(one for one in attempt.questions if one.id == question)
    any_step = ("3",) if asked.rates else ()
    return attempt.answer(question, ("genuine",) if question == "parcel" else asked.key or any_step).answer
