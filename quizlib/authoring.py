"""For applications that read YAML files of their own: the same reader, with every mistake at its line.

Derive a model from `Content`, read a file with `read_file`, and turn it into the model with `build`. Mistakes are
collected in the document's `problems`; no exception is raised.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.library import read_settings
from quizlib.problems import Finding, refuse
from quizlib.questions import Question
from quizlib.reading.document import Document
from quizlib.reading.mistakes import build, did_you_mean
from quizlib.reading.source import read as read_file
from quizlib.rules import MESSAGE_RULES
from quizlib.rules.completeness import shows_and_checks
from quizlib.texts.text import Content, Context, Id, Text
from quizlib.texts.unique import unique_ids

__all__ = [
    "Content",
    "Context",
    "Document",
    "Finding",
    "Id",
    "Text",
    "build",
    "did_you_mean",
    "message_findings",
    "read_file",
    "read_settings",
    "refuse",
    "unique_ids",
]


def message_findings(question: Question, settings: LibrarySettings) -> Iterator[Finding]:
    """Check a message question that belongs to no quiz; yield each finding with its location inside the question."""
    alone = Quiz(id="alone", title=question.stem, summary=question.stem, minutes=1, questions=(question,))
    for rule in (*MESSAGE_RULES, shows_and_checks):
        for found in rule(alone, settings, date.max):
            if found.location[:1] == ("questions",):
                yield Finding(found.location[2:], found.message, found.hint, found.level)
