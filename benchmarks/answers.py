"""G6: a whole answer, from the form to the feedback and durable between, against a bare application."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

from benchmarks.browser import Browser, Spent, load, rates
from benchmarks.figure import Figure
from benchmarks.pages import read_pages
from benchmarks.rounds import ROUNDS, in_turn
from benchmarks.server import KINDS, THREADS, Kind, Server, bare, data_folder, site
from quizlib import load_library, shipped

QUIZ = "falske-beskeder"
PEOPLE = 45  # for each client, in one round; each takes the whole quiz
BOUNDS: dict[Kind, float] = {"gunicorn": 0.50, "granian": 0.25}


def measure() -> list[Figure]:
    """Return the rates of requests under both servers."""
    quiz = load_library(shipped()).quizzes[QUIZ]
    responses = [question.key or ("3",) for question in quiz.questions]
    return [figure for kind in KINDS for figure in _under(kind, responses)]


def _under(kind: Kind, responses: list[tuple[str, ...]]) -> list[Figure]:
    with bare(kind) as limit, data_folder() as data:
        with site(kind, data) as ours:
            sides = partial(read_pages, limit, "/"), partial(_answer, ours, responses)
            spent = in_turn(*sides)
        _check(data, (ROUNDS + 1) * THREADS * PEOPLE * len(responses))
        return rates("G6", "whole answer", kind, spent, BOUNDS[kind])


def _answer(server: Server, responses: list[tuple[str, ...]]) -> Spent:
    """Let people who have begun answer every question, each for the first time."""
    people = iter([_begun(server) for _ in range(THREADS * PEOPLE)])
    return load(server, [partial(_take, [next(people) for _ in range(PEOPLE)], responses) for _ in range(THREADS)])


def _begun(server: Server) -> Browser:
    browser = Browser(server.port)
    browser.submit(f"/da/quiz/{QUIZ}")
    browser.close()
    return browser


def _take(people: list[Browser], responses: list[tuple[str, ...]]) -> int:
    for browser in people:
        for n, response in enumerate(responses, start=1):
            browser.answer(f"/da/quiz/{QUIZ}/{n}", response)
        browser.close()
    return len(people) * len(responses)


def _check(data: Path, expected: int) -> None:
    """Make sure that every answer is there."""
    with closing(sqlite3.connect(data / "tryg.sqlite")) as connection:
        (stored,) = connection.execute("SELECT count(*) FROM liveanswer").fetchone()
    if stored != expected:
        message = f"{stored} answers are stored, {expected} were acknowledged"
        raise RuntimeError(message)
