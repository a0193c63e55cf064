"""Lists in which no two members have the same id."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError, WrapValidator

from quizlib.problems import Finding, refuse
from quizlib.say import say


def _no_id_twice(value: Any, handler: Callable[[Any], Any]) -> Any:  # noqa: ANN401 - what comes here may be anything
    seen: dict[str, int] = {}
    findings = []
    for index, member in enumerate(value if isinstance(value, list | tuple) else ()):
        name = member.get("id") if isinstance(member, Mapping) else getattr(member, "id", None)
        if isinstance(name, str) and seen.setdefault(name, index) != index:
            findings.append(
                Finding(
                    (index, "id"),
                    say("‹{name}› is the id of number {number} too", name=name, number=seen[name] + 1),
                    say("give each its own"),
                )
            )
    try:
        members = handler(value)
    except ValidationError as error:
        if findings:
            refuse(findings, error)
        raise
    return refuse(findings) if findings else members


unique_ids = WrapValidator(_no_id_twice)
"""An annotation for a tuple of models: an id that occurs twice is refused, together with all other mistakes."""
