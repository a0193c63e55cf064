"""LibraryReading: one reading of the files of a library, and what the rules find in each and between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from quizlib import rules
from quizlib.asked_for import AskedFor
from quizlib.content.media import NAME, missing_recordings
from quizlib.content.programme import Programme
from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.content.settings_file import SETTINGS
from quizlib.content.topic import Topic
from quizlib.content.voices import calls, recorded_in, with_voices
from quizlib.item_bank import ItemBank
from quizlib.library import CHECK_UPS, NAMES, PROGRAMMES, Library
from quizlib.problems import ContentError, Problem
from quizlib.progress import in_turn
from quizlib.reading.cache import Cache
from quizlib.reading.document import Document
from quizlib.reading.folder import YAML, misnamed, not_read, yaml_files
from quizlib.reading.mistakes import build, errors, note
from quizlib.say import say
from quizlib.unfinished import findings_in_parts

T = TypeVar("T")


@dataclass(frozen=True)
class LibraryReading:
    """One reading of `place`, a folder or a quiz file: `home` has library.yaml, `folder` the quizzes, or is the file.

    `shared` is the document of the `settings`, which are read already, and `context` is what texts are validated with.
    """

    place: Path
    home: Path
    folder: Path
    settings: LibrarySettings
    shared: Document
    context: dict[str, Any]
    day: date
    kept: Cache

    def kept_library(self) -> Library:
        """Return the library of files that are all kept; what is in it is built when somebody first asks for it."""
        quizzes = AskedFor(self.kept.names(self.folder), self._kept_quiz)
        programmes = AskedFor(self.kept.names(self.home / PROGRAMMES), self._kept_programme)
        return self._library(quizzes, programmes, AskedFor(self.kept.names(self.home / CHECK_UPS), self._kept_topic))

    def library_and_problems(self) -> tuple[Library, tuple[Problem, ...]]:
        """Read and check all files; keep them, and return the library and the problems of all, sorted by place."""
        problems = list(self._unread())
        quizzes: dict[str, Quiz] = {}
        programmes: dict[str, Programme] = {}
        of_programmes: dict[str, Document] = {}
        documents, bank = self._documents, self._bank
        for document in in_turn(list(documents.values()), say("Checking quizzes")):
            quiz = self._quiz(document)
            self.kept.settle(document)
            if quiz is not None:
                quizzes[quiz.id] = quiz
        if self.place.is_dir():
            self._compare(quizzes)
            broken = documents.keys() - quizzes.keys()
            for path in yaml_files(self.home / PROGRAMMES) if self.settings.languages else ():
                of_programmes[path.stem] = document = self.kept.read(path)
                programme = build(document, Programme, self.context, {"id": path.stem})
                if programme is not None:
                    programmes[programme.id] = programme
                    note(document, rules.steps_are_there(programme, quizzes, broken))
        of_bank = bank.documents if self.place.is_dir() else {}
        told = [self.shared, *documents.values(), *of_programmes.values(), *of_bank.values()]
        problems += [problem for document in told for problem in document.problems]
        every = tuple(sorted(problems, key=Problem.place))
        made = ((documents, quizzes), (of_programmes, programmes), (bank.documents, bank.topics))
        self.kept.keep([part[name] for part, ids in made for name in ids], every)
        return self._library(quizzes, programmes, bank.topics), every

    @cached_property
    def _files(self) -> list[Path]:
        """The quiz files."""
        every = [self.place] if self.place.is_file() else yaml_files(self.folder)
        return [path for path in every if path.name != SETTINGS]

    @cached_property
    def _documents(self) -> dict[str, Document]:
        """The quiz files that can be read, as documents, by id; none if no language is known."""
        files = self._files if self.settings.languages else []
        return {path.stem: self.kept.read(path) for path in in_turn(files, say("Reading quizzes"))}

    @cached_property
    def _bank(self) -> ItemBank:
        """The item bank. With a quiz file alone its topics are not checked, unless the quiz has items."""
        checks = self.place.is_dir() or any(map(ItemBank.has_items, self._documents.values()))
        topics = yaml_files(self.home / CHECK_UPS) if self.settings.languages else []
        documents = map(self.kept.read, in_turn(topics, say("Reading the item bank")))
        bank = ItemBank(documents, self._recordings, self.settings, self.day, self.context, checks=checks)
        self.kept.settle(*bank.documents.values())
        return bank

    @property
    def _recordings(self) -> Path:
        """The folder that holds the recordings."""
        return self.folder.parent if self.place.is_file() else self.folder

    @cached_property
    def _voices(self) -> dict[str, str]:
        """The recordings, by their names without endings."""
        return recorded_in(self._recordings)

    def _library(
        self, quizzes: Mapping[str, Quiz], programmes: Mapping[str, Programme], bank: Mapping[str, Topic]
    ) -> Library:
        """Return a library of what is valid already, by itself and beside the settings."""
        fields: dict[str, Any] = {name: getattr(self.settings, name) for name in LibrarySettings.model_fields}
        fields |= {"quizzes": quizzes, "programmes": programmes, "bank": bank, "folder": self._recordings}
        return Library.model_construct(**fields)

    def _kept_quiz(self, name: str) -> Quiz:
        document = self.kept.read(self.folder / f"{name}{YAML}")
        return _there(self._quiz(document), document)

    def _kept_programme(self, name: str) -> Programme:
        document = self.kept.read(self.home / PROGRAMMES / f"{name}{YAML}")
        return _there(build(document, Programme, self.context, {"id": name}), document)

    def _kept_topic(self, name: str) -> Topic:
        return _there(self._bank.topics.get(name), self._bank.documents[name])

    def _quiz(self, document: Document) -> Quiz | None:
        """Return the quiz of a document after the rules have looked at it; None if it cannot be built."""
        bank, settings, context = self._bank, self.settings, self.context
        every = [language.id for language in settings.languages]
        named = document.data.get("languages") if isinstance(document.data, dict) else None
        lacking = {one for one in every if isinstance(named, list) and one not in named}
        context = {**context, "lent": context["lent"] | lacking}
        quiz = build(document, Quiz, context, {"id": Path(document.file).stem, **bank.questions(document)})
        spoken = [one for one in every if one not in context["lent"] or one in bank.drafts(document) - lacking]
        settings = settings.spoken_in(spoken)
        if quiz is None:
            note(document, findings_in_parts(document, Quiz, context, settings, self.day))
        elif not (quiz.items and errors(document)):
            whole = bank.completed(quiz)
            if context["drafts"]:
                whole = whole.with_drafts({one: one in spoken for one in context["drafts"]})
            if not document.checked:
                found = chain(rules.check(whole, settings, self.day), missing_recordings(whole, bank.recordings))
                note(document, bank.not_told_yet(whole, document, found))
                note(document, rules.fits_the_bank(whole, bank.topics, settings, self.day))
            return with_voices(whole, self._voices, calls(self.settings), every)
        return None

    def _unread(self) -> Iterator[Problem]:
        """Tell what is missing, and warn of the files of a library that are not read."""
        if self.place.is_dir():
            yield from misnamed(self.home, NAMES)
            yield from not_read(self.folder, NAME, NAMES if self.folder == self.home else ())
            yield from not_read(self.home / PROGRAMMES)
            yield from not_read(self.home / CHECK_UPS)
        if not self._files:
            hint = say("a folder of .yaml files, or with quizzes/ in it")
            yield Problem("error", str(self.place), 1, 1, "", say("no quiz files here"), hint)
        if not self.settings.languages:
            hint = say("name them in library.yaml, or as languages (--languages da,en)")
            yield Problem("error", str(self.place), 1, 1, "languages", say("is missing"), hint)

    def _compare(self, quizzes: Mapping[str, Quiz]) -> None:
        """Note what the rules find that look at all quizzes of a library: in its settings, or in the file of a quiz."""
        settings, shared, topics = self.settings, self.shared, self._bank.topics
        free = [quiz.id for quiz in quizzes.values() if quiz.kind != "quiz"]
        languages = [language.id for language in settings.languages if not language.draft]
        note(shared, rules.quizzes_in_groups(settings, list(self._documents), free))
        note(shared, rules.begins_openly(settings, quizzes))
        note(shared, rules.anchors_are_there(settings, topics))
        alike = rules.parallel_forms(quizzes.values(), topics)
        for name, found in (*alike, *rules.three_in_another_order(settings, quizzes)):
            note(self._documents[name], [found])
        note(shared, rules.no_habit_helps(quizzes.values(), languages))
        note(shared, rules.no_reason_twice(quizzes.values(), topics.values(), languages))


def _there(made: T | None, document: Document) -> T:
    """Return what was made of a document that was kept; raise ContentError if neither that nor the file can be read."""
    if made is None:
        hint = say("read the library again")
        raise ContentError([document.report((), say("has changed while it was read"), hint)])
    return made
