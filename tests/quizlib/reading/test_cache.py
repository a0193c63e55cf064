"""What is kept of a folder: it says what reading says, is used only while nothing has changed, and never breaks."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizlib import ContentError, Library, MultipleChoice, Problem, Verdict, read_library
from quizlib.reading import kept_lines, states
from quizlib.reading.kept_lines import FIRST
from quizlib.rules.wording.language import can_tell
from tests.places import BROKEN, CONTENT

TODAY = date(2026, 11, 24)
LATER = date(2026, 12, 24)  # when nothing of the shipped library is to come
LIBRARIES = sorted(path.name for path in BROKEN.iterdir() if path.is_dir())
PART = st.floats(0, 1, exclude_max=True)  # where in a file, whose length is never the same
Read = tuple[Library, tuple[Problem, ...]]


class Opened:
    """The files that this process opens. Python offers no way to take such a listener away again, so it can rest."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.listens = False
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.listens and event == "open":
            self.names.append(Path(str(arguments[0])).name)


@pytest.fixture(scope="module")
def listener() -> Opened:
    return Opened()


@pytest.fixture
def opened(listener: Opened) -> Iterator[list[str]]:
    listener.names.clear()
    listener.listens = True
    yield listener.names
    listener.listens = False


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library with a topic of the item bank, three forms and another quiz; all of them have warnings or errors."""
    copied = tmp_path / "library"
    shutil.copytree(BROKEN / "item-bank", copied)
    (copied / "programmes").mkdir()
    (copied / "quizzes" / "both_hello_da.mp3").write_bytes(b"ID3")
    return copied


@pytest.fixture
def kept(folder: Path) -> Path:
    return folder.parent / "kept"


def read(folder: Path, kept: Path | None = None, today: date = TODAY, languages: list[str] | None = None) -> Read:
    return read_library(folder, languages, today, cache=kept)


def head_of(whole: bytes) -> tuple[int, int]:
    """Return where the head of what is kept begins and ends."""
    _, at, length = whole[:FIRST].split()
    return int(at), int(at) + int(length)


def yaml_in(names: list[str]) -> set[str]:
    return {name for name in names if name.endswith(".yaml")} - {"library.yaml"}


def test_what_has_not_changed_is_neither_opened_nor_checked(
    folder: Path, kept: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(states, "UNSURE", 0)  # the files of a test are younger than anybody's
    first = read(folder, kept)
    assert yaml_in(opened) == {path.name for path in folder.rglob("*.yaml")} - {"library.yaml"}
    opened.clear()
    assert read(folder, kept) == first
    assert yaml_in(opened) == set()


def test_a_file_that_was_only_touched_is_still_known_and_looked_into_once(
    folder: Path, kept: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(states, "UNSURE", 0)
    first = read(folder, kept)
    for path in folder.rglob("*.yaml"):
        path.touch()
    assert read(folder, kept) == first
    opened.clear()
    assert read(folder, kept) == first
    assert yaml_in(opened) == set()


@pytest.mark.slow
@pytest.mark.parametrize("name", LIBRARIES)
def test_a_folder_that_was_moved_is_still_known_and_its_problems_name_its_new_place(
    name: str, tmp_path: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(states, "UNSURE", 0)
    before, after, kept = tmp_path / "before", tmp_path / "a place" / "after", tmp_path / "kept"
    shutil.copytree(BROKEN / name, before)
    read(before, kept)
    after.parent.mkdir()
    before.rename(after)
    opened.clear()
    found = read(after, kept)
    assert yaml_in(opened) == set()
    assert found == read(after)


@pytest.mark.parametrize("name", LIBRARIES)
def test_every_broken_library_says_the_same_once_it_is_kept(name: str, tmp_path: Path) -> None:
    wanted = read(BROKEN / name)
    assert read(BROKEN / name, tmp_path / "kept") == wanted
    assert read(BROKEN / name, tmp_path / "kept") == wanted
    assert (tmp_path / "kept").exists()


@pytest.mark.slow
def test_the_shipped_library_is_the_same_once_it_is_kept(tmp_path: Path) -> None:
    wanted = read(CONTENT)
    assert read(CONTENT, tmp_path / "kept") == wanted
    library, problems = read(CONTENT, tmp_path / "kept")
    assert (library, problems) == wanted
    assert [quiz.version for quiz in library.quizzes.values()] == [one.version for one in wanted[0].quizzes.values()]


def _edited(folder: Path) -> None:
    """Change a word, and make all look as if nothing had been written."""
    path = folder / "quizzes" / "plain.yaml"
    before, text = path.stat(), path.read_text("utf-8")
    path.write_text(text.replace("minutes", "minuter", 1), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _settings(folder: Path) -> None:
    path = folder / "library.yaml"
    path.write_text(path.read_text("utf-8") + "begin: nowhere\n", "utf-8")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a word": _edited,
    "the settings": _settings,
    "a quiz less": lambda folder: (folder / "quizzes" / "plain.yaml").unlink(),
    "a quiz more": lambda folder: shutil.copy(folder / "quizzes" / "plain.yaml", folder / "quizzes" / "more.yaml"),
    "a topic less": lambda folder: (folder / "check-ups" / "letter.yaml").unlink(),
    "a programme": lambda folder: (folder / "programmes" / "a.yaml").write_text("title: {}\n", "utf-8"),
    "a recording less": lambda folder: (folder / "quizzes" / "both_hello_da.mp3").unlink(),
    "a file that is not read": lambda folder: (folder / "quizzes" / "plain.yml").write_text("", "utf-8"),
    "a file that cannot be read": lambda folder: (folder / "quizzes" / "gone.yaml").symlink_to(folder / "nowhere"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_a_change_of_anything_is_seen_and_that_it_is_undone(
    folder: Path, kept: Path, change: Callable[[Path], object]
) -> None:
    shutil.copytree(folder, folder.parent / "before")
    unchanged = read(folder, kept)
    change(folder)
    wanted = read(folder)
    assert read(folder, kept) == wanted
    assert read(folder, kept) == wanted
    shutil.rmtree(folder)
    shutil.copytree(folder.parent / "before", folder)
    assert read(folder, kept) == unchanged


@pytest.mark.slow
@pytest.mark.parametrize("name", LIBRARIES)
def test_a_file_that_changes_says_the_same_beside_those_that_are_kept(name: str, tmp_path: Path) -> None:
    folder, kept = tmp_path / "library", tmp_path / "kept"
    shutil.copytree(BROKEN / name, folder)
    for path in sorted((*folder.glob("quizzes/*.yaml"), *folder.glob("programmes/*.yaml"))):
        read(folder, kept)
        path.write_bytes(b"# moved down\n" + path.read_bytes())
        assert read(folder, kept) == read(folder)


@pytest.mark.slow
def test_where_one_quiz_has_changed_no_other_is_opened(
    tmp_path: Path, kept: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(states, "UNSURE", 0)
    folder = tmp_path / "shipped"
    shutil.copytree(CONTENT, folder)
    read(folder, kept, LATER)
    with (folder / "quizzes" / "mitid.yaml").open("a", encoding="utf-8") as quiz:
        quiz.write("\n")
    opened.clear()
    first = read(folder, kept, LATER)
    programmes = {path.name for path in (folder / "programmes").iterdir()}  # they name quizzes
    assert yaml_in(opened) - programmes == {"mitid.yaml"}
    opened.clear()
    assert read(folder, kept, LATER) == first
    assert yaml_in(opened) == set()


@pytest.mark.slow
def test_what_is_wrong_with_many_quizzes_is_the_same_where_one_of_them_has_changed(tmp_path: Path) -> None:
    folder, kept = tmp_path / "library", tmp_path / "kept"
    shutil.copytree(BROKEN / "item-bank", folder)
    for path in BROKEN.glob("*.yaml"):
        shutil.copy(path, folder / "quizzes")
    read(folder, kept)
    for name in ("twin.yaml", "plain.yaml", "many-mistakes.yaml"):
        path = folder / "quizzes" / name
        path.write_bytes(b"# moved down\n" + path.read_bytes())
        assert read(folder, kept) == read(folder)


def test_a_change_in_a_folder_that_is_a_link_is_seen(folder: Path, kept: Path) -> None:
    elsewhere = folder.parent / "elsewhere"
    (folder / "quizzes").rename(elsewhere)
    (folder / "quizzes").symlink_to(elsewhere)
    read(folder, kept)
    (elsewhere / "plain.yaml").unlink()
    assert read(folder, kept) == read(folder)


class Slider(MultipleChoice):
    """A question type of somebody's own."""

    type: Literal["slider"] = "slider"  # type: ignore[assignment]  # each type has a name of its own


def test_where_one_quiz_has_changed_no_other_is_built(folder: Path, kept: Path) -> None:
    built: list[str] = []

    class Counted(Verdict):
        """A verdict that says when it is made."""

        type: Literal["counted"] = "counted"  # type: ignore[assignment]  # each type has a name of its own

        def model_post_init(self, _context: object, /) -> None:
            built.append(self.id)

    text = (folder / "quizzes" / "plain.yaml").read_text("utf-8").replace("type: verdict", "type: counted")
    for number in range(4):
        (folder / "quizzes" / f"counted-{number}.yaml").write_text(text, "utf-8")
    read_library(folder, None, TODAY, types=[Counted], cache=kept)
    every = len(built)
    (folder / "quizzes" / "counted-2.yaml").write_text(text.replace("minutes: 1", "minutes: 2"), "utf-8")
    built.clear()
    library, problems = read_library(folder, None, TODAY, types=[Counted], cache=kept)
    assert 0 < len(built) <= every / 4
    assert (library, problems) == read_library(folder, None, TODAY, types=[Counted])


@pytest.mark.slow
@pytest.mark.skipif(not can_tell(), reason="what tells languages apart is not installed")
def test_what_tells_languages_apart_is_loaded_for_new_texts_alone(tmp_path: Path) -> None:
    folder, kept = tmp_path / "library", tmp_path / "kept"
    shutil.copytree(BROKEN / "habits", folder)

    def loads() -> bool:
        program = f"""
import sys
from pathlib import Path
from quizlib import read_library
read_library({str(folder)!r}, cache=Path({str(kept)!r}))
print("py3langid" in sys.modules)
"""
        done = subprocess.run(  # noqa: S603 - our own program
            (sys.executable, "-c", program), check=True, capture_output=True, text=True
        )
        return done.stdout.strip() == "True"

    path = folder / "quizzes" / "calls-1.yaml"
    long = "rationale: {da: Det er en helt anden tekst end den, en: This is quite another text than that one}\n"
    text = path.read_text("utf-8")
    assert loads()
    path.write_text(text.replace("minutes: ", "minutes: 1", 1), "utf-8")
    assert not loads()
    path.write_text(text.replace("    stem:", f"    {long}    stem:", 1), "utf-8")
    assert loads()


def test_another_day_another_language_and_another_type_are_asked_anew(folder: Path, kept: Path) -> None:
    plain = folder / "quizzes" / "plain.yaml"
    plain.write_text(plain.read_text("utf-8").replace("type: verdict", "type: sliding", 1), "utf-8")
    read(folder, kept)
    assert read(folder, kept, date(2031, 1, 1)) == read(folder, today=date(2031, 1, 1))
    assert read(folder, kept, languages=["da"]) == read(folder, languages=["da"])

    read(folder, kept)
    wanted = read_library(folder, None, TODAY, types=[Slider])
    assert read_library(folder, None, TODAY, types=[Slider], cache=kept) == wanted != read(folder)


def test_another_form_of_the_file_is_not_taken(
    folder: Path, kept: Path, monkeypatch: pytest.MonkeyPatch, opened: list[str]
) -> None:
    read(folder, kept)
    before = kept.read_bytes()
    monkeypatch.setattr(states, "FORM", states.FORM + 1)
    opened.clear()
    read(folder, kept)
    assert "plain.yaml" in opened
    assert kept.read_bytes() != before


@pytest.mark.slow
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_broken_file_is_ignored_and_replaced(folder: Path, kept: Path, data: st.DataObject) -> None:
    wanted = read(folder, kept)
    whole = kept.read_bytes()
    begins, ends = head_of(whole)
    at = int(data.draw(PART) * ends)
    first = data.draw(st.booleans())
    in_head = (
        int(data.draw(PART) * len(whole[:FIRST].strip())) if first else begins + int(data.draw(PART) * (ends - begins))
    )
    other = whole[:in_head] + bytes([whole[in_head] ^ 1]) + whole[in_head + 1 :]
    broken = data.draw(st.sampled_from((whole[:at], other, b"{}\n[]", b"0 99999999999999999999 1\n", b"0 0 0\n")))
    kept.write_bytes(broken)
    assert read(folder, kept) == wanted
    assert kept.read_bytes() != broken


@pytest.mark.slow
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_of_what_is_broken_the_file_itself_is_read(folder: Path, kept: Path, data: st.DataObject) -> None:
    wanted = read(folder, kept)
    read(folder, kept)
    whole = kept.read_bytes()
    at = FIRST + int(data.draw(PART) * (head_of(whole)[0] - FIRST))
    library, problems = read(folder, kept)
    kept.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    assert (library, problems) == wanted == read(folder, kept)


def test_of_a_large_file_lines_are_read_when_they_are_asked_for(
    folder: Path, kept: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(states, "UNSURE", 0)
    monkeypatch.setattr(kept_lines, "HELD", 0)
    wanted = read(folder, kept)
    opened.clear()
    library, problems = read(folder, kept)
    assert opened.count(kept.name) == 2  # the head, and a line of it
    assert (library, problems) == wanted
    assert opened.count(kept.name) > 2
    assert yaml_in(opened) == set()
    kept.unlink()
    assert read(folder, kept) == wanted
    opened.clear()
    library, _ = read(folder, kept)
    kept.unlink()
    assert library == wanted[0]
    assert "plain.yaml" in opened  # the quiz itself is read


def test_a_file_of_which_little_is_of_use_is_written_anew(
    folder: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_lines, "HELD", 0)
    read(folder, kept)
    size = kept.stat().st_size
    for number in range(9):
        with (folder / "quizzes" / "plain.yaml").open("a", encoding="utf-8") as quiz:
            quiz.write(f"# {number}\n")
        assert read(folder, kept) == read(folder)
        assert kept.stat().st_size < 5 * size


def _put(folder: Path, name: str, text: str | None) -> None:
    path = folder / name
    if text is None:
        path.unlink(missing_ok=True)
    else:
        path.write_text(text, "utf-8")


STEPS = """
title: {en: A programme}
summary: {en: A few steps}
steps: [{quiz: sampel}, {refresh: plain}, {check-up: short}, {check-up: long}, {refresher: 2}]
plan: [{minute: 0, title: {en: Hello}, story: sampel}]
"""


def _edits() -> list[tuple[str, str | None]]:
    """Ways to change a library whose quizzes and programmes name each other: a file's name, and its new text."""
    names = ("quizzes/plain.yaml", "quizzes/test-a.yaml", "quizzes/test-b.yaml")
    texts = {name: (BROKEN / "item-bank" / name).read_text("utf-8") for name in names}
    texts["programmes/steps.yaml"] = STEPS
    quizzes = [name for name in texts if name.startswith("quizzes/")]
    shared = (BROKEN / "item-bank" / "library.yaml").read_text("utf-8")
    return [
        *(("library.yaml", f"{shared}{more}") for more in ("", "begin: nowhere\n", "languages: [")),
        *texts.items(),
        *((name, None) for name in texts),
        *((name, f"# moved down\n{text}") for name, text in texts.items()),
        *((name, text.replace("minutes:", "minuts:", 1)) for name, text in texts.items()),
        *((name, text.replace("sampel", "plain", 1)) for name, text in texts.items()),
        *((name, "discreet: true\n" + texts[name]) for name in quizzes),
        *(("quizzes/sampel.yaml", texts[name]) for name in quizzes),
        ("quizzes/sampel.yaml", None),
        ("quizzes/plain.yaml", "title: {"),
    ]


def test_a_step_of_a_programme_is_looked_for_among_the_quizzes_as_they_are_now(folder: Path, kept: Path) -> None:
    _put(folder, "programmes/steps.yaml", STEPS)
    plain = (folder / "quizzes" / "plain.yaml").read_text("utf-8")
    for name, text in (
        ("programmes/steps.yaml", STEPS.replace("{quiz: sampel}", "{quiz: plain}")),
        ("quizzes/sampel.yaml", plain),
        ("programmes/steps.yaml", STEPS),
        ("quizzes/sampel.yaml", f"discreet: true\n{plain}"),
        ("quizzes/plain.yaml", "title: {"),
        ("quizzes/sampel.yaml", None),
    ):
        read(folder, kept)
        _put(folder, name, text)
        assert read(folder, kept) == read(folder)


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(changes=st.lists(st.lists(st.sampled_from(_edits()), min_size=1, max_size=2), min_size=1, max_size=4))
def test_after_any_changes_of_files_that_name_each_other_the_same_is_read(
    changes: list[list[tuple[str, str | None]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("changes")
    folder, kept = place / "library", place / "kept"
    shutil.copytree(BROKEN / "item-bank", folder)
    (folder / "programmes").mkdir()
    with (folder / "library.yaml").open("a", encoding="utf-8") as shared:
        shared.write("begin: sampel\n")
    read(folder, kept)
    for some in changes:
        for name, text in some:
            _put(folder, name, text)
        assert read(folder, kept) == read(folder)
    library, problems = read(folder, kept)
    assert (library, problems) == read(folder)
    assert [*library.quizzes] == [*read(folder)[0].quizzes]


def test_a_library_that_is_kept_stays_as_it_was_read(folder: Path, kept: Path) -> None:
    read(folder, kept)
    wanted, (before, _) = read(folder), read(folder, kept)
    for path in folder.rglob("*.yaml"):
        path.write_text("title: {}\n", "utf-8")
    read(folder, kept)
    kept.unlink()
    assert before == wanted[0]
    assert pickle.loads(pickle.dumps(before)) == before  # noqa: S301 - our own


def test_a_library_that_is_kept_holds_no_file_open(folder: Path, kept: Path) -> None:
    read(folder, kept)
    library, _ = read(folder, kept)
    names = [str(entry.readlink()) for entry in Path("/proc/self/fd").iterdir() if entry.is_symlink()]
    assert library.quizzes
    assert not [name for name in names if name.startswith(str(kept))]


def test_what_is_neither_kept_nor_in_its_file_any_more_is_told(
    folder: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(states, "UNSURE", 0)
    read(folder, kept)
    whole = kept.read_bytes()
    head, _ = head_of(whole)
    kept.write_bytes(whole[:head].replace(b'"title"', b'"tilte"') + whole[head:])
    library, _ = read(folder, kept)
    for path in folder.rglob("*.yaml"):
        path.write_text("title: {}\n", "utf-8")
    name = next(iter(library.quizzes))  # nothing of it has been asked for yet
    with pytest.raises(ContentError, match=f"{name}.yaml.*has changed while it was read – read the library again"):
        library.quizzes[name]
    assert name in library.quizzes


def test_a_cache_that_cannot_be_written_is_none(folder: Path, tmp_path: Path) -> None:
    wanted = read(folder)
    assert read(folder, tmp_path / "nowhere" / "kept") == wanted
    assert read(folder, tmp_path) == wanted  # a folder stands there
    assert {path.name for path in tmp_path.iterdir()} == {folder.name}


def test_only_its_owner_can_read_it_and_nothing_is_left_beside_it(folder: Path, kept: Path) -> None:
    read(folder, kept)
    assert kept.stat().st_mode & 0o777 == 0o600
    assert {path.name for path in kept.parent.iterdir()} == {folder.name, kept.name}


def test_many_may_read_and_keep_at_once(folder: Path, kept: Path) -> None:
    wanted = read(folder)
    with ThreadPoolExecutor(4) as threads:
        for found in threads.map(lambda _: read(folder, kept), range(12)):
            assert found == wanted


def test_a_quiz_file_alone_is_not_kept(folder: Path, kept: Path) -> None:
    read_library(folder / "quizzes" / "plain.yaml", ["da", "en"], TODAY, cache=kept)
    assert not kept.exists()
