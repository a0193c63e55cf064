"""Turn the errors that pydantic finds in a document into Problems, in words for authors, at their place in the file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from itertools import islice
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from quizlib.problems import Finding, Location, Problem, did_you_mean, either
from quizlib.reading.builder import MAX_PROBLEMS
from quizlib.reading.document import QUOTES, Document
from quizlib.reading.expected import AT_KEY, nearest_id, words_for
from quizlib.reading.fields import holds_name, holds_text, keys_at
from quizlib.reading.translated import has_language, texts_in
from quizlib.say import say
from quizlib.texts.text import Context

T = TypeVar("T", bound=BaseModel)


def build(document: Document, model: type[T], context: Context, extra: Mapping[str, object] | None = None) -> T | None:
    """Return a model made from a document's data and `extra`; None if it has mistakes, which become its problems."""
    if document.data is None:
        return None
    data = document.data
    if isinstance(data, dict):
        for key in extra or {}:
            if key in data:
                document.problems.append(
                    document.report((key,), say("is given by the file's name"), say("remove it"), at_key=True)
                )
        data = {**data, **(extra or {})}
    document.problems += _shown_in_quotes(document, model)
    cut = list(_cut_off(document, model))
    drafts = (context or {}).get("drafts", frozenset())
    unready = _missing_in_drafts(document, model, context or {}) if drafts else {}
    document.drafts = frozenset(one for one in drafts if one not in unready and has_language(document.data, one))
    context = {**(context or {}), "unready": unready.keys()} if unready else context
    try:
        built, problems = model.model_validate(data, context=context), []
    except ValidationError as error:
        found = _without_consequences(error.errors(include_url=False), guessed=document.guessed)
        told = _first_ones_and_every_missing_text(found, (context or {}).get("languages", ()))
        built, problems = None, [_problem(document, model, one) for one in told]
    explained = {(problem.line, problem.column) for problem in (*document.problems, *cut)}
    problems = [problem for problem in problems if (problem.line, problem.column) not in explained]
    document.problems += [*cut[:MAX_PROBLEMS], *problems]
    document.problems += [problem for missing in unready.values() for problem in missing]
    return None if cut else built


def note(document: Document, findings: Iterable[Finding]) -> None:
    """Add findings to a document's problems, at their places. Nothing is looked for in a document that is checked."""
    for found in () if document.checked else islice(findings, MAX_PROBLEMS):
        document.problems.append(document.report(found.location, found.message, found.hint, found.level))


def errors(document: Document) -> bool:
    """Return whether a document has problems that are errors, and not only warnings."""
    return any(problem.level == "error" for problem in document.problems)


def _without_consequences(errors: list[ErrorDetails], *, guessed: bool) -> list[ErrorDetails]:
    """Leave out the error that a list is too short if some of its members have errors of their own.

    Leave out that a field is missing if its name was mistyped; in a document that was `guessed`, whatever it is.
    """
    above = {error["loc"][:depth] for error in errors for depth in range(len(error["loc"]))}
    mistyped = {
        (*error["loc"][:-1], meant)
        for error in errors
        if error["type"] == "extra_forbidden"
        for meant in get_close_matches(str(error["loc"][-1]), _lacking(errors, error["loc"][:-1]))
    }
    errors = [error for error in errors if error["type"] != "missing" or error["loc"] not in mistyped]
    kept = (error for error in errors if error["type"] != "too_short" or error["loc"] not in above)
    return [error for error in kept if not guessed or error["type"] not in ("missing", "too_short")]


def _lacking(errors: Iterable[ErrorDetails], place: Location) -> list[str]:
    """Return the fields that are missing at a place."""
    return [str(one["loc"][-1]) for one in errors if one["type"] == "missing" and one["loc"][:-1] == place]


def _first_ones_and_every_missing_text(
    errors: Iterable[ErrorDetails], languages: Collection[str]
) -> Iterator[ErrorDetails]:
    """Yield as many errors as somebody can look at, and every text that lacks a language: translators need all."""
    left = MAX_PROBLEMS
    for error in errors:
        missing = error["loc"][-1:] and error["loc"][-1] in languages and words_for(error)[0] == say("is missing")
        if missing or left:
            yield error
        left -= bool(left and not missing)


def _missing_in_drafts(
    document: Document, model: type[BaseModel], context: Mapping[str, Any]
) -> dict[str, list[Problem]]:
    """Return a warning for every text that is missing in a draft which the document has in part, by draft."""
    drafts = [one for one in context["drafts"] if has_language(document.data, one)]
    every = list(texts_in(document.data, model, context["languages"])) if drafts else []
    hint = say("until it is there, this is left out in that language")
    told = {
        draft: [
            document.report((*location, draft), say("is missing"), hint, "warning", at_key=True)
            for location, words in every
            if draft not in words
        ]
        for draft in drafts
    }
    return {draft: missing for draft, missing in told.items() if missing}


def _cut_off(document: Document, model: type[BaseModel]) -> Iterator[Problem]:
    """Yield a problem for every text that a comment cuts off. An address or a number may have a comment behind it."""
    for one in document.cut:
        close = bool(one.comment[1:2].strip())
        if holds_text(model, one.location) or (close and holds_name(model, one.location)):
            yield document.report(one.location, one.message, say(QUOTES))


def _shown_in_quotes(document: Document, model: type[BaseModel]) -> Iterator[Problem]:
    """Yield a problem for every text that people would see in the curled quotes that were meant for YAML."""
    for location in islice(document.curled, MAX_PROBLEMS):
        if holds_text(model, location):
            hint = say('write straight ones: "…"; where they are meant, put straight ones round them')
            yield document.report(location, say("people will see the quotation marks “ ” too"), hint, "warning")


def _problem(document: Document, model: type[BaseModel], error: ErrorDetails) -> Problem:
    location, kind = error["loc"], error["type"]
    message, hint = words_for(error)
    if kind == "extra_forbidden":
        hint = _place_of(model, location) or did_you_mean(str(location[-1]), keys_at(model, location[:-1]))
    elif kind == "union_tag_invalid":
        tags = error["ctx"]["expected_tags"].split(",")
        hint = did_you_mean(error["ctx"]["tag"], [tag.strip(" '") for tag in tags])
    if kind.startswith("union_tag"):
        location = (*location, "type")
    if location == ("id",) and location[0] not in document.data:  # it is the name of the file
        hint = hint and say("name the file {name}.yaml", name=nearest_id(str(error["input"])))
    return document.report(location, message, hint, at_key=message in map(say, AT_KEY))


def _place_of(model: type[BaseModel], location: Location) -> str:
    """Return where a key belongs that is known one level further in or out, but not here; nothing if it is neither."""
    key, here = str(location[-1]), location[:-1]
    inside = sorted(field for field in keys_at(model, here) if key in keys_at(model, (*here, field)))
    if inside:
        return say("{key} belongs inside {outer}: indent it there", key=key, outer=either(inside))
    for depth in reversed(range(len(here))):
        if key in keys_at(model, here[:depth]):
            outside = next((part for part in here[depth:] if isinstance(part, str)), "")
            return say("{key} belongs beside {outside}, not inside it", key=key, outside=outside) if outside else ""
    return ""
