"""Publishing content: one person proposes it, another one says yes."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path, PurePath

from flask import Response, abort, request

from quizlib.authoring import CannotChange, in_group, languages, read_file, read_settings, speaking
from webapp.publishing.generations import PlaceError
from webapp.publishing.proposal import Proposal, Proposals, UnusableError, files_in
from webapp.publishing.publish import RefusedContentError, look_at, publish
from webapp.site_content.reading import QUIZZES
from webapp.staff.roles import allowed
from webapp.staff.staff_visit import StaffVisit
from webapp.storage.staff.audit import Doing
from webapp.web.addresses import saying
from webapp.web.replying.render import redirect_to, render
from webapp.web.replying.replies import file_to_keep
from webapp.web.typed import number

ARCHIVE = "content.zip"
SETTINGS = "library.yaml"
MOST_LINES = 300  # of problems, and of changes


def proposed(visit: StaffVisit) -> Response:
    """Show what waits for a yes, what it changes and what is wrong with it; or ask for a file."""
    return _page(visit)


def propose(visit: StaffVisit) -> Response:
    """Take a file, and let it wait for the yes of another person."""
    sent, page = request.files.get("file"), visit.path("staff", "publish")
    if sent is None or not (data := sent.read()):
        return redirect_to(visit, f"{page}?problem=missing")
    try:
        files = files_in(sent.filename or "", data, visit.services.settings.quiz_content)
    except UnusableError as unusable:
        return redirect_to(visit, f"{page}?problem={unusable}")
    return _waits(visit, files)


def propose_draft(visit: StaffVisit, draft_id: str) -> Response:
    """Let the newest version of a draft wait for the yes of another person."""
    draft = visit.services.drafts.one(draft_id) or abort(404)
    folder, page = visit.services.settings.quiz_content, visit.path("staff", "publish")
    try:
        return _waits(visit, files_in(draft.file, draft.version.text.encode(), folder))
    except UnusableError as unusable:
        return redirect_to(visit, f"{page}?problem={unusable}")


def decide(visit: StaffVisit) -> Response:
    """Publish what waits, if another person has proposed it; or forget it."""
    waiting, page = _proposals(visit).waiting(), visit.path("staff", "publish")
    if waiting is None or request.form.get("proposal") != waiting.id:
        return redirect_to(visit, f"{page}?problem=other")
    about = ", ".join(sorted(waiting.files))
    if "no" in request.form:
        _proposals(visit).forget(waiting)
        _note(visit, "content-withdrawn", about)
        return redirect_to(visit, saying(page, "withdrawn"))
    if waiting.account == visit.who.id or not visit.may("publishing"):
        abort(403)
    settings = visit.services.settings
    try:
        with waiting.applied(settings.quiz_content) as source:
            publish(source, settings, visit.now, lambda _: None)
    except RefusedContentError:
        return redirect_to(visit, page)
    except PlaceError:
        return _page(visit, "place")
    _proposals(visit).forget(waiting)
    _note(visit, "content-published", f"{about} ({waiting.name})")
    return redirect_to(visit, saying(page, "published"))


def put_in_group(visit: StaffVisit) -> Response:
    """Let a new quiz that waits be in a group of the front page: the file that says so waits with it."""
    waiting, page = _proposals(visit).waiting(), visit.path("staff", "publish")
    if waiting is None or request.form.get("proposal") != waiting.id or waiting.account != visit.who.id:
        return redirect_to(visit, f"{page}?problem=other")
    quiz, group = request.form.get("quiz", ""), number(request.form.get("group", ""), MOST_LINES)
    try:
        with waiting.applied(visit.services.settings.quiz_content) as source:
            if group is None or quiz not in _in_no_group(waiting, source):
                abort(400)
            text = in_group(source / SETTINGS, group, quiz)
    except CannotChange:
        abort(400)
    return _waits(visit, {**waiting.files, SETTINGS: text.encode()})


def archive(visit: StaffVisit) -> Response:
    """Give the content as it would be, for those who put it in place themselves."""
    waiting = _proposals(visit).waiting() or abort(404)
    made = BytesIO()
    with waiting.applied(visit.services.settings.quiz_content) as folder, zipfile.ZipFile(made, "w") as packed:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                packed.write(path, path.relative_to(folder), zipfile.ZIP_DEFLATED)
    return file_to_keep(made.getvalue(), ARCHIVE, "application/zip")


def _waits(visit: StaffVisit, files: Mapping[str, bytes]) -> Response:
    """Let files wait for the yes of another person, and go to the page that shows them."""
    _proposals(visit).propose(visit.who.id, visit.who.name, visit.today, files)
    _note(visit, "content-proposed", ", ".join(sorted(files)))
    return redirect_to(visit, saying(visit.path("staff", "publish"), "proposed"))


def _page(visit: StaffVisit, problem: str = "") -> Response:
    waiting, problem = _proposals(visit).waiting(), problem or request.args.get("problem", "")
    others = [one for one in visit.services.accounts.all() if one.active and one.id != visit.who.id]
    seconds = tuple(one.name for one in others if allowed(one.role, "publishing"))
    return render(
        visit,
        "staff/publish.html",
        200,
        lambda: _looked(visit, waiting) if waiting else {},
        key=(waiting.id, visit.who, problem, seconds) if waiting else None,
        problem=problem,
        waiting=waiting,
        files=sorted(waiting.files) if waiting else (),
        mine=waiting is not None and waiting.account == visit.who.id,
        seconds=seconds,
        says_yes=visit.may("publishing"),
    )


def _looked(visit: StaffVisit, waiting: Proposal) -> dict[str, object]:
    """Return what is found in a proposal, with paths as they are in the content folder; that takes a moment."""
    spoken, settings = visit.language.id if visit.language.id in languages() else "en", visit.services.settings
    with waiting.applied(settings.quiz_content) as source, speaking(spoken):
        looked = look_at(source, settings).within(source)
        apart, groups = _in_no_group(waiting, source), read_settings(source)[0].groups
    return {
        "errors": looked.errors[:MOST_LINES],
        "changes": looked.changes[:MOST_LINES],
        "apart": apart,
        "groups": [group.title[visit.language.id] for group in groups] if apart else [],
    }


def _in_no_group(waiting: Proposal, source: Path) -> list[str]:
    """Return the quizzes of a proposal that are in no group of the front page; `source` is the content as proposed."""
    groups = read_settings(source)[0].groups
    known = {name for group in groups for name in group.quizzes}
    files = [source / name for name in sorted(waiting.files) if PurePath(name).parent.name == QUIZZES]
    found = [file for file in files if groups and file.suffix == ".yaml" and file.stem not in known]
    return [file.stem for file in found if _kind(file) == "quiz"]


def _kind(file: Path) -> str:
    data = read_file(file).data
    return str(data.get("kind", "quiz")) if isinstance(data, dict) else ""


def _proposals(visit: StaffVisit) -> Proposals:
    return Proposals(visit.services.settings.data_dir)


def _note(visit: StaffVisit, what: Doing, about: str) -> None:
    visit.services.accounts.audit.note_alone(who=visit.by.who, what=what, about=about, day=visit.by.day)
