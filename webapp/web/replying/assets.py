"""Assets: the static files. The address of each changes with its content, so browsers may keep it for good.

Sheets lie in `static/sheets/`, scripts in `static/scripts/`, drawings in `static/drawings/`, those of quizzes under
their ids. Files in `static/root/` are what browsers and
search engines ask for by a name of their own, such as /favicon.ico.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup
from whitenoise import WhiteNoise
from whitenoise.responders import StaticFile

from webapp.web.security import FOR_ALL

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication
    from flask import Flask

FOLDERS = ("sheets", "scripts", "drawings", "build")
TYPES = {  # what is served; all else is not
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
}
ROOT = "root"  # the folder of files that keep their names; its script is for pages of other sites
ROOT_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".ico": "image/x-icon",
    ".png": "image/png",
    ".txt": "text/plain; charset=utf-8",
}
FIRST_LOOK = ("site.css", "front.css")
DIGITS = 12  # hex digits of SHA-256 in an address; `hatch_build.py` names compressed files by as many
YEAR = 365 * 24 * 60 * 60  # seconds
DAY = 24 * 60 * 60  # seconds


class _Asset(NamedTuple):
    """A file, what tells its content from any other, whether it keeps its name, and its address on the site."""

    file: Path
    digest: str
    at_root: bool
    address: str

    @classmethod
    def of(cls, file: Path) -> _Asset:
        """Return a file as it is now."""
        digest, at_root = sha256(file.read_bytes()).hexdigest()[:DIGITS], file.parent.name == ROOT
        return cls(file, digest, at_root, f"/{file.name}" if at_root else f"/static/{file.stem}.{digest}{file.suffix}")


class Assets:
    """The files in the folders of an application's static folder, as they are at the start."""

    def __init__(self, app: Flask) -> None:
        folder = Path(app.root_path) / "static"
        self._compressed = folder / "build" / "compressed"
        files = [file for part in FOLDERS for file in (folder / part).glob("*") if file.suffix in TYPES]
        files += (file for file in (folder / ROOT).glob("*") if file.suffix in ROOT_TYPES)
        self._files = {file.name: _Asset.of(file) for file in files}
        self.first_look = Markup("").join(Markup(self._files[name].file.read_text("utf-8")) for name in FIRST_LOOK)  # noqa: S704 - ours
        """The sheets of the front page, which it holds itself for a browser that is new and has none of them yet."""

    def has(self, name: str) -> bool:
        """Return whether there is a file of this name. A build without a network has no htmx."""
        return name in self._files

    def url(self, name: str, root: str) -> str:
        """Return the address of a file below the path where the site is mounted. KeyError if there is no such file."""
        return root + self._files[name].address

    def drawing(self, name: str, root: str) -> str:
        """Return the address of the drawing of this name, or of the door that is shown where there is none."""
        return self.url(f"{name}.svg" if self.has(f"{name}.svg") else "door.svg", root)

    def drawn(self, name: str) -> str:
        """Return the drawing of this name itself, as SVG, or the door."""
        return self._files[f"{name}.svg" if self.has(f"{name}.svg") else "door.svg"].file.read_text(encoding="utf-8")

    def wrap(self, app: WSGIApplication) -> WSGIApplication:
        """Return a WSGI application that serves these files and passes every other request to `app`."""
        server = WhiteNoise(app)
        server.files = {asset.address: self._serve(asset) for asset in self._files.values()}
        wrapped: WSGIApplication = server
        return wrapped

    def _serve(self, asset: _Asset) -> StaticFile:
        """Return what serves a file.

        Compressed files are found by content, so an edited file is never served in an old form.
        """
        compressed, kind = self._compressed / asset.digest, asset.file.suffix
        kept = f"max-age={DAY}" if asset.at_root else f"max-age={YEAR}, immutable"
        headers = [("Content-Type", (TYPES | ROOT_TYPES)[kind]), ("Cache-Control", f"public, {kept}")]
        return StaticFile(
            str(asset.file),
            [*headers, FOR_ALL] if asset.at_root and kind == ".js" else headers,
            encodings={"br": f"{compressed}.br", "gzip": f"{compressed}.gz"},
        )
