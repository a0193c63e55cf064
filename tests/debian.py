"""A program of Debian's that a trial needs: installed if it is not there."""

from __future__ import annotations

import os
import shutil
import subprocess

PATH = f"{os.environ['PATH']}:/usr/sbin"
INSTALL = ("apt-get", "install", "--yes", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300")
"""Where another process installs something, this one waits for its turn, in seconds."""


def program(package: str, *names: str) -> str:
    """Return where a program lies that goes by one of these names, after the package is installed if need be."""
    if found := _found(names):
        return found
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run((*INSTALL, package), env=environment, check=True)  # noqa: S603 - our own command
    installed = _found(names)
    assert installed, f"{package} has brought none of {', '.join(names)}"
    return installed


def _found(names: tuple[str, ...]) -> str | None:
    return next(filter(None, (shutil.which(name, path=PATH) for name in names)), None)
