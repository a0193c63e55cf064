"""The participant's pages: one blueprint, its addresses those of the table in docs/architecture.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Concatenate

from flask import Blueprint, Response

from quizlib import Language
from webapp.participant import (
    age_and_channel,
    answer,
    choices,
    month,
    pages,
    programme,
    question,
    quiz,
    refresher,
    reminder_code,
    result,
    workshop,
)
from webapp.web.visit import Visit, with_visit


def blueprint(languages: Iterable[Language]) -> Blueprint:
    """Return the pages, in these languages."""
    participant = Blueprint("participant", __name__)
    lang = f"/<any({', '.join(language.id for language in languages)}):lang>"

    def add(view: Callable[Concatenate[Visit, ...], Response], *rules: str, method: str = "GET") -> None:
        called = with_visit(view)
        for rule in rules:
            participant.add_url_rule(rule, view.__name__, called, methods=(method,))

    add(pages.root, "/")
    add(pages.front, f"{lang}/")
    for page in (pages.help_now, pages.doubt, pages.privacy, pages.accessibility, pages.about):
        add(page, f"{lang}/{page.__name__.removesuffix('_now')}")
    add(pages.was, "/was")
    add(pages.healthz, "/healthz")
    of_quiz, of_practice = f"{lang}/quiz/<quiz_id>", f"{lang}/quiz/<quiz_id>/practise"
    add(quiz.start, of_quiz)
    add(quiz.begin, of_quiz, method="POST")
    add(question.question, f"{of_quiz}/<int(min=1):n>")
    add(answer.answer, f"{of_quiz}/<int(min=1):n>", method="POST")
    add(result.result, f"{of_quiz}/result")
    add(result.remember_sheet, f"{of_quiz}/remember")
    add(quiz.audio, f"{of_quiz}/audio/<name>")
    add(quiz.go_on_practising, of_practice)
    add(quiz.begin_practice, of_practice, method="POST")
    add(question.practice, f"{of_practice}/<int(min=1):n>")
    add(answer.answer_practice, f"{of_practice}/<int(min=1):n>", method="POST")
    add(result.practice_result, f"{of_practice}/result")
    add(age_and_channel.age, f"{of_quiz}/age", method="POST")
    add(workshop.invitation, "/d/<code>", f"{lang}/d/<code>")
    add(workshop.accept, "/d/<code>", f"{lang}/d/<code>", method="POST")
    add(workshop.join, f"{lang}/join")
    add(workshop.take_join_code, f"{lang}/join", method="POST")
    add(workshop.people, f"{lang}/people")
    add(workshop.set_people, f"{lang}/people", method="POST")
    add(workshop.workshop_quizzes, f"{lang}/workshop")
    add(workshop.workshop_now, f"{lang}/workshop/now")
    add(programme.programme, f"{lang}/programme/<programme_id>")
    add(programme.go_on, f"{lang}/programme/<programme_id>", method="POST")
    add(month.month, f"{lang}/month")
    add(refresher.refresh, f"{lang}/refresh")
    add(refresher.begin_refresher, f"{lang}/refresh", method="POST")
    add(reminder_code.code, f"{lang}/code")
    add(reminder_code.take_code, f"{lang}/code", method="POST")
    for asks, does in (
        (choices.display, choices.set_display),
        (choices.done, choices.clear),
        (choices.delete, choices.delete_answers),
        (choices.keep, choices.set_keep),
    ):
        add(asks, f"{lang}/{asks.__name__}")
        add(does, f"{lang}/{asks.__name__}", method="POST")
    return participant
