"""G1: parsing with the place of every value, against PyYAML's own C loader, which keeps none."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from functools import partial

import yaml

from benchmarks.figure import Figure
from benchmarks.rounds import medians
from benchmarks.size import Size
from quizlib import shipped
from quizlib.reading.source import parse


def measure(size: Size) -> Iterator[Figure]:
    """Yield the milliseconds of CPU per file, over the quizzes that are shipped."""
    raws = [path.read_bytes() for path in sorted((shipped() / "quizzes").glob("*.yaml"))]
    limit, ours = medians(
        partial(_time, _plain, raws, size.parsings),
        partial(_time, _ours, raws, size.parsings),
        rounds=2 * size.rounds - 1,
    )
    yield Figure("G1", "parse with marks, against CSafeLoader", limit, ours, "CPU ms a file", 0.65)


def _ours(raw: bytes) -> None:
    document = parse(raw, "quiz.yaml")
    if document.problems:
        raise RuntimeError(document.problems[0])


def _plain(raw: bytes) -> None:
    yaml.load(raw, Loader=yaml.CSafeLoader)


def _time(work: Callable[[bytes], None], raws: list[bytes], times: int) -> float:
    gc.collect()
    gc.disable()  # as the library does while it reads files
    try:
        begun = time.process_time()
        for _ in range(times):
            for raw in raws:
                work(raw)
        return (time.process_time() - begun) / times / len(raws) * 1000
    finally:
        gc.enable()
