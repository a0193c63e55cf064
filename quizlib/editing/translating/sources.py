"""Sources: which words of the default language each text was translated from, so that it is known when it grows old.

They are kept beside the content, in translated/sv.txt: on each line eight hex digits and the key of a text.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from quizlib.editing.changing import Change
from quizlib.editing.translating.all_texts import TextToTranslate, all_texts, source_of
from quizlib.editing.whole_file import write_whole

FOLDER = "translated"


def sources(folder: Path, language: str) -> dict[str, str]:
    """Return the digits of the words that each text was translated from, by its key."""
    path = folder / FOLDER / f"{language}.txt"
    return _by_key(path.read_text(encoding="utf-8")) if path.is_file() else {}


def keep_sources(folder: Path, language: str, found: Mapping[str, str]) -> None:
    """Write the digits by key, in alphabetical order, so that versions can be compared."""
    path = folder / FOLDER / f"{language}.txt"
    path.parent.mkdir(exist_ok=True)
    write_whole(path, _lines(found))


def follow(change: Change, old: str, new: str) -> None:
    """Let every key that begins with these words begin with the new ones, in each language."""
    for path in sorted((change.folder / FOLDER).glob("*.txt")):
        before = change.rewritten.get(path) or path.read_text(encoding="utf-8")
        found = _by_key(before)
        moved = {new + key.removeprefix(old) if key.startswith(old) else key: digits for key, digits in found.items()}
        if moved.keys() != found.keys():
            change.rewritten[path] = _lines(moved)


def _by_key(text: str) -> dict[str, str]:
    return {key: digits for digits, _, key in (line.partition(" ") for line in text.splitlines())}


def _lines(found: Mapping[str, str]) -> str:
    return "".join(f"{digits} {key}\n" for key, digits in sorted(found.items()))


def is_old(text: TextToTranslate, language: str, known: Mapping[str, str]) -> bool:
    """Return whether a text has a translation of other words than it has now in the default language."""
    return language in text.words and known.get(text.key, "") not in ("", source_of(text.original))


def old_translations(change: Change) -> list[tuple[TextToTranslate, str]]:
    """Return every text with each language in which it is older than what it translates."""
    kept = {path.stem: sources(change.folder, path.stem) for path in sorted((change.folder / FOLDER).glob("*.txt"))}
    texts = list(all_texts(change)) if kept else []
    return [(text, language) for language, known in kept.items() for text in texts if is_old(text, language, known)]
