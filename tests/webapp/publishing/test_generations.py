"""A content folder is replaced as a whole, and what it replaces is kept for a day."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.places import CONTENT
from webapp.publishing import generations, staging
from webapp.publishing.generations import Generation, PlaceError, beside, earlier, put, tidy

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


def folder(place: Path, name: str, words: str) -> Path:
    made = place / name
    (made / "quizzes").mkdir(parents=True)
    for file in ("library.yaml", "quizzes/one.yaml"):
        (made / file).write_text(words, encoding="utf-8")
    return made


def words(found: Path) -> set[str]:
    return {(found / file).read_text(encoding="utf-8") for file in ("library.yaml", "quizzes/one.yaml")}


def test_a_folder_is_replaced_and_the_one_before_is_kept(tmp_path: Path) -> None:
    served, draft = folder(tmp_path, "content", "old"), folder(tmp_path, "draft", "new")
    (draft / ".git").mkdir()
    (draft / "quizzes" / "gone.yaml~").write_text("left behind", encoding="utf-8")
    generation = put(draft, served, NOON)
    assert words(served) == {"new"}
    assert Generation.of(served) == generation
    assert not (served / ".git").exists()
    assert not (served / "quizzes" / "gone.yaml~").exists()
    assert words(draft) == {"new"}
    ((name, kept),) = earlier(served, NOON)
    assert name is None
    assert words(kept) == {"old"}
    assert {path.name for path in tmp_path.iterdir()} == {"content", "draft", beside(served).name}


def test_generations_are_numbered_and_each_has_a_name_of_its_own(tmp_path: Path) -> None:
    served, draft = folder(tmp_path, "content", "old"), folder(tmp_path, "draft", "new")
    names = [put(draft, served, NOON).name for _ in range(11)]
    assert [name.partition("-")[0] for name in names] == [str(number) for number in range(1, 12)]
    assert len(set(names)) == 11


def test_what_was_replaced_is_deleted_after_a_day(tmp_path: Path) -> None:
    served, draft = folder(tmp_path, "content", "old"), folder(tmp_path, "draft", "new")
    put(draft, served, NOON)
    put(draft, served, NOON + timedelta(hours=23))
    assert len(list(earlier(served, NOON + timedelta(hours=23)))) == 2
    assert len(list(earlier(served, NOON + timedelta(hours=25)))) == 1
    put(draft, served, NOON + timedelta(hours=25))
    assert len(list(beside(served).iterdir())) == 2


def test_a_folder_that_is_published_in_its_own_place_begins_a_new_generation(tmp_path: Path) -> None:
    served = folder(tmp_path, "content", "changed by hand")
    generation = put(served, served, NOON)
    assert Generation.of(served) == generation
    assert words(served) == {"changed by hand"}
    assert not beside(served).exists()


def test_a_link_to_the_content_stays_a_link(tmp_path: Path) -> None:
    served, draft = folder(tmp_path, "real", "old"), folder(tmp_path, "draft", "new")
    link = tmp_path / "content"
    link.symlink_to(served)
    put(draft, link, NOON)
    assert link.is_symlink()
    assert words(link) == {"new"}


def test_where_nothing_can_be_written_it_is_said_and_nothing_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served, draft = folder(tmp_path, "content", "old"), folder(tmp_path, "draft", "new")

    def read_only(*_: object, **__: object) -> str:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("tempfile.mkdtemp", read_only)  # whoever runs the tests may be allowed everything
    with pytest.raises(PlaceError, match=r"^TRYG_QUIZ_CONTENT=.*: nothing can be put there \(Read-only file system\)"):
        put(draft, served, NOON)
    assert words(served) == {"old"}
    assert {path.name for path in tmp_path.iterdir()} == {"content", "draft"}


def test_the_content_that_is_shipped_is_never_replaced(tmp_path: Path) -> None:
    with pytest.raises(PlaceError, match="to a folder of your own"):
        put(folder(tmp_path, "draft", "new"), CONTENT, NOON)


@pytest.mark.parametrize("at_once", [True, False])
def test_a_reader_finds_no_mixture_and_on_linux_always_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, at_once: bool
) -> None:
    served = folder(tmp_path, "content", "0")
    drafts = [folder(tmp_path, f"draft-{number}", str(number)) for number in range(2)]
    if not at_once:
        monkeypatch.setattr(staging, "EXCHANGE", 1 << 20)  # the system refuses, as an older one does
    ended, missing = threading.Event(), 0

    def write() -> None:
        for number in range(30):
            put(drafts[number % 2], served, NOON)
        ended.set()

    writer = threading.Thread(target=write)
    writer.start()
    while not ended.is_set():
        try:
            held = os.open(served, os.O_RDONLY | os.O_DIRECTORY)
        except FileNotFoundError:
            missing += 1
            continue
        try:
            inside = os.open("quizzes/one.yaml", os.O_RDONLY, dir_fd=held)
            beside_it = os.open("library.yaml", os.O_RDONLY, dir_fd=held)
            assert os.read(inside, 9) == os.read(beside_it, 9)
            os.close(inside)
            os.close(beside_it)
        finally:
            os.close(held)
    writer.join()
    if at_once:
        assert missing == 0


STOPPED = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from webapp.publishing import generations, staging

module, name, at, at_once = sys.argv[1:5]
if at_once == "no":
    staging.EXCHANGE = 1 << 20  # the system refuses, as an older one does
real, calls = getattr(sys.modules[module], name), []


def waits(*arguments, **more):
    calls.append(arguments)
    if len(calls) == int(at):
        print("here", flush=True)
        sys.stdin.read()
    return real(*arguments, **more)


setattr(sys.modules[module], name, waits)
generations.put(Path(sys.argv[5]), Path(sys.argv[6]), datetime.now(UTC))
"""
"""A program that publishes a folder, and waits before the so-many-th call of a function of the system."""


@pytest.fixture
def stopped(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Begin to publish `draft` in the place of `content` in another process, which stops in the middle."""
    begun: list[subprocess.Popen[str]] = []

    def stop(*where: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", STOPPED, *where, str(tmp_path / "draft"), str(tmp_path / "content")]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own command
        begun.append(process)
        assert process.stdout is not None
        assert process.stdout.readline() == "here\n"
        return process

    yield stop
    for process in begun:
        process.kill()
        process.communicate()


BEFORE = [("os", "fsync", "1", "yes"), ("shutil", "copymode", "1", "yes"), ("os", "rename", "2", "no")]
AFTER = [("os", "rename", "1", "yes"), ("os", "rename", "3", "no")]


@pytest.mark.parametrize("where", [*BEFORE, *AFTER])
@pytest.mark.parametrize("by", ["the next publishing", "the next start"])
def test_what_a_killed_process_leaves_is_cleaned_up(
    tmp_path: Path, stopped: Callable[..., subprocess.Popen[str]], where: tuple[str, ...], by: str
) -> None:
    served, _ = folder(tmp_path, "content", "old"), folder(tmp_path, "draft", "new")
    process = stopped(*where)
    process.kill()
    process.wait()
    assert any(".staged-" in path.name for path in tmp_path.iterdir())
    if by == "the next start":
        tidy(served)
    else:
        put(folder(tmp_path, "later", "later"), served, datetime.now(UTC))
        (tmp_path / "later").rename(tmp_path / "draft" / "later")
    assert {path.name for path in tmp_path.iterdir()} - {beside(served).name} == {"content", "draft"}
    kept = [words(path) for _, path in earlier(served, datetime.now(UTC))]
    shown = ["later"] if by == "the next publishing" else []
    shown += ["new", "old"] if where in AFTER else ["old"]
    assert [words(served), *kept] == [{one} for one in shown]


@pytest.mark.parametrize("where", [BEFORE[0], AFTER[0]])
def test_what_another_process_is_writing_is_left_alone(
    tmp_path: Path,
    stopped: Callable[..., subprocess.Popen[str]],
    monkeypatch: pytest.MonkeyPatch,
    where: tuple[str, ...],
) -> None:
    served, draft = folder(tmp_path, "content", "old"), folder(tmp_path, "draft", "new")
    process = stopped(*where)
    tidy(served)
    monkeypatch.setattr(generations, "PATIENCE", 0)
    with pytest.raises(PlaceError, match="another process is putting content there; try again in a minute"):
        put(draft, served, NOON)
    process.communicate()  # it goes on
    assert process.returncode == 0
    assert words(served) == {"new"}
    assert [words(path) for _, path in earlier(served, datetime.now(UTC))] == [{"old"}]
