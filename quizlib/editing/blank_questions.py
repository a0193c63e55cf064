"""Blank questions: what a new question of each type consists of, with words in each place that is left to write.

A blank is plain data. The check finds every place that is left, as in ‹skriv her: titlen›, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from quizlib.library import Library
from quizlib.say import languages, later, say, speaking

Plain = dict[str, Any]


@dataclass(frozen=True)
class BlankWords:
    """What blanks of a library need: its languages, its first kind of fraud, and the sides of its first judge."""

    languages: tuple[str, ...]
    method: str | None
    sides: tuple[str, str]

    @classmethod
    def of(cls, library: Library) -> BlankWords:
        """Return what blanks of this library need."""
        method = library.methods[0].id if library.methods else None
        languages = tuple(language.id for language in library.languages)
        return cls(languages, method, next(iter(library.known_judges.values())).pair)

    def text(self, what: str) -> Plain:
        """Return a place to write in every language; our words tell what belongs there, in English where we must."""
        return {one: place_to_write(one, what) for one in self.languages}


def place_to_write(language: str, what: str) -> str:
    """Return words that tell in a language what belongs there; in English if there are no words of ours in it."""
    if language not in languages():
        return say("‹write here, in {language}: {what}›", language=language, what=what)
    with speaking(language):
        return say("‹write here: {what}›", what=say(what))


def _fraud(words: BlankWords) -> Plain:
    return {"method": words.method} if words.method else {}


def _message(words: BlankWords, side: int) -> Plain:
    told = words.text(later("the message"))
    sign = {"id": "sign", "shows": words.sides[side], "quote": told, "why": words.text(later("why"))}
    message = {"channel": "sms", "sender": words.text(later("the sender")), "body": told, "signs": [sign]}
    return {"message": message, "truth": words.sides[side]}


def _explained(words: BlankWords) -> Plain:
    return {"rationale": words.text(later("the reason"))}


def _check(words: BlankWords) -> Plain:
    return {"check": words.text(later("how to check it oneself"))}


def _example(words: BlankWords, side: int) -> Plain:
    stem = {"stem": words.text(later("what the example shows"))}
    return _fraud(words) | stem | _message(words, side) | _check(words)


def _verdict(words: BlankWords, side: int) -> Plain:
    stem = {"stem": words.text(later("the situation and the question?"))}
    tags = {"difficulty": {"cues": "many", "premise": "medium"}}
    return _fraud(words) | stem | _message(words, side) | tags | _explained(words) | _check(words)


def _signs(words: BlankWords, side: int) -> Plain:
    stem = {"stem": words.text(later("what shows it?"))}
    return _fraud(words) | stem | _message(words, side) | _explained(words) | _check(words)


def _single_choice(words: BlankWords, _side: int) -> Plain:
    told = [
        words.text(later("an answer that sounds sensible")),
        words.text(later("the answer that is right")),
        words.text(later("a third, sensible answer")),
    ]
    options = [
        {"id": f"option-{number}", "text": text, **({"right": True} if number == 2 else {})}  # noqa: PLR2004
        for number, text in enumerate(told, start=1)
    ]
    return {
        "about": "act",
        "stem": words.text(later("what do you do?")),
        "options": options,
    } | _explained(words)


def _multiple_choice(words: BlankWords, _side: int) -> Plain:
    return {**_single_choice(words, 0), "about": "know"}


def _order(words: BlankWords, _side: int) -> Plain:
    told = (later("the last thing"), later("the first thing"), later("the next thing"))
    steps = [
        {"id": f"step-{number}", "place": place, "text": words.text(one)}
        for number, (place, one) in enumerate(zip((3, 1, 2), told, strict=True), start=1)
    ]
    stem = words.text(later("in which order?"))
    return {"about": "act", "stem": stem, "steps": steps} | _explained(words)


def _sort(words: BlankWords, _side: int) -> Plain:
    categories = [
        {"id": "one", "text": words.text(later("one pile"))},
        {"id": "other", "text": words.text(later("the other pile"))},
    ]
    things = [
        {"id": "thing-1", "belongs": "other", "text": words.text(later("a thing of the other"))},
        {"id": "thing-2", "belongs": "one", "text": words.text(later("a thing of the one"))},
    ]
    stem = words.text(later("what belongs where?"))
    return {"about": "act", "stem": stem, "categories": categories, "things": things} | _explained(words)


def _conversation(words: BlankWords, side: int) -> Plain:
    choices = [
        {
            "id": "go-on",
            "text": words.text(later("an answer that goes on")),
            "to": "lost",
        },
        {"id": "hang-up", "text": words.text(later("an answer that ends it")), "to": "safe"},
    ]
    says = words.text(later("what the caller says"))
    endings = [
        {"id": "safe", "score": 1, "text": words.text(later("what happens then"))},
        {"id": "lost", "score": 0, "text": words.text(later("what happens otherwise"))},
    ]
    steps = [{"id": "hello", "says": says, "choices": choices}]
    told = {"channel": "call", "truth": words.sides[side], "stem": words.text(later("the phone rings"))}
    return _fraud(words) | told | {"steps": steps, "endings": endings} | _check(words)


def _rating(words: BlankWords, _side: int) -> Plain:
    return {"scale": "worry", "stem": words.text(later("the question?"))}


QUESTIONS: Mapping[str, Callable[[BlankWords, int], Plain]] = {
    "example": _example,
    "verdict": _verdict,
    "signs": _signs,
    "single_choice": _single_choice,
    "multiple_choice": _multiple_choice,
    "order": _order,
    "sort": _sort,
    "conversation": _conversation,
    "rating": _rating,
}
"""What makes the blank of each type of question."""


def blank_question(words: BlankWords, kind: str, name: str, side: int = 1) -> Plain:
    """Return a question of a type; `side` is 1 if its message is on the side to beware of, else 0."""
    return {"id": name, "type": kind, **QUESTIONS[kind](words, side)}
