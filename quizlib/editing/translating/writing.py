"""Writing one language of a text into a file: all else stays, letter for letter."""

from __future__ import annotations

from unicodedata import normalize

from quizlib.editing.author_file import AuthorFile, Edit
from quizlib.problems import Location
from quizlib.reading.source import INVISIBLE, parse


def translation(file: AuthorFile, location: Location, language: str, words: str | list[str]) -> Edit:
    """Return the edit that gives a text these words in a language, or several quotes."""
    event, places = file.place(location)
    flow = bool(event.flow_style)
    indent = next(iter(places.values()))[0].start_mark.column
    if language in places:
        _, value, _ = places[language]
        start, end = value.start_mark.index, _end(file.text, value.start_mark.index, value.end_mark.index)
        return Edit(start, end, _value(words, indent, flow=flow))
    *_, (_, last, _) = places.values()
    end = _end(file.text, last.start_mark.index, last.end_mark.index)
    if flow:
        return Edit(end, end, f", {language}: {_value(words, indent, flow=True)}")
    line_end = file.text.find("\n", end)
    at = len(file.text) if line_end < 0 else line_end
    return Edit(at, at, f"\n{' ' * indent}{language}: {_value(words, indent, flow=False)}")


def _end(text: str, start: int, end: int) -> int:
    """Return where a value ends, without the blank lines that a text on lines of its own seems to have."""
    return start + len(text[start:end].rstrip())


def _value(words: str | list[str], indent: int, *, flow: bool) -> str:
    if isinstance(words, list):
        return f"[{', '.join(_value(one, indent, flow=True) for one in words)}]"
    words = normalize("NFC", words)
    if "\n" in words and not flow and not INVISIBLE.search(words):
        space = " " * (indent + 2)
        return "|\n" + "\n".join(f"{space}{line}" if line.strip() else "" for line in words.split("\n"))
    return words if _means_itself(words, flow=flow) else _in_quotes(words)


def _means_itself(words: str, *, flow: bool) -> bool:
    """Return whether words without quotes are read as they are."""
    read = parse((f"{{x: {words}}}" if flow else f"x: {words}").encode(), "")
    return read.data == {"x": words} and not (read.problems or read.cut or read.curled)


def _in_quotes(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return '"' + INVISIBLE.sub(lambda found: f"\\U{ord(found[0]):08x}", escaped) + '"'
