"""For applications that read YAML files of their own: the same reader, with every mistake at its line.

Derive a model from `Content`, read a file with `read_file`, and turn it into the model with `build`. Mistakes are
collected in the document's `problems`; no exception is raised. They are in English, or in the language of `speaking`;
write messages of your own with `say`. A text that goes into a spreadsheet passes `safe_cell`. A `Cache` keeps what
was read and found until a file of the folder changes: read files with it, and check none that is `checked`.
`QuestionForm` is what an author fills in for a question of any type, and the text that comes of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from quizlib.cells import BOM, safe_cell
from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.content.settings_file import read_settings
from quizlib.editing.beginning import blank_text, in_group
from quizlib.editing.changes_in_words import changes_in_words
from quizlib.editing.changing import CannotChange
from quizlib.editing.cosmetic import cosmetic_changes
from quizlib.editing.forms.entries import Entry
from quizlib.editing.forms.fields import question_fields
from quizlib.editing.forms.question_form import QuestionForm, listed, with_question
from quizlib.problems import Finding, did_you_mean, refuse
from quizlib.progress import in_turn, showing
from quizlib.questions import Question
from quizlib.reading.cache import Cache
from quizlib.reading.document import Document
from quizlib.reading.folder import is_leftover, misnamed, not_read, yaml_files
from quizlib.reading.mistakes import build
from quizlib.reading.source import read as read_file
from quizlib.rules import MESSAGE_RULES
from quizlib.rules.completeness import shows_and_checks
from quizlib.say import languages, of_the_machine, say, speaking
from quizlib.texts.known import Naming, QuizId
from quizlib.texts.text import Content, Context, Id, Text, WhatWasRead
from quizlib.texts.unique import unique_ids

__all__ = [
    "BOM",
    "Cache",
    "CannotChange",
    "Content",
    "Context",
    "Document",
    "Entry",
    "Finding",
    "Id",
    "Naming",
    "QuestionForm",
    "QuizId",
    "Text",
    "WhatWasRead",
    "blank_text",
    "build",
    "changes_in_words",
    "cosmetic_changes",
    "did_you_mean",
    "in_group",
    "in_turn",
    "is_leftover",
    "languages",
    "listed",
    "message_findings",
    "misnamed",
    "not_read",
    "of_the_machine",
    "question_fields",
    "read_file",
    "read_settings",
    "refuse",
    "safe_cell",
    "say",
    "showing",
    "speaking",
    "unique_ids",
    "with_question",
    "yaml_files",
]


def message_findings(question: Question, settings: LibrarySettings) -> Iterator[Finding]:
    """Check a message question that belongs to no quiz; yield each finding with its location inside the question."""
    alone = Quiz(id="alone", title=question.stem, summary=question.stem, minutes=1, questions=(question,))
    for rule in (*MESSAGE_RULES, shows_and_checks):
        for found in rule(alone, settings, date.max):
            if found.location[:1] == ("questions",):
                yield Finding(found.location[2:], found.message, found.hint, found.level)
