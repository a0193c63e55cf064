"""G2 to G4: what reading a library costs when it is large, when it is kept, and when one file of it has changed."""

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
KEPT = """
import sys, time
from pathlib import Path
from quizlib import load_library
begun = time.process_time()
load_library(sys.argv[1], cache=Path(sys.argv[1] + ".cache"))
print((time.process_time() - begun) * 1000)
"""
STAT = """
import os, sys, time
begun = time.process_time()
for entry in os.scandir(sys.argv[1] + "/quizzes"):
    entry.stat()
print((time.process_time() - begun) * 1000)
"""


WHOLE = ("three", "twin", "differences")
"""What names other questions of the quiz, which are in another part."""


def measure(size: Size) -> Iterator[Figure]:
    """Yield the milliseconds of CPU, each library read by a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = (_library(Path(folder, str(quizzes)), quizzes) for quizzes in size.library)
        few, many = size.library
        limit, ours = medians(partial(_run, READ, small), partial(_run, READ, large), rounds=size.rounds)
        yield Figure("G3", f"cold load of {many:,}, against {few}", limit, ours, "CPU ms a quiz", 1.3)
        limit, ours = medians(partial(_run, STAT, large), partial(_run, KEPT, large), rounds=size.rounds)
        yield Figure("G2", f"load of {many:,} that are kept, against their stat", limit, ours, "CPU ms", 2.5)
        limit, ours = medians(partial(_run, STAT, small), partial(_changed, small), rounds=size.rounds)
        yield Figure("G4", f"load after one of {few} has changed, against their stat", limit, ours, "CPU ms", 2.5)


def _library(folder: Path, size: int) -> Path:
    """Write a library of that many quizzes."""
    (folder / "quizzes").mkdir(parents=True)
    settings = yaml.safe_load((shipped() / "library.yaml").read_text("utf-8"))
    del settings["groups"], settings["begin"], settings["anchors"]
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
            {name: value for name, value in question.items() if name not in WHOLE} for question in quiz.pop("questions")
        ]
        whole = {name: value for name, value in quiz.items() if name not in WHOLE}
        for first in range(0, len(questions) - 2, 3):
            part = {**whole, "questions": questions[first : first + 3]}
            texts.append(yaml.safe_dump(part, allow_unicode=True, sort_keys=False))
    return texts


def _changed(folder: Path) -> float:
    with next((folder / "quizzes").glob("*.yaml")).open("a", encoding="utf-8") as quiz:
        quiz.write("\n")
    return _run(KEPT, folder)


def _run(program: str, folder: Path) -> float:
    """Return the figure that a program of this file prints about a library."""
    done = subprocess.run((sys.executable, "-c", program, folder), check=True, capture_output=True, text=True)
    return float(done.stdout)
