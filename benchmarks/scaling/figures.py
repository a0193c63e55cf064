"""How many answers a second some workers take, how long people wait for them, and what CPU each answer costs where."""

from __future__ import annotations

import time
from dataclasses import dataclass

from benchmarks.scaling.accidents import more
from benchmarks.scaling.crowd import crowd
from benchmarks.scaling.postgresql import PostgreSQL
from benchmarks.scaling.workers import Site, workers
from benchmarks.serving.server import cpu_of

PEOPLE = 16  # who answer at once, without a pause
HEADINGS = "workers  answers/s  half ms  95 % ms  CPU ms an answer: workers  PostgreSQL   nginx"


@dataclass(frozen=True)
class Taken:
    """What some workers took: answers a second, milliseconds that people waited for them, and CPU ms of each where.

    With each answer comes the page that it is given on, and a tenth of what begins a quiz of ten questions.
    """

    workers: int
    rate: float
    half: float
    most: float
    cpu: tuple[float, ...]

    def __str__(self) -> str:
        of_workers, of_postgresql, of_nginx = self.cpu
        return (
            f"{self.workers:7}  {self.rate:9.1f}  {self.half:7.0f}  {self.most:7.0f}"
            f"  {of_workers:26.2f}  {of_postgresql:10.2f}  {of_nginx:6.2f}"
        )


def measured(count: int, server: PostgreSQL, seconds: float) -> Taken:
    """Measure what this number of workers takes in some seconds."""
    with workers(count, server.url) as site, crowd(site.port, PEOPLE) as told:
        more(told)  # each worker has drawn its pages and opened its connections
        begun, before = time.monotonic(), _cpu(site, server)
        time.sleep(seconds)
        ended, after = time.monotonic(), _cpu(site, server)
    waits = told.between(begun, ended)
    if told.failures or not waits:
        raise RuntimeError(str(told))
    cpu = tuple((late - early) / len(waits) * 1000 for early, late in zip(before, after, strict=True))
    half, most = (waits[len(waits) * percent // 100] * 1000 for percent in (50, 95))
    return Taken(count, len(waits) / (ended - begun), half, most, cpu)


def _cpu(site: Site, server: PostgreSQL) -> tuple[float, float, float]:
    return sum(worker.cpu for worker in site.workers), cpu_of(server.pid()), cpu_of(site.nginx.pid)
