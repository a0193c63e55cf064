"""Report: what became of the questions of a file, in words."""

from __future__ import annotations

from collections.abc import Iterator

from quizlib.exchange.item import Imported
from quizlib.problems import printable
from quizlib.say import say


def report(found: Imported) -> Iterator[str]:
    """Yield the lines of a report: the numbers, then each question that was refused, then each note."""
    numbers = {"read": found.number, "usable": len(found.items), "refused": len(found.refused)}
    if found.refused:
        yield say("{read} read, {usable} usable, {refused} not, because:", **numbers)
    else:
        yield say("{read} read, {usable} usable", **numbers)
    yield from (printable(f"  {one.place}: {one.why}") for one in found.refused)
    told = [*found.notes, *(f"{item.place}: {note}" for item in found.items for note in item.notes)]
    if told:
        yield say("Look at these:")
        yield from (printable(f"  {line}") for line in told)
