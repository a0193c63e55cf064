"""Option: what single_choice and multiple_choice let one choose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated

from pydantic import Field, model_validator

from quizlib.problems import Finding, refuse
from quizlib.questions.base import Response
from quizlib.texts.text import Content, PartId, Text
from quizlib.texts.unique import unique_ids


class Option(Content):
    """A choice, what it is worth, and what is said when it was chosen (`feedback`) or left (`otherwise`)."""

    id: PartId
    text: Text
    right: bool = False
    fraction: Annotated[float, Field(ge=0, le=1)] | None = None
    feedback: Text | None = None
    otherwise: Text | None = None

    @model_validator(mode="after")
    def _worth_once(self) -> Option:
        if self.right and self.fraction is not None:
            refuse([Finding(("fraction",), "stands beside right: true", "write one of the two")])
        return self

    @property
    def worth(self) -> float:
        """The share of the mark this option earns, from 0 to 1."""
        return 1.0 if self.right else self.fraction or 0.0


Options = Annotated[tuple[Option, ...], Field(min_length=2), unique_ids]


def remarks(options: Iterable[Option], response: Response) -> Mapping[str, Text]:
    """Return what the author says of each option, chosen or not, where there is something to say."""
    said = {option.id: option.feedback if option.id in response else option.otherwise for option in options}
    return {name: text for name, text in said.items() if text is not None}


def option_marks(options: Iterable[Option]) -> list[tuple[str, float, dict[str, str]]]:
    """Return what the version of a question rests on: ids, worth and words, in order."""
    return [(option.id, option.worth, option.text.root) for option in options]
