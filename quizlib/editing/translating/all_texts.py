"""All texts of a folder for a translator: where each is, its words by language, and what its translation must keep."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from quizlib.content.settings_file import read_settings
from quizlib.editing.author_file import AuthorFile
from quizlib.editing.changing import CannotChange, Change
from quizlib.editing.field_words import field_words
from quizlib.editing.kinds import kinds
from quizlib.problems import Location, did_you_mean
from quizlib.reading.fields import models_at
from quizlib.reading.translated import texts_in
from quizlib.say import say
from quizlib.texts.text import PLACEHOLDER

BETWEEN_QUOTES = " || "
"""What divides the quotes of a text that has several of them in one language."""
MESSAGE = ("body", "sender", "address", "subject")
APART = ("signs", "earlier")
"""What is in a message, but is not quoted."""
Words = Mapping[str, str]


@dataclass(frozen=True)
class TextToTranslate:
    """A text in its file: its key for translators, and its words by language, the default first.

    `about` says what the field is for. `quotes` are the quotes from this text. `message` are the locations of the texts
    that it may be from, and `fixed` what the message has in every language, such as where a link leads.
    """

    key: str
    file: AuthorFile
    location: Location
    words: Words
    about: str = ""
    quotes: tuple[Words, ...] = ()
    message: tuple[Location, ...] = ()
    fixed: tuple[str, ...] = ()

    @property
    def original(self) -> str:
        """Its words in the default language."""
        return next(iter(self.words.values()))

    def note(self) -> list[str]:
        """Return what a translator should know: each line is one thing."""
        lines = [self.about] if self.about else []
        if paragraphs := self.original.count("\n\n"):
            lines.append(say("paragraphs: {number}", number=paragraphs + 1))
        lines += [say("keep {placeholder}", placeholder=f"{{number:{name}}}") for name in placeholders(self.original)]
        for quote in self.quotes:
            words = next(iter(quote.values()))
            lines.append(say("these words are quoted, so their translation must be in it once: ‹{quote}›", quote=words))
        if self.message:
            lines.append(say("a quote: write it as it is in the translation of the message, letter for letter"))
        return lines


def source_of(words: str) -> str:
    """Return eight hex digits that change when words in the default language do."""
    return hashlib.sha256(words.encode()).hexdigest()[:8]


def placeholders(words: str) -> list[str]:
    """Return the names of the numbers in a text, in alphabetical order."""
    return sorted(PLACEHOLDER.findall(words))


def all_texts(change: Change, only: Collection[str] = ()) -> Iterator[TextToTranslate]:
    """Yield every text that has the default language; `only` names files, as in quizzes/mitid."""
    known = {path.relative_to(change.folder).with_suffix("").as_posix(): path for path in change.files}
    for name in only:
        if name not in known:
            message = say("there is no file ‹{name}›: {hint}", name=name, hint=did_you_mean(name, known))
            raise CannotChange(message)
    languages = languages_of(change.folder)
    for name, path in known.items():
        if not only or name in only:
            kind, file = change.files[path]
            yield from _of_file(name, file, kinds()[kind], languages)


def languages_of(folder: Path) -> list[str]:
    """Return the languages of library.yaml, the default first and drafts too; CannotChange if it names none."""
    _, _, context = read_settings(folder, drafts=True)
    if not context["languages"]:
        message = say("{path} names no languages", path=folder / "library.yaml")
        raise CannotChange(message)
    return list(context["languages"])


def _of_file(
    name: str, file: AuthorFile, model: type[BaseModel], languages: Sequence[str]
) -> Iterator[TextToTranslate]:
    words = {location: _joined(text, languages) for location, text in texts_in(file.document.data, model, languages)}
    for location, text in words.items():
        if languages[0] in text:
            key = f"{name}: {file.document.path(location)}"
            around, texts = _message(location, words)
            fixed = tuple(_fixed(_inside(file.document.data, around), around, words)) if texts else ()
            about = _about(model, location)
            yield TextToTranslate(key, file, location, text, about, _quotes(location, words), texts, fixed)


def _joined(text: Mapping[str, Any], languages: Sequence[str]) -> dict[str, str]:
    """Return the words of a text, the default first; several quotes of a language become one text."""
    return {
        one: BETWEEN_QUOTES.join(map(str, text[one])) if isinstance(text[one], list) else str(text[one]).strip()
        for one in languages
        if one in text
    }


def _message(location: Location, words: Mapping[Location, Words]) -> tuple[Location, tuple[Location, ...]]:
    """Return the message that a quote is from, and where its texts are; nothing if the text is no quote."""
    match location:
        case (*above, "signs", int(), "quote"):
            around = tuple(above)
            inside = [one for one in words if one[: len(around)] == around]
            return around, tuple(one for one in inside if one[len(around)] not in APART)
    return (), ()


def _quotes(location: Location, words: Mapping[Location, Words]) -> tuple[Words, ...]:
    """Return the quotes from a text of a message."""
    if location[-1] not in MESSAGE:
        return ()
    signs, here = (*location[:-1], "signs"), next(iter(words[location].values()))
    quotes = (text for one, text in words.items() if one[:-2] == signs and one[-1] == "quote")
    return tuple(quote for quote in quotes if next(iter(quote.values())).split(BETWEEN_QUOTES)[0] in here)


def _inside(data: Any, location: Location) -> Any:  # noqa: ANN401 - YAML is any data
    for part in location:
        data = data[part]
    return data


def _fixed(data: Any, location: Location, words: Mapping[Location, Words]) -> Iterator[str]:  # noqa: ANN401 - as above
    """Yield what a message has outside of its texts: it is the same in every language."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict) and location not in words:
        for key, value in data.items():
            if key not in APART:
                yield from _fixed(value, (*location, key), words)
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _fixed(value, (*location, number), words)


def _about(model: type[BaseModel], location: Location) -> str:
    """Return what the guide says of the field that a text is in."""
    plain = tuple(0 if isinstance(part, int) else part for part in location)
    depth = max(number for number, part in enumerate(plain) if isinstance(part, str))
    found = (field_words(one).get(str(plain[depth]), "") for one in models_at(model, plain[:depth]))
    return next(filter(None, found), "").replace("`", "")
