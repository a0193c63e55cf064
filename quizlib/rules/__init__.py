"""Checks of a whole quiz or library that need more than one field. A new rule is one function, listed here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.problems import Finding
from quizlib.rules.balance import share_of_scams
from quizlib.rules.completeness import asks_what_to_do, names_its_sources, shows_and_checks
from quizlib.rules.difficulty import grows
from quizlib.rules.examples import begins_with_example
from quizlib.rules.forms import parallel_forms
from quizlib.rules.guessing import no_two_alike, not_to_be_guessed
from quizlib.rules.ids import known_ids, quizzes_in_groups
from quizlib.rules.minutes import takes_as_long_as_it_says
from quizlib.rules.own_advice import advice_of_types
from quizlib.rules.parity import missing_languages, same_paragraphs
from quizlib.rules.programmes import steps_are_there
from quizlib.rules.wording.addresses import known_addresses
from quizlib.rules.wording.dates import dates_in_order
from quizlib.rules.wording.numbers import known_numbers
from quizlib.rules.wording.phrases import nothing_left_to_fill_in, takeaways_come_from_questions, words_for_the_voice
from quizlib.rules.wording.reading import easy_to_read

Rule = Callable[[Quiz, LibrarySettings, date], Iterator[Finding]]

MESSAGE_RULES: tuple[Rule, ...] = (
    same_paragraphs,
    known_addresses,
    known_numbers,
    nothing_left_to_fill_in,
    words_for_the_voice,
)
"""The rules for a message, in a quiz or alone."""

RULES: tuple[Rule, ...] = (
    *MESSAGE_RULES,
    known_ids,
    share_of_scams,
    not_to_be_guessed,
    no_two_alike,
    advice_of_types,
    dates_in_order,
    easy_to_read,
)
"""The rules for every quiz."""

WHOLE = 6  # questions; a shorter quiz is only part of one and need not be complete
WHOLE_RULES: tuple[Rule, ...] = (
    begins_with_example,
    asks_what_to_do,
    shows_and_checks,
    grows,
    takes_as_long_as_it_says,
    names_its_sources,
    takeaways_come_from_questions,
)
"""The rules for a complete quiz."""


def check(quiz: Quiz, settings: LibrarySettings, today: date) -> Iterator[Finding]:
    """Yield the findings of every rule that applies to this quiz."""
    for rule in (*RULES, *(WHOLE_RULES if len(quiz.questions) >= WHOLE else ())):
        yield from rule(quiz, settings, today)


__all__ = [
    "MESSAGE_RULES",
    "RULES",
    "Rule",
    "missing_languages",
    "parallel_forms",
    "quizzes_in_groups",
    "steps_are_there",
]
