"""The data folder: made on the first start, readable for this user alone. It holds the site's secret key."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

KEY_LENGTH = 32  # characters; a made key has 43, which hold 256 random bits
FILE_NAME = "secret_key"


class DataFolderError(Exception):
    """The folder or its key cannot be used or made. The message is one line: why, and what to do."""


def made(folder: Path) -> Path:
    """Return the folder; make it (0700) if it is not there. DataFolderError if that fails."""
    with _explained(folder):
        if not folder.exists():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path) -> str:
    """Return the key of the data folder; make both if they are not there. DataFolderError if that fails.

    A new key is written to a file of another name, which then gets its name if that is still free. So processes that
    start at the same time use the same key, and a crash leaves a whole key or none.
    """
    kept = made(folder) / FILE_NAME
    with _explained(folder):
        if not kept.exists():
            _make_key(kept)
        key = kept.read_text("ascii").strip()
    if len(key) < KEY_LENGTH:
        message = (
            f"TRYG_DATA_DIR={folder}: {FILE_NAME} holds {len(key)} characters, too few to be secret; delete that file"
        )
        raise DataFolderError(message)
    return key


@contextlib.contextmanager
def _explained(folder: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else f"{FILE_NAME} is not text"
        message = f"TRYG_DATA_DIR={folder}: it cannot be used ({why}); write a folder that this user may read and write"
        raise DataFolderError(message) from None


def _make_key(kept: Path) -> None:
    written = kept.with_name(f"{FILE_NAME}.{secrets.token_hex(8)}")
    descriptor = os.open(written, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(32))
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):  # another process was first: its key holds
            kept.hardlink_to(written)
    finally:
        written.unlink()
