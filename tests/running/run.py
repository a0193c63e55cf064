"""`python -m tests.running.run check|test|trials`: runs the parts of a target in turn, and lists what failed in them.

Each core has a process that takes the next file of tests when it is done with one. Files that measure how long somebody
waits are a part of their own: nothing runs beside them. What a part prints is kept; its progress is shown.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.places import ROOT

SIDE_BY_SIDE = ("--numprocesses=logical", "--dist=loadfile", "--no-loadscope-reorder")  # in tests/conftest.py's order
FAST = ("-m", "not slow and not trial", "--hypothesis-profile=fast")
WITHOUT_SITE = (  # the engine, the content, the figures and the house: hardly a test there starts a site
    "tests/quizlib",
    "tests/content",
    "tests/webapp/config",
    "tests/webapp/report",
    "tests/webapp/site_content",
    "tests/webapp/together",
    *sorted(f"tests/{path.name}" for path in (ROOT / "tests").glob("test_*.py")),
)
ALONE = (  # they measure how long somebody waits
    "tests/webapp/participant/workshops/test_join_codes_under_attack.py",
    "tests/webapp/server/test_serving.py",
    "tests/webapp/staff/test_flooded_server.py",
)
TARGETS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "check": {"tests": (*SIDE_BY_SIDE, *FAST, *WITHOUT_SITE)},
    "test": {"tests": (*SIDE_BY_SIDE, "-m", "not trial", "tests")},
    "trials": {
        "side by side": (*SIDE_BY_SIDE, "-m", "trial", "tests", *(f"--ignore={file}" for file in ALONE)),
        "alone": ("-m", "trial", *ALONE),
    },
}
STEP = 20  # percent: how often progress is shown
OUTCOMES = {"failure": "failed", "error": "error", "skipped": "skipped"}


@dataclass
class Part:
    """One pytest, and what it has printed."""

    name: str
    process: subprocess.Popen[str]
    report: Path
    printed: list[str] = field(default_factory=list)
    shown: int = 0

    def follow(self) -> None:
        """Wait for its end; keep every line, and show how far the part is."""
        with self.process:
            for line in self.process.stdout or ():
                self.printed.append(line)
                percent = re.search(r" \[ *(\d+)%\]$", line)
                if percent and int(percent[1]) >= self.shown + STEP:
                    self.shown = int(percent[1]) // STEP * STEP
                    print(f"{self.name}: {self.shown} %", flush=True)

    def outcomes(self) -> list[tuple[str, str, str]]:
        """Return every test with its outcome and what was said of it; none if pytest itself broke."""
        if not self.report.exists():
            return []
        cases = ET.parse(self.report).getroot().iter("testcase")  # noqa: S314 - pytest has just written it
        return [(f"{case.get('file')}::{case.get('name')}", *_outcome(case)) for case in cases]


def main() -> None:
    """Run a target; exit with 1 if a test failed, or if a part ran no test."""
    if len(sys.argv) != 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"usage: python -m tests.running.run {'|'.join(TARGETS)}")
    sys.exit(run(TARGETS[sys.argv[1]], ROOT))


def run(parts: Mapping[str, Sequence[str]], folder: Path) -> int:
    """Run pytest in a folder, once with the arguments of each part; print what failed, and return the exit code."""
    begun, ended = time.monotonic(), []
    with tempfile.TemporaryDirectory() as reports:
        for name, arguments in parts.items():
            ended.append(_start(name, arguments, folder, Path(reports)))
            ended[-1].follow()
        outcomes = {part.name: part.outcomes() for part in ended}
    codes = {part.name: part.process.returncode for part in ended}
    for part in ended:
        if codes[part.name] != 0:
            print(f"\n{'=' * 20} {part.name} {'=' * 20}\n{''.join(part.printed)}")
    broken = [name for name, code in codes.items() if code not in (0, 1) or not outcomes[name]]
    everything = [outcome for each in outcomes.values() for outcome in each]
    lines = [f"FAILED {test} - {said}" for test, outcome, said in everything if outcome in ("failed", "error")]
    lines += [f"FAILED {name}: pytest ended with {codes[name]}, {len(outcomes[name])} tests ran" for name in broken]
    counted = Counter(outcome for _, outcome, _ in everything)
    shown = ", ".join(f"{counted[outcome]} {outcome}" for outcome in ("passed", *OUTCOMES.values()) if counted[outcome])
    print("\n".join(lines))
    print(f"{shown or 'no tests ran'} in {time.monotonic() - begun:.0f}s", flush=True)
    return 1 if lines else 0


def _start(name: str, arguments: Sequence[str], folder: Path, reports: Path) -> Part:
    report = reports / f"{name}.xml"
    command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={report}", "-o", "junit_family=xunit1", *arguments]
    # compiled tests are kept, whatever the machine is set to: to rewrite their assertions takes seconds each time
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(  # noqa: S603 - our own
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    return Part(name, process, report)


def _outcome(case: ET.Element) -> tuple[str, str]:
    """Return how a test ended, and the first line of why."""
    for tag, outcome in OUTCOMES.items():
        if (found := case.find(tag)) is not None:
            return outcome, (found.get("message") or "").partition("\n")[0]
    return "passed", ""


if __name__ == "__main__":
    main()
