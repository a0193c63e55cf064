"""Unread pages: the sources that we know from excerpts alone, and what rests on each of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from webapp.site_content.reading import SiteContent

NUMBER, QUIZ, TOPIC, FIGURE = "number", "quiz", "topic", "figure"
KINDS = (NUMBER, QUIZ, TOPIC, FIGURE)
"""What rests on pages, the most harmful first: people in distress call the numbers, and figures are only shown."""


@dataclass(frozen=True)
class Unread:
    """A page that nobody has opened yet, the day on which we last read of it, and what rests on it: ids by kind."""

    url: str
    seen: date
    rests: dict[str, list[str]]

    def weight(self) -> tuple[int, int, str]:
        """Return what sorts the pages: the most harmful first, then those on which most rests."""
        worst = min(KINDS.index(kind) for kind in self.rests)
        return worst, -sum(map(len, self.rests.values())), self.url


def unread(content: SiteContent) -> list[Unread]:
    """Return the pages that a person still has to open, sorted by harm and by how much rests on them."""
    days: dict[str, date] = {}
    rests: dict[str, dict[str, list[str]]] = {}
    for url, seen, kind, name in _excerpts(content):
        days[url] = max(seen, days.get(url, seen))
        rests.setdefault(url, {}).setdefault(kind, []).append(name)
    return sorted((Unread(url, days[url], what) for url, what in rests.items()), key=Unread.weight)


def _excerpts(content: SiteContent) -> Iterator[tuple[str, date, str, str]]:
    for number in content.library.numbers:
        if number.read == "excerpt":
            yield number.source, number.seen, NUMBER, number.id
    library = content.library
    for kind, parts in ((QUIZ, library.quizzes), (TOPIC, library.bank)):
        for name, part in parts.items():
            for source in part.sources:
                if source.read == "excerpt":
                    yield source.url, source.seen, kind, name
    for figure in content.outside:
        if figure.read == "excerpt":
            yield figure.source, figure.seen, FIGURE, figure.id
