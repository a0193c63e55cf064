"""G6: a whole answer, from the form to the feedback and durable between, against a bare application."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.goals.pages import read_pages
from benchmarks.rounds import in_turn
from benchmarks.serving.browser import Browser, Spent, load, rates
from benchmarks.serving.server import KINDS, THREADS, Kind, Server, bare, data_folder, site
from benchmarks.size import Size
from quizlib import load_library, shipped
from webapp.demo.responses import responses

QUIZ = "falske-beskeder"
BOUNDS: dict[Kind, float] = {"gunicorn": 0.50, "granian": 0.25, "front": 0.35}


def measure(size: Size) -> Iterator[Figure]:
    """Yield the rates of requests under each server."""
    quiz = load_library(shipped()).quizzes[QUIZ]
    given = [question.key or responses(question)[0] for question in quiz.questions]
    for kind in KINDS:
        yield from _under(kind, given, size)


def _under(kind: Kind, given: list[tuple[str, ...]], size: Size) -> list[Figure]:
    with bare(kind) as limit, data_folder() as data:
        with site(kind, data) as ours:
            sides = partial(read_pages, limit, "/", size.pages), partial(_answer, ours, given, size.people)
            spent = in_turn(*sides, rounds=size.rounds)
        _check(data, (size.rounds + 1) * THREADS * size.people * len(given))
        return rates("G6", "whole answer", kind, spent, BOUNDS[kind])


def _answer(server: Server, given: list[tuple[str, ...]], each: int) -> Spent:
    """Let people who have begun answer every question, each for the first time; each client serves as many."""
    people = iter([_begun(server) for _ in range(THREADS * each)])
    return load(server, [partial(_take, [next(people) for _ in range(each)], given) for _ in range(THREADS)])


def _begun(server: Server) -> Browser:
    browser = Browser(server.port)
    browser.submit(f"/da/quiz/{QUIZ}")
    browser.close()
    return browser


def _take(people: list[Browser], given: list[tuple[str, ...]]) -> int:
    for browser in people:
        for n, response in enumerate(given, start=1):
            browser.answer(f"/da/quiz/{QUIZ}/{n}", response)
        browser.close()
    return len(people) * len(given)


def _check(data: Path, expected: int) -> None:
    """Make sure that every answer is there."""
    with closing(sqlite3.connect(data / "tryg.sqlite")) as connection:
        (stored,) = connection.execute("SELECT count(*) FROM liveanswer").fetchone()
    if stored != expected:
        message = f"{stored} answers are stored, {expected} were acknowledged"
        raise RuntimeError(message)
