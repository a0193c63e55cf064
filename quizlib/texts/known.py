"""Ids that must be known: those that are built in, and those that a library adds in library.yaml."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BeforeValidator, ValidationInfo
from pydantic_core import PydanticKnownError


def one_of(built_in: Sequence[str], added: str) -> BeforeValidator:
    """Return a validator of an id that is built in, or in the validation context under the key `added`."""

    def known(value: object, info: ValidationInfo) -> object:
        ids = (*built_in, *(info.context or {}).get(added, ()))
        if value not in ids:
            *most, last = map(repr, ids)
            raise PydanticKnownError("literal_error", {"expected": f"{', '.join(most)} or {last}"})
        return value

    return BeforeValidator(known)
