"""The registered question types: those of this library, those of installed packages, and those given to a reader.

A package registers its types as entry points of the group `quizlib.questions`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.metadata import entry_points
from typing import Annotated, Union, cast

from pydantic import Field, PlainValidator, SerializeAsAny, TypeAdapter, ValidationInfo

from quizlib.questions.base import BaseQuestion
from quizlib.questions.types.conversation import Conversation
from quizlib.questions.types.example import Example
from quizlib.questions.types.multiple_choice import MultipleChoice
from quizlib.questions.types.order import Order
from quizlib.questions.types.rating import Rating
from quizlib.questions.types.signs import Signs
from quizlib.questions.types.single_choice import SingleChoice
from quizlib.questions.types.sort import Sort
from quizlib.questions.types.verdict import Verdict

Types = tuple[type[BaseQuestion], ...]
GROUP = "quizlib.questions"
OWN: Types = (Example, SingleChoice, MultipleChoice, Verdict, Signs, Order, Sort, Conversation, Rating)
"""The types of this library, registered like those of any package."""


@cache
def installed_types() -> Types:
    """Return the types of this library and of all installed packages.

    Raises TypeError if a package registers something else, and ValueError if two types have the same name.
    """
    return question_types(entry.load() for entry in entry_points(group=GROUP))


def question_types(more: Iterable[type[BaseQuestion]], known: Types = OWN) -> Types:
    """Return the known types and more; raise TypeError for what is no type, and ValueError for a name used twice."""
    types = (*known, *(kind for kind in more if kind not in known))
    for kind in types:
        if not (isinstance(kind, type) and issubclass(kind, BaseQuestion)):
            message = f"{kind!r} is not a question type: derive it from BaseQuestion"
            raise TypeError(message)
    for name, times in Counter(name_of(kind) for kind in types).items():
        if times > 1:
            message = f"{times} question types are called {name!r}"
            raise ValueError(message)
    return types


def name_of(kind: type[BaseQuestion]) -> str:
    """Return the name of a type, which a file writes as `type`; raise TypeError if it has none."""
    field = kind.model_fields.get("type")
    if field is None or not isinstance(field.default, str):
        message = f'{kind.__name__} has no name: give it a field, as in type: Literal["slider"] = "slider"'
        raise TypeError(message)
    return field.default


@lru_cache(maxsize=16)
def _adapter(types: Types) -> TypeAdapter[BaseQuestion]:
    union = Annotated[Union[types], Field(discriminator="type")]  # type: ignore[valid-type]  # noqa: UP007 - made here
    return TypeAdapter(cast("type[BaseQuestion]", union))


def _question(value: object, info: ValidationInfo) -> BaseQuestion:
    """Return a question that is one already, or is made from data by the type that the data names."""
    if isinstance(value, BaseQuestion):
        return value
    types = (info.context or {}).get("types") or installed_types()
    return _adapter(types).validate_python(value, context=info.context)


Question = Annotated[SerializeAsAny[BaseQuestion], PlainValidator(_question, json_schema_input_type=BaseQuestion)]
"""A question of any type. Validation takes the possible types from its context (`types`), or all that are installed."""
