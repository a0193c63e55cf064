"""Taking the quizzes of the larger library: a person's steps, what is stored of them, what the browser remembers."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from quizlib import Question, ReminderCode, VerdictCounts, edition_number, form_order
from quizlib.content.quiz import Form
from quizlib.measures import FormOrder
from tests.places import LIBRARY
from webapp.web.devices.device import Device
from webapp.web.services import Services

HTMX = {"HX-Request": "true"}
WAYS: tuple[dict[str, str], ...] = ({}, HTMX)  # of asking: for a page, for the part of it that changes


def altered(folder: Path, file: str, old: str, new: str) -> Path:
    """Return a copy of the larger library in which one file has other words at one place."""
    library = folder / "library"
    if not library.exists():
        shutil.copytree(LIBRARY, library)
    words = (library / file).read_text(encoding="utf-8")
    assert words.count(old) == 1
    (library / file).write_text(words.replace(old, new), encoding="utf-8")
    return library


def begin(client: FlaskClient, quiz: str, **form: str) -> str:
    """Begin a quiz, and return its address: that of its questions without their numbers."""
    address = led(client.post(f"/da/quiz/{quiz}", data=form)) or ""
    if address.startswith("/da/kept"):  # the browser is new, or has just been emptied for the next person
        address = led(client.get(address)) or ""
    assert address == f"/da/quiz/{quiz}/1"
    return f"/da/quiz/{quiz}"


def answer(
    client: FlaskClient, address: str, *response: str, headers: dict[str, str] | None = None, **more: str
) -> TestResponse:
    """Send the form of a question."""
    return client.post(address, data={"response": list(response), **more}, headers=headers)


def arrive(client: FlaskClient, n: int, quiz: str = "maader") -> str:
    """Begin a quiz, answer rightly what stands before question n, and return that question's address."""
    address = begin(client, quiz)
    for number, question in enumerate(questions(client, quiz)[: n - 1], start=1):
        assert answer(client, f"{address}/{number}", *(question.key or ())).status_code == 303
    return f"{address}/{n}"


def led(reply: TestResponse) -> str | None:
    """Return where a reply sends the browser, with htmx or without."""
    if "HX-Redirect" in reply.headers:
        assert reply.status_code == 200
        return reply.headers["HX-Redirect"]
    assert reply.status_code == 303
    return reply.location


def questions(client: FlaskClient, quiz: str) -> tuple[Question, ...]:
    """Return the questions of a quiz."""
    return site(client).library.quizzes[quiz].questions


def rows(client: FlaskClient, sql: str) -> list[tuple[Any, ...]]:
    """Return what is stored, of everybody."""
    return site(client).database.read(lambda connection: connection.execute(sql, {}).fetchall())


def stored(client: FlaskClient, question: str, columns: str = "response, score") -> list[tuple[Any, ...]]:
    """Return what is stored of the answers to one question."""
    return rows(client, f"SELECT {columns} FROM liveanswer WHERE question = '{question}'")  # noqa: S608 - the tests' own words


def remembered(client: FlaskClient) -> Device:
    """Return what the browser remembers."""
    cookie = client.get_cookie("device")
    return site(client).device_cookie.read(f"device={cookie.value}" if cookie else None)


def remind(client: FlaskClient, device: Device) -> None:
    """Let the browser remember this, as if it had been here before."""
    client.set_cookie("device", site(client).device_cookie.seal(device))


def first_result(
    client: FlaskClient, form: Form, harmful: VerdictCounts, harmless: VerdictCounts, *, month: str, short: bool = False
) -> ReminderCode:
    """Return the code of a first result, of the edition that the forms of the library have now."""
    order = order_from(client, form, short=short)
    return ReminderCode(form, short, month, harmful, harmless, edition_number(order.edition))


def order_from(client: FlaskClient, form: str, *, short: bool = False) -> FormOrder:
    """Return the order of the forms that begins with a form, in the library of a site."""
    check_ups = [quiz for quiz in site(client).library.quizzes.values() if quiz.form]
    found = form_order(form, check_ups, short=short)
    assert found is not None
    return found


def elsewhere(client: FlaskClient, app: Flask) -> FlaskClient:
    """Return the same browser on another run of the site."""
    other, cookie = app.test_client(), client.get_cookie("device")
    assert cookie is not None
    other.set_cookie("device", cookie.value)
    return other


def site(client: FlaskClient) -> Services:
    """Return the site that a browser is on."""
    found: Services = client.application.extensions["services"]
    return found
