"""The participant's pages: one blueprint, its addresses those of the table in docs/architecture.md.

The page that is asked for first is imported at the start, every other one when it is first asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate

from flask import Blueprint, Response

from quizlib import Language
from webapp.participant import pages
from webapp.web.current_visit import with_visit
from webapp.web.later import later
from webapp.web.replying.render import redirect_to
from webapp.web.visit import Visit

if TYPE_CHECKING:
    from webapp.participant import (
        age_and_channel,
        discreet,
        month,
        programme,
        refresher,
        reminder_code,
        sheet,
        three,
        workshop,
    )
    from webapp.participant.taking import answer, choices, question, quiz, result
    from webapp.participant.together import answering
    from webapp.participant.together import pages as together
else:
    age_and_channel, discreet, month = later("webapp.participant", "age_and_channel discreet month")
    programme, refresher, reminder_code = later("webapp.participant", "programme refresher reminder_code")
    sheet, three, workshop = later("webapp.participant", "sheet three workshop")
    answer, choices, question, quiz, result = later("webapp.participant.taking", "answer choices question quiz result")
    answering, together = later("webapp.participant.together", "answering pages")


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
    for page in (
        pages.help_now,
        pages.doubt,
        pages.beside,
        pages.send,
        pages.privacy,
        pages.accessibility,
        pages.about,
    ):
        add(page, f"{lang}/{page.__name__.removesuffix('_now')}")
    add(pages.was, "/was")
    add(pages.security_txt, "/.well-known/security.txt")
    add(pages.healthz, "/healthz")
    of_quiz, of_practice = f"{lang}/quiz/<quiz_id>", f"{lang}/quiz/<quiz_id>/practise"
    of_question = f"{of_quiz}/<int(min=1):n>"
    add(or_discreet(quiz.start, discreet.start), of_quiz)
    add(or_discreet(quiz.begin, discreet.begin), of_quiz, method="POST")
    add(or_discreet(question.question, discreet.question), of_question)
    add(or_discreet(answer.answer, discreet.answer), of_question, method="POST")
    add(or_discreet(result.result, discreet.result), f"{of_quiz}/result")
    add(discreet.begun, f"{of_quiz}/begun")
    add(discreet.leave, f"{of_quiz}/leave", method="POST")
    add(sheet.remember_sheet, f"{of_quiz}/remember")
    add(three.three, f"{of_quiz}/three")
    for begins, word in ((three.begin_three, "three"), (three.go_on_to_whole, "whole")):
        add(begins, f"{of_quiz}/{word}", method="POST")
    add(quiz.audio, f"{of_quiz}/audio/<name>")
    add(quiz.go_on_practising, of_practice)
    add(quiz.begin_practice, of_practice, method="POST")
    add(question.practice, f"{of_practice}/<int(min=1):n>")
    add(answer.answer_practice, f"{of_practice}/<int(min=1):n>", method="POST")
    add(result.practice_result, f"{of_practice}/result")
    add(age_and_channel.age, f"{of_quiz}/age", method="POST")
    add(workshop.invitation, "/d/<code>", f"{lang}/d/<code>")
    add(workshop.invitation_now, f"{lang}/d/<code>/now")
    add(workshop.accept, "/d/<code>", f"{lang}/d/<code>", method="POST")
    add(workshop.hand_over, f"{lang}/another", method="POST")
    add(workshop.workshop_quizzes, f"{lang}/workshop")
    add(workshop.workshop_now, f"{lang}/workshop/now")
    add(together.together, f"{lang}/together")
    add(together.together_now, f"{lang}/together/now")
    for takes, rule in (
        (together.go_apart, "apart"),
        (together.come_back, "again"),
        (answering.answer_together, "<quiz_id>/<question_id>"),
        (answering.answer_after_talk, "<quiz_id>/<question_id>/talk"),
    ):
        add(takes, f"{lang}/together/{rule}", method="POST")
    add(programme.programme, f"{lang}/programme/<programme_id>")
    add(programme.go_on, f"{lang}/programme/<programme_id>", method="POST")
    add(sheet.programme_sheet, f"{lang}/programme/<programme_id>/remember")
    add(month.month, f"{lang}/month")
    add(choices.kept, f"{lang}/kept")
    for asks, does in (
        (refresher.refresh, refresher.begin_refresher),
        (reminder_code.code, reminder_code.take_code),
        (workshop.join, workshop.take_join_code),
        (workshop.people, workshop.set_people),
        (choices.display, choices.set_display),
        (choices.done, choices.clear),
        (choices.delete, choices.delete_answers),
        (choices.keep, choices.set_keep),
    ):
        add(asks, f"{lang}/{asks.__name__}")
        add(does, f"{lang}/{asks.__name__}", method="POST")
    return participant


def or_discreet(view: Callable[..., Response], discreet: Callable[..., Response]) -> Callable[..., Response]:
    """Return a view of a quiz that leaves discreet quizzes to another view. In a workshop nobody takes them."""

    @wraps(view)
    def either(visit: Visit, quiz_id: str, **more: int) -> Response:
        quiz = visit.offered.quiz(quiz_id)
        if quiz is None or not quiz.discreet:
            return view(visit, quiz_id, **more)
        if visit.phase:
            return redirect_to(visit, visit.path(""))
        return discreet(visit, quiz_id, **more)

    return either
