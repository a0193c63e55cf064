"""Voices: what should be spoken by a person, the name of each recording of it, and quizzes that play those there are.

A recording belongs to the words that its name says: quiz, question, step and language, as in `mitid_call_hello_da.mp3`.
The name of an item of the bank begins with its own id, because it can be in several check-ups.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from quizlib.content.media import NAME
from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.questions import Question
from quizlib.texts.text import Text

CALL = "call"  # the built-in channel on which people hear somebody speak


class Spoken(NamedTuple):
    """Words to speak in a language, and the name of their recording without its ending."""

    name: str
    language: str
    words: str


def calls(settings: LibrarySettings) -> frozenset[str]:
    """Return the channels on which people hear somebody speak: calls, and what looks like a call."""
    return frozenset((CALL, *(channel.id for channel in settings.channels if channel.like == CALL)))


def spoken(quizzes: Iterable[Quiz], heard: Collection[str], languages: Sequence[str]) -> Iterator[Spoken]:
    """Yield everything that is heard in quizzes, each item of the bank once; `heard` are the channels of calls."""
    every = (
        Spoken(f"{stem}_{language}", language, text[language])
        for quiz in quizzes
        for question in quiz.questions
        for stem, _, text in _stems(quiz, question, heard)
        for language in languages
    )
    yield from dict.fromkeys(every)


def recorded_in(folder: Path) -> dict[str, str]:
    """Return the recordings in a folder by their names without endings."""
    found = sorted(filter(NAME.fullmatch, os.listdir(folder))) if folder.is_dir() else []  # noqa: PTH208 - of thousands
    return {Path(name).stem: name for name in found}


def with_voices(quiz: Quiz, files: dict[str, str], heard: Collection[str], languages: Sequence[str]) -> Quiz:
    """Return a quiz that plays the recordings there are, beside those that its author has named."""
    changed = {}
    for number, question in enumerate(quiz.questions) if files else ():
        voices = {}
        for stem, place, _ in _stems(quiz, question, heard):
            names = {one: files[name] for one in languages if (name := f"{stem}_{one}") in files}
            if names:
                voices[place] = Text.of(names)
        if voices:
            changed[number] = question.with_voices(voices)
    if not changed:
        return quiz
    questions = tuple(changed.get(number, question) for number, question in enumerate(quiz.questions))
    return quiz.model_copy(update={"questions": questions})


def _stems(quiz: Quiz, question: Question, heard: Collection[str]) -> Iterator[tuple[str, str, Text]]:
    """Yield (name without language, place in the question, words) for what is heard in a question."""
    holder = () if quiz.items else (quiz.id,)
    for place, text in question.spoken(heard).items():
        yield "_".join((*holder, question.id, *((place,) if place else ()))), place, text
