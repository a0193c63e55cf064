"""`quizlib diff`: what people see differently, which counts begin anew, which approval lapses."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from quizlib import read_library
from quizlib.commands import main
from quizlib.editing.changes_in_words import changes_in_words
from quizlib.editing.differences import shortened
from tests.places import CONTENT, EXAMPLES, FIXTURE

APPROVED = "approved:\n  - {by: Ane Dahl, date: 2026-01-02}\n"
ANEW = "  It has a new version: its counts begin anew, and people who are in it go on with the old one."
VERSION = read_library(EXAMPLES)[0].quizzes["single-choice"].questions[0].version
LAPSES = "  The approval by Ane Dahl on 2026-01-02 lapses: it was of the words before."

Change = Callable[[str], str]


@pytest.fixture
def words(tmp_path: Path) -> Callable[..., list[str]]:
    """Return what tells how two copies of an example differ."""

    def differ(name: str, change: Change, before: Change = str) -> list[str]:
        text = before((EXAMPLES / "quizzes" / f"{name}.yaml").read_text(encoding="utf-8"))
        assert change(text) != text
        for number, made in enumerate((text, change(text))):
            folder = tmp_path / str(number)
            shutil.copytree(EXAMPLES, folder, dirs_exist_ok=True)
            (folder / "quizzes" / f"{name}.yaml").write_text(made, encoding="utf-8")
        return list(changes_in_words(read_library(tmp_path / "0")[0], read_library(tmp_path / "1")[0]))

    return differ


def replaced(old: str, new: str) -> Change:
    return lambda text: text.replace(old, new)


def approved(text: str) -> str:
    return APPROVED + text


def test_nothing_is_told_of_what_is_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(FIXTURE), str(FIXTURE)]) == 0
    assert capsys.readouterr().out == "Nothing has changed for people.\n"


def test_a_stem_begins_the_counts_anew_and_ends_the_approval(words: Callable[..., list[str]]) -> None:
    change = replaced("Du skal straks flytte", "Du skal nu flytte")
    assert words("single-choice", change, approved) == [
        "Quiz ‹single-choice›",
        ANEW,
        LAPSES,
        "  Question ‹safe-account› has a new version:",
        "    stem.da: ‹… ringer. Du skal straks flytte dine penge …› is now ‹… ringer. Du skal nu flytte dine penge …›",
        f"    If all of it is a typo, cosmetic: {VERSION} keeps the version.",
    ]


def typo(text: str) -> str:
    """Mend a typo in a stem, and keep the version."""
    text = text.replace("Du skal straks flytte", "Du skal nu flytte")
    return text.replace("  - id: safe-account\n", f"  - id: safe-account\n    cosmetic: {VERSION}\n")


def test_a_typo_keeps_version_and_counts_and_ends_the_approval(words: Callable[..., list[str]]) -> None:
    assert words("single-choice", typo, approved) == [
        "Quiz ‹single-choice›",
        "  It keeps its version: its counts go on.",
        LAPSES,
        "  Question ‹safe-account› keeps its version, for a typo:",
        "    stem.da: ‹… ringer. Du skal straks flytte dine penge …› is now ‹… ringer. Du skal nu flytte dine penge …›",
        f"    cosmetic: new: ‹{VERSION}›",
    ]


@pytest.mark.parametrize(
    ("change", "mistake"),
    [
        (lambda text: typo(text).replace(VERSION, "00000000"), f"the version until now is {VERSION}"),
        (lambda text: typo(text).replace("fraction: 0.5", "fraction: 0.25"), "that is no typo"),
        (lambda text: re.sub("- id: ask$", "- id: inquire", typo(text), flags=re.MULTILINE), "that is no typo"),
    ],
)
def test_what_is_no_typo_cannot_keep_its_version(words: Callable[..., list[str]], change: Change, mistake: str) -> None:
    last = words("single-choice", change)[-1]
    assert last.startswith("Question ‹safe-account› of ‹single-choice› cannot keep its version:")
    assert last.endswith(mistake)


def test_words_for_afterwards_keep_the_version_and_end_the_approval(words: Callable[..., list[str]]) -> None:
    assert words("single-choice", replaced("A name is easy to make up.", "Anybody can make up a name."), approved) == [
        "Quiz ‹single-choice›",
        "  It keeps its version: its counts go on.",
        LAPSES,
        "  Question ‹safe-account›, afterwards:",
        "    options.ask.feedback.en: ‹A name is easy to make up.› is now ‹Anybody can make up a name.›",
    ]


def test_a_day_ends_no_approval(words: Callable[..., list[str]]) -> None:
    found = words("single-choice", lambda text: f"reviewed: 2026-02-01\n{text}", approved)
    assert found == ["Quiz ‹single-choice›", "  reviewed: new: ‹2026-02-01›"]


def test_a_new_approval_does_not_lapse(words: Callable[..., list[str]]) -> None:
    def again(text: str) -> str:
        return text.replace("2026-01-02", "2026-02-02").replace("straks", "nu")

    found = words("single-choice", again, approved)
    assert ANEW in found
    assert not [line for line in found if "lapses" in line]


def test_questions_that_come_and_go_and_change_places_are_told(words: Callable[..., list[str]]) -> None:
    def turned(text: str) -> str:
        head, first, second = re.split(r"(?m)^(?=  - id: (?:worry|mastery)$)", text)
        return head + second.rstrip("\n") + "\n" + first

    assert "  The questions are in another order." in words("rating", turned)
    gone = words("rating", replaced("id: mastery", "id: skill"))
    assert "  Question ‹mastery› is gone." in gone
    assert "  Question ‹skill› is new." in gone


def test_a_quiz_that_comes_or_goes_is_told(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES, tmp_path, dirs_exist_ok=True)
    (tmp_path / "quizzes" / "rating.yaml").rename(tmp_path / "quizzes" / "other.yaml")
    found = list(changes_in_words(read_library(EXAMPLES)[0], read_library(tmp_path)[0]))
    assert "Quiz ‹rating› is gone." in found
    assert "Quiz ‹other› is new." in found


@pytest.mark.slow
def test_an_item_of_the_bank_tells_which_forms_begin_anew_and_which_anchors_are_lost(tmp_path: Path) -> None:
    shutil.copytree(CONTENT, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "check-ups" / "pakke.yaml"
    text = path.read_text(encoding="utf-8")
    head, item = text.split("- id: pakke-tea\n")
    path.write_text(f"{head}- id: pakke-tea\n{item.replace('da: Du', 'da: Ja, du', 1)}", encoding="utf-8")
    found = list(changes_in_words(read_library(CONTENT)[0], read_library(tmp_path)[0]))
    assert "  Years cannot be compared any more on: pakke-tea" in found
    assert ANEW in found


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("a b", "a c", ("a b", "a c")),
        ("1 2 3 4 5 six 7 8 9 10", "1 2 3 4 5 SIX 7 8 9 10", ("… 3 4 5 six 7 8 9 …", "… 3 4 5 SIX 7 8 9 …")),
        ("a a", "a a a", ("a a", "a a a")),
    ],
)
def test_long_words_are_shortened_to_what_differs(old: str, new: str, told: tuple[str, str]) -> None:
    assert shortened(old, new) == told


def test_a_version_of_git_can_be_the_old_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "content"
    shutil.copytree(FIXTURE, folder)
    git = ["git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for command in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-qm", "Begin"]):
        subprocess.run([*git, *command], check=True)  # noqa: S603 - git, in a folder of the test
    path = next((folder / "quizzes").glob("*.yaml"))
    path.rename(path.with_name("other.yaml"))
    assert main(["diff", "main", str(folder)]) == 0
    assert f"Quiz ‹{path.stem}› is gone.\n" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["diff", "nowhere", str(folder)])
    assert "there is no folder and no version nowhere" in capsys.readouterr().err
