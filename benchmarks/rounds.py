"""Rounds: several measurements taken in turn, so that what else the machine does disturbs them alike."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from typing import TypeVar

T = TypeVar("T")


def in_turn(*sides: Callable[[], T], rounds: int) -> list[tuple[T, ...]]:
    """Return what each side measured in the rounds A B A B …, after one of each that only warms up."""
    for side in sides:
        side()
    taken = [[side() for side in sides] for _ in range(rounds)]
    return list(zip(*taken, strict=True))


def medians(*sides: Callable[[], float], rounds: int) -> list[float]:
    """Return each side's median over rounds taken in turn."""
    return [median(values) for values in in_turn(*sides, rounds=rounds)]
