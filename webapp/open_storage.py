"""Open the storage: the database with its records and what closes batches, for the site and for the commands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import tzinfo
from typing import TYPE_CHECKING, NamedTuple

from quizlib import Library, Outline
from webapp.config.settings import Settings
from webapp.faults import Faults
from webapp.site_content.reading import SiteContent
from webapp.storage.batches import Retention
from webapp.storage.closing.run import Closing, ignore
from webapp.storage.database.engine import Database
from webapp.storage.database.migrate import prepare
from webapp.storage.laptops.campaign_file import read_campaign_file
from webapp.storage.records.group_results import GroupResults
from webapp.storage.records.store import Records
from webapp.storage.records.verify import Verifying
from webapp.storage.staff.audit import Audit

if TYPE_CHECKING:
    from webapp.storage.laptops.packing import Packing


class Storage(NamedTuple):
    """An open database, its records, the closing of batches, how long answers live at most, and where days begin.

    `made_up` says that nobody has ever given these answers.
    On a laptop with a campaign file, `packing` has the small groups that are to be sent.
    """

    database: Database
    records: Records
    closing: Closing
    retention: Retention
    zone: tzinfo
    made_up: bool
    packing: Packing | None = None


def open_storage(
    settings: Settings,
    content: SiteContent,
    faults: Faults | None = None,
    recorded: Callable[[GroupResults], object] = ignore,
) -> Storage:
    """Return the storage of these settings, its tables ready and the outline of every quiz stored.

    `faults` hears when the storage fails, and when it works again; `recorded` hears of results that closing has stored.
    Sums are added up if there are none.
    Raises CampaignFileError if the settings name a campaign file that is none, SchemaError if the tables are of another
    version, StorageUnavailable if the storage fails.
    """
    campaign = read_campaign_file(settings.campaign_file) if settings.campaign_file else None
    database = Database(settings.database_url, faults)
    prepare(database)
    records = Records(database, content.places.lineage)
    records.know(outlines(content.library))
    Verifying(database, records).begin()
    retention = Retention(settings.workshop_hours, settings.wait_weeks)
    packing = None
    if campaign:
        from webapp.storage.laptops.packing import Packing  # noqa: PLC0415 - a server packs nothing

        packing = Packing(database, campaign)
    closing = Closing(database, records, retention, packing=packing, recorded=recorded)
    return Storage(database, records, closing, retention, settings.zone, Audit(database).made_up(), packing)


def outlines(library: Library) -> Iterator[Outline]:
    """Yield the outline of every quiz that is counted, of the short form of check-ups, and of questions by hands."""
    for quiz in library.quizzes.values():
        if quiz.discreet:
            continue
        yield Outline.of(quiz)
        if quiz.kind == "check-up":
            yield Outline.of(quiz, quiz.short)
        if quiz.kind == "quiz":
            yield from filter(None, (Outline.by_hands(quiz, question) for question in quiz.questions))
