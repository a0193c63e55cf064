"""`webapp check` checks help.yaml, places and other content of the site as it checks quizzes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.places import FIXTURE
from webapp.cli.main import main
from webapp.site_content.reading import read_content

HELP = (FIXTURE / "help.yaml").read_text(encoding="utf-8")
DEEP = "{text: {da: J, en: Y}, next: {ask: {da: S, en: Q}, choices: [%s, {text: {da: N, en: N}, do: {da: D, en: D}}]}}"

EXAMPLE = """questions:
  - id: look
    type: example
    stem: {da: Kig med på den første., en: Let us look at the first one.}
    message: {channel: sms, sender: {da: Biblioteket, en: The Library}, body: {da: Velkommen., en: Welcome.}}
    truth: genuine
    check: {da: Spørg på biblioteket., en: Ask at the library.}
"""


def check(folder: Path, helping: str, *options: str) -> tuple[int, list[str]]:
    """Return exit code and lines of `webapp check` for the fixture with this help.yaml."""
    shutil.copytree(FIXTURE, folder, dirs_exist_ok=True)
    (folder / "help.yaml").write_text(helping, encoding="utf-8")
    quiz = folder / "quizzes" / "kort.yaml"
    words = re.sub(r"^approved:.*\n", "", quiz.read_text(encoding="utf-8"), flags=re.MULTILINE)
    quiz.write_text(words.replace("questions:\n", EXAMPLE, 1), encoding="utf-8")  # which nobody has approved
    ended = CliRunner().invoke(main, ["check", str(folder), *options])
    return ended.exit_code, [line.replace(str(folder), "content") for line in ended.output.splitlines()]


def test_good_content_is_passed_over_in_silence(tmp_path: Path) -> None:
    assert check(tmp_path, HELP, "--strict") == (0, [])


@pytest.mark.parametrize(
    ("wrong", "line"),
    [
        (
            HELP.replace("[cyberhotline]", "[cyberhotlin]"),
            "content/help.yaml:5:15: steps[1].numbers[1]: unknown number ‹cyberhotlin› – did you mean cyberhotline?",
        ),
        (
            HELP.replace(", do: {da: Læg på., en: Hang up.}", ""),
            (
                "content/help.yaml:15:7: doubt.choices[2]: leads nowhere or to two places"
                " – write next: or do:, one of them"
            ),
        ),
        (
            HELP.replace(
                "first: {da: Ring til din bank nu, en: Call your bank now}", "first: {da: Ring til din bank nu}"
            ),
            "content/help.yaml:1:1: first.en: is missing",
        ),
        (
            HELP.replace(
                "{text: {da: Et opkald, en: A call}, do: {da: Læg på., en: Hang up.}}",
                DEEP % (DEEP % (DEEP % (DEEP % "{text: {da: J, en: Y}, do: {da: D, en: D}}"))),
            ),
            "content/help.yaml:7:3: doubt: takes 5 taps – let 4 be enough",
        ),
    ],
    ids=["number", "dead end", "language", "too long a way"],
)
def test_a_mistake_in_help_is_told_at_its_place(tmp_path: Path, wrong: str, line: str) -> None:
    code, lines = check(tmp_path, wrong)
    assert (code, lines) == (1, [line])


def check_beside(folder: Path, name: str, words: str) -> list[str]:
    """Return the lines of `webapp check` for the fixture with one more file."""
    shutil.copytree(FIXTURE, folder, dirs_exist_ok=True)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(words, encoding="utf-8")
    ended = CliRunner().invoke(main, ["check", str(folder)])
    return [line.replace(str(folder), "content") for line in ended.output.splitlines() if name in line]


PLACES = """places:
  - {id: aarhus, kind: municipality, name: Aarhus, within: [{id: gellerup, kind: library, name: Gellerup Bibliotek}]}
channels: [{id: plakat, name: Plakat}]
"""


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("plakat", "plakat", ""),
        ("id: gellerup", "id: aarhus", "places: ‹aarhus› is the id of 2 places – give each its own"),
        ("kind: library", "kind: municipality", "a municipality does not lie in a municipality – mend the tree"),
        ("kind: library", "kind: shop", "found ‹shop›, expected municipality, area or library"),
    ],
)
def test_places_are_a_tree_in_which_each_has_an_id_of_its_own(tmp_path: Path, old: str, new: str, line: str) -> None:
    lines = check_beside(tmp_path, "places.yaml", PLACES.replace(old, new))
    assert [line in found for found in lines] == ([True] if line else [])


MONTH = """question:
  id: message
  type: verdict
  stem: {da: Er den ægte?, en: Is it genuine?}
  message:
    channel: sms
    sender: {da: Fragt, en: Freight}
    body: {da: Betal på fragt.dk, en: Pay at freight.example}
    signs: [{id: pay, shows: scam, quote: {da: Betal, en: Pay}, why: {da: Den vil have penge., en: It wants money.}}]
  truth: scam
  check: {da: Åbn appen., en: Open the app.}
"""


def test_the_message_of_a_month_is_checked_like_those_of_quizzes(tmp_path: Path) -> None:
    wanted = "content/monthly/2026-12.yaml:8:16: question.message.body.da: ‹fragt.dk› may be somebody's address"
    assert f"{wanted} – let it end in .example" in check_beside(tmp_path, "monthly/2026-12.yaml", MONTH)
    unchecked = MONTH.replace("fragt.dk", "fragt.example").replace("  check: {da: Åbn appen., en: Open the app.}\n", "")
    (found,) = check_beside(tmp_path, "monthly/2026-12.yaml", unchecked)
    assert "question.check: warning: is missing" in found


def test_a_month_is_named_by_its_file(tmp_path: Path) -> None:
    (found,) = check_beside(tmp_path, "monthly/december.yaml", MONTH.replace("fragt.dk", "fragt.example"))
    assert "id" in found


OUTSIDE = """- id: worried
  place: campaign
  year: 2025
  value: 25
  unit: percent
  title: {da: Bekymrede, en: Worried}
  source: https://example.example/tal
  seen: 2026-11-20
"""


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("year: 2025\n  ", "", ""),
        ("https:", "http:", "outside.yaml:7:11: [worried].source: expected an address that begins with https://"),
        ("value: 25", "value: 125", "outside.yaml:4:10: [worried].value: 125 percent is more than all"),
        ("unit: percent", "unit: pct", "outside.yaml:5:9: [worried].unit: found ‹pct›, expected percent or number"),
        ("place: campaign", "place: aarhus", "outside.yaml:2:10: [worried].place: unknown place ‹aarhus›"),
        ("  title:", "  titel:", "outside.yaml:6:3: [worried].titel: unknown key – did you mean title?"),
        (", en: Worried", "", "outside.yaml:6:3: [worried].title.en: is missing"),
        (
            "seen: 2026-11-20",
            "seen: 2026-11-20\n" + OUTSIDE.strip(),
            "outside.yaml:9:7: [worried].id: ‹worried› is the id of number 1 too",
        ),
    ],
)
def test_outside_figures_are_read_with_their_source_and_day(tmp_path: Path, old: str, new: str, line: str) -> None:
    lines = check_beside(tmp_path, "outside.yaml", OUTSIDE.replace(old, new, 1))
    assert any(line in found for found in lines) if line else not lines, lines


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("help.yaml", "Ring til din bank nu", "Ring til bank #1"),
        ("library.yaml", "name: Dansk", "name: Dansk #1"),
        ("monthly/2026-12.yaml", "Åbn appen.", "Åbn #2"),
        ("outside.yaml", "Bekymrede", "Nr #1"),
        ("places.yaml", "name: Plakat}", "name: Plakat #1\n  }"),
    ],
)
def test_no_text_is_cut_off_in_silence_in_any_file(tmp_path: Path, file: str, old: str, new: str) -> None:
    shutil.copytree(FIXTURE, tmp_path, dirs_exist_ok=True)
    (tmp_path / "monthly").mkdir()
    for name, words in {"monthly/2026-12.yaml": MONTH, "outside.yaml": OUTSIDE, "places.yaml": PLACES}.items():
        (tmp_path / name).write_text(words, encoding="utf-8")
    words = (tmp_path / file).read_text(encoding="utf-8")
    assert old in words
    (tmp_path / file).write_text(words.replace(old, new, 1), encoding="utf-8")
    ended = CliRunner().invoke(main, ["check", str(tmp_path)])
    assert ended.exit_code == 1
    assert any(f"{file}:" in line and "is cut off at #" in line for line in ended.output.splitlines())


def test_names_in_any_file_are_read_in_composed_letters(tmp_path: Path) -> None:
    shutil.copytree(FIXTURE, tmp_path, dirs_exist_ok=True)
    (tmp_path / "places.yaml").write_text(PLACES.replace("Gellerup", "Ga\u030ard"), encoding="utf-8")
    content, _ = read_content(tmp_path)
    assert content.places.name("gellerup") == "Gård Bibliotek"


def test_what_is_wrong_is_told_in_the_language_that_is_named(tmp_path: Path) -> None:
    wrong = HELP.replace("[cyberhotline]", "[cyberhotlin]")
    code, (line,) = check(tmp_path, wrong, "--language", "da")
    assert (code, line.partition("[1]: ")[2]) == (1, "ukendt nummer ‹cyberhotlin› – mente du cyberhotline?")
    code, lines = check(tmp_path, wrong, "--language", "sv")
    assert (code, lines[-1]) == (2, "Error: Invalid value for --language: choose from en, da")
