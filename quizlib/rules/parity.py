"""Languages: every text exists in every language, with the same number of paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from quizlib.content.every_text import texts
from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.problems import Finding
from quizlib.say import say
from quizlib.texts.text import Content


def missing_languages(content: Content, languages: Sequence[str]) -> Iterator[Finding]:
    """Find texts that lack a language in content built in Python; in files, the reader finds them with their lines."""
    for location, text in texts(content):
        for language in languages:
            if language not in text.languages:
                yield Finding(
                    (*location, language),
                    say("is missing"),
                    say("found {languages}", languages=", ".join(text.languages)),
                )


def same_paragraphs(quiz: Quiz, settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find texts with different numbers of paragraphs in different languages, because something is not translated."""
    for location, text in texts(quiz):
        counts = {language.id: len(text[language.id].split("\n\n")) for language in settings.languages}
        if len(set(counts.values())) > 1:
            found = ", ".join(
                say("{count} in {language}", count=count, language=language) for language, count in counts.items()
            )
            yield Finding(
                location, say("has paragraphs: {found}", found=found), say("give every language the same"), "warning"
            )
