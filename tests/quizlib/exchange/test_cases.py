"""Files of other programs, each with the drafts and the report that it must give."""

from pathlib import Path

import pytest

from quizlib.exchange.drafting import drafts
from quizlib.exchange.formats import read_file
from quizlib.exchange.report import report
from quizlib.say import speaking

CASES = Path(__file__).parent / "cases"
EXPECTED = ".expected"
FILES = sorted(path for path in CASES.iterdir() if path.suffix != EXPECTED)


def outcome(path: Path) -> str:
    """Return what a file gives: the report, and each draft below its name."""
    with speaking("en"):
        found = read_file(path, "da")
        told = [*report(found), *(f"--- {draft.name}.yaml\n{draft.text}" for draft in drafts(found.items, path.stem))]
    return "\n".join(told).rstrip("\n") + "\n"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_gives_its_drafts_and_its_report(path: Path) -> None:
    assert outcome(path) == path.with_name(path.name + EXPECTED).read_text(encoding="utf-8")


def test_each_expectation_has_its_file() -> None:
    assert {path.name.removesuffix(EXPECTED) for path in CASES.glob(f"*{EXPECTED}")} == {path.name for path in FILES}
