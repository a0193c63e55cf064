"""Check-ups: which form comes next, the reminder code of a result, and what a new attempt may be compared with."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from quizlib import Library, Quiz, ReminderCode, VerdictCounts
from webapp.web.device import Device, RememberedResult
from webapp.web.offered_quizzes import OfferedQuizzes


def next_form(offered: OfferedQuizzes, taken: Sequence[str]) -> Quiz | None:
    """Return the check-up to take after these forms: the first that is not among them, else the one longest ago."""
    latest = {form: number for number, form in enumerate(taken)}
    return min(offered.check_ups(), key=lambda quiz: latest.get(quiz.form or "", -1), default=None)


def forms_taken(library: Library, device: Device) -> list[str]:
    """Return the forms of the check-up that a browser has finished, the latest last."""
    done = [library.quizzes.get(name) for name, result in device.results.items() if result.done]
    return [quiz.form for quiz in done if quiz and quiz.form]


def code_of(quiz: Quiz, result: RememberedResult) -> ReminderCode | None:
    """Return the reminder code of a check-up's result; None if it is not finished, or its counts fit no code."""
    if quiz.form is None or not result.done:
        return None
    short = result.scams.of + result.genuine.of < len(quiz.questions)
    code = ReminderCode(quiz.form, short, result.month, result.scams, result.genuine)
    with suppress(ValueError):
        str(code)
        return code
    return None


def check_up_before(library: Library, device: Device, quiz: Quiz) -> ReminderCode | None:
    """Return the check-up before this one: the code that was typed, else the latest of another form in the browser."""
    if device.before:
        return ReminderCode.parse(device.before)
    for name, result in reversed(list(device.results.items())):
        other = library.quizzes.get(name)
        if other and other.id != quiz.id and (code := code_of(other, result)):
            return code
    return None


def earlier_result(library: Library, device: Device, quiz: Quiz) -> dict[str, object] | None:
    """Return what an attempt that begins now stores of the one before it, for statistics.

    What a browser remembers serves them only if that was allowed; a code is typed for the purpose.
    """
    if quiz.kind == "check-up" and (device.statistics or device.before):
        code = check_up_before(library, device, quiz)
        if code is None:
            return None
        counts = {"scams": _plain(code.scams), "genuine": _plain(code.genuine)}
        return {"form": code.form, "short": code.short, "month": code.month, **counts}
    result = device.results.get(quiz.id)
    if quiz.kind == "ratings" and device.statistics and result and result.done:
        return {"month": result.month, "steps": dict(result.ratings)}
    return None


def _plain(counts: VerdictCounts) -> list[int]:
    return [counts.right, counts.unsure, counts.wrong]
