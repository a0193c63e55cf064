"""PostgreSQL as Debian has it: a server with a disk, which can be killed, copied to a replica, and replaced by it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg

from benchmarks.serving.server import free_port

DATABASE = "tryg"
PATIENCE = 60  # seconds
PAUSE = 0.05  # seconds between two looks
LAST_CALL = "fast"  # of pg_ctl: transactions under way are undone, and what was committed is on the disk


@dataclass
class PostgreSQL:
    """A server that listens on this machine alone. It is as durable as Debian's: nothing that makes it safe is off."""

    folder: Path
    port: int = field(default_factory=free_port)

    @property
    def url(self) -> str:
        """Where the site finds its database."""
        return url_of(self)

    def make(self) -> None:
        """Make its files."""
        _run("initdb", "--pgdata", self.folder, "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C")

    def start(self) -> None:
        """Start it, and wait until it takes connections."""
        _run(
            "pg_ctl", "start", "--wait", "--silent", "--pgdata", self.folder, "--log", f"{self.folder}.log", *self._as()
        )

    def stop(self) -> None:
        """Stop it as Debian does before an upgrade."""
        _run("pg_ctl", "stop", "--wait", "--silent", "--pgdata", self.folder, f"--mode={LAST_CALL}")

    def restart(self) -> None:
        """Stop it and start it again."""
        self.stop()
        self.start()

    def kill(self) -> None:
        """End it and all its processes at once, as a machine that loses its power."""
        postmaster = self.pid()
        children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text("ascii").split()
        for pid in (postmaster, *map(int, children)):
            os.kill(pid, 9)
        until(lambda: not Path(f"/proc/{postmaster}").exists())

    def pid(self) -> int:
        """Return the id of its first process, the parent of all others."""
        return int((self.folder / "postmaster.pid").read_text("ascii").split()[0])

    def replica(self, folder: Path) -> PostgreSQL:
        """Return a replica that follows it: a base backup, started."""
        other = PostgreSQL(folder)
        own = ("--host=127.0.0.1", f"--port={self.port}", "--username=postgres")
        _run("pg_basebackup", *own, "--pgdata", folder, "--write-recovery-conf", "--checkpoint=fast")
        other.start()
        return other

    def promote(self) -> None:
        """Make a replica the server that is written to."""
        _run("pg_ctl", "promote", "--wait", "--silent", "--pgdata", self.folder)

    def set(self, name: str, value: str) -> None:
        """Change a setting that needs no restart."""
        self.sql(f"ALTER SYSTEM SET {name} = '{value}'")
        self.sql("SELECT pg_reload_conf()")

    def sql(self, statement: str) -> list[tuple[Any, ...]]:
        """Run a statement by itself in the site's database, and return its rows."""
        at = f"host=127.0.0.1 port={self.port} user=postgres dbname={DATABASE}"
        with psycopg.connect(at, autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def _as(self) -> tuple[str, str]:
        """Return the options that say where it listens."""
        return "--options", f"-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c port={self.port}"


def url_of(*servers: PostgreSQL) -> str:
    """Return the URL of a database that one of these servers has, whichever can be written to."""
    hosts = [("host", f"127.0.0.1:{server.port}") for server in servers]
    return f"postgresql://postgres@/{DATABASE}?{urlencode([*hosts, ('target_session_attrs', 'read-write')])}"


@contextmanager
def postgresql() -> Iterator[PostgreSQL]:
    """Make and start a server with an empty database; stop it at the end, and all that have taken its place."""
    folder = Path(tempfile.mkdtemp(prefix="scaling-", dir="/var/tmp"))  # a disk, not memory
    try:
        if user := _user():
            shutil.chown(folder, user)
        server = PostgreSQL(folder / "first")
        server.make()
        server.start()
        at = f"host=127.0.0.1 port={server.port} user=postgres dbname=postgres"
        with psycopg.connect(at, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {DATABASE}".encode())
        yield server
    finally:
        for pid in folder.glob("*/postmaster.pid"):
            if Path("/proc", pid.read_text("ascii").split()[0]).exists():  # else it was killed
                _run("pg_ctl", "stop", "--wait", "--silent", "--pgdata", pid.parent, "--mode=immediate")
        shutil.rmtree(folder)


class MissingError(Exception):
    """A program of Debian is not here and cannot be installed: one line says which."""


def installed(program: str, package: str) -> str:
    """Return where a program of Debian is, installed if it is not here. MissingError if that cannot be."""
    places = f"{os.environ['PATH']}:/usr/sbin"
    if not shutil.which(program, path=places):
        try:
            command = ("apt-get", "install", "--yes", "--quiet", "--no-install-recommends", package)
            quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            subprocess.run(command, env=quiet, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError) as error:
            message = f"{program} is not here, and Debian's {package} cannot be installed"
            raise MissingError(message) from error
    found = shutil.which(program, path=places)
    if not found:
        message = f"Debian's {package} is installed, but {program} is not where it should be"
        raise MissingError(message)
    return found


@cache
def programs() -> Path:
    """Return the folder with the server's own programs; MissingError if they cannot be installed."""
    config = installed("pg_ctlcluster", "postgresql")
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_basebackup"), key=lambda path: float(path.parts[4]))
    if not versions:
        message = f"{config} is here, but no server in /usr/lib/postgresql"
        raise MissingError(message)
    return versions[-1].parent


def until(happened: Callable[[], bool]) -> None:
    """Wait until something has happened; TimeoutError if it does not."""
    give_up = time.monotonic() + PATIENCE
    while not happened():
        if time.monotonic() > give_up:
            message = "it did not happen within a minute"
            raise TimeoutError(message)
        time.sleep(PAUSE)


def _user() -> str | None:
    """Return who runs the server: it refuses to be root."""
    return "postgres" if os.geteuid() == 0 else None


def _run(program: str, *arguments: str | Path) -> None:
    done = subprocess.run(
        (programs() / program, *arguments),
        user=_user(),
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=program != "pg_ctl",  # what it starts would keep the pipe open
        check=False,
    )
    if done.returncode:
        message = f"{program} ended with {done.returncode}: {(done.stderr or b'see its log').decode(errors='replace')}"
        raise RuntimeError(message)
