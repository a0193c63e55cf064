"""G2 to G4: what reading a library costs when it is large, when it is kept, and when one file of it has changed."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import yaml

from benchmarks.figure import Figure
from benchmarks.rounds import medians
from benchmarks.size import Size
from quizlib import read_library, shipped

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
IMPORT = "import pydantic, yaml"


WHOLE = ("three", "twin", "differences")
"""What names other questions of the quiz, which are in another part."""


def measure(size: Size) -> Iterator[Figure]:
    """Yield the milliseconds of CPU, each library read by a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        texts = _without_warnings(_quizzes())
        small, large = (_library(Path(folder, str(quizzes)), texts, quizzes) for quizzes in size.library)
        few, many = size.library
        (limit,) = medians(partial(_run, READ, small), rounds=size.rounds)
        ours = _run(READ, large)  # once: it lasts more than a minute, and nothing that short disturbs it
        yield Figure("G3", f"cold load of {many:,}, against {few}", limit, ours, "CPU ms a quiz", 1.3)
        limit, ours = medians(partial(_run, STAT, large), partial(_run, KEPT, large), rounds=size.rounds)
        yield Figure("G2", f"load of {many:,} that are kept, against their stat", limit, ours, "CPU ms", 2.5)
        limit, ours = medians(partial(_run, STAT, large), partial(_changed, large), rounds=size.rounds)
        yield Figure("G4", f"load after one of {many:,} has changed, against their stat", limit, ours, "CPU ms", 2.5)
        limit, ours = medians(partial(_of_process, IMPORT), partial(_checked, small), rounds=size.rounds)
        yield Figure("–", f"quizlib check --cache after one of {few}, against imports", limit, ours, "CPU ms", 2.0)


def _library(folder: Path, texts: Sequence[str], size: int) -> Path:
    """Write a library of that many quizzes, whose texts come again and again."""
    (folder / "quizzes").mkdir(parents=True)
    settings = yaml.safe_load((shipped() / "library.yaml").read_text("utf-8"))
    del settings["groups"], settings["begin"], settings["anchors"]
    (folder / "library.yaml").write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    _put(folder, texts, size)
    return folder


def _put(folder: Path, texts: Sequence[str], size: int) -> None:
    for number in range(size):
        (folder / "quizzes" / f"quiz-{number:05}.yaml").write_text(texts[number % len(texts)], "utf-8")


def _without_warnings(texts: list[str]) -> list[str]:
    """Return the quizzes that the check has nothing to say of, one after the other and again from the first.

    Authors mend what the check says. Of quizzes that are parts of others it says much, and each warning is read again.
    """
    with tempfile.TemporaryDirectory() as folder:
        library = _library(Path(folder, "library"), texts, 2 * len(texts))
        wrong = {Path(problem.file).stem for problem in read_library(library)[1]}
    good = [text for at, text in enumerate(texts) if not wrong & {f"quiz-{at:05}", f"quiz-{at + len(texts):05}"}]
    return good if good == texts else _without_warnings(good)


def _quizzes() -> list[str]:
    """Return the shipped quizzes in parts of three questions, some 14 KB each: a round lasts seconds, not a minute.

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
    _change(folder)
    return _run(KEPT, folder)


def _checked(folder: Path) -> float:
    _change(folder)
    program = "from quizlib.commands import main; main()"
    return _of_process(program, "check", str(folder), "--cache", f"{folder}.kept")


def _change(folder: Path) -> None:
    """Change a word of a quiz: one that is read, but that no rule compares with other quizzes."""
    path = folder / "quizzes" / "quiz-00000.yaml"
    quiz = yaml.safe_load(path.read_text("utf-8"))
    now = time.monotonic_ns() % 1_000_000
    quiz["title"] = {language: f"{words[:20]} {now}" for language, words in quiz["title"].items()}
    path.write_text(yaml.safe_dump(quiz, allow_unicode=True, sort_keys=False), "utf-8")


def _of_process(program: str, *arguments: str) -> float:
    """Return the milliseconds of CPU that a whole process takes for a program, from its start to its end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run((sys.executable, "-c", program, *arguments), check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def _run(program: str, folder: Path) -> float:
    """Return the figure that a program of this file prints about a library."""
    done = subprocess.run((sys.executable, "-c", program, folder), check=True, capture_output=True, text=True)
    return float(done.stdout)
