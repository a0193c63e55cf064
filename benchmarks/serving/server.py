"""Server: the site or the bare application under one of three servers, what it has used, and how it ends."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["gunicorn", "granian", "front"]  # granian is its WSGI interface alone; front is what `webapp serve` runs
KINDS: tuple[Kind, ...] = ("gunicorn", "granian", "front")
THREADS = 4
PATIENCE = 30  # seconds
HOME = Path(__file__).parent.parent.parent
TICKS = os.sysconf("SC_CLK_TCK")  # of CPU time, a second
STATE, PARENT, SESSION, USER_TIME, CHILDREN_SYSTEM_TIME = 0, 1, 3, 11, 14  # fields of /proc/PID/stat, behind the name
GRANIAN = ("granian", "--interface=wsgi", "--workers=1", f"--blocking-threads={THREADS}", "--host=127.0.0.1")
GUNICORN = ("gunicorn", "--worker-class=sync", "--workers=1", "--log-level=warning")


@dataclass(frozen=True)
class Server:
    """A running server, with all its processes in one session of their own."""

    process: subprocess.Popen[bytes]
    port: int
    first_page: float  # seconds after its start

    def cpu(self) -> float:
        """Return the seconds of CPU its processes have used, those that ended included."""
        return cpu_of(self.process.pid)

    def worker_memory(self) -> float:
        """Return the MB that the process that answers has in memory."""
        return _resident(self.worker())

    def worker(self) -> int:
        """Return the id of the process that answers: of those it started, the one with the most memory."""
        return max((pid for pid in _stats(self.process.pid) if pid != self.process.pid), key=_resident)


def cpu_of(first: int) -> float:
    """Return the seconds of CPU that a process and those it started have used, those that ended included."""
    ticks = sum(int(field) for stat in _stats(first).values() for field in stat[USER_TIME : CHILDREN_SYSTEM_TIME + 1])
    return ticks / TICKS


def _stats(first: int) -> dict[int, list[str]]:
    """Return the fields of /proc/PID/stat of the processes in the session of the first, and of those it started."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            stat = path.read_text("utf-8", "replace").rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):  # it ended meanwhile
            continue
        if first in (int(stat[SESSION]), int(stat[PARENT])) and stat[STATE] != "Z":
            found[int(path.parent.name)] = stat
    return found


@contextmanager
def bare(kind: Kind, application: str = "benchmarks.serving.hello:app") -> Iterator[Server]:
    """Serve the bare application for the length of a with block."""
    port = free_port()
    with _running(_command(kind, application, port), port, "/") as server:
        yield server


@contextmanager
def site(kind: Kind, data: Path) -> Iterator[Server]:
    """Serve the site, as its operators do, for the length of a with block; `data` is its data folder."""
    port = free_port()
    if kind == "front":
        command: tuple[str, ...] = ("webapp", "serve", f"--port={port}", f"--threads={THREADS}")
    elif kind == "granian":
        command = (*_command(kind, "webapp:create_app", port), "--factory")
    else:
        command = _command(kind, "webapp:create_app()", port)
    with _running(command, port, "/da/", TRYG_DATA_DIR=str(data)) as server:
        yield server


@contextmanager
def data_folder() -> Iterator[Path]:
    """Make a data folder on the disk of the project: memory that is made to look like a disk would tell nothing."""
    with tempfile.TemporaryDirectory(prefix=".bench-", dir=HOME) as folder:
        yield Path(folder)


def free_port() -> int:
    """Return a port that nobody uses right now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _command(kind: Kind, application: str, port: int) -> tuple[str, ...]:
    if kind == "front":
        return ("benchmarks.serving.behind", application, str(port))
    if kind == "granian":
        return (*GRANIAN, f"--port={port}", application)
    return (*GUNICORN, f"--bind=127.0.0.1:{port}", application)


@contextmanager
def _running(command: tuple[str, ...], port: int, page: str, **settings: str) -> Iterator[Server]:
    begun = time.perf_counter()
    process = subprocess.Popen(
        (sys.executable, "-m", *command),
        cwd=HOME,
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait(process, port, page)
        yield Server(process, port, time.perf_counter() - begun)
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], port: int, page: str) -> None:
    """Return once the page is there; the pause between two tries is short beside the shortest start."""
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up and process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            connection.request("GET", page)
            status = connection.getresponse().status
        except OSError:
            time.sleep(0.002)
        else:
            if status == http.client.OK:
                return
            break
        finally:
            connection.close()
    message = f"{page} does not come from the server {process.args!r}"
    raise RuntimeError(message)


def _resident(pid: int) -> float:
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text("utf-8")
    kilobytes = next(line.split()[1] for line in rollup.splitlines() if line.startswith("Rss:"))
    return int(kilobytes) / 1024
