"""Tone: texts are plain, calm and in words that people know; nothing in them is garbled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from quizlib.content.every_text import in_message, texts
from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.problems import Finding
from quizlib.say import say

MARKUP = re.compile(
    r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>|&(?:[a-z]+|#\d+);"  # HTML
    r"|!?\[[^\[\]]+\]\([^()\s]+\)|(?<![\w*])\*\*?(?=[^\W_])[^*\n]+(?<=[\w.,!?])\*\*?(?![\w*])"  # Markdown
    r"|(?<![\w_])__?(?=[^\W_])[^_\n]+__?(?![\w_])|`[^`\n]+`|^#{1,6} ",
    re.MULTILINE,
)
GARBLED = re.compile(r"(?:(?<!\w)\w*)?(?:[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€.|\ufffd)\w*")
ENDING = 3  # letters that a forbidden word may have behind it, as in score, scoren, scorerne


def no_markup(quiz: Quiz, settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find HTML and Markdown, which people would see as it was typed."""
    for place, language, text in _words(quiz, settings):
        for found in MARKUP.findall(text):
            hint = say("texts are plain: write the words alone")
            yield Finding((*place, language), say("‹{found}› is shown as it was typed", found=found), hint, "warning")


def nothing_garbled(quiz: Quiz, settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find letters that were read in the wrong encoding before they were saved, as in fÃ¥."""
    for place, language, text in _words(quiz, settings):
        for found in GARBLED.findall(text):
            hint = say("write {meant}", meant=meant) if (meant := _meant(found)) else say("type the word again")
            yield Finding((*place, language), say("the letters of ‹{found}› are garbled", found=found), hint, "warning")


def calm_and_known_words(quiz: Quiz, settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find exclamation marks, and words that library.yaml lists as `never`; made-up messages may have both."""
    never = {
        language: re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\w{{0,{ENDING}}}\b", re.IGNORECASE)
        for language, words in settings.never.items()
        if words
    }
    for place, language, text in _words(quiz, settings):
        if in_message(place):
            continue
        if "!" in text:
            yield Finding(
                (*place, language), say("has an exclamation mark"), say("say it calmly, with a full stop"), "warning"
            )
        for found in never[language].findall(text) if language in never else ():
            hint = say("use another word: library.yaml lists it as never")
            yield Finding((*place, language), say("‹{found}› is not used here", found=found), hint, "warning")


def _words(quiz: Quiz, settings: LibrarySettings) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Yield the place, the language and the words of every text that people read."""
    for place, text in texts(quiz):
        if place[-1] != "audio":  # file names
            for language in settings.languages:
                yield place, language.id, text[language.id]


def _meant(garbled: str) -> str:
    """Return the word that was garbled; nothing if it cannot be known."""
    try:
        return garbled.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""
