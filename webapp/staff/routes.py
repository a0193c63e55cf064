"""The staff's pages: one blueprint under `/<lang>/staff`, each behind its right and imported when first asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Blueprint

from quizlib import Language
from webapp.staff.route import Route
from webapp.web.current_visit import with_visit
from webapp.web.later import later

if TYPE_CHECKING:
    from webapp.staff import account, accounts, bank, front, laptops, log, printing, publishing, records, workshops
    from webapp.staff.figures import exports, pages, workshop_list
    from webapp.staff.sign_in import beginning, proving, signing_in
else:
    account, accounts, bank, front, laptops = later("webapp.staff", "account accounts bank front laptops")
    log, printing, publishing = later("webapp.staff", "log printing publishing")
    records, workshops = later("webapp.staff", "records workshops")
    exports, pages, workshop_list = later("webapp.staff.figures", "exports pages workshop_list")
    beginning, proving, signing_in = later("webapp.staff.sign_in", "beginning proving signing_in")

FORMS = "<any(csv, xlsx, pdf):form>"
ROUTES: tuple[Route, ...] = (
    Route("/", front.front, "signed-in"),
    Route("/sign-in", signing_in.sign_in, "anyone"),
    Route("/sign-in", signing_in.take_password, "anyone", ("POST",)),
    Route("/second-step", signing_in.second_step, "anyone"),
    Route("/second-step", signing_in.take_second_step, "anyone", ("POST",)),
    Route("/sign-out", signing_in.sign_out, "anyone", ("POST",)),
    Route("/new-password", beginning.new_password, "anyone"),
    Route("/new-password", beginning.take_new_password, "anyone", ("POST",)),
    Route("/set-up", beginning.set_up, "anyone"),
    Route("/set-up", beginning.take_set_up, "anyone", ("POST",)),
    Route("/recovery-codes", beginning.recovery_codes, "signed-in"),
    Route("/recovery-codes", beginning.have_recovery_codes, "signed-in", ("POST",)),
    Route("/prove", proving.prove, "signed-in"),
    Route("/prove", proving.take_proof, "signed-in", ("POST",)),
    Route("/account", account.account, "signed-in"),
    Route("/account/password", account.password, "signed-in"),
    Route("/account/password", account.take_password, "signed-in", ("POST",)),
    Route("/account/recovery-codes", account.codes, "signed-in"),
    Route("/account/recovery-codes", account.make_codes, "signed-in", ("POST",)),
    Route("/account/second-step", account.phone, "signed-in"),
    Route("/account/second-step", account.move, "signed-in", ("POST",)),
    Route("/account/sessions/<session_id>", account.end_session, "signed-in", ("POST",)),
    Route("/account/sign-out-everywhere", account.sign_out_everywhere, "signed-in", ("POST",)),
    Route("/accounts", accounts.accounts, "accounts"),
    Route("/accounts/new", accounts.new, "accounts"),
    Route("/accounts/new", accounts.add, "accounts", ("POST",)),
    Route("/accounts/<account_id>", accounts.one, "accounts"),
    Route("/accounts/<account_id>", accounts.have_password, "accounts", ("POST",)),
    Route("/accounts/<account_id>/role", accounts.set_role, "accounts", ("POST",)),
    Route("/accounts/<account_id>/active", accounts.set_active, "accounts", ("POST",)),
    Route("/accounts/<account_id>/password", accounts.give_password, "accounts", ("POST",)),
    Route("/accounts/<account_id>/second-step", accounts.remove_second, "accounts", ("POST",)),
    Route("/accounts/<account_id>/sign-out", accounts.sign_out, "accounts", ("POST",)),
    Route("/log", log.log, "accounts"),
    Route("/records", records.records, "records"),
    Route("/records/<workshop_id>", records.decide, "records", ("POST",)),
    Route("/figures", pages.show_overview, "figures"),
    Route("/figures/summary", pages.show_summary, "figures"),
    Route("/figures/attendance", pages.show_attendance, "figures"),
    Route("/figures/quizzes", pages.quizzes, "figures"),
    Route("/figures/quiz/<name>", pages.show_quiz, "figures"),
    Route("/figures/workshops", workshop_list.workshops, "figures"),
    Route("/figures/workshop/<name>", pages.show_workshop, "figures"),
    Route(f"/exports/<any(overview, summary, attendance):kind>.{FORMS}", exports.export, "exports"),
    Route("/exports/overview.pptx", exports.export_slides, "exports"),
    Route("/exports/workshops.csv", exports.export_list, "exports"),
    Route("/pictures/<any(overview, summary):kind>/<section>.<any(svg, png):form>", exports.picture, "exports"),
    Route(f"/exports/<any(quiz, workshop):kind>/<name>.{FORMS}", exports.export_one, "exports"),
    Route("/bank", bank.bank, "figures"),
    Route("/workshops/print", printing.choose, "workshops"),
    Route("/workshops/print", printing.print_all, "workshops", ("POST",)),
    Route("/workshops", workshops.workshops, "workshops"),
    Route("/workshops/new", workshops.new, "workshops"),
    Route("/workshops/new", workshops.plan, "workshops", ("POST",)),
    Route("/workshops/<workshop_id>", workshops.one, "workshops"),
    Route("/workshops/<workshop_id>/change", workshops.change, "workshops"),
    Route("/workshops/<workshop_id>/change", workshops.set_change, "workshops", ("POST",)),
    Route("/workshops/<workshop_id>/delete", workshops.ask_to_delete, "workshops"),
    Route("/workshops/<workshop_id>/sheet", workshops.sheet, "workshops"),
    Route("/workshops/<workshop_id>/renew", workshops.renew, "workshops", ("POST",)),
    Route("/workshops/<workshop_id>/revoke", workshops.revoke, "workshops", ("POST",)),
    Route("/workshops/<workshop_id>/delete", workshops.delete, "workshops", ("POST",)),
    Route("/laptops", laptops.laptops, "workshops"),
    Route("/laptops/new", laptops.new, "workshops", ("POST",)),
    Route("/laptops/file", laptops.take, "workshops", ("POST",)),
    Route("/laptops/receipt", laptops.receipt_file, "workshops"),
    Route("/publish", publishing.proposed, "drafts"),
    Route("/publish/file", publishing.propose, "drafts", ("POST",)),
    Route("/publish/draft/<draft_id>", publishing.propose_draft, "drafts", ("POST",)),
    Route("/publish/decide", publishing.decide, "drafts", ("POST",)),
    Route("/publish/group", publishing.put_in_group, "drafts", ("POST",)),
    Route("/publish/content.zip", publishing.archive, "drafts"),
)


def blueprint(languages: Iterable[Language], others: Iterable[Route] = ()) -> Blueprint:
    """Return the pages in these languages, and others that belong to the staff."""
    lang = f"<any({', '.join(language.id for language in languages)}):lang>"
    staff = Blueprint("staff", __name__, url_prefix=f"/{lang}/staff")
    for route in (*ROUTES, *others):
        staff.add_url_rule(route.rule, route.endpoint, with_visit(route.guarded), methods=route.methods)
    return staff
