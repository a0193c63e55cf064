"""The README's Python runs as it stands there."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.places import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def test_the_readme_shows_the_library() -> None:
    assert BLOCKS, "README.md has no ```python block"


@pytest.mark.parametrize("block", BLOCKS)
def test_the_readme_runs(block: str) -> None:
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", block], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip(), "the example shows something"


def test_the_readme_stays_short() -> None:
    assert len(README.splitlines()) <= 120
