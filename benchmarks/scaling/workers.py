"""Workers: several `webapp serve` of one site on PostgreSQL, and Debian's nginx with our configuration before them."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.scaling.postgresql import installed, until
from benchmarks.serving.server import HOME, cpu_of, free_port

WEBAPP = (sys.executable, "-m", "webapp")
ENDING = 30  # seconds
LEFT_OUT = ("ssl_", "server_tokens")  # what is sent over https costs each site the same, and nothing here


@dataclass
class Worker:
    """One `webapp serve`."""

    port: int
    settings: dict[str, str]
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it can store answers."""
        self.launch()
        until(self.is_well)

    def launch(self) -> None:
        """Start it."""
        command = (*WEBAPP, "serve", f"--port={self.port}")
        with Path(self.settings["TRYG_DATA_DIR"], f"{self.port}.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=HOME, env={**os.environ, **self.settings}, stdout=log, stderr=log, start_new_session=True
            )

    def is_well(self) -> bool:
        """Return whether it says that an answer could be stored now."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=ENDING)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == http.client.OK
        except OSError:
            return False
        finally:
            connection.close()

    def end(self) -> None:
        """End it as systemd does: what is under way finishes."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(ENDING)
            self.process = None

    def kill(self) -> None:
        """End it and its processes at once."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def restart(self) -> None:
        """End it, start it again, and wait until it is well: one step of a rolling restart."""
        self.end()
        self.start()

    def answering(self) -> int:
        """Return the id of the process that answers, which the first one watches."""
        first = self.process.pid if self.process else 0
        (found,) = Path(f"/proc/{first}/task/{first}/children").read_text("ascii").split()
        return int(found)

    @property
    def cpu(self) -> float:
        """The seconds of CPU that it has used."""
        return cpu_of(self.process.pid) if self.process else 0


@dataclass(frozen=True)
class Site:
    """Workers, nginx, the port at which people find them, and the secret key of them all."""

    workers: Sequence[Worker]
    nginx: subprocess.Popen[bytes]
    port: int
    secret: str


@contextmanager
def workers(count: int, database: str) -> Iterator[Site]:
    """Serve a site with this number of workers, which share a data folder, behind nginx."""
    with tempfile.TemporaryDirectory(prefix="scaling-") as folder:
        Path(folder).chmod(0o755)  # the processes of nginx have a user of their own
        data = Path(folder, "data")
        settings = {
            "TRYG_DATA_DIR": str(data),
            "TRYG_DATABASE_URL": database,
            "TRYG_PROXIES": "1",
            "TRYG_TIME_ZONE": "UTC",
        }
        subprocess.run((*WEBAPP, "migrate"), cwd=HOME, env={**os.environ, **settings}, check=True, capture_output=True)
        made = [Worker(free_port(), settings) for _ in range(count)]
        try:
            for worker in made:
                worker.launch()
            for worker in made:
                until(worker.is_well)
            with _nginx(Path(folder), [worker.port for worker in made]) as (process, port):
                yield Site(made, process, port, (data / "secret_key").read_text("ascii").strip())
        finally:
            for worker in made:
                worker.kill()


@contextmanager
def _nginx(folder: Path, ports: Sequence[int]) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Let nginx stand before the workers, with docs/nginx.conf but no https; the value is the process and its port."""
    program, port, unused = installed("nginx", "nginx-light"), free_port(), free_port()
    text = (HOME / "docs" / "nginx.conf").read_text("utf-8")
    site = "".join(f"server 127.0.0.1:{each} max_fails=0;\n" for each in ports)
    for written, here in {
        "server 127.0.0.1:8000 max_fails=0;\n": site,
        "listen 80;": f"listen 127.0.0.1:{unused};",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{port};",
        "/var/log/nginx/": f"{folder}/",
    }.items():
        if text.count(written) != 1:
            message = f"docs/nginx.conf has {written!r} {text.count(written)} times"
            raise RuntimeError(message)
        text = text.replace(written, here)
    text = "\n".join(line for line in text.splitlines() if not line.strip().startswith(LEFT_OUT))
    main = (
        f"daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log; events {{ worker_connections 2048; }}\n"
        f"http {{ client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;\n{text}\n}}\n"
    )
    (folder / "nginx.conf").write_text(main, "utf-8")
    command = (program, "-p", folder, "-e", f"{folder}/nginx-start.log", "-c", f"{folder}/nginx.conf")
    process = subprocess.Popen(command, start_new_session=True)
    try:
        until(lambda: _listens(port))
        yield process, port
    finally:
        process.terminate()
        process.wait(ENDING)


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True
