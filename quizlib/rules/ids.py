"""Ids that refer to something else: methods and the quizzes of groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import date

from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.problems import Finding, did_you_mean
from quizlib.say import say


def known_ids(quiz: Quiz, settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find methods that library.yaml does not list."""
    methods = [method.id for method in settings.methods]
    for index, question in enumerate(quiz.questions):
        if question.method is not None and methods and question.method not in methods:
            hint = did_you_mean(question.method, methods)
            yield Finding(
                ("questions", index, "method"),
                say("‹{method}› is not a method of library.yaml", method=question.method),
                hint,
            )


def quizzes_in_groups(
    settings: LibrarySettings, quizzes: Collection[str], free: Collection[str] = ()
) -> Iterator[Finding]:
    """Find quizzes in several groups, quizzes in none unless listed in `free`, and ids of quizzes that do not exist."""
    if settings.begin is not None and settings.begin not in quizzes:
        yield Finding(
            ("begin",), say("there is no quiz ‹{quiz}›", quiz=settings.begin), did_you_mean(settings.begin, quizzes)
        )
    if not settings.groups:
        return
    times = Counter(name for group in settings.groups for name in group.quizzes)
    for number, group in enumerate(settings.groups):
        for index, name in enumerate(group.quizzes):
            if name not in quizzes:
                yield Finding(
                    ("groups", number, "quizzes", index),
                    say("there is no quiz ‹{name}›", name=name),
                    did_you_mean(name, quizzes),
                )
            elif times[name] > 1:
                yield Finding(
                    ("groups", number, "quizzes", index),
                    say("‹{name}› stands {times} times", name=name, times=times[name]),
                    say("name it once"),
                )
    for name in sorted(set(quizzes) - set(times) - set(free)):
        yield Finding(("groups",), say("the quiz ‹{name}› stands in no group", name=name), say("add it to one"))


def begins_openly(settings: LibrarySettings, quizzes: Mapping[str, Quiz]) -> Iterator[Finding]:
    """Find a discreet quiz that the front page is to begin with."""
    first = quizzes.get(settings.begin or "")
    if first and first.discreet:
        yield Finding(
            ("begin",),
            say("‹{quiz}› is discreet", quiz=first.id),
            say("name another quiz: a discreet one is never offered"),
        )
