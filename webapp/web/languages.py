"""The languages of the interface: the language of a request, its words and dates, and a check of the catalogues."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import date, time
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask
from flask_babel import Babel, force_locale, format_date, format_time, get_translations

from quizlib import Language

SOURCE = "en"  # the language of the message ids
CITIZEN, OTHERS = "citizen", "messages"
"""The catalogues: of the words that citizens read, and of all others."""
TERRITORY = {"en": "en_GB"}  # dates as they are written on this side of the Atlantic


def bind(app: Flask, default: Language, folder: Path, current: Callable[[], Language]) -> None:
    """Give an application the words of its languages.

    `folder` holds <language>/LC_MESSAGES/citizen.mo and messages.mo. `current` returns the language of the request.
    """
    Babel(
        app,
        default_locale=TERRITORY.get(default.id, default.id),
        default_translation_directories=f"{folder};{folder}",
        default_domain=f"{CITIZEN};{OTHERS}",
        locale_selector=lambda: TERRITORY.get(language := current().id, language),
    )


@cache
def catalogue(language: str, folder: Path) -> tuple[NullTranslations, Locale]:
    """Return the catalogue and the locale of a language, for texts that are written outside a page."""
    citizen = Translations.load(folder, [language], CITIZEN)
    citizen.add_fallback(Translations.load(folder, [language], OTHERS))
    return citizen, Locale.parse(TERRITORY.get(language, language).replace("-", "_"))


def speaking(language: str) -> AbstractContextManager[None]:
    """Let `words` give those of a language, whatever the language of the request is."""
    forced: AbstractContextManager[None] = force_locale(TERRITORY.get(language, language))
    return forced


def words() -> dict[str, Callable[..., str]]:
    """Return the functions with which templates write text, for one request.

    They share one catalogue: a lookup for each word would take most of the time of a page.
    """
    catalogue = get_translations()

    def gettext(message: str, **variables: object) -> str:
        text: str = catalogue.ugettext(message)
        return text % variables if variables else text

    def ngettext(one: str, many: str, n: int, **variables: object) -> str:
        text: str = catalogue.ungettext(one, many, n)
        return text % {"n": n, "num": n, **variables}

    def day(when: date) -> str:
        # Translators: a date, as a pattern of Babel: "20 November 2026", "'den' 20. november 2026"
        text: str = format_date(when, gettext("d MMMM y"))
        return text

    def clock(at: time) -> str:
        # Translators: a time of day, as a pattern of Babel: "10:00", "10.00"
        text: str = format_time(at, gettext("HH:mm"))
        return text

    def moment(when: date, at: str | None) -> str:
        return gettext("%(day)s at %(time)s", day=day(when), time=clock(time.fromisoformat(at))) if at else day(when)

    def month(when: str) -> str:
        text: str = format_date(date.fromisoformat(f"{when}-01"), "MMMM y")
        return text

    return {"_": gettext, "ngettext": ngettext, "day": day, "clock": clock, "moment": moment, "month": month}


def incomplete(languages: Iterable[Language], folder: Path) -> Iterator[str]:
    """Yield a line for each language that citizens' pages do not have, or not whole; a draft may lack words.

    Pages of the staff may lack a language: there they are in English.
    """
    for language in languages:
        name = language.id
        try:
            Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            yield f"library.yaml: languages: ‹{name}› is not a language that Babel knows"
            continue
        if name == SOURCE or language.draft:
            continue
        home = folder / name / "LC_MESSAGES"
        if not (home / f"{CITIZEN}.po").exists() or not (home / f"{CITIZEN}.mo").exists():
            yield f"translations: {name}/LC_MESSAGES has no {CITIZEN}.po and .mo: translate the interface, then build"
            continue
        with (home / f"{CITIZEN}.po").open("rb") as stream:
            catalogue = read_po(stream, locale=name)
        missing = [
            message for message in catalogue if message.id and (message.fuzzy or not _translated(message.string))
        ]
        if missing:
            yield f"translations: {name}: {len(missing)} texts of {len(catalogue)} are missing, first {missing[0].id!r}"


def _translated(text: str | tuple[str, ...] | list[str] | None) -> bool:
    return all(text) if isinstance(text, list | tuple) else bool(text)
