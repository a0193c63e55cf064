"""Roles: which role of the staff has which rights. The whole matrix is here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from webapp.storage.staff.account import Role

Right = Literal["accounts", "records", "workshops", "figures", "exports", "drafts", "publishing"]

RIGHTS: dict[Role, frozenset[Right]] = {
    "administrator": frozenset({"accounts", "records", "workshops", "figures", "exports", "drafts", "publishing"}),
    "organiser": frozenset({"workshops"}),
    "analyst": frozenset({"figures", "exports"}),
    "author": frozenset({"drafts"}),
}


def allowed(role: str, right: str) -> bool:
    """Return whether a role that is signed in may see what asks for a right, or for `signed-in` or `anyone`."""
    return right in ("anyone", "signed-in") or right in RIGHTS.get(role, ())  # type: ignore[call-overload]  # any text
