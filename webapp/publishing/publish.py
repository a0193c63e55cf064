"""Publishing a folder: it is checked, what changes is told in words, and if it has no errors it is put in its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from quizlib import Problem
from quizlib.authoring import changes_in_words
from webapp.config.settings import Settings
from webapp.publishing.generations import Generation, put
from webapp.publishing.taking import cache_of
from webapp.publishing.typos import no_typos
from webapp.site_content.reading import read_content


@dataclass(frozen=True)
class Looked:
    """What was found in a folder that somebody wants to publish: its problems, and what changes, in words."""

    problems: tuple[Problem, ...]
    changes: tuple[str, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems for which it is refused."""
        return tuple(problem for problem in self.problems if problem.level == "error")

    def within(self, folder: Path) -> Looked:
        """Return the same, with the paths of files as they are in this folder."""
        begins = f"{folder}/"
        return replace(self, problems=tuple(replace(one, file=one.file.removeprefix(begins)) for one in self.problems))


class RefusedContentError(Exception):
    """A folder cannot be published, because it has errors."""

    def __init__(self, looked: Looked) -> None:
        super().__init__(f"nothing was published: mend {len(looked.errors)} errors first")
        self.looked = looked


def look_at(source: Path, settings: Settings) -> Looked:
    """Check a folder, and compare it with the content of a site."""
    old, _ = read_content(settings.quiz_content, cache=cache_of(settings.quiz_content, settings))
    new, problems = read_content(source)
    found = [*problems, *no_typos(old.library, new.library, source)]
    if old.library.languages and new.library.languages != old.library.languages:
        hint = "publish it with the same languages; for others, change the content and start the site again"
        found.append(Problem("error", str(source / "library.yaml"), 1, 1, "languages", "are other ones now", hint))
    return Looked(tuple(found), tuple(changes_in_words(old.library, new.library)))


def publish(source: Path, settings: Settings, now: datetime, tell: Callable[[Looked], None]) -> Generation:
    """Put a folder in the place of a site's content, after telling what was found; every worker takes it in seconds.

    Raises RefusedContentError if it has errors, PlaceError if nothing can be put there; then nothing has changed.
    """
    looked = look_at(source, settings)
    tell(looked)
    if looked.errors:
        raise RefusedContentError(looked)
    return put(source, settings.quiz_content, now)
