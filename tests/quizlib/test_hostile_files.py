"""Files made to hurt: each gives a problem, soon, and the other files of the folder still load."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HARD_LIMIT = 10  # seconds, for a test machine under load; what a file takes is far below one
HEAD = "title: {da: a}\nsummary: {da: a}\nminutes: 5\nquestions:\n"
TOO_SOON = "reviewed: 2999-01-01\n"  # an error that only a rule finds: the rules have read the whole text
RATING = "- {{id: a{number}, type: rating, scale: worry, stem: {{da: a}}{more}}}\n"
MESSAGE = (
    HEAD
    + """- id: a
  type: verdict
  truth: scam
  stem: {da: a}
  message:
    channel: sms
    sender: {da: a}
    body: {da: BODY}
"""
)
SIGN = "    - {{id: x{number}, shows: scam, why: {{da: a}}, quote: {{da: {quote}}}}}\n"


def ratings(count: int, more: str = "") -> str:
    return HEAD + "".join(RATING.format(number=number, more=more.format(number=number)) for number in range(count))


def rationale(text: str) -> str:
    return ratings(1, ", rationale: {{da: '" + text + "'}}")


HOSTILE = {
    "brackets": "[" * 100_000,
    "braces": "{" * 100_000,
    "blocks-in-braces": "{a: " * 100_000,
    "lists": "- " * 100_000,
    "keys": "? " * 100_000,
    "merge-bomb": "a: &a {x: y}\n"
    + "".join(f"{b}: &{b} {{<<: [{', '.join(['*' + a] * 20)}]}}\n" for a, b in zip("abcdefg", "bcdefgh", strict=True)),
    "alias-bomb": "a: &a [x, x]\n"
    + "".join(f"k{n}: &k{n} [{', '.join(['*' + (f'k{n - 1}' if n else 'a')] * 9)}]\n" for n in range(30)),
    "alias-of-itself": "a: &a [*a]\n",
    "alias-chain": "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 500)),
    "anchors": "".join(f"- &a{n} x\n" for n in range(30_000)),
    "tag-directives": "".join(f"%TAG !a{n}! b\n" for n in range(60_000)) + "---\na: b\n",
    "python-tag": "!!python/object/apply:os.system ['echo hurt']\n",
    "large": "#" * 1_000_001,
    "long-key": "a" * 500_000 + ": b\n",
    "open-quote": '"' + "a\n" * 300_000,
    "large-number": HEAD.replace("5", "9" * 5_000) + RATING.format(number=1, more=""),
    "strange-date": ratings(1) + "reviewed: 99999-99-99\nvalid_until: 0000-00-00\n",
    "sexagesimal-minutes": HEAD.replace("5", "20:15") + RATING.format(number=1, more=""),
    "number-that-is-a-list": "numbers: [{id: [a]}]\n",
    "nul": "title: a\0b\n",
    "half-a-pair": '{"title": "\\ud83d"}',
    "unhashable-type": HEAD + "- {id: a, type: {a: b}}\n- {id: b, type: [verdict]}\n",
    "duplicate-keys": "a: b\n" * 19_000,
    "tags": "- !x a\n" * 9_000,
    "long-quote": MESSAGE.replace("BODY", "a " * 200_000)
    + "    signs:\n"
    + SIGN.format(number=1, quote="a " * 100_000 + "b"),
    "signs-and-links": MESSAGE
    + "    links:\n"
    + "    - {text: {da: a}, target: {da: b}}\n" * 1_000
    + "    signs:\n"
    + "".join(SIGN.format(number=number, quote=f"q{number}") for number in range(700)),
    "empty-options": HEAD + "- {id: a, type: single_choice, options: []}\n" * 2_400,
    "twins": ratings(1_300, ", twin: some-other-question-{number}"),
    "full-stops": rationale("a" + "." * 300_000 + "a") + TOO_SOON,
    "dots-in-words": rationale("a." * 300_000) + TOO_SOON,
    "digits": rationale("12 " * 200_000),
    "placeholders": rationale("{{number:" * 60_000 + "}}") + TOO_SOON,
}
READ = """
import json, sys
from pathlib import Path
from quizlib import read_library
library, problems = read_library(Path(sys.argv[1]), ["da"])
levels = {problem.level for problem in problems if "hostile" in problem.file}
print(json.dumps([list(library.quizzes), sorted(levels)]))
"""


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_a_problem_and_the_others_load(name: str, tmp_path: Path) -> None:
    (tmp_path / "hostile.yaml").write_text(HOSTILE[name], encoding="utf-8")
    (tmp_path / "good.yaml").write_text(ratings(1), encoding="utf-8")
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", READ, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=HARD_LIMIT,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-500:]
    quizzes, levels = json.loads(done.stdout)
    assert "good" in quizzes
    assert "error" in levels


def test_hostile_settings_are_a_problem_and_the_quizzes_load(tmp_path: Path) -> None:
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "quizzes" / "good.yaml").write_text(ratings(1), encoding="utf-8")
    (tmp_path / "library.yaml").write_text(
        "languages: [{id: {a: b}}, da]\nnumbers: [{id: [a], number: {}}, {number: 1}, x]\n", encoding="utf-8"
    )
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", READ, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=HARD_LIMIT,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-500:]
    assert json.loads(done.stdout)[0] == ["good"]
