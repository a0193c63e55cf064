"""Library: the quizzes and programmes of a folder with their shared settings, and the functions that read it."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationInfo, model_validator

from quizlib.content.media import missing_recordings
from quizlib.content.programme import Programme
from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.problems import ContentError, Finding, Problem, refuse
from quizlib.questions import BaseQuestion, installed_types, question_types
from quizlib.reading import source
from quizlib.reading.builder import MAX_PROBLEMS
from quizlib.reading.document import Document
from quizlib.reading.mistakes import build
from quizlib.rules import check, missing_languages, parallel_forms, quizzes_in_groups, steps_are_there
from quizlib.texts.text import Language

SETTINGS = "library.yaml"


class Library(LibrarySettings):
    """Quizzes and programmes by id, the library's settings, and the folder that holds the recordings."""

    quizzes: Mapping[str, Quiz] = Field(default_factory=dict)
    programmes: Mapping[str, Programme] = Field(default_factory=dict)
    folder: Path | None = None

    def __hash__(self) -> int:
        return hash((self.folder, *self.quizzes.values(), *self.programmes.values()))

    @model_validator(mode="after")
    def _every_language(self, info: ValidationInfo) -> Library:
        if (info.context or {}).get("read"):  # from files, where it was checked line by line
            return self
        languages = [language.id for language in self.languages]
        findings = list(missing_languages(self, languages))
        findings += [
            Finding(("quizzes", name, *found.location), found.message, found.hint)
            for name, quiz in self.quizzes.items()
            for found in missing_languages(quiz, languages)
        ]
        findings += [
            Finding(("programmes", name, *found.location), found.message, found.hint)
            for name, programme in self.programmes.items()
            for found in missing_languages(programme, languages)
        ]
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
) -> Library:
    """Return the library of a folder, read as by `read_library`; raise ContentError if any problem is an error."""
    library, problems = read_library(folder, languages, today, types=types)
    if any(problem.level == "error" for problem in problems):
        raise ContentError(problems)
    return library


def read_library(
    folder: str | Path,
    languages: Sequence[str] | None = None,
    today: date | None = None,
    *,
    types: Iterable[type[BaseQuestion]] = (),
) -> tuple[Library, tuple[Problem, ...]]:
    """Read every file that can be read; return the library and the problems of all files, sorted by place.

    `folder` holds library.yaml, quizzes/ and optionally programmes/, or only quiz files; it may also be one quiz file.
    `languages` replaces the languages of library.yaml; at least one of the two has to name some. Dates are checked
    against `today` (default: the system's date). `types` are question types of your own, beside those of this library
    and of installed packages.
    """
    place = Path(folder)
    if not place.exists():
        missing = Problem("error", str(place), 1, 1, "", "there is no such file or folder")
        return Library(), (missing,)
    home, folder, files = _files(place)
    day = today or date.today()  # noqa: DTZ011 - the day where the authors are
    settings, shared, context = read_settings(home, languages)
    context["types"] = question_types(types, installed_types())
    problems: list[Problem] = []
    if not files:
        hint = "a folder of .yaml files, or with quizzes/ in it"
        problems.append(Problem("error", str(place), 1, 1, "", "no quiz files here", hint))
    problems += [
        Problem("warning", str(path), 1, 1, "", "is not read", f"name it {path.stem}.yaml")
        for path in sorted([*folder.glob("*.yml"), *(home / "programmes").glob("*.yml")])
    ]
    if not settings.languages:
        hint = "name them in library.yaml, or as languages (--languages da,en)"
        problems.append(Problem("error", str(place), 1, 1, "languages", "is missing", hint))
        files = []
    quizzes: dict[str, Quiz] = {}
    programmes: dict[str, Programme] = {}
    documents: dict[str, Document] = {}
    with _without_garbage_collection():
        for path in files:
            documents[path.stem] = document = source.read(path)
            quiz = build(document, Quiz, context, {"id": path.stem})
            if quiz is not None:
                quizzes[quiz.id] = quiz
                _note(document, _findings(quiz, settings, day, path.parent))
    if place.is_dir():
        free = [quiz.id for quiz in quizzes.values() if quiz.kind != "quiz"]
        _note(shared, quizzes_in_groups(settings, list(documents), free))
        for name, found in parallel_forms(quizzes.values()):
            _note(documents[name], [found])
        broken = documents.keys() - quizzes.keys()
        for path in sorted((home / "programmes").glob("*.yaml")) if settings.languages else ():
            documents[str(path)] = document = source.read(path)
            programme = build(document, Programme, context, {"id": path.stem})
            if programme is not None:
                programmes[programme.id] = programme
                _note(document, steps_are_there(programme, quizzes, broken))
    problems += [problem for document in (shared, *documents.values()) for problem in document.problems]
    fields = {name: getattr(settings, name) for name in LibrarySettings.model_fields}
    beside = folder.parent if place.is_file() else folder
    library = Library.model_validate(
        {**fields, "quizzes": quizzes, "programmes": programmes, "folder": beside}, context={"read": True}
    )
    return library, tuple(sorted(problems, key=Problem.place))


def _findings(quiz: Quiz, settings: LibrarySettings, today: date, folder: Path) -> Iterator[Finding]:
    yield from check(quiz, settings, today)
    yield from missing_recordings(quiz, folder)


def _note(document: Document, findings: Iterable[Finding]) -> None:
    """Add findings to a document's problems, at their places."""
    for found in islice(findings, MAX_PROBLEMS):
        document.problems.append(document.report(found.location, found.message, found.hint, found.level))


def _files(place: Path) -> tuple[Path, Path, list[Path]]:
    """Return the folder that holds library.yaml, the folder that holds the quizzes, and the quiz files to read."""
    if place.is_file():
        above = place.parent.parent if place.parent.name else Path("..")
        return above if place.resolve().parent.name == "quizzes" else place.parent, place, [place]
    folder = place / "quizzes" if (place / SETTINGS).exists() or (place / "quizzes").is_dir() else place
    files = sorted(path for path in folder.glob("*.yaml") if path.name != SETTINGS) if folder.is_dir() else []
    return place, folder, files


def read_settings(
    home: Path, languages: Sequence[str] | None = None
) -> tuple[LibrarySettings, Document, dict[str, Any]]:
    """Return a library's settings, the document they were read from, and the context for validating its texts."""
    path = home / SETTINGS
    shared = source.read(path) if path.exists() else Document(str(home))
    listed = {str(one["id"]): str(one.get("name", one["id"])) for one in _listed(shared, "languages") if "id" in one}
    wanted = list(listed if languages is None else languages)
    context: dict[str, Any] = {
        "languages": wanted,
        "known": None if languages is not None else list(listed),
        "numbers": {str(one["id"]): one.get("number") for one in _listed(shared, "numbers") if "id" in one},
    }
    settings = build(shared, LibrarySettings, context) or LibrarySettings()
    context["channels"] = {str(one["id"]): str(one.get("like")) for one in _listed(shared, "channels") if "id" in one}
    context["scales"] = {str(one["id"]): () for one in _listed(shared, "scales") if "id" in one}
    context["scales"] |= {scale.id: scale.steps for scale in settings.scales}
    known = {language.id: language for language in settings.languages}
    chosen = tuple(known.get(name) or Language.model_construct(id=name, name=listed.get(name, name)) for name in wanted)
    return settings.model_copy(update={"languages": chosen}), shared, context


def _listed(document: Document, key: str) -> list[dict[str, Any]]:
    members = document.data.get(key) if isinstance(document.data, dict) else None
    return [member for member in members if isinstance(member, dict)] if isinstance(members, list) else []


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Switch garbage collection off while files are read: the data stays, and scanning it takes longer than reading."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
