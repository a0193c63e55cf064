"""QuizReport: of each quiz what it asks, how long it takes, how it reads and what guessing earns, for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from quizlib.content.quiz import Quiz
from quizlib.library import Library
from quizlib.rules.across.habits import best_habit
from quizlib.rules.minutes import duration
from quizlib.rules.wording.reading import LANGUAGES, reading_ease
from quizlib.say import say

WIDTH = 11


def quiz_report(library: Library) -> str:
    """Return a part for each quiz, check-ups and ratings too."""
    return "\n".join(line for quiz in library.quizzes.values() for line in _lines(quiz, library))


def _lines(quiz: Quiz, library: Library) -> Iterator[str]:
    languages = [language.id for language in library.languages]
    types = Counter(question.type for question in quiz.questions)
    sides = Counter(question.truth for question in quiz.questions if question.truth)
    yield f"{quiz.id} {quiz.version}"
    computed = f"{duration(quiz, languages[0]) / 60:.1f}"
    yield _line(say("minutes"), say("{minutes} (computed: {computed})", minutes=quiz.minutes, computed=computed))
    yield _line(say("questions"), f"{len(quiz.questions)}: {_counted(types)}")
    if sides:
        yield _line(say("truths"), _counted(sides))
    for language in languages:
        if language in LANGUAGES and (ease := reading_ease(quiz, language, library.words)):
            yield _line("LIX", f"{ease:.0f} ({language})")
    if habit := best_habit(quiz.questions, languages):
        earned = say("{points:.0f} % of the points: always the {habit}", points=habit.points, habit=habit.name)
        yield _line(say("guessing"), earned)
    yield ""


def _line(name: str, found: str) -> str:
    return f"  {name:{WIDTH}}{found}"


def _counted(found: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(found.items()))
