"""The participant's pages: one blueprint, its addresses those of the table in docs/architecture.md."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint

from quizlib import Language
from webapp.participant import choices, pages, quiz


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
    add(f"{lang}/quiz/<quiz_id>", quiz.start)
    add(f"{lang}/quiz/<quiz_id>", quiz.begin, "POST")
    add(f"{lang}/quiz/<quiz_id>/<int(min=1):n>", quiz.question)
    add(f"{lang}/quiz/<quiz_id>/<int(min=1):n>", quiz.answer, "POST")
    add(f"{lang}/quiz/<quiz_id>/result", quiz.result)
    add(f"{lang}/quiz/<quiz_id>/remember", quiz.remember_sheet)
    add(f"{lang}/quiz/<quiz_id>/practise", quiz.go_on_practising)
    add(f"{lang}/quiz/<quiz_id>/practise", quiz.begin_practice, "POST")
    add(f"{lang}/quiz/<quiz_id>/practise/<int(min=1):n>", quiz.practice)
    add(f"{lang}/quiz/<quiz_id>/practise/<int(min=1):n>", quiz.answer_practice, "POST")
    for asks, does in (
        (choices.display, choices.set_display),
        (choices.done, choices.clear),
        (choices.delete, choices.delete_answers),
        (choices.keep, choices.set_keep),
    ):
        add(f"{lang}/{asks.__name__}", asks)
        add(f"{lang}/{asks.__name__}", does, "POST")
    return participant
