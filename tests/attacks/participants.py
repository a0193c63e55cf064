"""Browsers that take quizzes on a real server, each with its own cookie, and what is stored of them afterwards."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

from quizlib import Quiz
from tests.quizlib.responses import responses
from tests.webapp.serving import Server
from webapp.storage.closing.run import Closing
from webapp.storage.database.engine import Database
from webapp.storage.records.store import Records


@dataclass
class Browser:
    """A browser, which keeps the cookie that it is given."""

    server: Server
    cookie: str = ""

    def post(self, path: str, *fields: tuple[str, str]) -> str:
        """Send a form, and return where the reply leads."""
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": self.cookie}
        with closing(http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)) as connection:
            connection.request("POST", path, urlencode(fields), headers)
            reply = connection.getresponse()
            reply.read()
        if given := reply.headers.get("Set-Cookie"):
            self.cookie = given.partition(";")[0]
        if reply.status != HTTPStatus.SEE_OTHER:
            message = f"POST {path}: {reply.status}"
            raise AssertionError(message)
        return reply.headers["Location"]

    def take(self, quiz: Quiz, answers: Sequence[Sequence[str]]) -> None:
        """Begin a quiz with the button of its start page, and answer it to the end."""
        self.post(f"/da/quiz/{quiz.id}")
        for number, response in enumerate(answers, start=1):
            self.post(f"/da/quiz/{quiz.id}/{number}", *(("response", one) for one in response))

    def join(self, code: str) -> None:
        """Join a workshop, alone at the screen."""
        self.post(f"/da/d/{code}")
        self.post("/da/people", ("people", "1"))


def right(quiz: Quiz) -> list[Sequence[str]]:
    """Return the right response to every question."""
    return [question.key or () for question in quiz.questions]


def rare(quiz: Quiz) -> list[Sequence[str]]:
    """Return a response to every question that hardly anybody else gives."""
    return [
        min(responses(question), key=lambda one: question.mark(one).score or 0) if question.key else ()
        for question in quiz.questions
    ]


class Left(NamedTuple):
    """What is left of a quiz: how many attempts counted, the records of blocks, and whether it stands aside."""

    counted: int
    records: list[Mapping[str, Any]]
    aside: bool


def closed(data: Path, moment: datetime) -> Left:
    """Close everything as if it were later, beside the server, and return what is left."""
    database = Database(f"sqlite:///{data / 'tryg.sqlite'}")
    records = Records(database, lambda place: (place, "campaign") if place else ("campaign",))
    with_count = "SELECT count(*) FROM liveattempt WHERE counted"
    ((counted,),) = database.read(lambda transaction: transaction.execute(with_count).fetchall())
    Closing(database, records).run(moment)
    rows = database.read(lambda transaction: transaction.execute("SELECT numbers, aside FROM block").fetchall())
    database.close()
    return Left(counted, [json.loads(numbers) for numbers, _ in rows], any(aside for _, aside in rows))


def certain(quiz: Quiz, record: Mapping[str, Any]) -> list[str]:
    """Return the questions to which the record shows that somebody gave the right answer, where all fakes gave another.

    Only the one person who is no fake can have given it.
    """
    key = {question.id: question.key for question in quiz.questions if question.key}
    counts = record["categories"]
    fakes = dict(zip((question.id for question in quiz.questions), rare(quiz), strict=True))
    found = []
    for question in quiz.questions:
        if question.id not in key or question.id not in counts:
            continue
        given = {category for category, people in counts[question.id].items() if people and category != "none"}
        if len(given) > 1 and fakes[question.id] != key[question.id]:
            found.append(question.id)
    return found
