"""Review: a partner reads one version of a draft by a link, and says of each question whether they approve it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Response, request

from quizlib import Explanation, Prompt, Question, Quiz
from webapp.authors.looked import look_at
from webapp.authors.seen.states import responses
from webapp.authors.texts import tidied
from webapp.storage.drafts.draft import Draft
from webapp.storage.drafts.reviews import Remark, Review
from webapp.web.addresses import own_address, saying
from webapp.web.replying.render import redirect_to, render
from webapp.web.visit import Visit

SHORTEST, LONGEST_NAME = 2, 80  # characters of a name
LONGEST = 3000  # characters of a remark
WORDS = "words-"
"""How the field of a remark begins; the id of its question follows."""


@dataclass(frozen=True)
class Shown:
    """A question with all that participants may see of it: what is asked, and the explanation of each answer."""

    question: Question
    prompt: Prompt
    explanations: tuple[Explanation, ...]


def show(visit: Visit, code: str) -> Response:
    """Show every state of every question on one page, with room for remarks."""
    found = _found(visit, code)
    if found is None:
        return _ended(visit)
    review, draft = found
    return _page(visit, review, draft, review.name, review.remarks)


def take(visit: Visit, code: str) -> Response:
    """Store what the partner says; without a name, ask for it, and keep all that was typed.

    Who goes to another page first, such as to another language, finds it again: it is kept, and not yet said.
    """
    found = _found(visit, code)
    if found is None:
        return _ended(visit)
    review, draft = found
    name = " ".join(tidied(request.form.get("name", "")).split())
    quiz = look_at(visit, draft).quiz
    said = {question.id: _remark(question) for question in quiz.questions} if quiz else {}
    is_name = SHORTEST <= len(name) <= LONGEST_NAME and name.isprintable()
    later, here = request.form.get("later"), visit.path("review", code)
    if later is None and not is_name:
        return _page(visit, review, draft, name[:LONGEST_NAME], said, code=400, problem="name")
    remarks = {one: remark for one, remark in said.items() if remark.approved or remark.words}
    by = name if is_name else review.name
    if not visit.services.reviews.say(review.id, by, remarks, visit.today, done=later is None):
        return _ended(visit)
    return redirect_to(visit, saying(here, "reviewed") if later is None else own_address(later, here))


def _found(visit: Visit, code: str) -> tuple[Review, Draft] | None:
    review = visit.services.reviews.opened(code, visit.today)
    draft = visit.services.drafts.one(review.draft, review.number) if review else None
    return (review, draft) if review and draft else None


def _ended(visit: Visit) -> Response:
    """Say that a link is not good any more, and show the remarks that came with the request, to be copied."""
    sent = [tidied(words).strip() for field, words in request.form.items() if field.startswith(WORDS)]
    return render(visit, "review/ended.html", 404, typed=[words for words in sent if words])


def _remark(question: Question) -> Remark:
    words = tidied(request.form.get(f"{WORDS}{question.id}", "")).strip()[:LONGEST]
    return Remark(f"approved-{question.id}" in request.form, words)


def _page(
    visit: Visit,
    review: Review,
    draft: Draft,
    name: str,
    remarks: Mapping[str, Remark],
    *,
    code: int = 200,
    problem: str | None = None,
) -> Response:
    quiz = look_at(visit, draft).quiz
    return render(
        visit,
        "review/review.html",
        code,
        read=quiz,
        shown=list(_shown(quiz, visit.language.id)) if quiz else [],
        review=review,
        name=name,
        remarks=remarks,
        problem=problem,
        longest=LONGEST,
    )


def _shown(quiz: Quiz, language: str) -> list[Shown]:
    return [_states(question, language) for question in quiz.questions]


def _states(question: Question, language: str) -> Shown:
    given = [response for kind, response in responses(question) if kind != "step"] if question.asks != "none" else [()]
    explained = tuple(question.explain(question.mark(response), language) for response in given)
    return Shown(question, question.prompt(language), explained)
