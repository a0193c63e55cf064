"""Library: the quizzes and programmes of a folder with their shared settings, and the functions that read it."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationInfo, model_validator

from quizlib.content.media import NAME, missing_recordings
from quizlib.content.programme import Programme
from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.content.settings_file import SETTINGS, read_settings
from quizlib.content.topic import Topic
from quizlib.content.voices import calls, recorded_in, with_voices
from quizlib.item_bank import ItemBank
from quizlib.problems import ContentError, Problem, refuse
from quizlib.progress import in_turn
from quizlib.questions import BaseQuestion, installed_types, question_types
from quizlib.reading.cache import Cache
from quizlib.reading.document import Document
from quizlib.reading.folder import misnamed, not_read, yaml_files
from quizlib.reading.mistakes import build, errors, note
from quizlib.rules import (
    anchors_are_there,
    begins_openly,
    check,
    fits_the_bank,
    missing_languages,
    no_habit_helps,
    no_reason_twice,
    parallel_forms,
    quizzes_in_groups,
    steps_are_there,
    three_in_another_order,
)
from quizlib.say import say
from quizlib.unfinished import findings_in_parts

QUIZZES, PROGRAMMES, CHECK_UPS = "quizzes", "programmes", "check-ups"
NAMES = (SETTINGS, QUIZZES, PROGRAMMES, CHECK_UPS)


class Library(LibrarySettings):
    """Quizzes, programmes and topics of the item bank by id, the settings, and the folder that holds the recordings."""

    quizzes: Mapping[str, Quiz] = Field(default_factory=dict)
    programmes: Mapping[str, Programme] = Field(default_factory=dict)
    bank: Mapping[str, Topic] = Field(default_factory=dict)
    folder: Path | None = None

    def __hash__(self) -> int:
        return hash((self.folder, *self.quizzes.values(), *self.programmes.values(), *self.bank.values()))

    @model_validator(mode="after")
    def _every_language(self, info: ValidationInfo) -> Library:
        if (info.context or {}).get("read"):  # from files, where it was checked line by line
            return self
        languages = [language.id for language in self.languages]
        findings = list(missing_languages(self, languages))
        return refuse(findings) if findings else self


def shipped() -> Path:
    """Return the folder of the quizzes that are installed together with this library."""
    package = Path(__file__).parent
    inside = package / "shipped"  # in a wheel; a checkout has them beside the package
    return inside if inside.is_dir() else package.parent / "content"


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
    home, folder, files = _files(place)
    beside = folder.parent if place.is_file() else folder
    kept = Cache(cache if place.is_dir() else None, home, (QUIZZES, PROGRAMMES))
    settings, shared, context = read_settings(home, languages, drafts=drafts)
    day = today or datetime.now(ZoneInfo(settings.time_zone) if settings.time_zone else None).date()
    context["types"] = question_types(types, installed_types())
    shared.checked = kept.knows((languages, drafts, day), context["types"])
    problems = list(_unread(home, folder)) if place.is_dir() else []
    if not files:
        hint = say("a folder of .yaml files, or with quizzes/ in it")
        problems.append(Problem("error", str(place), 1, 1, "", say("no quiz files here"), hint))
    if not settings.languages:
        hint = say("name them in library.yaml, or as languages (--languages da,en)")
        problems.append(Problem("error", str(place), 1, 1, "languages", say("is missing"), hint))
        files = []
    quizzes: dict[str, Quiz] = {}
    programmes: dict[str, Programme] = {}
    of_programmes: dict[str, Document] = {}
    with _without_garbage_collection():
        spoken, voices = [language.id for language in settings.languages], recorded_in(beside)
        topics = yaml_files(home / CHECK_UPS) if settings.languages else []
        documents = {path.stem: kept.read(path) for path in in_turn(files, say("Reading quizzes"))}
        checks = place.is_dir() or any(map(ItemBank.has_items, documents.values()))
        of_bank = map(kept.read, in_turn(topics, say("Reading the item bank")))
        bank = ItemBank(of_bank, beside, settings, day, context, checks=checks)
        kept.settle(*bank.documents.values())
        for document in in_turn(list(documents.values()), say("Checking quizzes")):
            quiz = _checked(document, bank, settings, day, context)
            kept.settle(document)
            if quiz is not None:
                quizzes[quiz.id] = with_voices(quiz, voices, calls(settings), spoken)
        if place.is_dir():
            if not shared.checked:
                _compare(quizzes, bank, settings, shared, documents)
            broken = documents.keys() - quizzes.keys()
            for path in yaml_files(home / PROGRAMMES) if settings.languages else ():
                of_programmes[path.stem] = document = kept.read(path)
                programme = build(document, Programme, context, {"id": path.stem})
                if programme is not None:
                    programmes[programme.id] = programme
                    note(document, steps_are_there(programme, quizzes, broken))
    told = [shared, *documents.values(), *of_programmes.values(), *(bank.documents.values() if place.is_dir() else ())]
    problems += [problem for document in told for problem in document.problems]
    every = tuple(sorted(problems, key=Problem.place)) if kept.problems is None else kept.problems
    made = ((documents, quizzes), (of_programmes, programmes), (bank.documents, bank.topics))
    kept.keep([part[name] for part, ids in made for name in ids], every)
    fields = {name: getattr(settings, name) for name in LibrarySettings.model_fields}
    library = Library.model_validate(
        {**fields, "quizzes": quizzes, "programmes": programmes, "bank": bank.topics, "folder": beside},
        context={"read": True},
    )
    return library, every


def _checked(
    document: Document, bank: ItemBank, settings: LibrarySettings, day: date, context: dict[str, Any]
) -> Quiz | None:
    """Return the quiz of a document after the rules have looked at it; None if it cannot be built."""
    every = [language.id for language in settings.languages]
    named = document.data.get("languages") if isinstance(document.data, dict) else None
    lacking = {one for one in every if isinstance(named, list) and one not in named}
    context = {**context, "lent": context["lent"] | lacking}
    quiz = build(document, Quiz, context, {"id": Path(document.file).stem, **bank.questions(document)})
    spoken = [one for one in every if one not in context["lent"] or one in bank.drafts(document) - lacking]
    settings = settings.spoken_in(spoken)
    if quiz is None:
        note(document, findings_in_parts(document, Quiz, context, settings, day))
    elif not (quiz.items and errors(document)):
        whole = bank.completed(quiz)
        if context["drafts"]:
            whole = whole.with_drafts({one: one in spoken for one in context["drafts"]})
        found = chain(check(whole, settings, day), missing_recordings(whole, bank.recordings))
        note(document, bank.not_told_yet(whole, document, found))
        note(document, fits_the_bank(whole, bank.topics, settings, day))
        return whole
    return None


def _unread(home: Path, folder: Path) -> Iterator[Problem]:
    """Warn of the files of a library that are not read: quizzes, programmes, and what was meant to be library.yaml."""
    yield from misnamed(home, NAMES)
    yield from not_read(folder, NAME, NAMES if folder == home else ())
    yield from not_read(home / PROGRAMMES)
    yield from not_read(home / CHECK_UPS)


def _compare(
    quizzes: Mapping[str, Quiz],
    bank: ItemBank,
    settings: LibrarySettings,
    shared: Document,
    documents: Mapping[str, Document],
) -> None:
    """Note what the rules find that look at all quizzes of a library: in its settings, or in the file of a quiz."""
    free = [quiz.id for quiz in quizzes.values() if quiz.kind != "quiz"]
    languages = [language.id for language in settings.languages if not language.draft]
    note(shared, quizzes_in_groups(settings, list(documents), free))
    note(shared, begins_openly(settings, quizzes))
    note(shared, anchors_are_there(settings, bank.topics))
    alike = parallel_forms(quizzes.values(), bank.topics)
    for name, found in (*alike, *three_in_another_order(settings, quizzes)):
        note(documents[name], [found])
    note(shared, no_habit_helps(quizzes.values(), languages))
    note(shared, no_reason_twice(quizzes.values(), bank.topics.values(), languages))


def _files(place: Path) -> tuple[Path, Path, list[Path]]:
    """Return the folder that holds library.yaml, the folder that holds the quizzes, and the quiz files to read."""
    if place.is_file():
        above = place.parent.parent if place.parent.name else Path("..")
        return above if place.resolve().parent.name == QUIZZES else place.parent, place, [place]
    folder = place / QUIZZES if (place / SETTINGS).exists() or (place / QUIZZES).is_dir() else place
    return place, folder, [path for path in yaml_files(folder) if path.name != SETTINGS]


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
