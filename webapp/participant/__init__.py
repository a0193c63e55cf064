"""The participant's pages: one blueprint, its addresses those of the table in docs/architecture.md."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint

from quizlib import Language
from webapp.participant import (
    asking,
    choices,
    earlier,
    month,
    pages,
    programme,
    quiz,
    refresh,
    result,
    visits,
    workshop,
)


def blueprint(languages: Iterable[Language]) -> Blueprint:
    """Return the pages, in these languages."""
    participant = Blueprint("participant", __name__)
    lang = f"/<any({', '.join(language.id for language in languages)}):lang>"

    def add(rule: str, view: object, *methods: str) -> None:
        name = view.__name__  # type: ignore[attr-defined]  # every view is a function
        participant.add_url_rule(rule, name, view, methods=methods or ("GET",))  # type: ignore[arg-type]  # as above

    add("/", pages.root)
    add(f"{lang}/", pages.front)
    for page in (pages.help_now, pages.doubt, pages.privacy, pages.accessibility, pages.about):
        add(f"{lang}/{page.__name__.removesuffix('_now')}", page)
    add("/was", pages.was)
    add("/healthz", pages.healthz)
    of_quiz, of_practice = f"{lang}/quiz/<quiz_id>", f"{lang}/quiz/<quiz_id>/practise"
    add(of_quiz, quiz.start)
    add(of_quiz, quiz.begin, "POST")
    add(f"{of_quiz}/<int(min=1):n>", asking.question)
    add(f"{of_quiz}/<int(min=1):n>", asking.answer, "POST")
    add(f"{of_quiz}/result", result.result)
    add(f"{of_quiz}/remember", result.remember_sheet)
    add(f"{of_quiz}/audio/<name>", quiz.audio)
    add(of_practice, quiz.go_on_practising)
    add(of_practice, quiz.begin_practice, "POST")
    add(f"{of_practice}/<int(min=1):n>", asking.practice)
    add(f"{of_practice}/<int(min=1):n>", asking.answer_practice, "POST")
    add(f"{of_practice}/result", result.practice_result)
    add(f"{of_quiz}/age", visits.age, "POST")
    for rule in ("/d/<code>", f"{lang}/d/<code>"):
        add(rule, workshop.invitation)
        add(rule, workshop.accept, "POST")
    add(f"{lang}/join", workshop.join)
    add(f"{lang}/join", workshop.take_join_code, "POST")
    add(f"{lang}/people", workshop.people)
    add(f"{lang}/people", workshop.set_people, "POST")
    add(f"{lang}/workshop", workshop.event)
    add(f"{lang}/workshop/now", workshop.event_now)
    add(f"{lang}/programme/<programme_id>", programme.programme)
    add(f"{lang}/programme/<programme_id>", programme.go_on, "POST")
    add(f"{lang}/month", month.month)
    add(f"{lang}/refresh", refresh.refresh)
    add(f"{lang}/refresh", refresh.begin_refresher, "POST")
    add(f"{lang}/code", earlier.code)
    add(f"{lang}/code", earlier.take_code, "POST")
    for asks, does in (
        (choices.display, choices.set_display),
        (choices.done, choices.clear),
        (choices.delete, choices.delete_answers),
        (choices.keep, choices.set_keep),
    ):
        add(f"{lang}/{asks.__name__}", asks)
        add(f"{lang}/{asks.__name__}", does, "POST")
    return participant
