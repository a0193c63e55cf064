"""Fakes with chosen answers around one person, to read that person's answers: `python -m tests.attacks.chosen_answers`.

Starts `webapp serve` on this machine and holds a workshop to which one person comes. The one who leads it takes the
quiz eleven times with the answers that hardly anybody gives, types a head count of twelve, and reads the record: an
answer that no fake gave can only be that person's. First with one browser, then with an old cookie again and again,
then handing the screen over each time, then with eleven private windows.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from quizlib import Quiz
from tests.attacks.participants import Browser, Left, certain, closed, rare, right
from tests.places import CONTENT
from tests.shipped import library
from tests.webapp.serving import Server, running
from webapp.storage.database.engine import Database
from webapp.storage.workshops.planning import Plan, Planning
from webapp.storage.workshops.store import Workshops

QUIZ = "mitid"
FAKES = 11
PLACE = "hovedbiblioteket"


def one_browser(server: Server, code: str, quiz: Quiz) -> None:
    """Take the quiz eleven times with one browser that has joined once."""
    browser = Browser(server)
    browser.join(code)
    for _ in range(FAKES):
        browser.take(quiz, rare(quiz))


def old_cookie(server: Server, code: str, quiz: Quiz) -> None:
    """Take it eleven times with the cookie that the browser had when it had joined."""
    browser = Browser(server)
    browser.join(code)
    joined = browser.cookie
    for _ in range(FAKES):
        browser.cookie = joined
        browser.take(quiz, rare(quiz))


def handed_over(server: Server, code: str, quiz: Quiz) -> None:
    """Take it eleven times, and say before each time that somebody else sits there now."""
    browser = Browser(server)
    browser.join(code)
    for number in range(FAKES):
        if number:
            browser.post("/da/another")
            browser.post("/da/people", ("people", "1"))
        browser.take(quiz, rare(quiz))


def private_windows(server: Server, code: str, quiz: Quiz) -> None:
    """Take it with eleven private windows, each of which joins."""
    for _ in range(FAKES):
        browser = Browser(server)
        browser.join(code)
        browser.take(quiz, rare(quiz))


WAYS: dict[str, Callable[[Server, str, Quiz], None]] = {
    "one browser": one_browser,
    "an old cookie": old_cookie,
    "a screen handed over": handed_over,
    "private windows": private_windows,
}
STOPPED = ("one browser", "an old cookie")


class Learned(NamedTuple):
    """What is left of the workshop, and the answers of the one person that are certain."""

    left: Left
    certain: list[str]


def attack(way: str, head_count: int | None = FAKES + 1) -> Learned:
    """Hold the workshop, and return what the attacker learns."""
    quiz = library().quizzes[QUIZ]
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), content=CONTENT) as server:
        database = Database(f"sqlite:///{Path(folder, 'tryg.sqlite')}")
        workshops, now = Workshops(database), datetime.now(UTC)
        held, _ = Planning(workshops, b"a key").create(Plan(PLACE, now.date(), quizzes=(QUIZ,)))
        workshops.let_in(held.id, now)
        person = Browser(server)
        person.join(held.code or "")
        person.take(quiz, right(quiz))
        WAYS[way](server, held.code or "", quiz)
        workshops.end(held.id, now)
        workshops.give_head_count(held.id, head_count, now)
        database.close()
        left = closed(Path(folder), now + timedelta(hours=1))
    shown = [] if left.aside else left.records
    return Learned(left, [name for record in shown for name in certain(quiz, record)])


def main() -> int:
    """Attack in each way, and say what was learned; return 1 if a way that is stopped was not."""
    fell = 0
    for way in WAYS:
        left, known = attack(way)
        outcome = "stands aside" if left.aside else f"{len(left.records)} blocks"
        print(f"{way}: {left.counted} counted, {outcome}, {len(known)} answers certain")  # noqa: T201 - its output
        fell += way in STOPPED and bool(known)
    return int(fell > 0)


if __name__ == "__main__":
    sys.exit(main())
