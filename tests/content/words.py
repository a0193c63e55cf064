"""`python -m tests.content.words`: what a classifier gets right of messages it has not seen, and its strongest words.

A strong word that is no lesson gives the truth away by accident: use it on both sides, or write it out of the messages.
"""

from __future__ import annotations

from collections.abc import Iterator

from quizlib.measures.statistics.proportions import wilson
from tests.content.classifier import full_text, score, stem, strongest, surface, taught

STRONGEST = 20


def report(language: str) -> Iterator[str]:
    """Yield the lines of a language: the three scores, then the strongest words of the full text."""
    for look in (stem, surface, full_text):
        right, of = score(look, language)
        limits = wilson(right, of)
        if limits:
            yield f"{language}: {look.__name__} {right} of {of}, {limits.lower:.0%} to {limits.upper:.0%}"
    read = [(one.scam, full_text(one)) for one in taught(language)]
    for word, weight in strongest(full_text, language, STRONGEST):
        scams = sum(word in words for scam, words in read if scam)
        genuine = sum(word in words for scam, words in read if not scam)
        yield f"  {word:16} {weight:+.2f}  in {scams} scams and {genuine} genuine messages"


if __name__ == "__main__":
    for language in ("da", "en"):
        print("\n".join(report(language)))  # noqa: T201 - a report
