"""Making: fills the database for `webapp demo`, and yields the lines that the command prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from webapp.application import StartError, ready_content
from webapp.config.settings import Settings
from webapp.demo.filling import AFTERWARDS, Filled, Filling
from webapp.demo.plan import SMALL, Size
from webapp.open_storage import open_storage
from webapp.storage.bulk import Bulk
from webapp.storage.records.set_aside import SetAside
from webapp.storage.staff.audit import Audit
from webapp.web.services import today


def make(settings: Settings, seed: int, weeks: int, *, small: bool = False) -> Iterator[str]:
    """Fill the database of the settings, and yield lines about it.

    The campaign ends four weeks before the present week, so that all of it is counted. Raises StartError if the
    database is not empty, or if the content cannot be used.
    """
    content = ready_content(settings.model_copy(update={"strict": True}))  # people take every step of a programme
    if not any(quiz.kind == "quiz" and not quiz.discreet for quiz in content.library.quizzes.values()):
        message = f"TRYG_QUIZ_CONTENT={settings.quiz_content}: there is no quiz in it to make a campaign of; add one"
        raise StartError(message)
    storage = open_storage(settings, content)
    database = storage.database
    if not Bulk(database).is_empty():
        message = (
            "the database holds answers, records or workshops already, and a made-up campaign must never stand among "
            "real ones; give it a folder of its own: TRYG_DATA_DIR=demo webapp demo"
        )
        raise StartError(message)
    day = today(storage.zone)
    Audit(database).note_alone(who="webapp demo", what="campaign-made-up", about=f"seed {seed}", day=day)
    size = replace(SMALL if small else Size(), weeks=weeks)
    filling = Filling(database, content, seed, begins(day, size), size)
    yield from _planned(filling)
    yield from _filled(filling.run(), len(SetAside(database, storage.records).all()))
    yield "Look at it: webapp staff add NAME, webapp serve, then /da/staff/ on the site."
    database.close()


def begins(day: date, size: Size) -> date:
    """Return the Monday on which a campaign must begin, so that nobody of it waits any more on this day."""
    return day - timedelta(days=day.weekday()) - timedelta(weeks=size.weeks) - AFTERWARDS


def _planned(filling: Filling) -> Iterator[str]:
    plan, size = filling.plan, filling.size
    yield (
        f"A made-up campaign (seed {filling.seed}): {size.weeks} weeks from {plan.mondays[0]}, {size.workshops} "
        f"workshops with {size.participants:,} participants, {sum(plan.at_home):,} quizzes finished at home."
    )


def _filled(filled: Filled, aside: int) -> Iterator[str]:
    closed = filled.closed
    yield (
        f"{filled.attempts:,} attempts: {closed.counted:,} counted in {closed.blocks} blocks, {closed.dropped:,} "
        f"dropped (less than half answered, or alone for four weeks), {closed.practice:,} only practice. "
        f"{closed.waiting:,} had to wait for others first."
    )
    if aside:
        yield f"Workshops standing aside, since their leader told of too few people: {aside}. An administrator decides."
