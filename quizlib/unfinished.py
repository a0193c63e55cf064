"""Unfinished: what can be built of a quiz or topic whose file has mistakes, so that they do not hide the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from datetime import date
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from quizlib import rules
from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.content.topic import Topic
from quizlib.problems import Finding, Location
from quizlib.reading.document import Document
from quizlib.texts.text import Context

ROUNDS = 8  # each leaves out what the one before has shown to be wrong
NEEDED = ("id", "type", "stem")  # of every question
QUESTIONS = "questions"


def findings_in_parts(
    document: Document, model: type[Quiz | Topic], context: Context, settings: LibrarySettings, today: date
) -> Iterator[Finding]:
    """Yield what the rules find in the parts of a document that are right, though the whole cannot be built."""
    if document.checked or not isinstance(document.data, dict):
        return
    languages = [language.id for language in settings.languages]
    found = _buildable(document.data, model, context, languages)
    if found is None:
        return
    quiz, places, made_up = found
    cut = [one.location[:-1] for one in document.cut]
    for finding in rules.check_part(quiz, settings, today):
        match finding.location:
            case ("questions", int(number), *inside):
                place: Location = (QUESTIONS, places[number], *inside)
            case location:
                place = location
        if place[:1] not in made_up and not any(place[: len(one)] == one for one in cut):
            yield Finding(place, finding.message, finding.hint, finding.level)


def _buildable(
    data: Mapping[str, Any], model: type[Quiz | Topic], context: Context, languages: Iterable[str]
) -> tuple[Quiz, list[int], set[Location]] | None:
    """Return a quiz, the place of each of its questions in the file, and the fields that were made up.

    Unknown keys and fields that are wrong are left out, then the questions that lack something. What every quiz has is
    made up where it is missing. None if no question is left.
    """
    text = dict.fromkeys(languages, "–")
    needed: dict[str, Any] = {"id": "unfinished", "title": text, "summary": text, "minutes": 1}
    needed = {name: value for name, value in needed.items() if name in model.model_fields}
    left = {name: deepcopy(value) for name, value in data.items() if name != "id"}
    if not isinstance(left.get(QUESTIONS), list) or "items" in left:
        return None
    places = list(range(len(left[QUESTIONS])))
    for _ in range(ROUNDS):
        try:
            built = model.model_validate(needed | left, context=context)
        except ValidationError as error:
            dropped = {place for one in error.errors(include_url=False) if (place := _leave_out(left, one)) is not None}
            places = [place for number, place in enumerate(places) if number not in dropped]
            left[QUESTIONS] = [one for number, one in enumerate(left[QUESTIONS]) if number not in dropped]
            if not places:
                return None
        else:
            made_up: set[Location] = {(name,) for name in needed.keys() - left}
            return built if isinstance(built, Quiz) else built.as_quiz(), places, made_up
    return None


def _leave_out(left: dict[str, Any], error: ErrorDetails) -> int | None:
    """Leave out what an error is about; return the number of its question if that is to be left out as a whole.

    It is the innermost field on the way to the error. Members of lists stay, so that the others keep their places; if
    one lacks something, its list is left out in the next round.
    """
    match error["loc"]:
        case ("questions", int(number), *inside):
            here, fields = left[QUESTIONS][number], list[tuple[dict[str, Any], str]]()
            for part in inside:  # names of types are on the way too
                if isinstance(here, dict) and isinstance(part, str) and part in here:
                    fields.append((here, part))
                    here = here[part]
                elif isinstance(here, list) and isinstance(part, int):
                    here = here[part]
            if not fields or (len(fields) == 1 and fields[0][1] in NEEDED):
                return number
            holder, name = fields[-1]
            holder.pop(name)
        case (str(name), *_) if name != QUESTIONS:
            left.pop(name, None)
    return None
