"""Wording: takeaways come from the questions, no text is unfinished, and the reading voice can say the words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from quizlib.content.every_text import in_message, texts
from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.problems import Finding
from quizlib.texts.text import Text

UNFILLED = re.compile(r"\{[^{}]*\}|\b(?:TODO|FIXME|TBD)\b|…{2,}")
WORD = re.compile(r"[^\W\d_]{4,}")
STEM = 5  # letters that words of one family share
SHARED = 1 / 3  # of the words of a takeaway that one question must have too
ODD = re.compile(r"(?<![\w.@/])(?:[A-ZÆØÅ]{2,}|[^\W\d_]*[a-zæøå][A-ZÆØÅ]\w*|[^\W\d_]+\d\w*)(?![\w@]|\.\w)")


def nothing_left_to_fill_in(quiz: Quiz, settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find braces that name nothing, marks of unfinished work, and numbers that only some languages have."""
    listed = [number.number for number in settings.numbers]
    for location, text in texts(quiz):
        for language in (language.id for language in settings.languages):
            for found in UNFILLED.findall(text[language]):
                hint = "write the text; a number is named as {number:id}"
                yield Finding((*location, language), f"‹{found}› is left to fill in", hint)
        for number in listed:
            have = [language.id for language in settings.languages if number in text[language.id]]
            if have and len(have) < len(settings.languages):
                found, hint = f"names {number} in {', '.join(have)} alone", "name it in every language"
                yield Finding(location, found, hint, "warning")


def takeaways_come_from_questions(quiz: Quiz, settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find takeaways that share too few words with every question, because people remember what they were asked."""
    for language in (language.id for language in settings.languages[:1]):
        asked = [_stems(" ".join(text[language] for _, text in texts(question))) for question in quiz.questions]
        for index, takeaway in enumerate(quiz.takeaways):
            stems = _stems(takeaway[language])
            if stems and max(len(stems & said) for said in asked) < SHARED * len(stems):
                hint = "ask about it, or leave it out"
                yield Finding(("takeaways", index), "no question speaks of this", hint, "warning")


def words_for_the_voice(quiz: Quiz, settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find words that a synthetic voice may say wrong and that `voice` in library.yaml does not list, if it exists.

    These are abbreviations in capitals, words with capitals inside, and words that end in digits. Addresses and
    made-up messages, which may be written in capitals, are not checked.
    """
    if settings.voice is None:
        return
    heard = {word.casefold() for word in settings.voice}
    for language in (language.id for language in settings.languages):
        said = (text for location, text in texts(quiz) if location[-1] != "audio" and not in_message(location))
        odd = {word for text in said for word in _odd(text, language) if word.casefold() not in heard}
        if odd:
            hint = "listen to them, then list them as voice in library.yaml"
            yield Finding((), f"words for the reading voice in {language}: {', '.join(sorted(odd))}", hint, "warning")


def _odd(text: Text, language: str) -> list[str]:
    return ODD.findall(text[language])


def _stems(words: str) -> set[str]:
    return {word[:STEM] for word in WORD.findall(words.casefold())}
