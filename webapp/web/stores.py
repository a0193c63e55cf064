"""Stores: what views reach of the storage. What no first page needs is imported and made when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from webapp.config.keys import derived
from webapp.config.settings import Settings
from webapp.site_content.reading import SiteContent
from webapp.storage.closing.run import Closing
from webapp.storage.database.engine import Database
from webapp.storage.laptops.laptop_keys import LaptopKeys
from webapp.storage.live import Live
from webapp.storage.records.store import Records
from webapp.storage.tallies import Tallies
from webapp.storage.workshops.store import Workshops

if TYPE_CHECKING:
    from webapp.storage.drafts.reviews import Reviews
    from webapp.storage.drafts.store import Drafts
    from webapp.storage.laptops.packing import Packing
    from webapp.storage.records.figure_queries import FigureQueries
    from webapp.storage.staff.accounts import Accounts
    from webapp.storage.transfer.exchange import Exchange
    from webapp.storage.tries import Tries
    from webapp.storage.workshops.hands import Hands
    from webapp.storage.workshops.planning import Planning
    from webapp.storage.workshops.together import Together


@dataclass(frozen=True)
class Stores:
    """The stores of one running site, and what they are made of: its settings, its content and its database."""

    settings: Settings
    content: SiteContent
    database: Database
    live: Live
    workshops: Workshops
    tallies: Tallies
    tries: Tries | None
    """What limits count with, where several processes count together; None in memory."""
    records: Records
    closing: Closing
    laptop_keys: LaptopKeys
    packing: Packing | None

    @cached_property
    def planning(self) -> Planning:
        """Workshops that are planned, and the links of those who lead them."""
        from webapp.storage.workshops.planning import Planning  # noqa: PLC0415 - no first page needs it, nor its tables

        return Planning(self.workshops, derived(self.settings.secret_key, "leader links"))

    @cached_property
    def together(self) -> Together:
        """Where rooms are."""
        from webapp.storage.workshops.together import Together  # noqa: PLC0415 - as above

        return Together(self.database)

    @cached_property
    def hands(self) -> Hands:
        """Hands that were counted."""
        from webapp.storage.workshops.hands import Hands  # noqa: PLC0415 - as above

        return Hands(self.database)

    @cached_property
    def exchange(self) -> Exchange:
        """What goes to other machines, and comes from them."""
        from webapp.storage.transfer.exchange import Exchange  # noqa: PLC0415 - as above

        return Exchange(self.database, self.records, self.content.places.ids)

    @cached_property
    def accounts(self) -> Accounts:
        """The staff."""
        from webapp.storage.staff.accounts import Accounts  # noqa: PLC0415 - as above

        return Accounts(self.database)

    @cached_property
    def drafts(self) -> Drafts:
        """Drafts of quizzes."""
        from webapp.storage.drafts.store import Drafts  # noqa: PLC0415 - as above

        return Drafts(self.database)

    @cached_property
    def reviews(self) -> Reviews:
        """What partners say of drafts."""
        from webapp.storage.drafts.reviews import Reviews  # noqa: PLC0415 - as above

        return Reviews(self.database, derived(self.settings.secret_key, "review links"))

    @cached_property
    def figure_queries(self) -> FigureQueries:
        """What pages of figures read beside sums."""
        from webapp.storage.records.figure_queries import FigureQueries  # noqa: PLC0415 - as above

        return FigureQueries(self.database)
