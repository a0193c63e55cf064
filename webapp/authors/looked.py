"""Looked: what a text of a draft gives: the quiz, as far as it can be built, and what is wrong at which line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from quizlib import Problem, Quiz, read_library
from quizlib.authoring import languages, speaking
from webapp.authors.folder import in_a_folder
from webapp.storage.drafts.draft import Draft
from webapp.web.visit import Visit

KEPT = 24  # texts that were looked at


@dataclass(frozen=True)
class Looked:
    """A text that was looked at. `quiz` is None where the text is no quiz; `spoken` is the language of the problems."""

    quiz: Quiz | None
    problems: tuple[Problem, ...]
    spoken: str
    lines: tuple[str, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What has to be mended before anybody can be asked."""
        return tuple(problem for problem in self.problems if problem.level == "error")

    @property
    def advice(self) -> tuple[Problem, ...]:
        """What should be better."""
        return tuple(problem for problem in self.problems if problem.level != "error")

    @property
    def lapsed(self) -> tuple[str, ...]:
        """Return who approved other words than those that the text has now."""
        quiz = self.quiz
        return tuple(one.by for one in quiz.approved if one not in quiz.approvals) if quiz else ()

    def line(self, problem: Problem) -> str:
        """Return the line of the text to which a problem belongs."""
        return self.lines[problem.line - 1].strip() if problem.line <= len(self.lines) else ""


def look_at(visit: Visit, draft: Draft) -> Looked:
    """Check a version of a draft by itself, with the settings of the site, in the language of the visit."""
    spoken = visit.language.id if visit.language.id in languages() else "en"
    return _looked(visit.services.settings.quiz_content, draft.name, draft.version.text, spoken, visit.today)


@lru_cache(maxsize=KEPT)
def _looked(content: Path, name: str, text: str, spoken: str, today: date) -> Looked:
    with in_a_folder(content, name, text) as file, speaking(spoken):
        library, problems = read_library(file, today=today)
    mine = tuple(problem for problem in problems if Path(problem.file).name == file.name)
    return Looked(library.quizzes.get(name), mine, spoken, tuple(text.split("\n")))
