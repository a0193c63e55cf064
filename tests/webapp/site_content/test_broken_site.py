"""Every file of tests/broken_site gets exactly the lines beside it, in the place of that file of the fixture."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.places import BROKEN_SITE, FIXTURE
from webapp.site_content.reading import read_content

FILES = sorted(BROKEN_SITE.glob("*.yaml"))


def told(path: Path, folder: Path) -> str:
    """Return what is wrong with the fixture when it has this file; NAME.places.yaml becomes places.yaml."""
    shutil.copytree(FIXTURE, folder, dirs_exist_ok=True)
    shutil.copy(path, folder / path.name.split(".", 1)[1])
    return "".join(f"{problem}\n".replace(f"{folder}/", "") for problem in read_content(folder)[1])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name.removesuffix(".yaml"))
def test_a_broken_file_of_the_site_gets_exactly_the_expected_lines(path: Path, tmp_path: Path) -> None:
    wanted = path.with_suffix(".txt").read_text(encoding="utf-8")
    assert wanted, "a broken example says something"
    assert told(path, tmp_path) == wanted


def test_every_expected_text_belongs_to_a_file() -> None:
    assert {path.stem for path in BROKEN_SITE.glob("*.txt")} == {path.stem for path in FILES}
