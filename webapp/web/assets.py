"""Assets: the static files. The address of each changes with its content, so browsers may keep it for good."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from whitenoise import WhiteNoise
from whitenoise.responders import StaticFile

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication
    from flask import Flask

TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}  # what is served; all else is not
DIGITS = 12  # hex digits of SHA-256 in an address; `hatch_build.py` names compressed files by as many
YEAR = 365 * 24 * 60 * 60  # seconds


class Assets:
    """The files in the static folder of an application and in its `build/`, as they are at the start."""

    def __init__(self, app: Flask) -> None:
        folder = Path(app.root_path) / "static"
        files = [*folder.glob("*"), *(folder / "build").glob("*")]
        self._compressed = folder / "build" / "compressed"
        self._files = {file.name: (file, _address(file)) for file in files if file.suffix in TYPES}

    def has(self, name: str) -> bool:
        """Return whether there is a file of this name. A build without a network has no htmx."""
        return name in self._files

    def url(self, name: str, root: str) -> str:
        """Return the address of a file below the path where the site is mounted. KeyError if there is no such file."""
        return root + self._files[name][1]

    def wrap(self, app: WSGIApplication) -> WSGIApplication:
        """Return a WSGI application that serves these files and passes every other request to `app`."""
        server = WhiteNoise(app)
        server.files = {address: self._serve(file) for file, address in self._files.values()}
        wrapped: WSGIApplication = server
        return wrapped

    def _serve(self, file: Path) -> StaticFile:
        """Return what serves a file.

        Compressed files are found by content, so an edited file is never served in an old form.
        """
        compressed = self._compressed / _digest(file)
        return StaticFile(
            str(file),
            [("Content-Type", TYPES[file.suffix]), ("Cache-Control", f"public, max-age={YEAR}, immutable")],
            encodings={"br": f"{compressed}.br", "gzip": f"{compressed}.gz"},
        )


def _address(file: Path) -> str:
    return f"/static/{file.stem}.{_digest(file)}{file.suffix}"


def _digest(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()[:DIGITS]
