"""ReminderCode: the first result of a check-up as six letters to write down; it holds nothing about the person."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal, Self, get_args

from quizlib.content.quiz import Form
from quizlib.taking.result import VerdictCounts

LETTERS = "BCDFGHJKMNPQRSTVWXZ"
"""19 consonants, so that no code spells a word; 19 is prime, so one wrong letter, or two swapped, are always found."""
FORMS: tuple[Form, ...] = get_args(Form)
MESSAGES = {True: 3, False: 4}  # of each side: in a short form, in a whole one
RESULTS = 15 * 15  # ways in which four messages of each side can be judged right, in doubt, wrong
DIGITS = 5
ROOM = len(LETTERS) ** DIGITS
EDITIONS = 11  # of the forms, as far as a code tells them apart; 0 in codes from before editions
KINDS = len(FORMS) * len(MESSAGES)
MONTHS = ROOM // (EDITIONS * KINDS * RESULTS)  # from the first year on: nearly 14 years
STIR = 1_234_577  # no multiple of 19: multiplying by it makes neighbouring results look different
FIRST_YEAR = 2026
BETWEEN = re.compile(r"[\s.\u00b7_\u00ad\u2010-\u2015\u2212\u200b-]")  # blanks, dots, strokes
MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


class InvalidCode(ValueError):  # noqa: N818 - as InvalidResponse: a noun of the field
    """Raised for text that is no code; `reason` is `length`, `letter` (a letter outside LETTERS) or `mistyped`."""

    def __init__(self, reason: Literal["length", "letter", "mistyped"]) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True)
class ReminderCode:
    """The contents of a code: form, short form or not, month ("2026-11"), and the six counts of the first result.

    `form` is the first form that was taken, and so says in which order the others come. `harmful` has the verdicts on
    messages of the side to beware of, such as scams, and `harmless` those of the other. `edition` is the number of the
    edition of the forms (`edition_number`). The same result gives the same code. For each form, length, month and
    edition there are at most 225 codes.
    """

    form: Form
    short: bool
    month: str
    harmful: VerdictCounts
    harmless: VerdictCounts
    edition: int = 0

    def __str__(self) -> str:
        """Return the code in two groups of three letters; raise ValueError if the check-up is not complete."""
        match = MONTH.fullmatch(self.month)
        results = _results(MESSAGES[self.short])
        if not match or self.harmful not in results or self.harmless not in results:
            message = f"not the result of a whole check-up: {self.month}, {self.harmful}, {self.harmless}"
            raise ValueError(message)
        months = (int(match[1]) - FIRST_YEAR) * 12 + int(match[2]) - 1
        kind = FORMS.index(self.form) * 2 + self.short
        rest = (self.edition * MONTHS + months) * KINDS + kind
        number = rest * RESULTS + results.index(self.harmful) * 15 + results.index(self.harmless)
        if not (0 <= months < MONTHS and 0 <= self.edition < EDITIONS):
            message = f"no code reaches to {self.month}"
            raise ValueError(message)
        digits = _digits(number * STIR % ROOM)
        letters = "".join(LETTERS[digit] for digit in (*digits, _check(digits)))
        return f"{letters[:3]} {letters[3:]}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the contents of a code; spaces, hyphens and case do not matter. Raises InvalidCode."""
        letters = BETWEEN.sub("", unicodedata.normalize("NFKC", text)).upper()
        if len(letters) != DIGITS + 1:
            raise InvalidCode("length")
        if any(letter not in LETTERS for letter in letters):
            raise InvalidCode("letter")
        *digits, check = (LETTERS.index(letter) for letter in letters)
        if check != _check(digits):
            raise InvalidCode("mistyped")
        number = 0
        for digit in digits:
            number = number * len(LETTERS) + digit
        rest, result = divmod(number * pow(STIR, -1, ROOM) % ROOM, RESULTS)
        months, kind = divmod(rest, KINDS)
        edition, months = divmod(months, MONTHS)
        short = bool(kind % 2)
        results = _results(MESSAGES[short])
        harmful, harmless = divmod(result, 15)
        if max(harmful, harmless) >= len(results) or edition >= EDITIONS:
            raise InvalidCode("mistyped")
        month = f"{FIRST_YEAR + months // 12}-{months % 12 + 1:02}"
        return cls(FORMS[kind // 2], short, month, results[harmful], results[harmless], edition)


def edition_number(edition: str) -> int:
    """Return the number in codes of an edition of the forms, which is eight hex digits: 1 to 10, never 0."""
    return 1 + int(edition, 16) % (EDITIONS - 1)


def _results(messages: int) -> list[VerdictCounts]:
    """Return every possible result of judging a number of messages."""
    return [
        VerdictCounts(right, unsure, messages - right - unsure)
        for right in range(messages + 1)
        for unsure in range(messages + 1 - right)
    ]


def _digits(number: int) -> list[int]:
    return [number // len(LETTERS) ** place % len(LETTERS) for place in range(DIGITS - 1, -1, -1)]


def _check(digits: list[int]) -> int:
    """Return the check digit, the sum with weights 2, 3, … modulo 19: it finds a wrong digit and swapped neighbours."""
    return sum(weight * digit for weight, digit in enumerate(digits, start=2)) % len(LETTERS)
