"""Taking texts out for a translator, and bringing them in: with every mistake told at its place, or as a whole."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from quizlib.editing.changing import CannotChange, Change
from quizlib.editing.translating.all_texts import (
    BETWEEN_QUOTES,
    TextToTranslate,
    all_texts,
    languages_of,
    placeholders,
    source_of,
)
from quizlib.editing.translating.rows import Row, read_rows, write_rows
from quizlib.editing.translating.sources import is_old, keep_sources, sources
from quizlib.editing.translating.writing import translation
from quizlib.problems import Location, did_you_mean
from quizlib.reading.source import parse
from quizlib.say import say

Place = tuple[Path, Location]


class Refused(ValueError):  # noqa: N818 - it is no accident: nothing was changed
    """Raised if translations have lost something; `lines` say what, each at its place in the translator's file."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        super().__init__("\n".join(lines))


def take_out(folder: Path, language: str, to: Path, only: Collection[str] = ()) -> tuple[int, int]:
    """Write the texts of a folder for a translator; return how many there are, and how many are to be translated."""
    change = Change(folder)
    languages = languages_of(folder)
    _known(language, languages)
    known = sources(folder, language)
    rows = [
        Row(
            text.key,
            text.original,
            text.words.get(language, ""),
            source_of(text.original),
            is_old(text, language, known),
            tuple((one, words) for one, words in text.words.items() if one not in (language, languages[0])),
            tuple(text.note()),
        )
        for text in all_texts(change, only)
    ]
    write_rows(to, language, languages[0], rows)
    return len(rows), sum(row.changed or not row.words for row in rows)


def bring_in(folder: Path, path: Path) -> list[str]:
    """Write the translations of a file into the content, all or none, and return what was done.

    Raises Refused with every lost placeholder and quote, and CannotChange if the file or the folder can't be read.
    """
    change = Change(folder)
    language, rows = read_rows(path)
    _known(language, languages_of(folder))
    texts = {text.key: text for text in all_texts(change)}
    taken = {row.key: row for row in rows if row.words and not row.changed and row.key in texts}
    if wrong := [f"{path}:{line}: {found}" for line, found in sorted(_wrong(taken, texts, language))]:
        raise Refused(wrong)
    for key, row in taken.items():
        text = texts[key]
        if row.words != text.words.get(language):
            quotes = row.words.split(BETWEEN_QUOTES)
            words = quotes if text.message and len(quotes) > 1 else row.words
            change.edit(text.file, translation(text.file, text.location, language, words))
    for file, edits in change.edits.items():
        if parse(change.files[file][1].edited(edits).encode(), str(file)).problems:
            message = say("{path} would not be readable afterwards", path=file)
            raise CannotChange(message)
    told = change.write()
    keep_sources(folder, language, {**sources(folder, language), **{key: row.source for key, row in taken.items()}})
    told += [
        say("{path}:{line}: not there any more: {key}", path=path, line=row.line, key=row.key)
        for row in rows
        if row.key not in texts
    ]
    waiting = sum(row.changed for row in rows)
    return (
        [*told, say("left as they were, because they are still marked as changed: {number}", number=waiting)]
        if waiting
        else told
    )


def _known(language: str, languages: Collection[str]) -> None:
    if language not in list(languages)[1:]:
        message = say(
            "‹{language}› is no language to translate into: {hint}; library.yaml names it first, with draft: true",
            language=language,
            hint=did_you_mean(language, list(languages)[1:]),
        )
        raise CannotChange(message)


def _wrong(taken: Mapping[str, Row], texts: Mapping[str, TextToTranslate], language: str) -> Iterator[tuple[int, str]]:
    """Yield (line, what is wrong) for every translation that has lost a number or a quote."""
    after = _afterwards(taken, texts, language)
    for key, text in texts.items():
        row = taken.get(key)
        if row and placeholders(row.words) != (wanted := placeholders(text.original)):
            names = ", ".join(f"{{number:{name}}}" for name in wanted) or say("none")
            yield row.line, say("{key}: its numbers are not those of the original: {names}", key=key, names=names)
        here = (text.file.path, text.location)
        around = [(text.file.path, one) for one in text.message]
        if not around or here not in after or any(one not in after for one in around):
            continue
        changed = row or next(
            (taken[one.key] for one in texts.values() if (one.file.path, one.location) in around and one.key in taken),
            None,
        )
        for quote in after[here].split(BETWEEN_QUOTES):
            if changed and not any(quote in words for words in (*text.fixed, *(after[one] for one in around))):
                yield changed.line, say("{key}: ‹{quote}› is not in the message", key=key, quote=quote)


def _afterwards(taken: Mapping[str, Row], texts: Mapping[str, TextToTranslate], language: str) -> dict[Place, str]:
    """Return the words of each text in a language as they will be, by its place."""
    found = {}
    for key, text in texts.items():
        words = taken[key].words if key in taken else text.words.get(language)
        if words:
            found[text.file.path, text.location] = words
    return found
