"""Balance: a quiz has scams and genuine messages, so that it teaches judgement and not suspicion."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from quizlib.content.quiz import SHORT, Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.problems import Finding


def share_of_scams(quiz: Quiz, _settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find quizzes whose judged messages are not 40–50 % scams (check-ups: half), and channels with scams only."""
    judged = [question for question in quiz.questions if question.judged]
    scams = [question for question in judged if question.truth == "scam"]
    least = 50 if quiz.kind == "check-up" else 40
    if judged and not least <= 100 * len(scams) / len(judged) <= 50:  # noqa: PLR2004 - half
        wanted = "half" if least == 50 else "40–50 %"  # noqa: PLR2004 - half
        found = f"{len(scams)} of {len(judged)} judged messages are scams"
        yield Finding(("questions",), found, f"let {wanted} be: more teaches suspicion, fewer carelessness", "warning")
    short = [question.truth for question in quiz.questions[:SHORT]]
    if least == 50 and len(judged) > SHORT and 2 * short.count("scam") != SHORT:  # noqa: PLR2004 - half
        found = f"{short.count('scam')} of the first {SHORT} messages, the short form, are scams"
        yield Finding(("questions",), found, "let half be", "warning")
    genuine = {question.message.channel for question in judged if question.message and question.truth == "genuine"}
    for index, question in enumerate(quiz.questions):
        channel = question.message.channel if question in scams and question.message else None
        if channel is not None and channel not in genuine:
            genuine.add(channel)  # reported once
            found, hint = f"‹{channel}› is only ever a scam here", "show a genuine one of the same channel too"
            yield Finding(("questions", index, "message", "channel"), found, hint, "warning")
