"""Language: every longer text is in the language under which it was written, as py3langid tells them apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache, lru_cache
from hashlib import sha256
from importlib.util import find_spec
from typing import TYPE_CHECKING

from quizlib.content.every_text import texts
from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.problems import Finding, Location
from quizlib.rules.wording.addresses import ADDRESS
from quizlib.say import say

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

TELLER = "py3langid"  # of the extra `authors`
WORD = re.compile(r"(?<!\w)[^\W\d_]{2,}(?!\w)")
NO_WORDS = re.compile(rf"[\w.+-]{{1,64}}@\S+|{ADDRESS.pattern}\S*", ADDRESS.flags)
ENOUGH = 5  # words without capitals: names are of no language
SURE = 0.9  # every shipped text of enough words is told rightly with it, and 99.9 % of them would be in a wrong place
ALIKE = frozenset({"da", "nb", "nn", "no"})  # these are not told apart
MANY = 8  # texts; of a quiz with as many in the wrong language, more than half are told together
_memory: ContextVar[tuple[Mapping[str, str], dict[str, str]] | None] = ContextVar("memory", default=None)


def can_tell() -> bool:
    """Return whether languages can be told apart here."""
    return find_spec(TELLER) is not None


def in_its_language(quiz: Quiz, settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find texts of five words or more, names apart, that are in another language: each, or most of a quiz together."""
    languages = tuple(language.id for language in settings.languages)
    wrong: defaultdict[tuple[str, str], list[Location]] = defaultdict(list)
    long = 0
    for place, text in texts(quiz) if can_tell() and len(languages) > 1 else ():
        if place[-1] == "audio" or len({text[one] for one in languages}) < len(languages):  # a copy is told as one
            continue
        told = {one: _told(text[one], languages) for one in languages}
        long += any(told.values())
        for language, found in told.items():
            if found and found != language and not {found, language} <= ALIKE:
                wrong[language, found].append(place)
    for (language, found), places in wrong.items():
        if len(places) >= MANY and 2 * len(places) > long:
            words = say(
                "{number} of {every} texts in {language} seem to be in {found}",
                number=len(places),
                every=long,
                language=language,
                found=found,
            )
            yield Finding((), words, say("exchange the languages, or translate them"), "warning")
            continue
        for place in places:
            hint = say("write it in {language}", language=language)
            yield Finding((*place, language), say("seems to be in {found}", found=found), hint, "warning")


@contextmanager
def remembering(before: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Believe what was told of texts `before`; yield what is told of each text meanwhile, by its digest.

    What tells languages apart is slow to load: who has changed one text of a quiz does not wait for all the others.
    """
    now: dict[str, str] = {}
    remembered = _memory.set((before, now))
    try:
        yield now
    finally:
        _memory.reset(remembered)


def _told(text: str, languages: Sequence[str]) -> str:
    """Return in which of the languages a text is; nothing if it is too short, or if that is not sure."""
    words = [word for word in WORD.findall(NO_WORDS.sub("", text)) if word.islower()]
    if len(words) < ENOUGH:
        return ""
    before, now = _memory.get() or ({}, {})
    name = sha256("\n".join((*languages, text)).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    if name not in now:
        now[name] = before[name] if name in before else _classified(" ".join(words), languages)
    return now[name]


@lru_cache(maxsize=20_000)  # texts of a large library: those that have not changed are known when it is read again
def _classified(words: str, languages: Sequence[str]) -> str:
    teller = _teller(languages)
    if teller is None:
        return ""
    found, likely = teller.classify(words)
    return str(found) if likely >= SURE else ""


@cache
def _teller(languages: Sequence[str]) -> LanguageIdentifier | None:
    """Return what tells languages apart; None if it does not know one of them."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - it is optional, and slow to load

    teller = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    if not {*languages} <= {*teller.labels}:
        return None
    teller.set_languages(languages)
    return teller
