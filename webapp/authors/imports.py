"""Bringing questions: a file of another program is read, its author picks from what can be used, and drafts begin."""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from pathlib import Path

from flask import Response, abort, request

from quizlib.authoring import languages, speaking
from quizlib.exchange import Draft, Imported, NotReadable, drafts, read_questions
from webapp.authors.drafts import begun
from webapp.authors.texts import LONGEST
from webapp.extras import MISSING, NotInstalled
from webapp.staff.staff_visit import StaffVisit
from webapp.web.addresses import saying
from webapp.web.replying.render import redirect_to, render

LARGEST = 2 * 2**20  # bytes; the page brings it back with what is picked
LONGEST_NAME = 100


def choose(visit: StaffVisit) -> Response:
    """Ask for a file and the language of its questions."""
    return _page(visit)


def read(visit: StaffVisit) -> Response:
    """Show what a file has; where questions were picked already, begin drafts with them."""
    sent = request.files.get("file")
    picked = request.form.getlist("pick", type=int)
    raw = sent.read(LARGEST + 1) if sent else _brought_back(request.form.get("brought", ""))
    name = Path((sent.filename if sent else request.form.get("name")) or "").name[:LONGEST_NAME]
    language = request.form.get("language", "")
    if language not in [one.id for one in visit.services.library.languages]:
        abort(400)
    if not raw or len(raw) > LARGEST:
        return _page(visit, 400, problem="file" if not raw else "large")
    try:
        found = _read(visit, raw, name, language)
    except NotReadable as error:
        return _page(visit, 400, problem="unreadable", why=str(error))
    except NotInstalled as missing:
        return _page(visit, MISSING, problem="missing", why=str(missing))
    if sent is None and picked:
        made = list(drafts([item for number, item in enumerate(found.items) if number in picked], Path(name).stem))
        if all(len(draft.text) <= LONGEST for draft in made):
            return _begin(visit, made)
    problem = None if sent else "long" if picked else "none"
    return _page(
        visit,
        400 if problem else 200,
        problem=problem,
        found=found,
        name=name,
        language=language,
        brought=b64encode(raw).decode(),
        picked=set(picked) if sent is None else set(range(len(found.items))),
    )


def _read(visit: StaffVisit, raw: bytes, name: str, language: str) -> Imported:
    with speaking(visit.language.id if visit.language.id in languages() else "en"):
        try:
            return read_questions(raw, name, language)
        except ImportError as error:
            raise NotInstalled("exchange") from error


def _brought_back(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except binascii.Error:
        return b""


def _begin(visit: StaffVisit, made: list[Draft]) -> Response:
    addresses = [begun(visit, draft.name, draft.text) for draft in made]
    if len(addresses) == 1:
        return redirect_to(visit, saying(addresses[0], "begun"))
    return redirect_to(visit, saying(visit.path("staff", "drafts"), "imported"))


def _page(
    visit: StaffVisit,
    code: int = 200,
    *,
    problem: str | None = None,
    why: str = "",
    found: Imported | None = None,
    name: str = "",
    language: str = "",
    brought: str = "",
    picked: set[int] | None = None,
) -> Response:
    return render(
        visit,
        "staff/drafts/import.html",
        code,
        problem=problem,
        why=why,
        found=found,
        name=name,
        chosen=language or visit.language.id,
        brought=brought,
        picked=picked or set(),
        known=visit.services.library.languages,
    )
