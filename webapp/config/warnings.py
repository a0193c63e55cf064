"""Warnings: settings that work, but that the operator surely does not mean, and files that others can read."""

from __future__ import annotations

import contextlib
import stat
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.engine import make_url

from webapp.config.data_folder import FILE_NAME
from webapp.config.settings import Settings

OTHERS = 0o077
SQLITE_FILES = ("", "-wal", "-shm", "-journal")


def warnings(settings: Settings) -> Iterator[str]:
    """Make files of the site its user's alone, and yield a line for each setting or file that needs the operator."""
    if settings.proxies and not settings.secure:
        yield (
            f"TRYG_PROXIES={settings.proxies} TRYG_SECURE=false: cookies can be read on the way; "
            "write TRYG_SECURE=true if the proxy serves https"
        )
    if settings.hsts_subdomains and not settings.secure:
        yield "TRYG_HSTS_SUBDOMAINS=true TRYG_SECURE=false: browsers are asked for nothing; write TRYG_SECURE=true"
    if settings.proxy_prefix and not settings.proxies:
        yield "TRYG_PROXY_PREFIX=true TRYG_PROXIES=0: no header is believed; write the number of proxies"
    for file in _files(settings):
        if not _tightened(file):
            yield f"{file}: others can read it; run: chmod 600 {file}"
    if _open_to_others(settings.data_dir):
        yield f"TRYG_DATA_DIR={settings.data_dir}: others can look into it; run: chmod 700 {settings.data_dir}"


def _files(settings: Settings) -> Iterator[Path]:
    """Yield the files that hold a secret or answers, if they are there."""
    url = make_url(settings.database_url)
    names = [settings.data_dir / FILE_NAME]
    if url.drivername == "sqlite":
        names += [Path(f"{url.database}{ending}") for ending in SQLITE_FILES]
    yield from (name for name in names if name.is_file())


def _tightened(file: Path) -> bool:
    """Make a file its owner's alone; return whether it is."""
    if _open_to_others(file):
        with contextlib.suppress(OSError):  # it is somebody else's
            file.chmod(0o600)
    return not _open_to_others(file)


def _open_to_others(path: Path) -> bool:
    """Return whether others than the owner may do anything with a file or folder."""
    try:
        return bool(stat.S_IMODE(path.stat().st_mode) & OTHERS)
    except OSError:
        return False
