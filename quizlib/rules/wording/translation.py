"""Translation: every language of a text says the same, with the same numbers, addresses, questions and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from quizlib.content.every_text import in_message, texts
from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.problems import Finding, Location
from quizlib.rules.wording.addresses import ADDRESS
from quizlib.say import say

MADE_UP = ".example"
NUMBER = re.compile(r"\d+(?:[.,:\u00a0 ]?\d+)*")
TIME = re.compile(
    r"(?<!\w)(?:kl\.?|klokken) ?\d+(?:[.:]\d\d)?(?: ?(?:–|-|og|til) ?\d+(?:[.:]\d\d)?)?"
    r"|\d+(?:[.:]\d\d)?(?: ?(?:–|-|and|to) ?\d+(?:[.:]\d\d)?)? ?(?:[ap]\.?m\b|o.clock)"
    r"|\d+-tiden|(?<![\d.,])(?:[01]?\d|2[0-4])[.:][0-5]\d(?![\d.,]?\d)",
    re.IGNORECASE,
)
DATE = re.compile(r"\b(\d{1,2})[./-]\d{1,2}[./-](\d{4})\b")
HOUR = re.compile(r"(\d+)(?:[.:](\d\d))?")
IN_WORDS = 12  # numbers up to this one may be written as words in one of the languages
ASKS = re.compile("[?\u037e\u061f\u055e\uff1f]")  # the question marks of different scripts
SENTENCE = re.compile(r"[.!?…\u061f\u06d4\u0964\u3002\uff01\uff1f][\"»”’)]*(?=\s+[\"«»“‘(–]*[^\W\d_a-zæøå]|\s*$)")
SHORTER = 2 / 3  # of the other language's letters, so that one sentence less is one that was lost
WORD = re.compile(r"[^\W\d_]{2,}")
LONG = 5  # words; the same in two languages, they were copied, unless they are a name or a line of signs
MANY = 8  # texts; of a quiz with as many, more than half are not the same by chance
SHOWN = 60  # letters


def no_copies(quiz: Quiz, settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find languages that are a copy of another one: in most texts of a quiz, or in one long text."""
    every = [(place, text) for place, text in texts(quiz) if any(WORD.search(text[one]) for one in text.languages)]
    for first, second in combinations([language.id for language in settings.languages], 2):
        same = [(place, text) for place, text in every if text[first] == text[second]]
        if len(every) >= MANY and 2 * len(same) > len(every):
            found = say(
                "{number} of {every} texts are the same in {first} and {second}",
                number=len(same),
                every=len(every),
                first=first,
                second=second,
            )
            yield Finding((), found, say("translate them"), "warning")
            continue
        for place, text in same:
            if len(WORD.findall(ADDRESS.sub("", text[first]).replace("XX", ""))) >= LONG:
                found = say("is the same as in {first}: ‹{text}›", first=first, text=_short(text[first]))
                yield Finding((*place, second), found, say("translate it"), "warning")


def same_facts(quiz: Quiz, settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find texts that have other numbers, other real addresses or another count of made-up ones in one language."""
    for place, first, second, here, there in _pairs(quiz, settings):
        for only_here, only_there in (
            _other_numbers(here, there),
            _other_times(here, there),
            _other_addresses(here, there),
        ):
            alone = ((only_here, first), (only_there, second))
            found = [
                say("‹{facts}› in {language} alone", facts="›, ‹".join(facts), language=language)
                for facts, language in alone
                if facts
            ]
            if found:
                yield Finding(
                    place,
                    say("has {found}", found=say(" and ").join(found)),
                    say("write the same in every language"),
                    "warning",
                )


def no_sentence_lost(quiz: Quiz, settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find texts that ask in one language alone, or that lack a sentence in one: two fewer, or one and much shorter."""
    for place, first, second, here, there in _pairs(quiz, settings):
        asks = [language for language, text in ((first, here), (second, there)) if ASKS.search(text)]
        counts = len(SENTENCE.findall(here)), len(SENTENCE.findall(there))
        lacking = min((counts[0], len(here), first), (counts[1], len(there), second))
        longer = max(len(here), len(there))
        fewer = max(counts) - min(counts)
        if len(asks) == 1 and not in_message(place):
            other = second if asks == [first] else first
            yield Finding(
                (*place, other),
                say("asks nothing, but in {language} it does", language=asks[0]),
                say("translate the question"),
                "warning",
            )
        elif fewer > 1 or (fewer and lacking[1] < SHORTER * longer):
            found = say(
                "has {number} of the {every} sentences of the other language", number=min(counts), every=max(counts)
            )
            yield Finding((*place, lacking[2]), found, say("translate what is missing"), "warning")


def _pairs(quiz: Quiz, settings: LibrarySettings) -> Iterator[tuple[Location, str, str, str, str]]:
    """Yield each text's place, the first language and another one, and its words in both."""
    first, *others = [language.id for language in settings.languages]
    for place, text in texts(quiz):
        for other in others:
            if text[first] != text[other]:
                yield place, first, other, text[first], text[other]


def _other_numbers(here: str, there: str) -> tuple[list[str], list[str]]:
    """Return the numbers that each of two texts has alone; a small number on one side may be a word on the other."""
    only_here, only_there = _numbers_alone(here, there), _numbers_alone(there, here)
    if (only_here and only_there) or any(float(_digits(number)) > IN_WORDS for number in (*only_here, *only_there)):
        return only_here, only_there
    return [], []


def _numbers_alone(text: str, other: str) -> list[str]:
    """Return the numbers of a text that the other one lacks; of dates the month, often a word, does not count."""
    known = {_digits(number) for number in NUMBER.findall(DATE.sub(r"\1, \2", other))}
    said = NUMBER.findall(DATE.sub(r"\1, \2", TIME.sub("", ADDRESS.sub("", text))))
    return [number for number in said if _digits(number) not in known]


def _other_times(here: str, there: str) -> tuple[list[str], list[str]]:
    """Return the times of the day that differ, if both texts have as many in digits."""
    mine, others = _times(here), _times(there)
    if len(mine) != len(others) or mine.keys() == others.keys():
        return [], []
    return [mine[one] for one in mine.keys() - others.keys()], [others[one] for one in others.keys() - mine.keys()]


def _times(text: str) -> dict[tuple[int, str], str]:
    """Return the times of the day in a text by hour, from 0 to 11, and minutes: 14.30 and 2:30 pm are the same."""
    hours = [hour for time in TIME.findall(text) for hour in HOUR.finditer(time)]
    return {(int(hour[1]) % 12, hour[2] or "00"): hour[0] for hour in hours}


def _digits(number: str) -> str:
    """Return the digits of a number: languages differ in the signs between them."""
    return re.sub(r"\D", "", number)


def _other_addresses(here: str, there: str) -> tuple[list[str], list[str]]:
    """Return the addresses that each of two texts has alone. Made-up ones may be translated, but none may be lost."""
    mine, others = ([one.removeprefix("www.") for one in ADDRESS.findall(text)] for text in (here, there))
    counts = [sum(one.endswith(MADE_UP) for one in found) for found in (mine, others)]
    kept = counts[0] == counts[1]
    return _addresses_alone(mine, others, translated=kept), _addresses_alone(others, mine, translated=kept)


def _addresses_alone(found: list[str], others: list[str], *, translated: bool) -> list[str]:
    return [one for one in found if one not in others and not (translated and one.endswith(MADE_UP))]


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
