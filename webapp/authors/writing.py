"""One draft: its text with what is wrong at which line, saving, every version, the file to keep, deleting."""

from __future__ import annotations

from flask import Response, abort, request

from quizlib.authoring import listed, question_fields
from webapp.authors.frames import LOOKS, framed, root_of
from webapp.authors.looked import look_at
from webapp.authors.texts import LONGEST, tidied
from webapp.staff.staff_visit import StaffVisit
from webapp.storage.drafts.draft import Draft, NewerVersionError, Saved
from webapp.web.addresses import saying
from webapp.web.replying.render import redirect_to, render
from webapp.web.replying.replies import file_to_keep
from webapp.web.typed import number

MOST = 10**6  # versions
YAML = "application/yaml; charset=utf-8"


def draft_of(visit: StaffVisit, draft_id: str, version: str = "") -> Draft:
    """Return a draft with its newest version, or with the one that an address names; 404 if there is none."""
    wanted = number(version, MOST) if version else None
    if version and wanted is None:
        abort(404)
    return visit.services.drafts.one(draft_id, wanted) or abort(404)


def draft(visit: StaffVisit, draft_id: str) -> Response:
    """Show the text of a draft with what is wrong, and beside it a question as participants see it."""
    return _page(visit, draft_of(visit, draft_id, request.args.get("version", "")))


def save(visit: StaffVisit, draft_id: str) -> Response:
    """Store the text as a new version; where somebody else was quicker, show what was typed, and say so."""
    known = draft_of(visit, draft_id)
    text, before = tidied(request.form.get("text", "")), number(request.form.get("before", ""), MOST) or 0
    typed = Draft(known.id, known.name, known.newest, Saved(before, text, visit.who.name, visit.today))
    if len(text) > LONGEST:
        return _page(visit, typed, 400, problem="long")
    try:
        visit.services.drafts.save(draft_id, before, text, visit.by)
    except NewerVersionError:
        return _page(visit, typed, 409, problem="newer", other=known.version)
    n = number(request.form.get("n", ""), MOST) or 1
    return redirect_to(visit, saying(f"{visit.path('staff', 'drafts', draft_id)}?n={n}", "saved"))


def history(visit: StaffVisit, draft_id: str) -> Response:
    """List every version of a draft: who saved it, and on which day."""
    found = draft_of(visit, draft_id)
    return render(visit, "staff/drafts/history.html", draft=found, versions=visit.services.drafts.history(draft_id))


def download(visit: StaffVisit, draft_id: str) -> Response:
    """Give the file of a draft, to be kept."""
    found = draft_of(visit, draft_id, request.args.get("version", ""))
    return file_to_keep(found.version.text, found.file, YAML)


def delete(visit: StaffVisit, draft_id: str) -> Response:
    """Delete a draft with all of its versions."""
    found, by, audit = draft_of(visit, draft_id), visit.by, visit.services.accounts.audit
    visit.services.drafts.delete(
        draft_id,
        lambda transaction: audit.note(transaction, who=by.who, what="draft-deleted", about=found.name, day=by.day),
    )
    return redirect_to(visit, saying(visit.path("staff", "drafts"), "deleted"))


def _page(
    visit: StaffVisit, draft: Draft, code: int = 200, *, problem: str | None = None, other: Saved | None = None
) -> Response:
    looked = look_at(visit, draft)
    n = min(number(request.values.get("n", ""), MOST) or 1, len(looked.quiz.questions) if looked.quiz else 0)
    root = root_of(visit, draft.id, LOOKS[0])
    frames = [(one, f"{root}/{one.id}/quiz/{draft.name}/{n}") for one in visit.services.languages]
    reply = render(
        visit,
        "staff/drafts/draft.html",
        code,
        draft=draft,
        looked=looked,
        problem=problem,
        other=other,
        before=other.number if other else draft.newest,
        n=n,
        frames=frames,
        asked=listed(draft.version.text),
        kinds=question_fields(visit.services.library),
        has_editor=visit.services.assets.has("editor.js"),
    )
    return framed(reply)
