"""Bounds: what holds in every record that people left, so that a file that lies is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from quizlib.measures.block.rounding import STEP
from quizlib.measures.group.bins import BANDS
from quizlib.measures.group.sums import PairSums
from quizlib.measures.group.tallies import STOPS

if TYPE_CHECKING:
    from quizlib.measures.block.records import Record

FEWEST, MOST = 9, 999_999
"""The numbers N that 10 people and a million can become."""
WIDEST = 1_000
"""More points than any quiz has: nobody changes a sum by more than the square of it."""


def impossible(record: Record) -> Iterator[str]:
    """Yield a line for everything in a record that no people can have left: its place, what is there, and why."""
    n = record.n
    if not FEWEST <= n <= MOST:
        yield f"n is {_short(n)}, not a number from {FEWEST} to {MOST:,}"
        return
    for question, cells in record.categories.items():
        yield from _people(f"categories.{question}", cells, n)
    for question, rows in record.sureness.items():
        most = record.categories.get(question, {})
        for category, steps in rows.items():
            yield from _at_most(f"sureness.{question}.{category}", steps, most.get(category, 0))
    yield from _people("stopped", record.stopped, n, STOPS)
    if record.bands is not None:
        yield from _people("bands", record.bands, n, tuple(BANDS))
    if record.totals is not None:
        yield from _people("totals", record.totals, n)
    if record.begun is not None:
        yield from _between("begun", record.begun, n - STEP, MOST)
    yield from _sums(record)


def _sums(record: Record) -> Iterator[str]:
    largest = _largest(record.n)
    for measure, spread in record.spreads.items():
        yield from _between(f"spreads.{measure}", spread, 0, largest)
    for question, product in (record.products or {}).items():
        yield from _between(f"products.{question}", product, -largest, largest)
    for measure, orders in record.pairs.items():
        for order, sums in orders.items():
            yield from _pairs(f"pairs.{measure}.{order}", sums, record.n)


def _pairs(where: str, sums: PairSums, n: int) -> Iterator[str]:
    yield from _between(f"{where}.n", sums.n, FEWEST, n + STEP)  # n was rounded by itself
    yield from _people(where, {"up": sums.up, "same": sums.same, "down": sums.down}, sums.n)
    yield from _between(f"{where}.x", sums.x, -_largest(n), _largest(n))
    yield from _between(f"{where}.d", sums.d, -_largest(n), _largest(n))
    yield from _between(f"{where}.dd", sums.dd, 0, _largest(n))


def _largest(n: int) -> int:
    """Return more than any sum over n people, which was rounded up by one step at most."""
    return (n + STEP) * WIDEST**2


def _people(where: str, cells: Mapping[str, int], n: int, names: tuple[str, ...] | None = None) -> Iterator[str]:
    if names is not None and set(cells) != set(names):
        yield f"{where} has {', '.join(cells) or 'nothing'}, not {', '.join(names)}"
        return
    yield from _at_most(where, cells, n)
    if sum(cells.values()) != n:
        yield f"{where} adds up to {_short(sum(cells.values()))}, not to {n}"


def _at_most(where: str, cells: Mapping[str, int], most: int) -> Iterator[str]:
    for name, people in cells.items():
        yield from _between(f"{where}.{name}", people, 0, most)
    if sum(cells.values()) > most:
        yield f"{where} adds up to {_short(sum(cells.values()))}, more than {most}"


def _between(where: str, number: float, least: int, most: int) -> Iterator[str]:
    if not least <= number <= most:
        yield f"{where} is {_short(number)}, not a number from {least:,} to {most:,}"


def _short(number: float) -> str:
    """Return a number as it is shown; of one that fills a page, only how long it is."""
    return f"{number:,}" if abs(number) < 10**20 else "a number of more than 20 digits"
