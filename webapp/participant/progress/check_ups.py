"""Check-ups: which form comes next, the reminder code of the first result, and what a new attempt is compared with."""

from __future__ import annotations

from contextlib import suppress
from secrets import SystemRandom

from quizlib import Attempt, Library, Quiz, ReminderCode, VerdictCounts, edition_number, form_order, side_key
from quizlib.measures import FormOrder
from webapp.web.devices.device import Device
from webapp.web.offered_quizzes import OfferedQuizzes

LOT = SystemRandom()


def next_form(offered: OfferedQuizzes, device: Device) -> Quiz | None:
    """Return the check-up to take next: the one under way, else the next in the order of this person's forms.

    The order begins with the first form that was taken, or is drawn. A code that was typed is that of a first result,
    so the form comes that stands last in its order. When all forms are taken, the one comes that was taken longest ago.
    """
    forms = {str(quiz.form): quiz for quiz in offered.check_ups}
    taken = forms_taken(offered.library, device)
    under_way = [quiz for quiz in forms.values() if quiz.id in device.attempts and quiz.form not in taken]
    if under_way or not forms:
        return under_way[-1] if under_way else None
    orders = offered.orders
    known = ReminderCode.parse(device.before or device.first).form if device.before or device.first else ""
    first = known or "".join(taken[:1])
    order = next((order for order in orders if order[0] == first), None) or LOT.choice(orders)
    if device.before:
        return forms[order[-1]]
    new = [form for form in order if form not in taken and form != known]
    return forms[new[0]] if new else min(forms.values(), key=lambda quiz: taken.index(quiz.form or ""))


def forms_taken(library: Library, device: Device) -> list[str]:
    """Return the forms of the check-up that a browser has finished, the latest last."""
    done = [library.quizzes.get(name) for name, result in device.results.items() if result.done]
    return [quiz.form for quiz in done if quiz and quiz.form]


def sitting_code(device: Device) -> ReminderCode | None:
    """Return the one reminder code of this sitting: that of the first check-up that was finished, or was typed."""
    return ReminderCode.parse(device.first) if device.first else None


def first_result(library: Library, device: Device, quiz: Quiz) -> ReminderCode | None:
    """Return the first result that a check-up can be compared with; None if it is of other sides, or of older forms."""
    text = device.before or device.first
    code = ReminderCode.parse(text) if text else None
    order = _order(library, quiz, code.form, short=code.short) if code else None
    return code if code and order and edition_number(order.edition) == code.edition else None


def after_check_up(library: Library, device: Device, attempt: Attempt, month: str) -> Device:
    """Return the device after a check-up was finished: with the first result of all, and no code that was typed."""
    first = first_result(library, device, attempt.quiz) or _code_of(library, attempt, month)
    return device.with_before("").with_first(str(first or ""))


def earlier_result(
    library: Library, device: Device, quiz: Quiz, *, short: bool, practice: bool
) -> dict[str, object] | None:
    """Return what an attempt that begins now stores of the first one, for statistics.

    What a browser remembers serves them only if that was allowed; a code is typed for the purpose. A form that was
    finished before is compared with nothing. `practice` says that no quiz lay between.
    """
    result = device.results.get(quiz.id)
    if quiz.kind == "ratings" and device.statistics and result and result.done:
        return {"month": result.month, "steps": dict(result.ratings)}
    if quiz.kind != "check-up" or not (device.statistics or device.before) or (result and result.done):
        return None
    code = first_result(library, device, quiz)
    if code is None:
        return _first_of_all(library, quiz, short=short)
    order = _order(library, quiz, code.form, short=short) if code.short == short else None
    if order is None:
        return None
    harmless, harmful = map(side_key, quiz.sides[0])
    counts = {harmful: _plain(code.harmful), harmless: _plain(code.harmless)}
    found = {"order": order.forms, "edition": order.edition, "short": short, "month": code.month, **counts}
    return found | ({"practice": True} if practice else {})


def _first_of_all(library: Library, quiz: Quiz, *, short: bool) -> dict[str, object] | None:
    """Return that this is a first check-up. Reserved messages are counted by it; a short form has none."""
    order = None if short or not quiz.reserved else _order(library, quiz, quiz.form or "", short=short)
    return {"order": order.forms} if order else None


def _order(library: Library, quiz: Quiz, first: str, *, short: bool) -> FormOrder | None:
    """Return the order that begins with a form, among the check-ups that judge the same sides as this one."""
    check_ups = [one for one in library.quizzes.values() if one.form and one.sides and one.sides == quiz.sides]
    return form_order(first, check_ups, short=short)


def _code_of(library: Library, attempt: Attempt, month: str) -> ReminderCode | None:
    """Return the reminder code of a finished check-up; None if its counts fit no code."""
    quiz, short = attempt.quiz, attempt.only is not None
    if quiz.form is None or not quiz.sides:
        return None
    order = _order(library, quiz, quiz.form, short=short)
    harmless, harmful = map(attempt.compared.of_side, quiz.sides[0])
    edition = edition_number(order.edition) if order else 0
    code = ReminderCode(quiz.form, short, month, harmful, harmless, edition)
    with suppress(ValueError):
        str(code)
        return code
    return None


def _plain(counts: VerdictCounts) -> list[int]:
    return [counts.right, counts.unsure, counts.wrong]
