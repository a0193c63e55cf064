"""G3: reading a library of 5,000 quizzes must not cost more a quiz than reading one of 200."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import yaml

from benchmarks.figure import Figure
from benchmarks.rounds import medians
from benchmarks.size import Size
from quizlib import shipped

READ = """
import sys, time
from quizlib import load_library
begun = time.process_time()
library = load_library(sys.argv[1])
print((time.process_time() - begun) / len(library.quizzes) * 1000)
"""


def measure(size: Size) -> Iterator[Figure]:
    """Yield the milliseconds of CPU per quiz, each library read by a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = (_library(Path(folder, str(quizzes)), quizzes) for quizzes in size.library)
        limit, ours = medians(partial(_read, small), partial(_read, large), rounds=size.rounds)
    few, many = size.library
    yield Figure("G3", f"cold load of {many:,}, against {few}", limit, ours, "CPU ms a quiz", 1.3)


def _library(folder: Path, size: int) -> Path:
    """Write a library of that many quizzes."""
    (folder / "quizzes").mkdir(parents=True)
    settings = yaml.safe_load((shipped() / "library.yaml").read_text("utf-8"))
    del settings["groups"], settings["begin"]
    (folder / "library.yaml").write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    texts = _quizzes()
    for number in range(size):
        (folder / "quizzes" / f"quiz-{number:05}.yaml").write_text(texts[number % len(texts)], "utf-8")
    return folder


def _quizzes() -> list[str]:
    """Return the shipped quizzes in parts of three questions, some 13 KB each: a round lasts seconds, not a minute.

    Check-ups are left out: a library has each form once, with all its questions.
    """
    texts = []
    for path in sorted((shipped() / "quizzes").glob("*.yaml")):
        quiz = yaml.safe_load(path.read_text("utf-8"))
        if quiz.get("kind") == "check-up":
            continue
        questions = [
            {name: value for name, value in question.items() if name != "twin"} for question in quiz["questions"]
        ]
        for first in range(0, len(questions) - 2, 3):
            part = {**quiz, "questions": questions[first : first + 3]}
            texts.append(yaml.safe_dump(part, allow_unicode=True, sort_keys=False))
    return texts


def _read(folder: Path) -> float:
    done = subprocess.run((sys.executable, "-c", READ, folder), check=True, capture_output=True, text=True)
    return float(done.stdout)
