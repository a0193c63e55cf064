"""Reading ease: the LIX of a quiz's explanations, in the languages for which LIX was made."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from quizlib.content.every_text import texts
from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.problems import Finding
from quizlib.say import say

LANGUAGES = ("da", "sv", "nb", "nn")
EXPLAINING = frozenset({"rationale", "check", "feedback", "otherwise", "why", "note"})
EASY = range(20, 35)
ENOUGH_WORDS = 200  # fewer make the figure unreliable
LONG = 7
NAMED = 3  # sentences
STOP = re.compile(r"(?<![.!?])[.!?]++(?=\s|[»«\"”)]|$)")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def lix(text: str, familiar: Collection[str] = ()) -> float:
    """Return Björnsson's readability index: words per sentence + percentage of words with 7 letters or more.

    Words that begin with one of `familiar` (lower case) do not count as long. Source: C. H. Björnsson, *Läsbarhet*,
    1968.
    """
    words = WORD.findall(text.lower())
    sentences = len(STOP.findall(text)) or 1
    known = tuple(familiar)
    long = [word for word in words if len(word) >= LONG and not (known and word.startswith(known))]
    return len(words) / sentences + 100 * len(long) / len(words) if words else 0.0


def reading_ease(quiz: Quiz, language: str, familiar: Collection[str]) -> float:
    """Return the LIX of all explanations of a quiz."""
    return lix(_explanations(quiz, language), [word.lower() for word in familiar])


def _explanations(quiz: Quiz, language: str) -> str:
    return "\n".join(text[language] for location, text in texts(quiz) if EXPLAINING.intersection(location[-2:]))


def easy_to_read(quiz: Quiz, settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find quizzes whose explanations together have a LIX outside 20–34; the hint names sentences to change."""
    for language in (language.id for language in settings.languages if language.id in LANGUAGES):
        joined = _explanations(quiz, language)
        score = round(reading_ease(quiz, language, settings.words))
        if len(WORD.findall(joined)) >= ENOUGH_WORDS and score not in EASY:
            sentences = sorted((" ".join(one.split()) for one in re.split(r"(?<=[.!?])\s", joined)), key=len)
            if score < EASY.start:
                hint = say(
                    "aim at 20–34: join short sentences, so that it is not choppy; as in ‹{sentences}›",
                    sentences=_named(sentences),
                )
            else:
                hint = say("aim at 20–34; the longest: ‹{sentences}›", sentences=_named(sentences[::-1]))
            yield Finding(
                (),
                say("LIX of the explanations in {language} is {score}", language=language, score=score),
                hint,
                "warning",
            )


def _named(sentences: Sequence[str]) -> str:
    return "›, ‹".join(sentences[:NAMED])
