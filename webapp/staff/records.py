"""Records: workshops with more answers than people came, which somebody takes into the figures or leaves out, whole."""

from __future__ import annotations

from flask import Response, abort, request

from webapp.staff.roles import Route
from webapp.staff.sign_in.session import who
from webapp.storage.database.engine import Transaction
from webapp.storage.records.set_aside import SetAside
from webapp.storage.staff.audit import Doing
from webapp.web.render import path, redirect_to, render
from webapp.web.services import services, today

DECISIONS: dict[str, Doing] = {"take": "workshop-taken", "leave": "workshop-left"}


def records(lang: str) -> Response:  # noqa: ARG001 - the language is read from the address
    """List what stands aside, and say what was decided."""
    names = services().places.name
    found = [(one, names(one.place)) for one in _asides().all()]
    return render("staff/records.html", found=found, done=request.args.get("done"))


def decide(lang: str, workshop_id: str) -> Response:  # noqa: ARG001 - as in records
    """Take a workshop into the figures, or leave it out; once decided, it stays so."""
    decision = request.form.get("decision", "")
    if decision not in DECISIONS:
        abort(400)
    asides, account = _asides(), who()
    one = next((one for one in asides.all() if one.workshop == workshop_id), None)
    if one is None:
        return redirect_to(path("staff", "records"))
    about, day, audit = f"{services().places.name(one.place)}, {one.week}", today(), services().accounts.audit

    def note(transaction: Transaction) -> None:  # on the writer's thread, which knows no request
        audit.note(transaction, who=account.name, what=DECISIONS[decision], about=about, day=day)

    decided = (asides.take if decision == "take" else asides.leave)(workshop_id, note)
    return redirect_to(path("staff", "records") + (f"?done={decision}" if decided else ""))


def _asides() -> SetAside:
    return SetAside(services().database, services().records)


ROUTES = (
    Route("/records", records, "records"),
    Route("/records/<workshop_id>", decide, "records", ("POST",)),
)
