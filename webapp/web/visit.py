"""Visit: what one request means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from quizlib import Language, Quiz
from webapp.storage.database.engine import StorageUnavailable
from webapp.storage.workshops.workshop import Phase, Workshop
from webapp.web.addresses import given, own_address, without_saying
from webapp.web.devices.device import Device
from webapp.web.offered_quizzes import OfferedQuizzes
from webapp.web.services import Services

LONGEST_WAY_BACK = 300  # characters of an address in another; longer ones lead back to where those came from


@dataclass(frozen=True)
class Visit:
    """What one request means. Views get it first and hand it on; nothing below a view asks the request itself.

    - `device` is what this browser remembers, and `now` the moment of the request, in the time zone of the site;
    - `remembers` says that this browser has sent a device cookie, and so has shown that it keeps what it is given;
    - `cookies` is the header with all cookies that it has sent, for what reads and forgets them;
    - `client` is the address of the machine that asks, for limits alone: it is stored nowhere;
    - `channel` is the channel that the address names with `?via=`, empty if it is none of ours;
    - `address` is the address of this request, `scheme` and `host` what the browser asked for, `mount` the path under
      which the site is mounted, empty at the top of a host, and `root` the path that addresses of pages begin with: it
      is another one where a page is shown within a page;
    - `embedded` says that the page is shown within a page of another site that may do so;
    - `htmx` says that a part of a page is wanted; it never decides what is allowed;
    - `joined` is the workshop that this browser has joined, or why it could not be read. Views use `workshop`.
    """

    services: Services
    language: Language
    device: Device
    remembers: bool
    cookies: str | None
    client: str
    now: datetime
    channel: str
    address: str
    root: str
    mount: str
    scheme: str
    host: str
    embedded: bool
    htmx: bool
    joined: Workshop | StorageUnavailable | None

    @property
    def today(self) -> date:
        """The day of the request, in the time zone of the site: campaigns, batches and reviews are dated by it."""
        return self.now.date()

    @property
    def offered(self) -> OfferedQuizzes:
        """The quizzes that are offered today."""
        return self.services.offered(self.today)

    def versions(self, name: str) -> Iterator[Quiz]:
        """Return a quiz in every version that is served: now, before, and where another process has newer content."""
        return self.services.versions(name, self.today)

    def with_content_of(self, workshop: Workshop) -> Visit:
        """Return the visit with the content with which a workshop has begun: what is published later is for others."""
        services = self.services.when(workshop.begun)
        return self if services is self.services else replace(self, services=services)

    @property
    def workshop(self) -> Workshop | None:
        """The workshop that this browser has joined, closed or not. StorageUnavailable if it could not be read."""
        if isinstance(self.joined, StorageUnavailable):
            raise StorageUnavailable(str(self.joined)) from self.joined
        return self.joined

    @property
    def phase(self) -> Phase | None:
        """The phase of that workshop; None if this browser has joined none, `running` if it cannot be read."""
        if self.device.workshop is None:
            return None
        if isinstance(self.joined, StorageUnavailable):
            return "running"
        return self.joined.phase(self.now) if self.joined else "closed"

    @property
    def running(self) -> Workshop | None:
        """The workshop that this browser has joined, until it ends. StorageUnavailable if it could not be read."""
        return self.workshop if self.phase in ("running", "ending") else None

    @property
    def over(self) -> bool:
        """Whether the workshop that this browser has joined has ended."""
        return self.phase in ("ended", "closed")

    def path(self, *parts: object) -> str:
        """Return the address of a page of this site, in the language of this visit."""
        return "/".join((self.root, self.language.id, *map(str, parts)))

    def path_with_channel(self, *parts: object) -> str:
        """Return the address of a page with the channel of this visit: links carry it until a quiz is begun."""
        return self.path(*parts) + (f"?via={self.channel}" if self.channel else "")

    def argument(self, name: str) -> str:
        """Return what the query of this address says under a name, or an empty text."""
        return given(self.address.partition("?")[2], name)

    @property
    def said(self) -> str:
        """What has just been saved, by the name that this address has for it; the page says it in words."""
        return self.argument("said")

    @property
    def came_from(self) -> str:
        """The address of ours that this one names with `?from=`, in the language of this visit, or an empty text."""
        named = own_address(self.argument("from"), "")
        return self.in_language(self.language, named) if named else ""

    @property
    def way_back(self) -> str:
        """Where *Tilbage* leads on a page that is reached from everywhere."""
        return self.came_from or self.path("")

    def path_from_here(self, *parts: object) -> str:
        """Return the address of a page from which *Tilbage* leads back to this one; of this one, if it is that page."""
        page, here = self.path(*parts), quote(without_saying(self.address))
        if page == self.address.partition("?")[0]:
            return self.address
        return f"{page}?from={here if len(here) <= LONGEST_WAY_BACK else quote(self.way_back)}"

    def in_language(self, language: Language, address: str) -> str:
        """Return an address of this site in another language."""
        first, _, rest = address.removeprefix(self.root).lstrip("/").partition("/")
        if first not in {known.id for known in self.services.languages}:  # as in /d/CODE
            rest = "/".join(filter(None, (first, rest)))
        return f"{self.root}/{language.id}/{rest}"

    def in_templates(self) -> dict[str, Any]:
        """Return what every template knows of the visit. Pages are kept by it, so it holds no more of the device."""
        return {
            "lang": self.language,
            "size": self.device.size,
            "here": self.address,
            "embedded": self.embedded,
            "path": self.path,
            "said": self.said,
            "path_from_here": self.path_from_here,
            "way_back": self.way_back,
            "path_with_channel": self.path_with_channel,
            "workshop_phase": self.phase,
        }
