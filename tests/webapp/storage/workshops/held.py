"""Workshops for tests: planned, begun, and as they are stored now."""

from __future__ import annotations

from datetime import date, datetime

from tests.webapp.clock import NOON, TODAY
from webapp.storage.workshops.planning import NewWorkshop, Plan, Planning
from webapp.storage.workshops.store import Workshops
from webapp.storage.workshops.workshop import Workshop


def planning(workshops: Workshops) -> Planning:
    """Return where they are planned."""
    return Planning(workshops, b"a key")


def made(workshops: Workshops, day: date = TODAY) -> NewWorkshop:
    """Plan a workshop."""
    return planning(workshops).create(Plan("library", day, quizzes=("sample",)))


def begun(workshops: Workshops, at: datetime = NOON) -> Workshop:
    """Return a workshop that lets people in."""
    workshop = made(workshops, at.astimezone().date()).workshop
    assert workshops.let_in(workshop.id, at)
    return now(workshops, workshop)


def now(workshops: Workshops, workshop: Workshop) -> Workshop:
    """Return a workshop as it is stored now."""
    found = workshops.by_id(workshop.id)
    assert found is not None
    return found


def code(workshop: Workshop) -> str:
    """Return its join code."""
    assert workshop.code is not None
    return workshop.code
