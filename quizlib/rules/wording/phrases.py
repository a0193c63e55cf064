"""Wording: takeaways come from the questions, no text is unfinished, and the reading voice can say the words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from quizlib.content.every_text import in_message, texts
from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.problems import Finding
from quizlib.say import say
from quizlib.texts.text import Text

UNFILLED = re.compile(r"\{[^{}]*\}|‹(?:skriv her|write here)[^›]*›|\b(?:TODO|FIXME|TBD)\b|…{2,}")
WORD = re.compile(r"[^\W\d_]{4,}")
STEM = 5  # letters that words of one family share
SHARED = 1 / 3  # of the words of a takeaway that one question must have too
ODD = re.compile(r"(?<![\w.@/])(?:[A-ZÆØÅ]{2,}|[^\W\d_]*[a-zæøå][A-ZÆØÅ]\w*|[^\W\d_]+\d\w*)(?![\w@]|\.\w)")


def unfinished(text: Text) -> bool:
    """Return whether a text is still to be written, in any language."""
    return any(UNFILLED.search(words) for words in text.root.values())


def nothing_left_to_fill_in(quiz: Quiz, settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find braces that name nothing, and places that are left to write."""
    for location, text in texts(quiz):
        for language in (language.id for language in settings.languages):
            for found in UNFILLED.findall(text[language]):
                hint = say("write the text; a number is named as {number:id}")
                yield Finding((*location, language), _left(found), hint)
    for number, source in enumerate(quiz.sources):
        if found := UNFILLED.search(source.title):
            yield Finding(("sources", number, "title"), _left(found[0]), say("name a page that you have read"))


def _left(found: str) -> str:
    return say("‹{found}› is left to fill in", found=found.strip("‹›"))


def takeaways_come_from_questions(quiz: Quiz, settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find takeaways that share too few words with every question, because people remember what they were asked."""
    for language in (language.id for language in settings.languages[:1]):
        asked = [_stems(" ".join(text[language] for _, text in texts(question))) for question in quiz.questions]
        for index, takeaway in enumerate(quiz.takeaways):
            stems = _stems(takeaway[language])
            if stems and max(len(stems & said) for said in asked) < SHARED * len(stems):
                hint = say("ask about it, or leave it out")
                yield Finding(("takeaways", index), say("no question speaks of this"), hint, "warning")


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
            hint = say("listen to them, then list them as voice in library.yaml")
            yield Finding(
                (),
                say(
                    "words for the reading voice in {language}: {words}",
                    language=language,
                    words=", ".join(sorted(odd)),
                ),
                hint,
                "warning",
            )


def _odd(text: Text, language: str) -> list[str]:
    return ODD.findall(text[language])


def _stems(words: str) -> set[str]:
    return {word[:STEM] for word in WORD.findall(words.casefold())}
