"""LeftOut: the quizzes and programmes that have errors, and the library without them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from quizlib.content.programme import Programme
from quizlib.content.quiz import Quiz
from quizlib.library import PROGRAMMES, QUIZZES, Library
from quizlib.problems import Problem
from quizlib.say import say


@dataclass(frozen=True)
class LeftOut:
    """The quizzes and programmes that are left out of a library, by id, each with why: errors of its file."""

    quizzes: Mapping[str, tuple[Problem, ...]]
    programmes: Mapping[str, tuple[Problem, ...]]


def without_errors(library: Library, problems: Iterable[Problem]) -> tuple[Library, LeftOut]:
    """Return what `read_library` gave, without every quiz and programme whose file has an error; and these.

    A programme goes on without the step of a quiz that is left out. It is left out itself if no quiz is left, or too
    few check-ups: comparing the first with the last is what they are for.
    """
    errors = [problem for problem in problems if problem.level == "error"]
    quizzes = _by_id(errors, library.folder)
    programmes = _by_id(errors, _beside(library.folder))
    good = {name: quiz for name, quiz in library.quizzes.items() if name not in quizzes}
    for name, programme in library.programmes.items():
        if name not in programmes and (lacks := _lacks(programme, good)):
            file = str((_beside(library.folder) or Path()) / f"{name}.yaml")
            programmes[name] = (Problem("error", file, 1, 1, "steps", lacks, say("mend the quizzes")),)
    kept = {name: programme for name, programme in library.programmes.items() if name not in programmes}
    return library.model_copy(update={"quizzes": good, "programmes": kept}), LeftOut(quizzes, programmes)


def _beside(folder: Path | None) -> Path | None:
    """Return the folder of the programmes that belong to the quizzes of a folder."""
    if folder is None:
        return None
    return (folder.parent if folder.name == QUIZZES else folder) / PROGRAMMES


def _by_id(errors: Iterable[Problem], folder: Path | None) -> dict[str, tuple[Problem, ...]]:
    """Return the errors of the files in a folder by the id that the file's name gives."""
    found: dict[str, tuple[Problem, ...]] = {}
    for error in errors:
        path = Path(error.file)
        if path.parent == folder and path.suffix:
            found[path.stem] = (*found.get(path.stem, ()), error)
    return found


def _lacks(programme: Programme, quizzes: Mapping[str, Quiz]) -> str:
    """Return what a programme lacks when only these quizzes are there; empty if it can be taken."""
    forms = len({quiz.form for quiz in quizzes.values() if quiz.form})
    if programme.check_ups > forms:
        return say(
            "has {number} check-ups, but the number of forms without errors is {forms}",
            number=programme.check_ups,
            forms=forms,
        )
    if not any(step.check_up or step.quiz in quizzes or step.refresh in quizzes for step in programme.steps):
        return say("has no quiz without errors")
    return ""
