"""Ledger: the storage with its records and their closing, as the site and the commands open it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from quizlib import Library, Outline
from webapp.config.settings import Settings
from webapp.site_content.reading import SiteContent
from webapp.storage.closing.batch_to_records import Retention
from webapp.storage.closing.run import Closing
from webapp.storage.database.engine import Database
from webapp.storage.database.migrate import prepare
from webapp.storage.records.store import Records


@dataclass(frozen=True)
class Ledger:
    """Where answers are counted: the database, its records, what closes them, and how long answers live at most."""

    database: Database
    records: Records
    closing: Closing
    retention: Retention

    @classmethod
    def opened(cls, settings: Settings, content: SiteContent) -> Self:
        """Return it, the tables ready and the quizzes known; SchemaError or StorageUnavailable if that fails."""
        database = Database(settings.database_url)
        prepare(database)
        records = Records(database, content.places.lineage)
        records.know(outlines(content.library))
        retention = Retention(settings.workshop_hours, settings.wait_weeks)
        return cls(database, records, Closing(database, records, retention), retention)


def outlines(library: Library) -> Iterator[Outline]:
    """Yield what counting needs to know of every quiz, and of the short forms of check-ups."""
    for quiz in library.quizzes.values():
        yield Outline.of(quiz)
        if quiz.kind == "check-up":
            yield Outline.of(quiz, quiz.short)
