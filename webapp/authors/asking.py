"""Asking partners to read a draft: links, what partners say, and approvals that are written into the text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass

from flask import Response, abort

from quizlib import Quiz
from webapp.authors.looked import Looked, look_at
from webapp.authors.writing import draft_of
from webapp.staff.staff_visit import StaffVisit
from webapp.storage.database.engine import Transaction
from webapp.storage.drafts.draft import Draft, NewerVersionError
from webapp.storage.drafts.reviews import Review
from webapp.storage.staff.audit import Doing
from webapp.web.addresses import saying
from webapp.web.invitation import site_address
from webapp.web.replying.render import redirect_to, render

LINES = re.compile(r"^approved:[ ]*\n", re.MULTILINE)
ONE_LINE = re.compile(r"^approved:[ ]*\[", re.MULTILINE)
ANY = re.compile(r"^approved:", re.MULTILINE)
QUESTIONS = re.compile(r"^(?:questions|items):", re.MULTILINE)


@dataclass(frozen=True)
class Asked:
    """A review beside the draft: the version that was read, and whether it was approved, and still holds.

    `approved` says that the partner approves every question; `lapsed` that words have changed since.
    `written` says that the approval is in the text already.
    """

    review: Review
    looked: Looked
    link: str
    good: bool
    approved: bool
    lapsed: bool
    written: bool


def reviews(visit: StaffVisit, draft_id: str) -> Response:
    """Show the links of a draft, and what partners have said."""
    draft = draft_of(visit, draft_id)
    found = asked_of(visit, draft)
    return render(visit, "staff/drafts/reviews.html", draft=draft, reviews=found, looked=look_at(visit, draft))


def ask(visit: StaffVisit, draft_id: str) -> Response:
    """Make a link to the newest version."""
    draft = draft_of(visit, draft_id)
    if look_at(visit, draft).errors:
        return redirect_to(visit, visit.path("staff", "drafts", draft_id, "reviews"))
    visit.services.reviews.ask(draft_id, draft.newest, visit.by, _noted(visit, "review-asked", draft))
    return _said(visit, draft_id, "asked")


def withdraw(visit: StaffVisit, draft_id: str, review_id: str) -> Response:
    """Let a link end now."""
    noted = _noted(visit, "review-withdrawn", draft_of(visit, draft_id))
    visit.services.reviews.withdraw(draft_id, review_id, visit.by, noted)
    return _said(visit, draft_id, "withdrawn")


def approve(visit: StaffVisit, draft_id: str, review_id: str) -> Response:
    """Write the approval of a partner into the text, as a new version."""
    draft = draft_of(visit, draft_id)
    found = next((one for one in asked_of(visit, draft) if one.review.id == review_id), None) or abort(404)
    quiz = found.looked.quiz
    if not found.approved or found.lapsed or found.written or quiz is None or found.review.day is None:
        return redirect_to(visit, visit.path("staff", "drafts", draft_id, "reviews"))
    by, day = json.dumps(found.review.name, ensure_ascii=False), found.review.day
    text = with_approval(draft.version.text, f'{{by: {by}, date: {day}, version: "{quiz.wording}"}}')
    if text is None:
        return _said(visit, draft_id, "by-hand")
    try:
        visit.services.drafts.save(draft_id, draft.newest, text, visit.by)
    except NewerVersionError:
        return _said(visit, draft_id, "newer")
    return _said(visit, draft_id, "approved")


def asked_of(visit: StaffVisit, draft: Draft) -> list[Asked]:
    """Return the reviews of a draft, as they are beside its newest version."""
    newest = look_at(visit, draft).quiz
    return [one for review in visit.services.reviews.of(draft.id) if (one := _asked(visit, draft, review, newest))]


def _asked(visit: StaffVisit, draft: Draft, review: Review, newest: Quiz | None) -> Asked | None:
    read = visit.services.drafts.one(draft.id, review.number)
    if read is None:
        return None
    looked = look_at(visit, read)
    quiz = looked.quiz
    approved = quiz is not None and review.approves(tuple(question.id for question in quiz.questions))
    same = quiz is not None and newest is not None and quiz.wording == newest.wording
    there = newest is not None and any(one.by == review.name and one.date == review.day for one in newest.approvals)
    link = f"{visit.scheme}://{site_address(visit)}"
    link += visit.path("review", visit.services.reviews.token(review.id)).removeprefix(visit.root)
    return Asked(review, looked, link, review.until >= visit.today, approved, approved and not same, there)


def with_approval(text: str, approval: str) -> str | None:
    """Return the text of a quiz with one more approval, in its list or in a new one before its questions.

    None if there is a list in another form: then its author has to write it.
    """
    for form, written in ((LINES, f"  - {approval}\n"), (ONE_LINE, f"{approval}, ")):
        if found := form.search(text):
            return text[: found.end()] + written + text[found.end() :]
    found = QUESTIONS.search(text)
    if found is None or ANY.search(text):
        return None
    return f"{text[: found.start()]}approved:\n  - {approval}\n{text[found.start() :]}"


def _noted(visit: StaffVisit, what: Doing, draft: Draft) -> Callable[[Transaction], None]:
    """Return what notes a deed in the transaction that does it."""
    by, audit = visit.by, visit.services.accounts.audit
    return lambda transaction: audit.note(transaction, who=by.who, what=what, about=draft.name, day=by.day)


def _said(visit: StaffVisit, draft_id: str, what: str) -> Response:
    return redirect_to(visit, saying(visit.path("staff", "drafts", draft_id, "reviews"), what))
