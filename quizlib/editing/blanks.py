"""Blank files: what a new quiz, topic or programme consists of, with words in each place that is left to write."""

from __future__ import annotations

from quizlib.editing.blank_questions import BlankWords, Plain, blank_question
from quizlib.say import later


def blank_quiz(words: BlankWords, today: str) -> Plain:
    """Return a short quiz that shows how a longer one begins: an example, two messages, and what to do."""
    return {
        "title": words.text(later("the title")),
        "summary": words.text(later("one line about the quiz")),
        "minutes": 3,
        "reviewed": today,
        "sources": _sources(today),
        "takeaways": [words.text(later("what to remember"))],
        "questions": [
            blank_question(words, "example", "example"),
            blank_question(words, "verdict", "first-message"),
            blank_question(words, "verdict", "second-message", side=0),
            blank_question(words, "single_choice", "what-to-do"),
        ],
    }


def blank_topic(words: BlankWords, today: str, name: str) -> Plain:
    """Return a topic of the item bank: two messages on each side."""
    return {
        "title": words.text(later("the topic")),
        "reviewed": today,
        "sources": _sources(today),
        "questions": [blank_question(words, "verdict", f"{name}-{number}", number % 2) for number in range(1, 5)],
    }


def blank_programme(words: BlankWords, first: str) -> Plain:
    """Return a programme of one meeting that begins with a quiz."""
    return {
        "title": words.text(later("the title")),
        "summary": words.text(later("one line about the programme")),
        "steps": [{"quiz": first}],
        "meetings": [1],
    }


def _sources(today: str) -> list[Plain]:
    return [{"title": "‹skriv her: sidens navn›", "url": "https://example.org/skriv-her", "seen": today}]
