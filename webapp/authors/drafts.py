"""All drafts: the list, and beginning one from a new quiz, a quiz of the site, or a file."""

from __future__ import annotations

import re
from pathlib import Path

from flask import Response, request

from quizlib.authoring import blank_text
from webapp.authors.texts import LONGEST, read_text
from webapp.staff.staff_visit import StaffVisit
from webapp.web.addresses import saying
from webapp.web.replying.render import redirect_to, render
from webapp.web.typed import sent_back

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_NAME = 60
NEW, EVERY = "new", "every-type"
"""What a draft can begin with beside a quiz of the site: a short quiz, or a question of each type."""
TYPES = ("example", "verdict", "signs", "single_choice", "multiple_choice", "order", "sort", "conversation", "rating")


def drafts(visit: StaffVisit) -> Response:
    """List the drafts, and offer ways to begin one."""
    asked = {field: request.args.get(field, "") for field in ("problem", "name", "from")}
    quizzes = sorted(visit.services.library.quizzes.values(), key=lambda quiz: quiz.id)
    every = visit.services.drafts.all()
    return render(visit, "staff/drafts/drafts.html", drafts=every, quizzes=quizzes, asked=asked, most=LONGEST_NAME)


def begin(visit: StaffVisit) -> Response:
    """Begin a draft from a new quiz or from one of the site's."""
    source, typed = request.form.get("from", NEW), request.form.get("name", "").strip().lower()[:LONGEST_NAME]
    of_site = visit.services.library.quizzes.get(source)
    name = typed or (source if of_site else "")
    if not NAME.fullmatch(name):
        return _again(visit, "name", typed, source)
    if source in (NEW, EVERY):
        text = blank_text(visit.services.library, visit.today, TYPES if source == EVERY else ())
    elif of_site and (file := _file_of(visit, source)).is_file():
        text = file.read_text(encoding="utf-8")
    else:
        return _again(visit, "from", typed, "")
    return redirect_to(visit, saying(begun(visit, name, text), "begun"))


def upload(visit: StaffVisit) -> Response:
    """Begin a draft from a file."""
    sent = request.files.get("file")
    name, data = Path(sent.filename or "").stem.lower() if sent else "", sent.read() if sent else b""
    text = read_text(data)
    if not data:
        return _again(visit, "file")
    if text is None:
        return _again(visit, "encoding")
    if len(text) > LONGEST:
        return _again(visit, "long")
    if not NAME.fullmatch(name) or len(name) > LONGEST_NAME:
        return _again(visit, "file-name")
    return redirect_to(visit, saying(begun(visit, name, text), "begun"))


def begun(visit: StaffVisit, name: str, text: str) -> str:
    """Store a new draft, and return its address."""
    by, audit = visit.by, visit.services.accounts.audit
    made = visit.services.drafts.begin(
        name,
        text,
        by,
        lambda transaction: audit.note(transaction, who=by.who, what="draft-begun", about=name, day=by.day),
    )
    return visit.path("staff", "drafts", made)


def _again(visit: StaffVisit, problem: str, name: str = "", source: str = "") -> Response:
    query = sent_back([("problem", problem), ("name", name), ("from", source)])
    return redirect_to(visit, f"{visit.path('staff', 'drafts')}?{query}")


def _file_of(visit: StaffVisit, quiz_id: str) -> Path:
    folder = visit.services.library.folder or visit.services.settings.quiz_content
    return folder / f"{quiz_id}.yaml"
