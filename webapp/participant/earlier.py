"""What came before: typing a reminder code, and what a new attempt may be compared with."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from flask import Response, request

from quizlib import InvalidCode, Quiz, ReminderCode
from webapp.web.device import Device, Draft, RememberedResult
from webapp.web.render import device, path, redirect_to, render, set_device
from webapp.web.services import services, today

PAGE = ("code",)  # where a mistyped code is kept until it is right
LONGEST = 40  # characters of what was typed, that are shown again


def code(lang: str) -> Response:  # noqa: ARG001 - the language is read from the address
    """Ask for the reminder code, or say what is wrong with the one that was typed."""
    draft = device().draft
    typed = draft.response[0] if draft and draft.place == PAGE and "problem" in request.args else ""
    return render("code.html", problem=request.args.get("problem"), typed=typed)


def take_code(lang: str) -> Response:  # noqa: ARG001 - as in code
    """Keep the code for the check-up that comes next, and go there: to another form than the one it speaks of."""
    typed = request.form.get("code", "")
    try:
        known = ReminderCode.parse(typed)
        if known.month > f"{today():%Y-%m}":
            raise InvalidCode("mistyped")  # noqa: TRY301 - it is answered below like every other
    except InvalidCode as error:
        problem = "missing" if not typed.strip() else error.reason
        draft = Draft(PAGE, (typed[:LONGEST],))
        return set_device(redirect_to(f"{path('code')}?problem={problem}"), device().with_draft(draft))
    changed = device().with_before(str(known))
    if changed.draft and changed.draft.place == PAGE:
        changed = changed.with_draft(None)
    following = next_form([known.form])
    return set_device(redirect_to(path("quiz", following.id) if following else path("")), changed)


def next_form(taken: Sequence[str]) -> Quiz | None:
    """Return the check-up to take after these forms: the first that is not among them, else the one longest ago."""
    offered = services().check_ups()
    latest = {form: number for number, form in enumerate(taken)}
    return min(offered, key=lambda quiz: latest.get(quiz.form or "", -1), default=None)


def forms_taken(known: Device) -> list[str]:
    """Return the forms of the check-up that this browser has finished, the latest last."""
    done = [services().library.quizzes.get(name) for name, reached in known.results.items() if reached.done]
    return [quiz.form for quiz in done if quiz and quiz.form]


def code_of(quiz: Quiz, reached: RememberedResult) -> ReminderCode | None:
    """Return the reminder code of a check-up's result; None if it is not finished, or no whole one."""
    if quiz.form is None or not reached.done:
        return None
    short = reached.scams.of + reached.genuine.of < len(quiz.questions)
    code = ReminderCode(quiz.form, short, reached.month, reached.scams, reached.genuine)
    with suppress(ValueError):
        str(code)
        return code
    return None


def check_up_before(known: Device, quiz: Quiz) -> ReminderCode | None:
    """Return the check-up before this one: the code that was typed, else the latest of another form here."""
    if known.before:
        return ReminderCode.parse(known.before)
    for name, reached in reversed(list(known.results.items())):
        other = services().library.quizzes.get(name)
        if other and other.id != quiz.id and (code := code_of(other, reached)):
            return code
    return None


def before(known: Device, quiz: Quiz) -> dict[str, object] | None:
    """Return what an attempt that begins now stores of the one before it, for statistics.

    What this browser remembers serves them only if that was allowed; a code is typed for the purpose.
    """
    if quiz.kind == "check-up" and (known.statistics or known.before):
        code = check_up_before(known, quiz)
        return (
            None
            if code is None
            else {
                "form": code.form,
                "short": code.short,
                "month": code.month,
                "scams": [code.scams.right, code.scams.unsure, code.scams.wrong],
                "genuine": [code.genuine.right, code.genuine.unsure, code.genuine.wrong],
            }
        )
    reached = known.results.get(quiz.id)
    if quiz.kind == "ratings" and known.statistics and reached and reached.done:
        return {"month": reached.month, "steps": dict(reached.ratings)}
    return None
