"""Reading ease: the LIX of a quiz's explanations, in the languages for which LIX was made."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date

from quizlib.content.every_text import texts
from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.problems import Finding

LANGUAGES = ("da", "sv", "nb", "nn")
EXPLAINING = ("rationale", "check", "feedback", "otherwise", "why", "note", "genuine", "scam", "unsure")
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


def easy_to_read(quiz: Quiz, settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find quizzes whose explanations together have a LIX outside 20–34; the hint names their longest sentences."""
    explanations = [text for location, text in texts(quiz) if location[-1] in EXPLAINING]
    for language in (language.id for language in settings.languages if language.id in LANGUAGES):
        joined = "\n".join(text[language] for text in explanations)
        score = round(lix(joined, [word.lower() for word in settings.words]))
        if len(WORD.findall(joined)) >= ENOUGH_WORDS and score not in EASY:
            sentences = [" ".join(sentence.split()) for sentence in re.split(r"(?<=[.!?])\s", joined)]
            longest = "›, ‹".join(sorted(sentences, key=len, reverse=True)[:NAMED])
            yield Finding(
                (),
                f"LIX of the explanations in {language} is {score}",
                f"aim at 20–34; the longest: ‹{longest}›",
                "warning",
            )
