"""The list of all that a running site is made of, as CycloneDX JSON: `make sbom` writes it to dist/sbom.json.

Versions and hashes come from the locks, licences and dependencies from what is installed. The same locks give the same
file.
"""

from __future__ import annotations

import json
import re
import sys
from base64 import b64decode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata, requires
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = "tryg-paa-nettet"
EXTRAS = ("webapp", "pdf", "postgres", "slides")
"""What is installed beside the engine; without the first there is no site, the others are optional."""
HTMX = "htmx.org"  # what else comes from npm is the editor of drafts: without it there is a plain text
CLASSIFIER = "License :: OSI Approved :: "
LONGEST = 100  # characters; some packages put the whole text there


@dataclass(frozen=True)
class Locked:
    """One version of a package in a lock; `optional` is true if a site can do without."""

    name: str
    version: str
    hashes: tuple[str, ...]
    optional: bool = False

    @property
    def ref(self) -> str:
        """How CycloneDX refers to it."""
        return f"pkg:pypi/{self.name}@{self.version}"


def bill() -> dict[str, Any]:
    """Return the whole list."""
    found = locked()
    refs = {one.name: one.ref for one in found}
    needs = {PROJECT: _needs(PROJECT, EXTRAS), **{one.name: _needs(one.name) for one in found}}
    graph = [
        {"ref": refs.get(name, PROJECT), "dependsOn": sorted({refs[need] for need in wanted if need in refs})}
        for name, wanted in needs.items()
    ]
    whole = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "bom-ref": PROJECT, **_described(PROJECT)}},
        "components": [*map(_component, found), *_scripts()],
        "dependencies": graph,
    }
    return {**whole, "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, json.dumps(whole, sort_keys=True))}"}


def locked() -> list[Locked]:
    """Return what a site runs on: the run lock, and what the extras need beside it from the lock for developing."""
    run, every = _lock("run.txt"), _lock("dev.txt")
    wanted, seen = list(_needs(PROJECT, EXTRAS)), set[str]()
    while wanted:
        name = wanted.pop()
        if name not in seen:
            seen.add(name)
            wanted += _needs(name)
    names = {one.name for one in run}
    more = [Locked(one.name, one.version, one.hashes, optional=True) for one in every if one.name in seen - names]
    return sorted([*run, *more], key=lambda one: (one.name, one.version))


def _lock(file: str) -> list[Locked]:
    """Return the entries of a lock."""
    entries = re.split(r"\n(?=\S)", (ROOT / "requirements" / file).read_text("utf-8"))
    heads = [re.match(r"(\S+)==(\S+)", entry) for entry in entries]
    return [
        Locked(canonicalize_name(head[1]), head[2], tuple(re.findall(r"--hash=sha256:(\w+)", entry)))
        for head, entry in zip(heads, entries, strict=True)
        if head
    ]


def _needs(name: str, extras: tuple[str, ...] = ("binary",)) -> Iterator[str]:
    """Yield the names of packages that an installed package needs here; of the extras only psycopg has `binary`."""
    try:
        found = [Requirement(line) for line in requires(name) or ()]
    except PackageNotFoundError:  # it is for other systems
        return
    for one in found:
        if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield canonicalize_name(one.name)


def _component(one: Locked) -> dict[str, Any]:
    scope = "optional" if one.optional else "required"
    hashes = [{"alg": "SHA-256", "content": each} for each in one.hashes]
    described = {**_described(one.name), "name": one.name, "version": one.version}
    return {"type": "library", "bom-ref": one.ref, "purl": one.ref, "scope": scope, **described, "hashes": hashes}


def _described(name: str) -> dict[str, Any]:
    """Return name, version and licence of an installed package."""
    try:
        known = metadata(name)
    except PackageNotFoundError:
        return {"name": name}
    return {"name": name, "version": known["Version"], "licenses": [_licence(dict(known.json))]}


def _licence(known: Mapping[str, Any]) -> dict[str, Any]:
    if "license_expression" in known:
        return {"expression": known["license_expression"]}
    classified = [one.removeprefix(CLASSIFIER) for one in known.get("classifier", ()) if one.startswith(CLASSIFIER)]
    said = str(known.get("license", ""))
    named = said if 0 < len(said) <= LONGEST and "\n" not in said else " and ".join(classified) or "not stated"
    return {"license": {"name": named}}


def _scripts() -> Iterator[dict[str, Any]]:
    """Yield the scripts that are fetched when the site is built."""
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    built_with = ("dev", "optional")  # as in hatch_build.py
    for place, one in packages.items():
        if not place or any(one.get(kind) for kind in built_with):
            continue
        name = place.removeprefix("node_modules/")
        scope = "required" if name == HTMX else "optional"
        ref = f"pkg:npm/{name}@{one['version']}"
        named = {"name": name, "version": one["version"], "licenses": [{"license": {"name": one["license"]}}]}
        digest = b64decode(one["integrity"].removeprefix("sha512-")).hex()
        hashes = [{"alg": "SHA-512", "content": digest}]
        yield {"type": "library", "bom-ref": ref, "purl": ref, "scope": scope, **named, "hashes": hashes}


if __name__ == "__main__":
    file = Path(sys.argv[1])
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(bill(), indent=1, ensure_ascii=False) + "\n", "utf-8")
