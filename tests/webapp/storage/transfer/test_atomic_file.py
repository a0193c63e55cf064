"""A file is written whole, or the one that was there stays."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from webapp.storage.transfer.atomic_file import BESIDE, FileError, atomic_file


def test_it_is_there_at_the_end_and_not_before_for_this_user_alone(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("old", encoding="utf-8")
    with atomic_file(file) as written:
        written.write_text("new", encoding="utf-8")
        assert file.read_text(encoding="utf-8") == "old"
    assert file.read_text(encoding="utf-8") == "new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_what_goes_wrong_half_way_leaves_the_old_one_and_nothing_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("old", encoding="utf-8")

    def half() -> None:
        with atomic_file(file) as written:
            for ending in BESIDE:
                written.with_name(written.name + ending).write_text("half", encoding="utf-8")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half()
    assert file.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_where_it_cannot_be_written_is_told_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"file: it cannot be written \(No such file or directory\); name a file in"):
        atomic_file(tmp_path / "nowhere" / "file").__enter__()
