"""Laptops without internet: the file that makes one ready, and what it brings back."""

from __future__ import annotations

from flask import Response, abort, request

from webapp.staff.staff_visit import StaffVisit
from webapp.storage.laptops.campaign_file import NAME
from webapp.storage.laptops.receipts import Receipt
from webapp.storage.transfer.atomic_file import FileError
from webapp.web.addresses import saying
from webapp.web.invitation import site_address
from webapp.web.replying.render import redirect_to, render
from webapp.web.replying.replies import file_to_keep
from webapp.web.taking_in import take_in

RECEIPT = "kvittering.tryg"
TOLD = ("workshop", "block", "packet")


def laptops(visit: StaffVisit) -> Response:
    """Show how a laptop is made ready, and how its file is taken in."""
    numbers = {name: request.args.get(name, "0") for name in TOLD}
    receipt = request.args.get("receipt")
    return render(visit, "staff/laptops.html", problem=request.args.get("problem"), numbers=numbers, receipt=receipt)


def new(visit: StaffVisit) -> Response:
    """Send the file of one more laptop."""
    by, audit = visit.by, visit.services.accounts.audit
    made = visit.services.laptop_keys.new_laptop(
        f"{visit.scheme}://{site_address(visit)}",
        visit.today,
        lambda transaction: audit.note(transaction, who=by.who, what="laptop-added", about=NAME, day=by.day),
    )
    return file_to_keep(made.model_dump_json(indent=2).encode(), NAME, "application/json")


def take(visit: StaffVisit) -> Response:
    """Take in the file that a laptop has made at the end of its workshops."""
    sent, page = request.files.get("file"), visit.path("staff", "laptops")
    data = sent.read() if sent else b""
    if not data:
        return redirect_to(visit, f"{page}?problem=missing")
    try:
        new_rows, receipt = take_in(visit, data)
    except FileError as error:
        return render(visit, "staff/laptops.html", 400, problem="refused", why=str(error), numbers={})
    what = ", ".join(f"{new_rows[name]} {name}" for name in TOLD)
    by = visit.by
    visit.services.accounts.audit.note_alone(who=by.who, what="laptop-file-taken", about=what, day=by.day)
    told = "&".join(f"{name}={new_rows[name]}" for name in TOLD)
    given = f"&receipt={receipt.as_text}" if receipt else ""
    return redirect_to(visit, saying(f"{page}?{told}{given}", "taken" if new_rows else "known"))


def receipt_file(visit: StaffVisit) -> Response:
    """Give the receipt of a file that was taken in, to be carried back to its laptop."""
    receipt = Receipt.from_text(request.args.get("receipt", "")) or abort(404)
    secret = visit.services.laptop_keys.secret(receipt.laptop)
    if secret is None or not receipt.is_of(receipt.laptop, secret):
        abort(404)
    return file_to_keep(receipt.model_dump_json(indent=2).encode(), RECEIPT, "application/json")
