"""A JSON API that keeps attempts in a file of its own.

`pip install tryg-paa-nettet fastapi uvicorn`, then `uvicorn own_storage:app`; /docs shows what it takes.
"""

from __future__ import annotations

import json
import os
import secrets
import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from typing import Any

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

from quizlib import Attempt, InvalidResponse, StaleAnswer, load_library, shipped

QUIZZES = load_library(shipped()).quizzes
FILE = os.environ.get("ATTEMPTS", "attempts.sqlite")
app = FastAPI()


class Begun(BaseModel):
    """Which quiz somebody begins."""

    quiz: str


class Given(BaseModel):
    """What somebody answers to a question; of a conversation, the choices so far."""

    question: str
    response: list[str]


@app.post("/attempts")
def begin(begun: Begun, language: str = "en") -> dict[str, Any]:
    """Begin an attempt; its `token` is all that a client needs to keep."""
    if begun.quiz not in QUIZZES:
        raise HTTPException(404, "There is no such quiz")
    token, attempt = secrets.token_urlsafe(), Attempt.start(QUIZZES[begun.quiz])
    with attempts() as file:
        file.execute("INSERT INTO attempt VALUES (?, ?)", (token, json.dumps(attempt.to_plain())))
    return {"token": token} | state(attempt, language)


@app.get("/attempts/{token}")
def go_on(token: str, language: str = "en") -> dict[str, Any]:
    """Tell what comes next."""
    with attempts() as file:
        return state(read(file, token), language)


@app.post("/attempts/{token}")
def answer(token: str, given: Given, language: str = "en") -> dict[str, Any]:
    """Mark and store an answer; tell what was right, and what comes next."""
    with attempts() as file:
        attempt = read(file, token)
        question = attempt.question
        if question is None or question.id != given.question:
            raise HTTPException(409, "This question is not the next one")
        if question.goes_on(given.response):
            return {"prompt": question.prompt(language, given.response).to_plain()}
        try:
            step = attempt.answer(question.id, given.response)
        except InvalidResponse as problem:
            raise HTTPException(422, str(problem)) from problem
        file.execute("UPDATE attempt SET plain = ? WHERE token = ?", (json.dumps(step.attempt.to_plain()), token))
    return {"explanation": question.explain(step.outcome, language).to_plain()} | state(step.attempt, language)


def state(attempt: Attempt, language: str) -> dict[str, Any]:
    """Return the next question without its key, and the points so far."""
    points, question = attempt.result.points, attempt.question
    prompt = question.prompt(language).to_plain() if question else None
    return {"prompt": prompt, "points": points.reached, "of": points.of}


def read(file: sqlite3.Connection, token: str) -> Attempt:
    """Return a stored attempt, if its quiz is as it was."""
    row = file.execute("SELECT plain FROM attempt WHERE token = ?", (token,)).fetchone()
    if row is None:
        raise HTTPException(404, "There is no such attempt")
    plain = json.loads(row[0])
    try:
        return Attempt.from_plain(QUIZZES[plain["quiz"]], plain)
    except (KeyError, StaleAnswer) as problem:
        raise HTTPException(410, "The quiz has changed: begin again") from problem


@contextmanager
def attempts() -> Generator[sqlite3.Connection]:
    """Open the file for one request; what fails leaves nothing in it."""
    with closing(sqlite3.connect(FILE)) as file, file:
        file.execute("CREATE TABLE IF NOT EXISTS attempt (token TEXT PRIMARY KEY, plain TEXT)")
        file.execute("BEGIN IMMEDIATE")
        yield file
