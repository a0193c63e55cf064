"""Files made to hurt: each gives a problem, soon, and the other files of the folder still load."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import ROOT

HARD_LIMIT = 60  # seconds for all of them, on a machine under load; a single one takes far less than one
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
for path in [*sorted(Path(sys.argv[1]).glob("*.yaml")), Path(sys.argv[1])]:
    print(path.name, flush=True)
    library, problems = read_library(path, ["da"])
    print(json.dumps([list(library.quizzes), sorted({problem.level for problem in problems})]), flush=True)
"""
Read = dict[str, tuple[list[str], list[str]]]


def read_elsewhere(folder: Path) -> Read:
    """Read every file of a folder, then the folder, in another process: name to quizzes and levels of problems."""
    command = [sys.executable, "-c", READ, str(folder)]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=HARD_LIMIT, check=False)  # noqa: S603 - our own
    except subprocess.TimeoutExpired as error:
        pytest.fail(f"not done in {HARD_LIMIT} s; the last lines: {(error.stdout or b'').decode()[-200:]}")
    lines = done.stdout.decode().splitlines()
    assert done.returncode == 0, f"{lines[-1:]} {done.stderr.decode()[-500:]}"
    return {name: tuple(json.loads(found)) for name, found in zip(lines[::2], lines[1::2], strict=True)}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    folder = tmp_path_factory.mktemp("hostile") / "all"
    folder.mkdir()
    for name, text in {**HOSTILE, "good": ratings(1)}.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return read_elsewhere(folder)


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_a_problem(name: str, read: Read) -> None:
    assert "error" in read[f"{name}.yaml"][1]


@pytest.mark.slow
def test_beside_hostile_files_the_others_load(read: Read) -> None:
    assert read["good.yaml"] == (["good"], [])
    assert "good" in read["all"][0]


def test_hostile_settings_are_a_problem_and_the_quizzes_load(tmp_path: Path) -> None:
    folder = tmp_path / "all"
    (folder / "quizzes").mkdir(parents=True)
    (folder / "quizzes" / "good.yaml").write_text(ratings(1), encoding="utf-8")
    settings = "languages: [{id: {a: b}}, da]\nnumbers: [{id: [a], number: {}}, {number: 1}, x]\n"
    (folder / "library.yaml").write_text(settings, encoding="utf-8")
    assert read_elsewhere(folder)["all"] == (["good"], ["error"])
