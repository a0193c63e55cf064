"""ReminderCode: the result of a check-up as six letters to write down; it holds nothing about the person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, Self, get_args

from quizlib.content.quiz import Form
from quizlib.taking.result import VerdictCounts

LETTERS = "BCDFGHJKMNPQRSTVWXZ"
"""19 consonants, so that no code spells a word; 19 is prime, so one wrong letter, or two swapped, are always found."""
FORMS: tuple[Form, ...] = get_args(Form)
SIDES = {True: 3, False: 4}  # messages of each kind: in a short form, in a whole one
RESULTS = 15 * 15  # ways in which four messages of each kind can be judged right, in doubt, wrong
DIGITS = 5
ROOM = len(LETTERS) ** DIGITS
STIR = 1_234_577  # no multiple of 19: multiplying by it makes neighbouring results look different
FIRST_YEAR = 2026
MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


class InvalidCode(ValueError):  # noqa: N818 - as InvalidResponse: a noun of the field
    """Raised for text that is no code; `reason` is `length`, `letter` (a letter outside LETTERS) or `mistyped`."""

    def __init__(self, reason: Literal["length", "letter", "mistyped"]) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True)
class ReminderCode:
    """The contents of a code: form, short form or not, month ("2026-11"), and the six counts of the result.

    The same result gives the same code. For each form, length and month there are at most 225 codes.
    """

    form: Form
    short: bool
    month: str
    scams: VerdictCounts
    genuine: VerdictCounts

    def __str__(self) -> str:
        """Return the code in two groups of three letters; raise ValueError if the check-up is not complete."""
        match = MONTH.fullmatch(self.month)
        results = _results(SIDES[self.short])
        if not match or self.scams not in results or self.genuine not in results:
            message = f"not the result of a whole check-up: {self.month}, {self.scams}, {self.genuine}"
            raise ValueError(message)
        months = (int(match[1]) - FIRST_YEAR) * 12 + int(match[2]) - 1
        kind = FORMS.index(self.form) * 2 + self.short
        number = (months * 6 + kind) * RESULTS + results.index(self.scams) * 15 + results.index(self.genuine)
        if not 0 <= number < ROOM:
            message = f"no code reaches to {self.month}"
            raise ValueError(message)
        digits = _digits(number * STIR % ROOM)
        letters = "".join(LETTERS[digit] for digit in (*digits, _check(digits)))
        return f"{letters[:3]} {letters[3:]}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the contents of a code; spaces, hyphens and case do not matter. Raises InvalidCode."""
        letters = re.sub(r"[\s.·_–—-]", "", text).upper()
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
        months, kind = divmod(rest, 6)
        short = bool(kind % 2)
        results = _results(SIDES[short])
        scams, genuine = divmod(result, 15)
        if max(scams, genuine) >= len(results):
            raise InvalidCode("mistyped")
        month = f"{FIRST_YEAR + months // 12}-{months % 12 + 1:02}"
        return cls(FORMS[kind // 2], short, month, results[scams], results[genuine])


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
