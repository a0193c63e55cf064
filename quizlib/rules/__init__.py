"""Checks over a whole quiz or library: what one field alone cannot show. A new rule is one function, named here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from quizlib.problems import Finding
from quizlib.quiz import Quiz
from quizlib.rules.addresses import known_addresses
from quizlib.rules.balance import share_of_scams
from quizlib.rules.conversations import one_may_hang_up
from quizlib.rules.dates import dates_in_order
from quizlib.rules.difficulty import grows
from quizlib.rules.examples import begins_with_example
from quizlib.rules.forms import parallel_forms
from quizlib.rules.ids import known_ids, quizzes_in_groups
from quizlib.rules.numbers import known_numbers
from quizlib.rules.parity import missing_languages, same_paragraphs
from quizlib.rules.programmes import steps_are_there
from quizlib.rules.reading import easy_to_read
from quizlib.settings import LibrarySettings

Rule = Callable[[Quiz, LibrarySettings, date], Iterator[Finding]]

MESSAGE_RULES: tuple[Rule, ...] = (same_paragraphs, known_addresses, known_numbers)
"""What holds for a message wherever it stands, in a quiz or alone."""

RULES: tuple[Rule, ...] = (
    *MESSAGE_RULES,
    known_ids,
    begins_with_example,
    share_of_scams,
    grows,
    one_may_hang_up,
    dates_in_order,
    easy_to_read,
)

__all__ = [
    "MESSAGE_RULES",
    "RULES",
    "Rule",
    "missing_languages",
    "parallel_forms",
    "quizzes_in_groups",
    "steps_are_there",
]
