"""Kills the site in the midst of answers: `python -m tests.attacks.kills [KILLS] [CLIENTS]` (200 kills, 30 clients).

Every time it starts `webapp serve` anew. No answer that was acknowledged may be lost, and none be stored twice.
"""

from __future__ import annotations

import http.client
import sqlite3
import sys
import tempfile
import threading
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.webapp.client import Participant
from tests.webapp.serving import GRANIAN, start
from webapp.config.settings import Settings
from webapp.web.devices.device_cookie import DeviceCookie

KEYS = {"parcel": "scam", "library": "genuine", "hang-up": "call-back", "share": "code"}
LOG = "server.log"
QUIETLY = ("sh", "-c", f'exec "$@" >>"$TRYG_DATA_DIR/{LOG}" 2>&1', "sh", *GRANIAN)
LIMIT = 5  # seconds until the site serves again


@dataclass(frozen=True)
class Outcome:
    """What is left after the kills; times in seconds."""

    acknowledged: int
    stored: int
    lost: int
    twice: int
    intact: bool
    starts: list[float]

    def __str__(self) -> str:
        slow = sum(1 for seconds in self.starts if seconds > LIMIT)
        return (
            f"{self.acknowledged:,} answers acknowledged, {self.stored:,} stored, {self.lost} lost, "
            f"{self.twice} stored twice; "
            f"the file is {'intact' if self.intact else 'damaged'}; "
            f"served again after {median(self.starts):.1f} s (half of the times), {max(self.starts):.1f} s (all), "
            f"{slow} times after more than {LIMIT} s"
        )


def attack(data: Path, kills: int, clients: int) -> Outcome:
    """Kill the site again and again while clients answer, and return what is left in its data folder."""
    server = start(data, QUIETLY)
    port, stop = server.port, threading.Event()
    everyone: list[Participant] = []
    threads = [threading.Thread(target=_answer, args=(port, everyone, stop)) for _ in range(clients)]
    for thread in threads:
        thread.start()
    starts = []
    try:
        for kill in range(kills):
            time.sleep(0.05 + 0.01 * (kill % 10))
            server.kill()
            begun = time.monotonic()
            server = start(data, QUIETLY, port=port)
            starts.append(time.monotonic() - begun)
            if kill % 20 == 19:
                print(f"{kill + 1} kills", flush=True)  # noqa: T201 - a script
    finally:
        stop.set()
        for thread in threads:
            thread.join()
        server.kill()
    return _left(data, everyone, starts)


def _answer(port: int, everyone: list[Participant], stop: threading.Event) -> None:
    """Take the quiz again and again, each time as somebody new, until told to stop."""
    while not stop.is_set():
        participant = Participant(port)
        everyone.append(participant)
        try:
            if participant.post("/da/quiz/kort").status != http.client.SEE_OTHER:
                continue
            for n, key in enumerate(KEYS.values(), start=1):
                if participant.post(f"/da/quiz/kort/{n}", response=key).status == http.client.SEE_OTHER:
                    participant.acknowledged.append((n, key))
        except (OSError, http.client.HTTPException):
            time.sleep(0.02)


def _left(data: Path, everyone: list[Participant], starts: list[float]) -> Outcome:
    with closing(sqlite3.connect(data / "tryg.sqlite")) as connection:
        intact = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        (stored,) = connection.execute("SELECT count(*) FROM liveanswer").fetchone()
        sql = "SELECT count(*) FROM (SELECT 1 FROM liveanswer GROUP BY attempt, question HAVING count(*) > 1)"
        (twice,) = connection.execute(sql).fetchone()
        given = dict(_rows(connection))
    cookie = DeviceCookie(Settings.read(data_dir=str(data)).secret_key, (), secure=False)
    questions = list(KEYS)
    lost = 0
    for participant in everyone:
        attempt = cookie.read(participant.cookie).attempts.get("kort")
        lost += sum(key not in given.get((attempt, questions[n - 1]), "") for n, key in participant.acknowledged)
    acknowledged = sum(len(participant.acknowledged) for participant in everyone)
    return Outcome(acknowledged, stored, lost, twice, intact, starts)


def _rows(connection: sqlite3.Connection) -> list[tuple[tuple[str | None, str], str]]:
    rows = connection.execute("SELECT attempt, question, response FROM liveanswer")
    return [((attempt, question), response) for attempt, question, response in rows]


def main() -> None:
    """Attack, print what was left, and exit 1 if something was lost."""
    kills, clients = [*map(int, sys.argv[1:]), *(200, 30)[len(sys.argv) - 1 :]]
    with tempfile.TemporaryDirectory() as data:
        try:
            outcome = attack(Path(data), kills, clients)
        except BaseException:
            print(Path(data, LOG).read_text("utf-8")[-3000:])  # noqa: T201 - a script
            raise
    print(outcome)  # noqa: T201 - a script
    sys.exit(bool(outcome.lost or outcome.twice or not outcome.intact))


if __name__ == "__main__":
    main()
