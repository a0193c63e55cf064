"""Open the storage: the database with its records and what closes batches, for the site and for the commands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quizlib import Library, Outline
from webapp.config.settings import Settings
from webapp.site_content.reading import SiteContent
from webapp.storage.batches import Retention
from webapp.storage.closing.run import Closing
from webapp.storage.database.engine import Database
from webapp.storage.database.migrate import prepare
from webapp.storage.records.store import Records


@dataclass(frozen=True)
class Storage:
    """An open database, its records, the closing of batches, and how long answers live at most."""

    database: Database
    records: Records
    closing: Closing
    retention: Retention


def open_storage(settings: Settings, content: SiteContent) -> Storage:
    """Return the storage of these settings, its tables ready and the outline of every quiz stored.

    Raises SchemaError if the tables are of another version, StorageUnavailable if the storage fails.
    """
    database = Database(settings.database_url)
    prepare(database)
    records = Records(database, content.places.lineage)
    records.know(outlines(content.library))
    retention = Retention(settings.workshop_hours, settings.wait_weeks)
    return Storage(database, records, Closing(database, records, retention), retention)


def outlines(library: Library) -> Iterator[Outline]:
    """Yield the outline of every quiz, and of the short form of every check-up."""
    for quiz in library.quizzes.values():
        yield Outline.of(quiz)
        if quiz.kind == "check-up":
            yield Outline.of(quiz, quiz.short)
