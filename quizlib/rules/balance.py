"""Balance: a quiz has messages of both sides, so that it teaches judgement and not suspicion."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from quizlib.content.quiz import SHORT, Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.problems import Finding
from quizlib.say import say
from quizlib.texts.judge import in_checks


def sides_in_balance(quiz: Quiz, _settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find quizzes whose judged messages are not 40–50 % scams (check-ups: half), and channels with scams only.

    Every pair of sides is looked at by itself; in the others, the harmful side is what scams are here.
    """
    for sides in quiz.sides:
        yield from _shares(quiz, sides)
        yield from _channels(quiz, sides)


def _shares(quiz: Quiz, sides: tuple[str, str]) -> Iterator[Finding]:
    _one, many = in_checks(sides[1])
    judged = [question for question in quiz.questions if question.judged and question.judging.pair == sides]
    harmful = sum(question.harmful for question in judged)
    least = 50 if quiz.kind == "check-up" else 40
    if judged and not least <= 100 * harmful / len(judged) <= 50:  # noqa: PLR2004 - half
        wanted = say("half") if least == 50 else "40–50 %"  # noqa: PLR2004 - half
        found = say("{harmful} of {every} judged messages are {many}", harmful=harmful, every=len(judged), many=many)
        yield Finding(
            ("questions",),
            found,
            say("let {wanted} be: more teaches suspicion, fewer carelessness", wanted=wanted),
            "warning",
        )
    short = sum(question.harmful for question in quiz.questions[:SHORT])
    if least == 50 and len(judged) > SHORT and 2 * short != SHORT:  # noqa: PLR2004 - half
        found = say(
            "{short} of the first {size} messages, the short form, are {many}", short=short, size=SHORT, many=many
        )
        yield Finding(("questions",), found, say("let half be"), "warning")


def _channels(quiz: Quiz, sides: tuple[str, str]) -> Iterator[Finding]:
    one, _many = in_checks(sides[1])
    judged = [(at, question) for at, question in enumerate(quiz.questions) if question.judging.pair == sides]
    # a form has one reserved message of each side; its channels are crossed over the forms
    judged = [(at, question) for at, question in judged if question.judged and question.id not in quiz.reserved]
    known = {question.message.channel for _, question in judged if question.message and not question.harmful}
    for at, question in judged:
        channel = question.message.channel if question.harmful and question.message else None
        if channel is not None and channel not in known:
            known.add(channel)  # reported once
            found = say("‹{channel}› is only ever {one} here", channel=channel, one=one)
            hint = say("show a {side} one of the same channel too", side=sides[0])
            yield Finding(("questions", at, "message", "channel"), found, hint, "warning")
