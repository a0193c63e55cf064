"""Route: a page of the staff with its address, its view, and the right that it asks for before the view is called."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Concatenate, Literal, NamedTuple
from urllib.parse import quote

from flask import Response, request

from webapp.staff.roles import Right, allowed
from webapp.web.later import later
from webapp.web.replying.render import redirect_to, render
from webapp.web.visit import Visit

if TYPE_CHECKING:
    from webapp.staff.sign_in import session
    from webapp.staff.staff_visit import StaffVisit

    View = Callable[Concatenate[StaffVisit, ...], Response]
else:
    (session,) = later("webapp.staff.sign_in", "session")


class Route(NamedTuple):
    """A page of the staff: its address after `/<lang>/staff`, its view, and who may see it.

    `right` is a right, `signed-in` for all who are signed in, or `anyone` for the pages on which people sign in.
    """

    rule: str
    view: View
    right: Right | Literal["signed-in", "anyone"]
    methods: tuple[str, ...] = ("GET",)

    @property
    def endpoint(self) -> str:
        """Its name: module and view."""
        return f"{self.view.__module__.rpartition('.')[2]}-{self.view.__name__}"

    def guarded(self, visit: Visit, /, **arguments: str) -> Response:
        """Return what the view replies, or why this visit may not see it."""
        staff = session.staff_visit(visit)
        if self.right == "anyone":
            return self.view(staff, **arguments)
        if staff.signed_in is None:
            return redirect_to(staff, _to_sign_in(staff))
        if not allowed(staff.signed_in.role, self.right):
            return render(staff, "staff/sign_in/refused.html", 403)
        return self.view(staff, **arguments)


def _to_sign_in(visit: StaffVisit) -> str:
    query = [f"from={quote(visit.address)}"] if request.method == "GET" else []
    if visit.ended:
        query.append("ended=1")
    return visit.path("staff", "sign-in") + (f"?{'&'.join(query)}" if query else "")
