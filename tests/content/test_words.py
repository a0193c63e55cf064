"""The words of the shipped content: those that never stand in Danish pages stand in none, and nobody is shouted at."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po

from quizlib.reading import source
from tests.places import ROOT

FILES = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "content").rglob("*.yaml"))]
CATALOGUES = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "translations").rglob("*.po"))]
NEVER = re.compile(
    r"\b(miss(e|er|ede|et)|fang(e|er|et|ede)|devices?|feedback\w*|scor(e|en|er|es|et)|workshop\w*|enhed(en|er|erne)?|session\w*)\b",
    re.IGNORECASE,
)
CANARY = ["Vi misser den", "fange dem", "dit device", "Feedback", "din score", "en workshop", "på enheden", "sessionen"]
INNOCENT = ["virksomheden", "misbrug", "fangst", "enhver", "scoreboardet ikke", "missionen"]


def texts(data: object, language: str | None = None) -> Iterator[tuple[str | None, str]]:
    """Yield (language, text) of everything in a file but the words that no text uses; None where it has no language."""
    if isinstance(data, dict):
        for key, value in ((key, value) for key, value in data.items() if key != "never"):
            yield from texts(value, key if key in ("da", "en") else language)
    elif isinstance(data, list):
        for value in data:
            yield from texts(value, language)
    elif isinstance(data, str):
        yield language, data


def danish(name: str) -> list[str]:
    """Return the Danish texts of a content file or a catalogue."""
    if name.endswith(".yaml"):
        found = list(texts(source.read_file(ROOT / name).data))
        return [text for language, text in found if language == "da"] or [text for _, text in found]  # names of places
    with (ROOT / name).open("rb") as stream:
        strings = [message.string or "" for message in read_po(stream) if message.id]
    return [text for one in strings for text in ([one] if isinstance(one, str) else one)]


def test_there_is_content() -> None:
    assert len([name for name in FILES if "/quizzes/" in name]) >= 3
    assert CATALOGUES


@pytest.mark.parametrize("text", CANARY)
def test_the_search_finds_the_words(text: str) -> None:
    assert NEVER.search(text)


@pytest.mark.parametrize("text", INNOCENT)
def test_the_search_lets_other_words_pass(text: str) -> None:
    assert not NEVER.search(text)


@pytest.mark.parametrize("name", [*FILES, *CATALOGUES])
def test_words_that_never_stand_in_danish_pages(name: str) -> None:
    assert danish(name)
    assert [text for text in danish(name) if NEVER.search(text)] == []


@pytest.mark.parametrize("name", FILES)
def test_no_text_has_an_exclamation_mark(name: str) -> None:
    assert [text for _, text in texts(source.read_file(ROOT / name).data) if "!" in text] == []


@pytest.mark.parametrize("name", CATALOGUES)
def test_no_translation_has_an_exclamation_mark(name: str) -> None:
    assert [text for text in danish(name) if "!" in text] == []
