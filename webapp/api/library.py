"""The library and its quizzes, as an app may show them to people who have not answered yet."""

from __future__ import annotations

from quizlib import Quiz
from webapp.api.call import Call
from webapp.api.models import GroupReply, LanguageReply, LibraryReply, Nothing, QuizCard, QuizReply


def library(call: Call, _: Nothing) -> LibraryReply:
    """Return the quizzes that can be taken in a language."""
    services, language = call.services, call.language.id
    offered = services.offered(call.today)
    quizzes = [quiz for name in offered.order if (quiz := offered.quiz(name)) and call.offers(quiz)]
    known = {quiz.id for quiz in quizzes}
    groups = [
        GroupReply(title=group.title[language], quizzes=tuple(name for name in group.quizzes if name in known))
        for group in services.library.groups
    ]
    owner = services.library.owner
    return LibraryReply(
        owner=owner[language] if owner else None,
        language=language,
        languages=tuple(LanguageReply(id=one.id, name=one.name, dir=one.dir) for one in services.languages),
        groups=tuple(group for group in groups if group.quizzes),
        quizzes=tuple(QuizCard.model_validate(_card(quiz, language)) for quiz in quizzes),
    )


def quiz(call: Call, _: Nothing) -> QuizReply:
    """Return a quiz with its questions, and nothing that shows what is right."""
    found, language = call.quiz(call.arguments["quiz"]), call.language.id
    prompts = tuple(call.words.prompt(question.prompt(language)) for question in found.questions)
    texts = {name: tuple(text[language] for text in getattr(found, name)) for name in ("takeaways", "actions", "plans")}
    return QuizReply.model_validate({**_card(found, language), **texts, "prompts": prompts})


def _card(quiz: Quiz, language: str) -> dict[str, object]:
    return {
        "id": quiz.id,
        "version": quiz.version,
        "title": quiz.title[language],
        "minutes": quiz.minutes,
        "questions": len(quiz.questions) - quiz.examples,
    }
