"""Previewed: the content as it is shown now, what is wrong with its files, and which changes make a new version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from quizlib import ContentError, Library, Problem, Question, Quiz, read_library
from quizlib.authoring import speaking
from webapp.application import StartError
from webapp.site_content import shipped
from webapp.site_content.places import Places
from webapp.site_content.reading import SiteContent, read_content
from webapp.web import languages as i18n


@dataclass(frozen=True)
class NewVersion:
    """Why a quiz has another version than at the start: the questions that are other ones, and whether any moved."""

    questions: tuple[Question, ...]
    moved: bool


@dataclass(frozen=True)
class Previewed:
    """What a preview shows at one moment.

    `content` has the newest state of every file that is without errors. A quiz that has had errors from the start is
    there as far as it could be built. `earlier` are the quizzes that are shown as they were before they got errors.
    `start` has each quiz as it was when it could be shown first, without errors. Problems are told in the language
    `spoken`. `number` is another one whenever there is something else to see.
    """

    folder: Path
    content: SiteContent
    problems: tuple[Problem, ...] = ()
    earlier: frozenset[str] = frozenset()
    start: Mapping[str, Quiz] = field(default_factory=dict)
    spoken: str = ""
    number: int = 0

    @classmethod
    def first(cls, folder: Path, spoken: str) -> Previewed:
        """Read a folder for the first time, and tell what is wrong in a language.

        Raises ContentError if it names no languages, StartError if the interface lacks one of them.
        """
        with speaking(spoken):
            content, problems = read_content(folder, drafts=True)
        if not content.library.languages:
            raise ContentError([problem for problem in problems if problem.level == "error"])
        for line in i18n.incomplete(content.library.languages, shipped.translations()):
            raise StartError(line)
        nothing = SiteContent(Library(languages=content.library.languages), None, (), Places())
        return cls(folder, nothing).after(content, problems, spoken)

    def after(self, content: SiteContent, problems: tuple[Problem, ...], spoken: str) -> Previewed:
        """Return what is shown after the whole folder has been read once more, and problems were told in a language."""
        library, old = content.library, self.content.library
        if library.languages != old.languages:
            hint = "mend it, or begin the preview anew for other languages"
            found = Problem("error", str(self.folder / "library.yaml"), 1, 1, "languages", "are other ones now", hint)
            return self._numbered(replace(self, problems=tuple(dict.fromkeys((*problems, found))), spoken=spoken))
        broken = {name: self._without_errors(name) for name in content.left_out.quizzes}
        kept = {name: quiz for name, quiz in broken.items() if quiz}
        built = {name: quiz for name in broken.keys() - kept.keys() for quiz in self._built(name)}
        programmes = {name: old.programmes[name] for name in content.left_out.programmes if name in old.programmes}
        changed = {
            "quizzes": dict(sorted({**library.quizzes, **kept, **built}.items())),
            "programmes": {**programmes, **library.programmes},
        }
        files = {Path(problem.file).stem for problem in problems if problem.level == "error"}
        months = {month.id: month for month in self.content.months if month.id in files}
        months |= {month.id: month for month in content.months}
        shown = replace(
            content,
            library=library.model_copy(update=changed),
            help=content.help or self.content.help,
            months=tuple(months[name] for name in sorted(months)),
            forgone=(),
        )
        start = {**library.quizzes, **self.start}
        now = replace(self, content=shown, problems=problems, earlier=frozenset(kept), start=start, spoken=spoken)
        return self._numbered(now)

    def after_quiz(self, path: Path) -> Previewed:
        """Return what is shown after the file of one quiz has been read once more; what is wrong elsewhere stays."""
        with speaking(self.spoken):
            library, found = read_library(path, drafts=True)
        problems = (*found, *(problem for problem in self.problems if problem.file != str(path)))
        name = path.stem
        errors = tuple(problem for problem in found if problem.level == "error")
        wrong = name not in library.quizzes or bool(errors)
        left_out = {**self.content.left_out.quizzes, name: errors}
        if not wrong:
            del left_out[name]
        content = replace(self.content, left_out=replace(self.content.left_out, quizzes=left_out))
        earlier = self.earlier - {name}
        if wrong and self._without_errors(name):
            return self._numbered(replace(self, content=content, problems=problems, earlier=earlier | {name}))
        quizzes = dict(sorted({**self.content.library.quizzes, **library.quizzes}.items()))
        content = replace(content, library=self.content.library.model_copy(update={"quizzes": quizzes}))
        start = self.start if wrong else {**library.quizzes, **self.start}
        return self._numbered(replace(self, content=content, problems=problems, earlier=earlier, start=start))

    def new_version(self, name: str) -> NewVersion | None:
        """Return why a quiz has another version than at the start; None if it has the same."""
        quiz, before = self.content.library.quizzes.get(name), self.start.get(name)
        if quiz is None or before is None or quiz.version == before.version:
            return None
        versions = {question.id: question.version for question in before.questions}
        changed = tuple(one for one in quiz.questions if versions.get(one.id) != one.version)
        return NewVersion(changed, [one.id for one in quiz.questions] != list(versions))

    def path_of(self, name: str) -> Path:
        """Return the file of a quiz."""
        folder = self.content.library.folder or self.folder
        return folder / f"{name}.yaml"

    def of_quiz(self, name: str) -> tuple[Problem, ...]:
        """Return what is wrong with the file of a quiz."""
        return tuple(problem for problem in self.problems if problem.file == str(self.path_of(name)))

    def place(self, problem: Problem) -> str:
        """Return file, line and column of a problem, with the file as it is called in the folder."""
        file = Path(problem.file)
        inside = file.relative_to(self.folder) if file.is_relative_to(self.folder) else file
        return f"{inside}:{problem.line}:{problem.column}"

    def _without_errors(self, name: str) -> Quiz | None:
        """Return the newest state of a quiz without errors, if it has had one."""
        return self.content.library.quizzes.get(name) if name in self.start else None

    def _built(self, name: str) -> list[Quiz]:
        """Return a quiz with errors as far as it can be built, alone or not at all."""
        return [*read_library(self.path_of(name), drafts=True)[0].quizzes.values()]

    def _numbered(self, now: Previewed) -> Previewed:
        """Return it with its problems sorted by place, and under a new number if there is something else to see."""
        now = replace(now, problems=tuple(sorted(now.problems, key=Problem.place)))
        return self if now == self else replace(now, number=self.number + 1)
