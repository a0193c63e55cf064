"""Taking: a running site serves new content as soon as it is published, and refuses it if it has errors."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from flask import Flask

from quizlib import Problem
from webapp.config.settings import Settings
from webapp.open_storage import outlines
from webapp.publishing.generations import KEPT, Generation, earlier, tidy
from webapp.publishing.typos import no_typos, typos
from webapp.site_content.reading import OF_MONTHS, SiteContent, read_content, told
from webapp.storage.database.engine import StorageUnavailable
from webapp.web.services import ALWAYS, Services, now

CACHE = ".cache"
CACHES = (CACHE, OF_MONTHS)
"""How the files end that keep what was read of content."""
ASKED = "content.asked"
"""In the data folder: it is written when somebody asks the site to read its content again."""
PAUSE = 1  # seconds
MOST_TOLD = 5  # problems of content that is refused


def ask(settings: Settings) -> None:
    """Let every process that uses this data folder read its content again."""
    (settings.data_dir / ASKED).write_text(f"{now().isoformat()}\n", encoding="utf-8")


def cache_of(folder: Path, settings: Settings) -> Path:
    """Return the file in the data folder that keeps what was read of a content folder: one for each generation."""
    generation = Generation.of(folder)
    return settings.data_dir / (f"content.{generation.name}{CACHE}" if generation else f"content{CACHE}")


def refusals(content: SiteContent, problems: Iterable[Problem], services: Services, folder: Path) -> list[Problem]:
    """Return why content is not taken: its errors, and what a site can only take when it starts."""
    found = [problem for problem in problems if problem.level == "error"]
    found += no_typos(services.library, content.library, folder)
    if not found and content.library.languages != services.languages:
        hint = "start the site again for other languages"
        found.append(Problem("error", str(folder / "library.yaml"), 1, 1, "languages", "are other ones now", hint))
    return found


class Taking:
    """Looks for new content in the folder of a site. Make it before the content is read with which the site begins."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._folder = settings.quiz_content
        self._lock = threading.Lock()
        tidy(self._folder)
        self._seen = self._marks()
        self._has_taken_earlier = False

    def begin(self, app: Flask) -> None:
        """Look now, then every second in the background until the site has ended."""
        self.look(app)
        services: Services = app.extensions["services"]
        services.background.repeat(partial(self._again, app), PAUSE, "content", at_once=True)

    def _again(self, app: Flask) -> None:
        if not self._has_taken_earlier:
            self._has_taken_earlier = True
            self.take_earlier(app)
        self.look(app)

    def look(self, app: Flask) -> None:
        """Take the content of the folder if that was published or asked for since the last look.

        What could not be read or stored yet is tried again at the next look.
        """
        with self._lock:
            self._look(app)

    def _look(self, app: Flask) -> None:
        moment, marks = now(), self._marks()
        _forget(app, moment)
        if marks == self._seen or not self._folder.is_dir():
            return
        try:
            content, problems = read_content(self._folder, cache=cache_of(self._folder, self._settings))
        except OSError:  # the folder is being replaced
            return
        if self._marks() != marks:
            return
        services: Services = app.extensions["services"]
        if refused := refusals(content, problems, services, self._folder):
            services.faults.seen("new-content", *told(refused, self._folder)[:MOST_TOLD])
            self._seen = marks
            return
        try:
            services.records.know(outlines(content.library))
        except StorageUnavailable:
            return
        generation = Generation.of(self._folder) if marks[0] != self._seen[0] else None
        self._show(app, content, generation.published if generation else moment)
        self._seen = marks

    def newest(self, app: Flask) -> Services:
        """Return what views are given, after a look."""
        self.look(app)
        services: Services = app.extensions["services"]
        return services

    def take_earlier(self, app: Flask) -> None:
        """Take what was replaced within a day before this site has started: attempts may have begun with it."""
        for generation, folder in earlier(self._folder, now()):
            with self._lock:
                self._take(app, generation.published if generation else ALWAYS, folder)
        self._forget_caches()

    def _take(self, app: Flask, published: datetime, folder: Path) -> None:
        services: Services = app.extensions["services"]
        if published not in {one.published for one in (services, *services.earlier)}:
            content, _ = read_content(folder, cache=cache_of(folder, self._settings))
            old = replace(services.with_content(content), published=published, earlier=())
            app.extensions["services"] = replace(services, earlier=(*services.earlier, old))

    def _show(self, app: Flask, content: SiteContent, published: datetime) -> None:
        """Let every request that begins from now on have this content."""
        services: Services = app.extensions["services"]
        same = {
            name: before
            for name, quiz in content.library.quizzes.items()
            if (before := services.library.quizzes.get(name)) == quiz and before is not None
        }
        shared = content.library.model_copy(update={"quizzes": {**content.library.quizzes, **same}})
        for line in typos(services.library, shared):
            logging.getLogger("webapp").warning("%s", line)
        services.records.lineage = content.places.lineage
        old = replace(self._moved(services), earlier=())
        new = services.with_content(replace(content, library=shared))
        app.extensions["services"] = replace(new, published=published, earlier=(old, *services.earlier))
        services.faults.over("new-content")
        services.faults.over("content")
        self._forget_caches()

    def _forget_caches(self) -> None:
        """Delete what is kept of content that was replaced more than a day ago."""
        folders = [self._folder, *(folder for _, folder in earlier(self._folder, now()))]
        kept = {cache_of(folder, self._settings) for folder in folders}
        for ending in CACHES:
            for file in self._settings.data_dir.glob(f"content*{ending}"):
                if file.with_suffix(CACHE) not in kept:
                    file.unlink(missing_ok=True)

    def _moved(self, services: Services) -> Services:
        """Return what was served until now, with the folder where its recordings are now."""
        library = services.library
        for generation, folder in earlier(self._folder, now()):
            if (generation.published if generation else ALWAYS) == services.published and library.folder:
                within = library.folder.relative_to(self._folder)
                moved = library.model_copy(update={"folder": folder / within})
                return services.with_content(replace(services.content, library=moved))
        return services

    def _marks(self) -> tuple[str, int]:
        """Return what is other as soon as content was published or asked for."""
        try:
            asked = (self._settings.data_dir / ASKED).stat().st_mtime_ns
        except OSError:
            asked = 0
        generation = Generation.of(self._folder)
        return generation.name if generation else "", asked


def _forget(app: Flask, moment: datetime) -> None:
    """Forget what was replaced more than a day ago."""
    services: Services = app.extensions["services"]
    replaced = (services.published, *(one.published for one in services.earlier))
    kept = tuple(one for one, at in zip(services.earlier, replaced, strict=False) if moment - at <= KEPT)
    if len(kept) < len(services.earlier):
        app.extensions["services"] = replace(services, earlier=kept)
