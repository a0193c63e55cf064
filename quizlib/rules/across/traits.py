"""Traits: what the rules that compare quizzes look at in one of them, as plain data that can be kept."""

from __future__ import annotations

import json
from typing import Any

from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.rules.across.doubles import reasons_in
from quizlib.rules.across.habits import habits_of, order_of_three

Traits = dict[str, Any]
"""The traits of a quiz, by their names."""


def traits_of(quiz: Quiz, settings: LibrarySettings) -> Traits:
    """Return the traits of a quiz in the languages that are no drafts; of a form, all of its words are one."""
    languages = [language.id for language in settings.languages if not language.draft]
    traits = {
        "kind": quiz.kind,
        "discreet": quiz.discreet,
        "form": (quiz.form, quiz.wording) if quiz.form else None,
        "story": quiz.story is not None,
        "verdicts": [(question.id, question.harmful) for question in quiz.questions if question.judges],
        "three": order_of_three(quiz),
        "habits": habits_of(quiz, languages),
        "reasons": list(reasons_in(quiz)),
    }
    plain: Traits = json.loads(json.dumps(traits))
    return plain
