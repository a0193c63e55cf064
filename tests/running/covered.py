"""Covered: which tests run which line, so that a mutant first meets the tests that can see it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from coverage import CoverageData

LONGEST = 3600  # seconds, for all tests of a folder
LEAST = 600  # seconds that tests of a mutant may take
PYTEST = ("-m", "pytest", "-qx", "-m", "not browser and (not trial or postgresql)", "-p", "no:cacheprovider")
MEASURED = ("--cov=.", "--cov-context=test", "--cov-report=")


class Covered:
    """The tests of a folder, and the lines of a project that each of them runs."""

    def __init__(self, tests: Path, project: Path) -> None:
        """Run the tests of a folder once, with every line they run written down."""
        self.tests = tests
        self._project = project
        self._file = project / f".coverage.{str(tests).replace(os.sep, '-')}"
        begun = time.monotonic()
        self.failing = failing([*MEASURED, str(tests)], project, LONGEST, COVERAGE_FILE=str(self._file))
        self.longest = max(LEAST, 3 * (time.monotonic() - begun))
        """How many seconds tests of a mutant may take: one that needs more has made the code wait for ever."""
        self._lines: dict[Path, dict[int, list[str]]] = {}

    def of(self, file: Path, line: int) -> list[str]:
        """Return the tests that run a line of a file, or any line of it if none runs that one inside a test."""
        lines = self._lines_of(file)
        found = lines.get(line) or {test for tests in lines.values() for test in tests}
        return sorted(set(found))

    def _lines_of(self, file: Path) -> dict[int, list[str]]:
        if file not in self._lines:
            data = CoverageData(str(self._file))
            data.read()
            contexts = data.contexts_by_lineno(str((self._project / file).resolve()))
            self._lines[file] = {
                line: sorted({_test(name) for name in names if name}) for line, names in contexts.items()
            }
        return self._lines[file]


def failing(arguments: Sequence[str], project: Path, longest: float, **more: str) -> str:
    """Return in one line which test of a project fails, or that they take more than so many seconds; "" if all pass."""
    environment = {**os.environ, "PYTHONPATH": str(project), **more}  # not the project that is installed
    command = [sys.executable, *PYTEST, *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - our own
            command, cwd=project, env=environment, timeout=longest, capture_output=True, encoding="utf-8", check=False
        )
    except subprocess.TimeoutExpired:
        return f"they take longer than {longest:.0f} seconds"
    if not done.returncode:
        return ""
    lines = (done.stdout + done.stderr).splitlines()
    return next((line for line in lines if line.startswith(("FAILED ", "ERROR "))), lines[-1])


def _test(context: str) -> str:
    """Return the test of a context, which is the test, a stroke, and whether it is set up, runs or ends."""
    return context.rpartition("|")[0]
