"""Accidents under load: a worker dies, workers and PostgreSQL are started again, a replica takes PostgreSQL's place."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from benchmarks.scaling.crowd import Crowd, Failure, crowd
from benchmarks.scaling.postgresql import PostgreSQL, postgresql, until, url_of
from benchmarks.scaling.workers import Site, workers

PEOPLE = 12  # who answer at once, without a pause
ENOUGH = 5 * PEOPLE  # answers before an accident, and after it
RESTART = 1  # second until systemd starts again what has died
NEVER = (0.0, 0.0)
END_ALL = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@dataclass(frozen=True)
class Left:
    """What is left after an accident: what people were told, how many answers were lost, when the database was away."""

    told: Crowd
    lost: int
    away: tuple[float, float]

    @property
    def errors(self) -> list[Failure]:
        """The errors that people saw while the database was there."""
        return self.told.broken(self.away)

    def __str__(self) -> str:
        gone, back = self.away
        seen = len(self.told.broken()) - len(self.errors)
        while_away = f"; the database was away for {back - gone:.1f} s, with {seen} errors" if back else ""
        return (
            f"{len(self.told.answers):,} answers acknowledged, {self.lost} of them lost; "
            f"{len(self.errors)} errors while the database was there{while_away}"
        )


@dataclass(frozen=True)
class Stage:
    """Two workers behind nginx, and the PostgreSQL that has their database at the end."""

    site: Site
    server: PostgreSQL

    def left_after(self, accident: Callable[[Crowd], tuple[float, float]]) -> Left:
        """Let an accident happen while people answer, who go on afterwards; it returns when the database was away."""
        with crowd(self.site.port, PEOPLE) as told:
            more(told)
            away = accident(told)
            more(told)
        return Left(told, told.lost(self.server, self.site.secret), away)


def more(told: Crowd) -> None:
    """Wait until more answers are acknowledged, several for each person."""
    enough = len(told.answers) + ENOUGH
    until(lambda: len(told.answers) >= enough)


@contextmanager
def stage() -> Iterator[Stage]:
    """Serve a site with two workers for the length of a with block."""
    with postgresql() as server, workers(2, server.url) as site:
        yield Stage(site, server)


def worker_killed(stage: Stage) -> Left:
    """Kill one of two workers, with the process that watches it."""

    def kill(_told: Crowd) -> tuple[float, float]:
        stage.site.workers[0].kill()
        time.sleep(RESTART)
        stage.site.workers[0].start()
        return NEVER

    return stage.left_after(kill)


def process_killed(stage: Stage) -> Left:
    """Kill the process of one of two workers that answers: the one that watches it starts another."""

    def kill(_told: Crowd) -> tuple[float, float]:
        worker = stage.site.workers[0]
        before = worker.answering()
        os.kill(before, signal.SIGKILL)
        until(lambda: worker.is_well() and worker.answering() != before)
        return NEVER

    return stage.left_after(kill)


def workers_restarted(stage: Stage) -> Left:
    """Restart the workers, each when the one before is well again."""

    def restart(_told: Crowd) -> tuple[float, float]:
        for worker in stage.site.workers:
            worker.restart()
        return NEVER

    return stage.left_after(restart)


def connections_ended(stage: Stage) -> Left:
    """Let the administrator of PostgreSQL end all connections of the site, whatever they are doing."""

    def end(told: Crowd) -> tuple[float, float]:
        for _ in range(3):
            stage.server.sql(END_ALL)
            more(told)
        return NEVER

    return stage.left_after(end)


def database_restarted(stage: Stage) -> Left:
    """Restart PostgreSQL."""

    def restart(_told: Crowd) -> tuple[float, float]:
        gone = time.monotonic()
        stage.server.restart()
        return gone, time.monotonic()

    return stage.left_after(restart)


def failover(*, waiting: bool) -> Left:
    """Kill PostgreSQL, and let its replica take its place. The site knows both addresses, and needs no change.

    If each commit is `waiting` for the replica, nothing can be lost. Else the replica is cut off for a while before, as
    by a network that is slow: what was acknowledged then is lost.
    """
    with postgresql() as first:
        second = first.replica(first.folder.with_name("second"))
        if waiting:
            first.set("synchronous_standby_names", "*")
            until(lambda: first.sql("SELECT sync_state FROM pg_stat_replication") == [("sync",)])

        def fail(told: Crowd) -> tuple[float, float]:
            if not waiting:
                ((receiver,),) = second.sql("SELECT pid FROM pg_stat_wal_receiver")
                os.kill(receiver, signal.SIGSTOP)
                more(told)
            gone = time.monotonic()
            first.kill()
            if not waiting:
                os.kill(receiver, signal.SIGKILL)
            second.promote()
            return gone, time.monotonic()

        with workers(2, url_of(first, second)) as site:
            return Stage(site, second).left_after(fail)


ACCIDENTS: Mapping[str, Callable[[Stage], Left]] = {
    "a worker is killed": worker_killed,
    "the process of a worker that answers is killed": process_killed,
    "all workers are restarted in turn": workers_restarted,
    "connections to PostgreSQL are ended": connections_ended,
    "PostgreSQL is restarted": database_restarted,
}
FAILOVERS: Mapping[str, bool] = {
    "PostgreSQL is killed, a replica that was behind takes over": False,
    "PostgreSQL is killed, a replica takes over for which each commit has waited": True,
}
