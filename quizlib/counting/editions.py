"""Editions: which versions of its forms a check-up has, and in which order a person takes them."""

from __future__ import annotations

from collections.abc import Iterable

from quizlib.content.quiz import SHORT, Quiz
from quizlib.measures.orders import FormOrder, rotations
from quizlib.questions.base import fingerprint


def form_order(first: str, check_ups: Iterable[Quiz], *, short: bool) -> FormOrder | None:
    """Return the order of a person who takes the form `first` first; None if there are not two forms with it.

    `check_ups` are all forms that are compared with each other. `short` says whether their short forms are taken,
    which have an edition of their own.
    """
    by_form = {str(quiz.form): quiz for quiz in check_ups}
    forms = next((forms for forms in rotations(by_form) if forms[0] == first), "")
    if len(forms) <= 1:
        return None
    asked = [
        [form, *([one.id, one.version] for one in by_form[form].questions[: SHORT if short else None])]
        for form in sorted(by_form)
    ]
    return FormOrder(forms, fingerprint(asked))
