"""Option: one of the choices of single_choice and multiple_choice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated

from pydantic import Field, model_validator

from quizlib.problems import Finding, refuse
from quizlib.questions.response import Response
from quizlib.say import say
from quizlib.texts.text import Content, PartId, Text
from quizlib.texts.unique import unique_ids


class Option(Content):
    """A choice, its worth, and the words shown afterwards."""

    id: PartId
    """Your own name for it."""
    text: Text
    """What people choose."""
    right: bool = False
    """`true` on the right option."""
    fraction: Annotated[float, Field(ge=0, le=1)] | None = None
    """From 0 to 1, for an option that is half right."""
    feedback: Text | None = None
    """Shown if it was chosen."""
    otherwise: Text | None = None
    """Shown if it was not chosen."""

    @model_validator(mode="after")
    def _worth_once(self) -> Option:
        if self.right and self.fraction is not None:
            refuse([Finding(("fraction",), say("stands beside right: true"), say("write one of the two"))])
        return self

    @property
    def worth(self) -> float:
        """The share of full marks that this option gives, from 0 to 1."""
        return 1.0 if self.right else self.fraction or 0.0


Options = Annotated[tuple[Option, ...], Field(min_length=2), unique_ids]


def remarks(options: Iterable[Option], response: Response) -> Mapping[str, Text]:
    """Return the author's words about each option, chosen or not, by option id; options without words are left out."""
    said = {option.id: option.feedback if option.id in response else option.otherwise for option in options}
    return {name: text for name, text in said.items() if text is not None}


def option_marks(options: Iterable[Option]) -> list[tuple[str, float, dict[str, str]]]:
    """Return the parts of options that a question's version depends on: ids, worth and words, in order."""
    return [(option.id, option.worth, option.text.root) for option in options]
