"""Files of counts that lie, with a checksum that is right: `python -m tests.attacks.lying_counts`.

Each is imported into a database of its own; every one must be refused in one line, and nothing may change.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.webapp.storage.machines import Machine, copies
from webapp.storage.transfer.atomic_file import FileError
from webapp.storage.transfer.counts_file import HEADER
from webapp.storage.transfer.lines import LINES

Lines = list[dict[str, Any]]
Lie = Callable[[Lines], object]
HUGE = 3 * 10**400


def first(lines: Lines, table: str) -> dict[str, Any]:
    """Return the first line of a table."""
    return next(line for line in lines if line["table"] == table)


def to(table: str, *path: str, be: object) -> Lie:
    """Return a lie: in the first line of a table, this place holds something else."""

    def lie(lines: Lines) -> None:
        at = first(lines, table)
        for name in path[:-1]:
            at = at[name]
        at[path[-1]] = be

    return lie


def cells(lines: Lines) -> Iterator[dict[str, int]]:
    """Yield the categories of every question of the first record."""
    yield from first(lines, "block")["numbers"]["categories"].values()


def negative(lines: Lines) -> None:
    """Let two cells add up as before, one of them below 0."""
    for found in cells(lines):
        one, other = list(found)[:2]
        found[one], found[other] = found[one] - 300, found[other] + 300


def only_n(lines: Lines) -> None:
    """Say that there were many more people than in the cells."""
    first(lines, "block")["numbers"]["n"] = 3000


def another_category(lines: Lines) -> None:
    """Add a category that no question has."""
    for found in cells(lines):
        found["maybe"] = 0


def one_person(n: int) -> Lie:
    """Let a whole record add up to so few people."""

    def lie(lines: Lines) -> None:
        numbers = first(lines, "block")["numbers"]
        numbers["n"] = n
        for found in (*numbers["categories"].values(), numbers["stopped"]):
            found.update(dict.fromkeys(found, 0), **{next(iter(found)): n})
        numbers.update(sureness={}, bands=None, totals=None, products=None)

    return lie


def more_finish(lines: Lines) -> None:
    """Let more people finish than began."""
    first(lines, "attendance").update(starts=6, finishes=300)


def outline_of_strings(lines: Lines) -> None:
    """Let a question have marks that are no numbers."""
    question = next(iter(first(lines, "outline")["items"]["questions"].values()))
    question["marks"] = dict.fromkeys(question["marks"], "all")


LIES: Mapping[str, Lie] = {
    "a block of minus twelve": one_person(-12),
    "a block of nobody": one_person(0),
    "a block of three": one_person(3),
    "a block of more than are alive": one_person(3 * 10**12),
    "a block of a number as long as a page": one_person(HUGE),
    "cells below zero": negative,
    "cells that do not add up": only_n,
    "a category that is not known": another_category,
    "more finish than begin": more_finish,
    "more begin than are alive": to("attendance", "starts", be=3 * 10**30),
    "a head count as long as a line": to("workshop", "head_count", be=3 * 10**30),
    "a number of a month as long as a line": to("monthly", "n", be=3 * 10**30),
    "a month that does not exist": to("monthly", "month", be="2026-99"),
    "a week that does not exist": to("workshop", "week", be="2026-W99"),
    "a week at the end of time": to("workshop", "week", be="9999-W52"),
    "a kind of number that is not known": to("monthly", "kind", be="zzz"),
    "an id with NUL": to("monthly", "id", be="a\0b"),
    "an id with half a character": to("monthly", "id", be="\ud800"),
    "quizzes that are markup": to("workshop", "quizzes", be=["<script>alert(1)</script>"]),
    "a sum of squares below zero": to("block", "numbers", "spreads", "total", be=-3),
    "a sum of squares beyond all points": to("block", "numbers", "spreads", "total", be=3 * 10**18),
    "people who stopped nowhere": to("block", "numbers", "stopped", be={}),
    "pairs of everybody and more": to(
        "block",
        "numbers",
        "pairs",
        be={"score": {"A-B": dict.fromkeys(("n", "x", "d", "dd", "up", "same", "down"), 900)}},
    ),
    "an outline whose marks are words": outline_of_strings,
    "an outline of another kind": to("outline", "items", "kind", be="exam"),
    "an outline nested without end": to("outline", "items", "questions", be={"a": {"a": {"a": {"a": [[[[]]]]}}}}),
}
RAW: Mapping[str, bytes] = {
    "nested a hundred thousand times": b'{"a":' * 100_000 + b"\n",
    "lists nested a hundred thousand times": b"[" * 100_000 + b"\n",
    "a number of a million digits": b'{"table":"monthly","n":' + b"3" * 1_000_000 + b"}\n",
    "a line of many megabytes": b'{"table":"' + b"x" * 5_000_000 + b'"}\n',
    "no text": b"\xff\xfe\n",
    "no row": b"null\n",
    "not a number": b'{"table":"monthly","id":"x","month":"2026-11","kind":"age","name":"x","n":NaN}\n',
}
"""Lines that stand in the file as they are."""


def lying(file: Path, name: str) -> None:
    """Let an honest file lie in this way, with a checksum that is right."""
    lines = [json.loads(line) for line in file.read_bytes()[HEADER:].splitlines()]
    if name in LIES:
        LIES[name](lines)
    body = b"".join(json.dumps(line).encode() + b"\n" for line in lines) + RAW.get(name, b"")
    count = Counter(line["table"] for line in lines)
    header = json.loads(file.read_bytes()[:HEADER])
    header |= {"sha256": hashlib.sha256(body).hexdigest(), "rows": {table: count[table] for table in LINES}}
    file.write_bytes(json.dumps(header).encode().ljust(HEADER - 1) + b"\n" + body)


def filled(machine: Machine) -> None:
    """Let people leave something of every kind."""
    machine.workshop("library", 12, 60)
    machine.alone("home", 60)
    machine.tally()


def main() -> None:
    """Import every lie, print what was said, and exit 1 if one was believed."""
    believed = []
    with tempfile.TemporaryDirectory() as folder:
        fresh, file = copies(f"sqlite:///{folder}/empty", Path(folder)), Path(folder, "counts")
        for name in (*LIES, *RAW):
            with Machine.made(fresh) as laptop, Machine.made(fresh) as campaign:
                filled(laptop)
                laptop.exchange.export(file)
                lying(file, name)
                try:
                    campaign.exchange.bring(file)
                    believed.append(name)
                    print(f"BELIEVED: {name}")  # noqa: T201 - a script
                except FileError as error:
                    print(f"{name}: {error}")  # noqa: T201 - as above
    sys.exit(bool(believed))


if __name__ == "__main__":
    main()
