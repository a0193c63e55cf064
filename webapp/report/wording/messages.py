"""Translator: turns words, numbers and dates of the report into text of one language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Self

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from quizlib import Text
from webapp.report.wording.words import Amount, DayName, MonthName, Phrase, Words
from webapp.web.languages import catalogue

MINUS = "−"
YEAR = len("2026")
REMEMBERED = 5000  # numbers: a page has some hundreds, and writing a number takes longer than anything else about it


@dataclass(frozen=True)
class Translator:
    """One language: its catalogue, and how it writes numbers and months."""

    language: str
    locale: Locale
    gettext: Callable[[str], str]
    ngettext: Callable[[str, str, int], str]

    @classmethod
    def of(cls, language: str, folder: Path) -> Self:
        """Return the translator of a language; `folder` holds the catalogues of the interface."""
        words, locale = catalogue(language, folder)
        return cls(language, locale, words.gettext, words.ngettext)

    def translate(self, words: Words) -> str:
        """Return words as text in this language."""
        match words:
            case str():
                return words
            case Text():
                return words[self.language]
            case Phrase():
                return self._phrase(words)
        return self._quantity(words)

    def _quantity(self, words: Amount | MonthName | DayName) -> str:
        match words:
            case Amount():
                return _number(words, self.locale)
            case MonthName():
                return self._month(words.id)
        # Translators: a date, as a pattern of Babel: "20 November 2026", "'den' 20. november 2026"
        return format_date(words.date, self.gettext("d MMMM y"), locale=self.locale)

    def _phrase(self, phrase: Phrase) -> str:
        many = phrase.many
        text = self.ngettext(phrase.message, many, phrase.n) if many else self.gettext(phrase.message)
        return text % {name: self.translate(value) for name, value in phrase.values.items()} if phrase.values else text

    def _month(self, name: str) -> str:
        if len(name) == YEAR:
            return name
        return format_date(date.fromisoformat(f"{name}-01"), "MMMM y", locale=self.locale)


@lru_cache(maxsize=REMEMBERED)
def _number(amount: Amount, locale: Locale) -> str:
    pattern = "#,##0" + ("." + "0" * amount.decimals if amount.decimals else "")
    text = format_decimal(abs(amount.value), pattern, locale=locale)
    nothing = not any(digit in text for digit in "123456789")
    sign = "" if nothing else MINUS if amount.value < 0 else "+" if amount.signed else ""
    return f"{sign}{text}"
