"""Checks over a whole quiz or library: what one field alone cannot show. A new rule is one function, named here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from quizlib.problems import Finding
from quizlib.quiz import Quiz
from quizlib.rules.addresses import known_addresses
from quizlib.rules.balance import share_of_scams
from quizlib.rules.dates import dates_in_order
from quizlib.rules.ids import known_ids, quizzes_in_groups
from quizlib.rules.numbers import known_numbers
from quizlib.rules.parity import missing_languages, same_paragraphs
from quizlib.rules.reading import easy_to_read
from quizlib.settings import LibrarySettings

Rule = Callable[[Quiz, LibrarySettings, date], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    same_paragraphs,
    known_ids,
    share_of_scams,
    dates_in_order,
    known_addresses,
    known_numbers,
    easy_to_read,
)

__all__ = ["RULES", "Rule", "missing_languages", "quizzes_in_groups"]
