"""Nodes: where each key and value of a text of YAML begins and ends, so that one of them can be replaced."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from yaml import (
    AliasEvent,
    CSafeLoader,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from yaml import parse as parse_events

from quizlib.editing.changing import CannotChange
from quizlib.problems import Location
from quizlib.say import say

Starts = (MappingStartEvent, SequenceStartEvent)
Ends = (MappingEndEvent, SequenceEndEvent)


@dataclass
class Node:
    """A value from `start` to before `end`; without lines of its own it is `flow`, in { } or [ ].

    `keys` and `values` are those of a block, in order; a list has values alone. `column` is where it begins.
    """

    start: int
    end: int
    column: int
    event: Any
    flow: bool
    keys: list[Node] = field(default_factory=list)
    values: list[Node] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """The keys as texts."""
        return [key.event.value for key in self.keys]

    def of(self, name: str) -> Node:
        """Return the value of a key."""
        return self.values[self.names.index(name)]

    def at(self, location: Location) -> Node:
        """Return a value inside; LookupError if there is none."""
        here = self
        for part in location:
            if isinstance(part, int):
                here = here.values[part]
            elif part in here.names:
                here = here.of(part)
            else:
                raise LookupError(part)
        return here


def nodes(text: str) -> Node:
    """Return the node of a text that has no mistakes as YAML; CannotChange if it repeats parts with & and *."""
    top = Node(0, len(text), 0, None, flow=False)
    branches = [top]
    events: Iterable[Any] = parse_events(text, Loader=CSafeLoader)  # they have no common type that says what they carry
    for event in events:
        here, end = branches[-1], event.end_mark.index
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            message = say("parts are repeated with & and *: change it in the text")
            raise CannotChange(message)
        if isinstance(event, (ScalarEvent, *Starts)):
            made = _made(event, text, in_flow=here.flow)
            _put(here, made)
            if not isinstance(event, ScalarEvent):
                branches.append(made)
        elif isinstance(event, Ends):
            branches.pop()
            if here.flow:
                here.end = end
            elif here.values:
                here.end = here.values[-1].end
    return top.values[0]


def _made(event: Any, text: str, *, in_flow: bool) -> Node:  # noqa: ANN401 - PyYAML's events have no common type
    start, end, column = event.start_mark.index, event.end_mark.index, event.start_mark.column
    if isinstance(event, ScalarEvent):  # libyaml takes the blank lines below a text of several lines too
        return Node(start, start + len(text[start:end].rstrip()), column, event, flow=in_flow)
    return Node(start, end, column, event, flow=bool(event.flow_style))


def _put(here: Node, made: Node) -> None:
    """Put a node into the one that it belongs to: as a key, or as a value."""
    if isinstance(here.event, MappingStartEvent) and len(here.keys) == len(here.values):
        here.keys.append(made)
    else:
        here.values.append(made)
