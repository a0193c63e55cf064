"""Ids that refer to something else: twins, methods and the quizzes of groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date

from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.problems import Finding
from quizlib.reading.mistakes import did_you_mean


def known_ids(quiz: Quiz, settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find twins that are no earlier question of the quiz, and methods that library.yaml does not list."""
    methods = [method.id for method in settings.methods]
    earlier: dict[str, bool] = {}  # whether there is a message
    for index, question in enumerate(quiz.questions):
        if question.twin is not None and question.twin not in earlier:
            hint = did_you_mean(question.twin, earlier) if earlier else "twin stands on the later of two questions"
            yield Finding(("questions", index, "twin"), f"‹{question.twin}› is not an earlier question", hint)
        elif question.twin is not None and not (question.message and earlier[question.twin]):
            hint = "twins are two messages that are compared"
            yield Finding(("questions", index, "twin"), "one of the two has no message", hint)
        if question.method is not None and methods and question.method not in methods:
            hint = did_you_mean(question.method, methods)
            yield Finding(("questions", index, "method"), f"‹{question.method}› is not a method of library.yaml", hint)
        earlier[question.id] = question.message is not None


def quizzes_in_groups(
    settings: LibrarySettings, quizzes: Collection[str], free: Collection[str] = ()
) -> Iterator[Finding]:
    """Find quizzes in several groups, quizzes in none unless listed in `free`, and ids of quizzes that do not exist."""
    if settings.begin is not None and settings.begin not in quizzes:
        yield Finding(("begin",), f"there is no quiz ‹{settings.begin}›", did_you_mean(settings.begin, quizzes))
    if not settings.groups:
        return
    times = Counter(name for group in settings.groups for name in group.quizzes)
    for number, group in enumerate(settings.groups):
        for index, name in enumerate(group.quizzes):
            if name not in quizzes:
                yield Finding(
                    ("groups", number, "quizzes", index), f"there is no quiz ‹{name}›", did_you_mean(name, quizzes)
                )
            elif times[name] > 1:
                yield Finding(
                    ("groups", number, "quizzes", index), f"‹{name}› stands {times[name]} times", "name it once"
                )
    for name in sorted(set(quizzes) - set(times) - set(free)):
        yield Finding(("groups",), f"the quiz ‹{name}› stands in no group", "add it to one")
