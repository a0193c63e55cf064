"""LibraryReading: one reading of the files of a library, and what the rules find in each and between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from quizlib import rules
from quizlib.asked_for import AskedFor
from quizlib.comparisons import COMPARISONS, PROGRAMME, Compared, Comparison
from quizlib.content.media import NAME, missing_recordings
from quizlib.content.programme import Programme
from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.content.settings_file import SETTINGS
from quizlib.content.topic import Topic
from quizlib.content.voices import calls, recorded_in, with_voices
from quizlib.files_read import FilesRead, kept_files, look_at, made_of_kept
from quizlib.item_bank import ItemBank
from quizlib.library import CHECK_UPS, NAMES, PROGRAMMES, Library
from quizlib.problems import Problem
from quizlib.progress import in_turn
from quizlib.reading.cache import Cache, Found
from quizlib.reading.document import Document
from quizlib.reading.folder import YAML, ids_in, misnamed, not_read, yaml_files
from quizlib.reading.mistakes import build, errors, note
from quizlib.say import say
from quizlib.unfinished import findings_in_parts

NOTHING: Mapping[str, Any] = {"traits": {}, "told": {}}
UNREAD = "unread"  # beside what comparisons find: files that are missing, and those that are not read


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
        quizzes = kept_files(self.folder, self.kept, self._looked_at)
        return self._library(quizzes, kept_files(self.home / PROGRAMMES, self.kept, self._programme), self._kept_topics)

    def library_and_problems(self) -> tuple[Library, tuple[Problem, ...]]:
        """Read and check all files; keep them, and return the library and the problems of all, sorted by place.

        Of files that are kept as they are, neither is done.
        """
        found = {UNREAD: self.kept.compared(UNREAD) if self.kept.complete else [((), one) for one in self._unread()]}
        told = [*self.shared.problems, *self._quizzes.problems, *self._programmes.problems]
        understood = [*self._quizzes.understood, *self._programmes.understood]
        if self.place.is_dir():
            found |= {one.name: self._found(one) for one in COMPARISONS}
            told += [problem for path in self._topic_files for problem in self.kept.settled(str(path))]
        told += [problem for some in found.values() for _, problem in some]
        bank: Mapping[str, Topic] = self._kept_topics
        if not all(map(self.kept.is_known, self._topic_files)):
            bank = self._bank.topics
            understood += [self._bank.documents[name] for name in bank]
        every = tuple(sorted(told, key=Problem.place))
        self.kept.keep(understood, every, found)
        return self._library(self._quizzes.made, self._programmes.made, bank), every

    @cached_property
    def _names(self) -> list[str]:
        """The ids of the quiz files."""
        if self.place.is_file():
            return [] if self.place.name == SETTINGS else [self.place.stem]
        return [name for name in ids_in(self.folder) if f"{name}{YAML}" != SETTINGS]

    @cached_property
    def _documents(self) -> dict[str, Document]:
        """The quiz files that are not kept as they are, as documents, by id."""
        names = self._not_kept(self.folder, self._names)
        paths = [self.place if self.place.is_file() else self.folder / f"{name}{YAML}" for name in names]
        return {path.stem: self.kept.read(path) for path in in_turn(paths, say("Reading quizzes"))}

    @cached_property
    def _quizzes(self) -> FilesRead[Quiz]:
        names = self._names if self.settings.languages else []
        return look_at(self._documents, names, self.folder, self.kept, self._looked_at, doing=say("Checking quizzes"))

    @cached_property
    def _programmes(self) -> FilesRead[Programme]:
        folder = self.home / PROGRAMMES
        names = ids_in(folder) if self.place.is_dir() and self.settings.languages else []
        documents = {name: self.kept.read(folder / f"{name}{YAML}") for name in self._not_kept(folder, names)}
        return look_at(documents, names, folder, self.kept, self._programme, doing=say("Checking programmes"))

    def _not_kept(self, folder: Path, names: list[str]) -> list[str]:
        """Return the ids of the files in a folder that are not kept as they are: none if no language is known."""
        known = self.kept.known(folder)
        return [name for name in names if name not in known] if self.settings.languages else []

    @cached_property
    def _topic_files(self) -> list[Path]:
        return yaml_files(self.home / CHECK_UPS) if self.settings.languages else []

    @cached_property
    def _bank(self) -> ItemBank:
        """The item bank. With a quiz file alone its topics are not checked, unless the quiz has items."""
        checks = self.place.is_dir() or any(map(ItemBank.has_items, self._documents.values()))
        documents = map(self.kept.read, in_turn(self._topic_files, say("Reading the item bank")))
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

    @property
    def _kept_topics(self) -> Mapping[str, Topic]:
        """The topics of files that are all kept."""
        return AskedFor(
            self.kept.names(self.home / CHECK_UPS),
            lambda name: made_of_kept(self._bank.documents[name], lambda _: self._bank.topics.get(name)),
        )

    def _programme(self, document: Document) -> Programme | None:
        return build(document, Programme, self.context, {"id": Path(document.file).stem})

    def _looked_at(self, document: Document) -> Quiz | None:
        """Return the quiz of a document. What comparisons and the next look ask of it is kept beside a new document."""
        if document.checked:
            return self._quiz(document)
        with rules.remembering(self._before(Path(document.file))["told"]) as told:
            quiz = self._quiz(document)
        document.beside = quiz and {"traits": rules.traits_of(quiz, self.settings), "told": told}
        return quiz

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
        if not self._names:
            hint = say("a folder of .yaml files, or with quizzes/ in it")
            yield Problem("error", str(self.place), 1, 1, "", say("no quiz files here"), hint)
        if not self.settings.languages:
            hint = say("name them in library.yaml, or as languages (--languages da,en)")
            yield Problem("error", str(self.place), 1, 1, "languages", say("is missing"), hint)

    def _found(self, comparison: Comparison) -> list[Found]:
        """Return what a comparison finds: as it was kept, if nothing that it looks at has changed."""
        part = self._programmes if comparison.of_programmes else self._quizzes
        here = {document.file: document for document in part.documents.values()}
        if self.kept.complete and not comparison.looks_at & self._changes:
            return [
                (at, here[one.file].report(at, one.message, one.hint, one.level) if one.file in here else one)
                for at, one in self.kept.compared(comparison.name)
            ]
        home = self.home / PROGRAMMES if comparison.of_programmes else self.folder
        documents = {**part.documents, "": self.shared}
        found = []
        for name, one in comparison.find(self._compared):
            if name not in documents:
                documents[name] = self.kept.read(home / f"{name}{YAML}")
            told = documents[name].report(one.location, one.message, one.hint, one.level)
            found.append((one.location, told))
        return found

    @cached_property
    def _changes(self) -> set[str]:
        """The traits that some quizzes have no more, or have now."""
        changed = {PROGRAMME} if self._programmes.documents else set()
        for document in self._quizzes.documents.values():
            before, now = self._before(Path(document.file))["traits"], (document.beside or NOTHING)["traits"]
            changed |= {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}
        return changed

    @cached_property
    def _compared(self) -> Compared:
        read = self._quizzes
        traits = AskedFor(read.made, self._traits)
        return Compared(self.settings, read.names, read.made, traits, self._bank.topics, self._programmes.made)

    def _traits(self, name: str) -> rules.Traits:
        """Return the traits of a quiz, as they are kept where its file is."""
        new = self._documents.get(name)
        beside = (new.beside or NOTHING) if new else self._before(self.folder / f"{name}{YAML}")
        traits: rules.Traits = beside["traits"]
        return traits or rules.traits_of(self._quizzes.made[name], self.settings)

    def _before(self, path: Path) -> Mapping[str, Any]:
        """Return what was kept of a quiz beside its file's data."""
        kept: Mapping[str, Any] | None = self.kept.beside(path)
        return kept or NOTHING
