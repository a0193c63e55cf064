"""What every site of these tests has alike, made once for all of them: most tests start a site of their own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import CodeType
from typing import Any, ClassVar

import pytest
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import create_engine
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache
from whitenoise.responders import StaticFile

from tests.places import CONTENT, FIXTURE, LIBRARY
from webapp import application
from webapp.config.settings import Settings
from webapp.site_content.reading import SiteContent
from webapp.storage.database import postgresql, sqlite
from webapp.web.replying import assets
from webapp.web.routing import Address

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
    patch.setattr(application, "ready_content", _libraries(application.ready_content))
    patch.setattr(assets, "StaticFile", _static_files(StaticFile))
    _compile_sql(patch)


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


def _compile_sql(patch: pytest.MonkeyPatch) -> None:
    """Compile SQL once for each kind of database, whichever site runs it first: all dialects of a kind are equal."""
    patch.setattr(DefaultDialect, "__eq__", lambda self, other: type(self) is type(other))
    patch.setattr(DefaultDialect, "__hash__", lambda self: hash(type(self)))
    options = {"compiled_cache": LRUCache[Any, Any](STATEMENTS)}
    for kind in (sqlite, postgresql):
        patch.setattr(kind, "create_engine", partial(create_engine, execution_options=options))
