"""The README and the architecture: what they show of the library runs, and the README stays short."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.places import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
BLOCKS = [
    block
    for page in (README, ARCHITECTURE)
    for block in re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
]


def test_readme_and_architecture_show_the_library() -> None:
    assert len(BLOCKS) == 2, "README.md and docs/architecture.md have one ```python block each"


@pytest.mark.slow
@pytest.mark.parametrize("block", BLOCKS)
def test_what_they_show_runs(block: str) -> None:
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", block], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip(), "the example shows something"


def test_the_readme_stays_short() -> None:
    assert len(README.splitlines()) <= 120
