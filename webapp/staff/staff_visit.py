"""StaffVisit: a visit, and who of the staff makes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import abort

from webapp.staff.roles import allowed
from webapp.storage.staff.account import Account, By
from webapp.storage.staff.sign_ins import Stage
from webapp.web.visit import Visit


@dataclass(frozen=True)
class StaffSession:
    """Who has a session in this browser, and how far they are with signing in.

    `token` is what the cookie holds now, `since` the second in which the session began; `moving` says that the second
    step is about to move to another phone.
    """

    account: Account
    stage: Stage
    token: str
    since: int
    moving: bool


@dataclass(frozen=True)
class StaffVisit(Visit):
    """A visit to the pages of the staff. `ended` says that the session of this browser was over, and is gone now."""

    session: StaffSession | None
    ended: bool

    @property
    def signed_in(self) -> Account | None:
        """Who is signed in with both steps; None if nobody is."""
        return self.session.account if self.session and self.session.stage == "in" else None

    @property
    def who(self) -> Account:
        """Who is signed in. Routes that ask for a right have somebody here."""
        return self.signed_in or abort(403)

    @property
    def signing_in(self) -> StaffSession:
        """The session of a person who is signing in. Views behind `only_at` have one."""
        return self.session or abort(403)

    @property
    def by(self) -> By:
        """Who is signed in, as the one who does something today."""
        return By(self.who.name, self.today)

    def may(self, right: str) -> bool:
        """Return whether somebody is signed in whose role allows what asks for a right."""
        return self.signed_in is not None and allowed(self.signed_in.role, right)

    def in_templates(self) -> dict[str, Any]:
        """Return what every template of the staff knows: also who is signed in, and what they may do."""
        return {**super().in_templates(), "who": self.signed_in, "may": self.may}
