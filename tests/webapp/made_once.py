"""What every site of these tests has alike, made once for all of them: most tests start a site of their own."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import CodeType
from typing import Any, ClassVar

import pytest
from flask import Flask
from flask_babel import Domain
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import create_engine
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache
from whitenoise.responders import StaticFile

from quizlib import Problem
from tests import shipped as what_ships
from tests.places import CONTENT, FIXTURE, LIBRARY
from webapp import application
from webapp.config.settings import Settings
from webapp.site_content import shipped
from webapp.site_content.reading import SiteContent, read_content
from webapp.storage.database import postgresql, sqlite
from webapp.web.replying import assets
from webapp.web.routing import Address

Read = tuple[SiteContent, tuple[Problem, ...]]
STATEMENTS = 2000  # more than the site has


class Templates(BytecodeCache):
    """Templates that are compiled: every site has an environment of its own."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what has been compiled of this text before."""
        bucket.code = self.kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it."""
        if bucket.code:
            self.kept[bucket.key, bucket.checksum] = bucket.code


class KnownAddress(Address):
    """An address of the site, whose parts depend on its rule alone: every site has two hundred of them."""

    kept: ClassVar[dict[tuple[object, ...], dict[str, Any]]] = {}
    made = ("_parts", "_trace", "_converters", "arguments", "_build", "_build_unknown")

    def compile(self) -> None:
        """Take the rule apart, if no other site has had the same; none of ours has defaults, a host or a subdomain."""
        key = (self.rule, self.is_leaf, self.merge_slashes)
        if key not in self.kept:
            super().compile()
            self.kept[key] = {name: getattr(self, name) for name in self.made}
        vars(self).update(self.kept[key])


def make_once(patch: pytest.MonkeyPatch) -> None:
    """Let the sites of these tests share what is alike in all of them."""
    patch.setattr(Flask, "jinja_options", {"bytecode_cache": Templates()})
    patch.setattr(application.Application, "url_rule_class", KnownAddress)
    patch.setattr(application, "read_content", _what_ships(read_content))
    patch.setattr(application, "ready_content", _libraries(application.ready_content))
    patch.setattr(assets, "StaticFile", _static_files(StaticFile))
    patch.setattr(assets._Asset, "of", _assets(assets._Asset.of))  # noqa: SLF001 - there is no other way to it
    patch.setattr(Domain, "get_translations_cache", _catalogues(Domain.get_translations_cache))
    _compile_sql(patch)
    gc.collect()
    gc.freeze()  # as `webapp serve` does: to look through all modules for garbage took a seventh of these tests


def _what_ships(read: Callable[..., Read]) -> Callable[..., Read]:
    """Read what ships once for sites and for tests that ask for it themselves."""
    return lambda folder, **options: what_ships.read() if folder == CONTENT else read(folder, **options)


def _libraries(ready: Callable[[Settings], SiteContent]) -> Callable[[Settings], SiteContent]:
    """Read the libraries that no test changes once."""
    kept = dict[Path, SiteContent]()

    def ready_content(settings: Settings) -> SiteContent:
        if settings.quiz_content not in (CONTENT, FIXTURE, LIBRARY):
            return ready(settings)
        if settings.quiz_content not in kept:
            kept[settings.quiz_content] = ready(settings)
        return kept[settings.quiz_content]

    return ready_content


def _static_files(made: Callable[..., StaticFile]) -> Callable[..., StaticFile]:
    """Measure a static file once; the names of its compressed forms tell its content."""
    kept = dict[tuple[object, ...], StaticFile]()

    def static_file(path: str, headers: list[tuple[str, str]], encodings: dict[str, str]) -> StaticFile:
        key = (path, *headers, *encodings.values())
        if key not in kept:
            kept[key] = made(path, headers, encodings=encodings)
        return kept[key]

    return static_file


def _assets(made: Callable[[Path], Any]) -> Callable[[Path], Any]:
    """Read a static file once, and again when it has changed."""
    kept = dict[tuple[Path, int, int], Any]()

    def of(file: Path) -> Any:  # noqa: ANN401 - it has no public name
        found = file.stat()
        key = (file, found.st_mtime_ns, found.st_size)
        if key not in kept:
            kept[key] = made(file)
        return kept[key]

    return of


def _catalogues(made: Callable[[Domain, object], dict[Any, Any]]) -> Callable[[Domain, object], dict[Any, Any]]:
    """Read the catalogues of the site once."""
    kept = dict[Any, Any]()
    ours = [str(shipped.translations())] * 2

    def cache(domain: Domain, context: object) -> dict[Any, Any]:
        return kept if list(domain.translation_directories) == ours else made(domain, context)

    return cache


def _compile_sql(patch: pytest.MonkeyPatch) -> None:
    """Compile SQL once for each kind of database, whichever site runs it first: all dialects of a kind are equal."""
    patch.setattr(DefaultDialect, "__eq__", lambda self, other: type(self) is type(other))
    patch.setattr(DefaultDialect, "__hash__", lambda self: hash(type(self)))
    options = {"compiled_cache": LRUCache[Any, Any](STATEMENTS)}
    for kind in (sqlite, postgresql):
        patch.setattr(kind, "create_engine", partial(create_engine, execution_options=options))
