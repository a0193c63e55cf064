"""Drafting: questions become drafts of quizzes, with a mark in each place that is left to write."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from unicodedata import normalize

from quizlib.content.quiz import Quiz
from quizlib.editing.blank_questions import Plain, place_to_write
from quizlib.editing.plain_yaml import as_yaml
from quizlib.exchange.item import Item, Part, Words
from quizlib.rules.minutes import duration
from quizlib.say import later
from quizlib.texts.text import RESERVED

MOST_QUESTIONS = 100
MOST_MINUTES = 60
LONGEST_ID = 60
LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss", "đ": "d", "ł": "l", "þ": "th", "ð": "d"})
QUOTES = str.maketrans("‹›", "<>")
PART_OF = {"single_choice": "options", "multiple_choice": "options", "order": "steps", "sort": "things"}


@dataclass(frozen=True)
class Draft:
    """A quiz that is not finished: the name of its file without `.yaml`, and the text of the file."""

    name: str
    text: str


def drafts(items: Sequence[Item], name: str) -> Iterator[Draft]:
    """Yield a draft for each quiz that the items belong to; those of none are in a draft with this name.

    A draft has at most 100 questions, then another one begins. The same items give the same bytes.
    """
    titles = list(dict.fromkeys(item.quiz for item in items))
    taken: set[str] = set()
    for title in titles:
        own = [item for item in items if item.quiz == title]
        for begin in range(0, len(own), MOST_QUESTIONS):
            file = _free(slug(title or name) or "quiz", taken)
            yield Draft(file, as_yaml(_quiz(own[begin : begin + MOST_QUESTIONS], title or name)))


def slug(text: str) -> str:
    """Return a text as an id: its first words, in a–z, 0–9 and hyphens; empty if it has none of these letters."""
    known = normalize("NFKD", normalize("NFC", text).lower().translate(LETTERS)).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", known)
    found = ""
    for word in words:
        longer = f"{found}-{word}" if found else word[:LONGEST_ID]
        if len(longer) > LONGEST_ID - 4:  # room for the number of the second of two
            break
        found = longer
    return found or "".join(words)[: LONGEST_ID - 4]


def _free(wanted: str, taken: set[str]) -> str:
    """Return an id that is not taken yet, and take it: the second of two is wanted-2."""
    names = (wanted if number == 1 else f"{wanted}-{number}" for number in range(1, len(taken) + 2))
    found = next(name for name in names if name not in taken)
    taken.add(found)
    return found


def _quiz(items: Sequence[Item], title: str) -> Plain:
    languages = sorted({language: None for item in items for language in _languages(item)})
    words = _Writing(tuple(languages))
    taken: set[str] = set()
    questions = [
        _question(item, _free(slug(item.name) or _short(item.stem) or "question", taken), words) for item in items
    ]
    head = {
        "title": dict.fromkeys(languages, title),
        "summary": words.missing(later("one line about the quiz")),
    }
    rest = {"takeaways": [words.missing(later("what to remember"))], "questions": questions}
    built = Quiz.model_validate({"id": "draft", "minutes": 1, **head, **rest})
    minutes = min(MOST_MINUTES, max(1, round(duration(built, languages[0]) / 60)))
    return {**head, "minutes": minutes, **rest}


@dataclass(frozen=True)
class _Writing:
    """Writes texts in the languages of a draft."""

    languages: tuple[str, ...]

    def missing(self, what: str) -> dict[str, str]:
        return {language: place_to_write(language, what) for language in self.languages}

    def text(self, words: Words, what: str) -> dict[str, str]:
        """Return a text in every language: where it is missing, a mark holds what is to be translated."""
        known = next(iter(words.values()), what).translate(QUOTES)
        return {**self.missing(known), **words}


def _languages(item: Item) -> Iterator[str]:
    for words in (item.stem, item.rationale, item.hint, *item.categories, *_part_texts(item.parts)):
        yield from words


def _part_texts(parts: Iterable[Part]) -> Iterator[Words]:
    for part in parts:
        yield part.text
        yield part.feedback


def _question(item: Item, name: str, words: _Writing) -> Plain:
    question: Plain = {"id": name, "type": item.type, "stem": words.text(item.stem, later("the question?"))}
    if item.hint:
        question["hint"] = words.text(item.hint, later("what helps to think"))
    if item.type == "multiple_choice" and item.score != "net":
        question["score"] = item.score
    taken: set[str] = set()
    if item.categories:
        names = [_part_name(text, taken) for text in item.categories]
        question["categories"] = [
            {"id": one, "text": words.text(text, later("one pile"))}
            for one, text in zip(names, item.categories, strict=True)
        ]
        taken = set()
        parts = [_thing(part, _part_name(part.text, taken), names, words) for part in item.parts]
    elif item.type == "order":
        parts = [_step(part, _part_name(part.text, taken), words) for part in _mixed(item.parts)]
    else:
        parts = [_option(part, _part_name(part.text, taken), words) for part in item.parts]
    question[PART_OF[item.type]] = parts
    explained = item.rationale or any(part.feedback for part in item.parts)
    if item.rationale or not explained:
        question["rationale"] = words.text(item.rationale, later("the reason"))
    return question


def _option(part: Part, name: str, words: _Writing) -> Plain:
    option: Plain = {"id": name, "text": words.text(part.text, later("an answer"))}
    if part.right:
        option["right"] = True
    elif part.fraction:
        option["fraction"] = round(part.fraction, 4)
    if part.feedback:
        option["feedback"] = words.text(part.feedback, later("the reason"))
    return option


def _step(part: Part, name: str, words: _Writing) -> Plain:
    return {"id": name, "place": part.place, "text": words.text(part.text, later("the next thing"))}


def _thing(part: Part, name: str, categories: Sequence[str], words: _Writing) -> Plain:
    thing: Plain = {
        "id": name,
        "belongs": categories[part.belongs],
        "text": words.text(part.text, later("a thing of the one")),
    }
    return {**thing, "why": words.text(part.feedback, later("the reason"))} if part.feedback else thing


def _mixed(parts: Sequence[Part]) -> Sequence[Part]:
    """Return steps that are not in the right order: as they are, or by a number made of their words."""
    if [part.place for part in parts] != sorted(part.place for part in parts):
        return parts
    mixed = sorted(parts, key=lambda part: sha256(repr(sorted(part.text.items())).encode()).digest())
    in_order = [part.place for part in mixed] == sorted(part.place for part in mixed)
    return [*mixed[1:], mixed[0]] if in_order else mixed


def _short(words: Words) -> str:
    """Return an id of the first words of a question."""
    return "-".join(slug(next(iter(words.values()), "")).split("-")[:5])


def _part_name(words: Words, taken: set[str]) -> str:
    """Return the id of a part, of its first words."""
    wanted = _short(words) or "part"
    return _free(f"{wanted}-of-these" if wanted == RESERVED else wanted, taken)
