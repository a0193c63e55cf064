"""For applications that read YAML files of their own: the same reader, with every mistake at its line.

Derive a model from `Content`, read a file with `read_file`, and turn it into the model with `build`. Mistakes are
collected in the document's `problems`; no exception is raised. They are in English, or in the language of `speaking`;
write messages of your own with `say`. A text that goes into a spreadsheet passes `safe_cell`. A `Cache` keeps what
was read and found until a file of the folder changes: read files with it, and check none that is `checked`.
`QuestionForm` is what an author fills in for a question of any type, and the text that comes of it.

Each name is imported when it is first used.
"""

from typing import TYPE_CHECKING

from quizlib.public_names import first_use

if TYPE_CHECKING:
    from quizlib.cells import BOM, safe_cell
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
    from quizlib.reading.cache import Cache
    from quizlib.reading.document import Document
    from quizlib.reading.folder import is_leftover, misnamed, not_read, yaml_files
    from quizlib.reading.mistakes import build
    from quizlib.reading.source import read_file
    from quizlib.rules import message_findings
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

MODULES = {
    "cells": "BOM safe_cell",
    "content.settings_file": "read_settings",
    "editing.beginning": "blank_text in_group",
    "editing.changes_in_words": "changes_in_words",
    "editing.changing": "CannotChange",
    "editing.cosmetic": "cosmetic_changes",
    "editing.forms.entries": "Entry",
    "editing.forms.fields": "question_fields",
    "editing.forms.question_form": "QuestionForm listed with_question",
    "problems": "Finding did_you_mean refuse",
    "progress": "in_turn showing",
    "reading.cache": "Cache",
    "reading.document": "Document",
    "reading.folder": "is_leftover misnamed not_read yaml_files",
    "reading.mistakes": "build",
    "reading.source": "read_file",
    "rules": "message_findings",
    "say": "languages of_the_machine say speaking",
    "texts.known": "Naming QuizId",
    "texts.text": "Content Context Id Text WhatWasRead",
    "texts.unique": "unique_ids",
}
"""The public names, separated by spaces, by the module that they are imported from."""

if not TYPE_CHECKING:  # a type checker would take every name to be there
    __getattr__ = first_use(__name__, MODULES, globals())
