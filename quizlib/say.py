"""Say: what authors are told, in their language. English is in the code, other languages are in translations/."""

from __future__ import annotations

import gettext
import locale
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

DOMAIN = "quizlib"
TRANSLATIONS = Path(__file__).parent / "translations"
IN_THE_CODE = "en"
NAMED_IN = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")  # in this order, as gettext looks them up

_spoken: ContextVar[str] = ContextVar("spoken", default=IN_THE_CODE)


def say(words: str, /, **values: object) -> str:
    """Return words in the language that is spoken, with each value in the place that has its name in braces.

    Words without values may have braces of their own. Write the words out where `say` is called: `make words` looks for
    them there, and in `say_number` and `later`.
    """
    said = _words(_spoken.get()).gettext(words)
    return said.format(**values) if values else said


def say_number(one: str, many: str, number: int) -> str:
    """Return the words for one thing or for many, with the `number` of them; each language has its own rule."""
    return _words(_spoken.get()).ngettext(one, many, number).format(number=number)


def later(words: str) -> str:
    """Mark words that `say` is given later, as they are."""
    return words


def spoken_language() -> str:
    """Return the language that is spoken now."""
    return _spoken.get()


def languages() -> list[str]:
    """Return the languages in which authors can be told something; English comes first."""
    return [IN_THE_CODE, *sorted(path.name for path in TRANSLATIONS.glob("*") if path.is_dir())]


def of_the_machine() -> str:
    """Return the language that this machine is set to, or English if there are no words in it."""
    named = next((os.environ[name] for name in NAMED_IN if os.environ.get(name)), locale.getlocale()[0] or "")
    return next(
        (one for one in languages() if named.lower().startswith(one)), IN_THE_CODE
    )  # Windows says Danish_Denmark


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Let `say` speak a language inside a `with` block."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


@cache
def _words(language: str) -> gettext.NullTranslations:
    """Return the words in a language; without them, `say` speaks English."""
    return gettext.translation(DOMAIN, TRANSLATIONS, [language], fallback=True)
