"""Ids that name something: what is built in or comes from library.yaml, and what another place of a library holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, PydanticKnownError
from pydantic_core.core_schema import with_info_before_validator_function

from quizlib.problems import Finding, did_you_mean, refuse
from quizlib.say import say
from quizlib.texts.text import Id

NAMES = "x-names"
"""The key of a JSON Schema that says what an id names: a key of the validation context, or a kind of content."""


@dataclass(frozen=True)
class OneOf:
    """An annotation of an id that is built in, or in the validation context under the key `added`."""

    built_in: tuple[str, ...]
    added: str

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return with_info_before_validator_function(self._known, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), "enum": list(self.built_in), NAMES: self.added}

    def _known(self, value: object, info: ValidationInfo) -> object:
        ids = tuple(dict.fromkeys((*self.built_in, *(info.context or {}).get(self.added, ()))))
        if value not in ids:
            raise PydanticKnownError("literal_error", {"expected": ", ".join(map(repr, ids))})
        return value


def one_of(built_in: Sequence[str], added: str) -> OneOf:
    """Return the annotation of an id that is built in, or in the validation context under the key `added`."""
    return OneOf(tuple(built_in), added)


@dataclass(frozen=True)
class Naming:
    """An annotation of an id that names something of this `kind`; rules look whether it is there."""

    kind: str

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), NAMES: self.kind}


QuizId = Annotated[Id, Naming("quiz")]
"""The id of a quiz."""
QuestionId = Annotated[Id, Naming("question")]
"""The id of a question of the same quiz."""
ItemId = Annotated[Id, Naming("item")]
"""The id of a message of the item bank."""
MethodId = Annotated[Id, Naming("method")]
"""The id of a kind of fraud."""


def _known_languages(languages: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
    context = info.context or {}
    known, default = context.get("known") or languages, next(iter(context.get("languages", languages)), "")
    findings = [
        Finding((number,), say("unknown language"), did_you_mean(name, known))
        for number, name in enumerate(languages)
        if name not in known
    ]
    if languages and default not in languages:
        hint = say("the first language is the default: every text has it")
        findings.append(Finding((), say("lacks {language}", language=default), hint))
    return refuse(findings) if findings else languages


KnownLanguages = Annotated[tuple[str, ...], AfterValidator(_known_languages)]
"""Languages that a library has, its default among them."""
