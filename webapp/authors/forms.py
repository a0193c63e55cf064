"""The form of one question of a draft, made from the model of its type; and one more question."""

from __future__ import annotations

from typing import NamedTuple

from flask import Response, abort, request

from quizlib.authoring import CannotChange, Entry, QuestionForm, languages, listed, say, speaking, with_question
from webapp.authors.frames import LOOKS, framed, root_of
from webapp.authors.looked import look_at
from webapp.authors.texts import LONGEST
from webapp.authors.writing import MOST, draft_of
from webapp.staff.staff_visit import StaffVisit
from webapp.storage.drafts.draft import Draft, NewerVersionError
from webapp.web.addresses import saying
from webapp.web.replying.render import redirect_to, render
from webapp.web.typed import number


class Press(NamedTuple):
    """What a button of a list asks for: a new member, one away, or one earlier; the list, and which of its members."""

    what: str
    where: str
    member: int

    @classmethod
    def of(cls, sent: str) -> Press | None:
        """Return what a button that was pressed asks for; None if it saves and no more."""
        what, _, rest = sent.partition(":")
        where, _, index = rest.partition(":")
        return cls(what, where, number(index, MOST) or 0) if what else None

    def done(self, form: QuestionForm) -> str:
        """Return the text with what the button asks for. LookupError if the form has no such list."""
        match self.what:
            case "add":
                return form.with_member(self.where)
            case "remove":
                return form.without_member(self.where, self.member)
            case "earlier":
                return form.with_member_earlier(self.where, self.member)
        raise LookupError(self.what)


def show(visit: StaffVisit, draft_id: str, n: str) -> Response:
    """Show the form of a question, beside it the question as participants see it."""
    draft = draft_of(visit, draft_id)
    try:
        form = _form(visit, draft, n)
    except CannotChange as error:
        return _none(visit, draft, error)
    return _page(visit, draft, form)


def save(visit: StaffVisit, draft_id: str, n: str) -> Response:
    """Store what was typed as a new version; with a button of a list, one more or less of its members too."""
    draft = draft_of(visit, draft_id, request.form.get("of", ""))
    pressed, before = Press.of(request.form.get("do", "")), number(request.form.get("before", ""), MOST) or 0
    try:
        form = _form(visit, draft, n)
    except CannotChange as error:
        return _none(visit, draft, error)
    typed = form.as_typed(request.form)
    try:
        with speaking(_spoken(visit)):
            text = form.changed(request.form)
            text = pressed.done(QuestionForm.of(text, form.number, visit.services.library)) if pressed else text
    except CannotChange as error:
        return _page(visit, draft, typed, 400, problem="cannot", why=str(error))
    except LookupError:
        abort(400)
    if len(text) > LONGEST:
        return _page(visit, draft, typed, 400, problem="long")
    try:
        visit.services.drafts.save(draft_id, before, text, visit.by)
    except NewerVersionError:
        return _page(visit, draft, typed, 409, problem="newer", newest=draft_of(visit, draft_id))
    place = f"#{_id(pressed.where)}" if pressed else ""
    return redirect_to(visit, saying(_address(visit, draft_id, form.number), "saved") + place)


def add(visit: StaffVisit, draft_id: str) -> Response:
    """Add a question of a type behind the others, and lead to its form."""
    draft = draft_of(visit, draft_id)
    kind = request.form.get("type", "")
    try:
        with speaking(_spoken(visit)):
            text = with_question(draft.version.text, kind, visit.services.library)
    except CannotChange as error:
        return _none(visit, draft, error)
    except LookupError:
        abort(400)
    try:
        visit.services.drafts.save(draft_id, draft.newest, text, visit.by)
    except NewerVersionError:
        return add(visit, draft_id)
    return redirect_to(visit, saying(_address(visit, draft_id, len(listed(text))), "added"))


def _form(visit: StaffVisit, draft: Draft, n: str) -> QuestionForm:
    """Return the form of a question; 404 if the draft has no such question."""
    try:
        with speaking(_spoken(visit)):
            return QuestionForm.of(draft.version.text, number(n, MOST) or 0, visit.services.library)
    except LookupError:
        abort(404)


def _spoken(visit: StaffVisit) -> str:
    return visit.language.id if visit.language.id in languages() else "en"


def _address(visit: StaffVisit, draft_id: str, n: int) -> str:
    return visit.path("staff", "drafts", draft_id, "questions", n)


def _id(name: str) -> str:
    """Return the id of an input, or of a list, in the page."""
    return f"f-{name.replace('.', '-').replace('~', 'key')}"


def _none(visit: StaffVisit, draft: Draft, error: CannotChange) -> Response:
    """Say why there is no form, and lead to the text."""
    return render(visit, "staff/drafts/no_form.html", 409, draft=draft, why=str(error))


def _page(
    visit: StaffVisit,
    draft: Draft,
    form: QuestionForm,
    code: int = 200,
    *,
    problem: str | None = None,
    why: str = "",
    newest: Draft | None = None,
) -> Response:
    looked = look_at(visit, draft)
    found = form.problems(looked.problems)
    root = root_of(visit, draft.id, LOOKS[0])
    shown = visit.services.languages if looked.quiz and not problem else ()

    def opened(entry: Entry) -> bool:
        """Return whether an entry is in sight: it has something, has to have it, or something is wrong with it."""
        return (
            entry.kind == "yes"
            or any(one.plain is not None or any(one.values.values()) or one.name in found for one in entry.every())
            or entry.field.required
        )

    with speaking(_spoken(visit)):
        reply = render(
            visit,
            "staff/drafts/question.html",
            code,
            draft=draft,
            looked=looked,
            form=form,
            found=found,
            errors_here=[one for about in found.values() for one in about if one.level == "error"],
            asked=listed(draft.version.text),
            problem=problem,
            why=why,
            other=newest.version if newest else None,
            before=newest.newest if newest else draft.newest,
            named={one.id: one for one in visit.services.library.languages},
            opened=opened,
            input_id=_id,
            say=say,
            frames=[(one, f"{root}/{one.id}/quiz/{draft.name}/{form.number}") for one in shown],
        )
    return framed(reply)
