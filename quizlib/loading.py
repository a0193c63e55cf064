"""Loading: the functions that read a library from its folder, and check it."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from quizlib.content.settings_file import SETTINGS, read_settings
from quizlib.library import PROGRAMMES, QUIZZES, Library
from quizlib.library_reading import LibraryReading
from quizlib.problems import ContentError, Problem
from quizlib.questions import BaseQuestion, installed_types, question_types
from quizlib.reading.cache import Cache
from quizlib.say import say


def load_library(
    folder: str | Path,
    languages: Sequence[str] | None = None,
    today: date | None = None,
    *,
    types: Iterable[type[BaseQuestion]] = (),
    cache: Path | None = None,
) -> Library:
    """Return the library of a folder, read as by `read_library`; raise ContentError if any problem is an error."""
    library, problems = read_library(folder, languages, today, types=types, cache=cache)
    if any(problem.level == "error" for problem in problems):
        raise ContentError(problems)
    return library


def read_library(
    folder: str | Path,
    languages: Sequence[str] | None = None,
    today: date | None = None,
    *,
    types: Iterable[type[BaseQuestion]] = (),
    cache: Path | None = None,
    drafts: bool = False,
) -> tuple[Library, tuple[Problem, ...]]:
    """Read every file that can be read; return the library and the problems of all files, sorted by place.

    `folder` holds library.yaml, quizzes/ and optionally programmes/ and check-ups/ (the item bank), or only quiz files;
    it may also be one quiz file. `languages` replaces the languages of library.yaml; at least one of the two has to
    name some. Dates are checked against `today` (default: the day in the time zone of the library, or of the system).
    `types` are question types of your own, beside those of this library and of installed packages.

    `cache` is a file in which to keep what was read and found in a folder. As long as no file of it has changed, nor
    this library, nor the day, it is taken from there, and nothing is parsed or checked. Where only files in quizzes/
    and programmes/ have changed, these are, and what the others have in common with them is compared. A cache that is
    broken or of something else is ignored, and replaced. Only you should be able to write to it.

    With `drafts`, languages that library.yaml marks as drafts are read too. Where a file lacks one it has the words of
    the default language, and a quiz says by `is_in` whether all of it is there.
    """
    place = Path(folder)
    if not place.exists():
        missing = Problem("error", str(place), 1, 1, "", say("there is no such file or folder"))
        return Library(), (missing,)
    home, folder = _folders(place)
    kept = Cache(cache if place.is_dir() else None, home, (QUIZZES, PROGRAMMES))
    settings, shared, context = read_settings(home, languages, drafts=drafts)
    day = today or datetime.now(ZoneInfo(settings.time_zone) if settings.time_zone else None).date()
    context["types"] = question_types(types, installed_types())
    reading = LibraryReading(place, home, folder, settings, shared, context, day, kept)
    if kept.knows((languages, drafts, day), context["types"]):
        return reading.kept_library(), kept.problems or ()
    with _without_garbage_collection():
        return reading.library_and_problems()


def _folders(place: Path) -> tuple[Path, Path]:
    """Return the folder that holds library.yaml, and the folder that holds the quizzes, or the one quiz file."""
    if place.is_file():
        above = place.parent.parent if place.parent.name else Path("..")
        return above if place.resolve().parent.name == QUIZZES else place.parent, place
    return place, place / QUIZZES if (place / SETTINGS).exists() or (place / QUIZZES).is_dir() else place


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Switch garbage collection off while files are read and compared: scanning what stays takes longer than that."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
