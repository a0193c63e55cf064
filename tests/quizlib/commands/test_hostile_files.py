"""`quizlib import` refuses a hostile file in one line, quickly, and goes on with the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizlib.commands import main
from tests.quizlib.exchange.test_archive import HOSTILE as ZIPS
from tests.quizlib.exchange.test_archive import zipped
from tests.quizlib.exchange.test_nodes import HOSTILE as FILES

QTI = b'<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">'
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
MORE = {
    "entities in Moodle XML": LAUGHS + b"<quiz>&b;</quiz>",
    "entities in QTI": LAUGHS + b"<questestinterop>&b;</questestinterop>",
    "10,000 deep in QTI": QTI + b"<section>" * 10_000,
    "cut off in QTI": QTI + b"<assessment>",
    "another encoding in QTI": b'<?xml version="1.0" encoding="UTF-8"?>\n<questestinterop>\xe6</questestinterop>',
}
HOSTILE = {name: data for name, (data, _) in {**FILES, **ZIPS}.items() if data} | MORE


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_one_line(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "hostile").write_bytes(HOSTILE[name])
    (tmp_path / "good.gift").write_text("Hvad?{=a ~b}", encoding="utf-8")
    files = [str(tmp_path / "hostile"), str(tmp_path / "good.gift")]
    assert main(["import", *files, "--language", "en", "--into", str(tmp_path / "drafts")]) == 1
    told = capsys.readouterr()
    assert told.err.startswith(files[0])
    assert told.err.count("\n") == 1
    assert told.out.startswith("1 read, 1 usable\n")
    assert [path.name for path in (tmp_path / "drafts").iterdir()] == ["good.yaml"]


def test_a_file_of_200_mb_is_not_read_at_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (tmp_path / "huge.xml").open("wb") as file:
        file.write(b"<quiz>")
        file.truncate(200_000_000)
    assert main(["import", str(tmp_path / "huge.xml"), "--language", "en"]) == 1
    assert capsys.readouterr().err == f"{tmp_path / 'huge.xml'}: the file is larger than 100 MB\n"


def test_a_hostile_file_inside_a_package_is_refused_by_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "p.zip").write_bytes(zipped(("a.xml", MORE["entities in QTI"]), ("b.xml", b"<html/>")))
    assert main(["import", str(tmp_path / "p.zip"), "--language", "en"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "1 read, 0 usable, 1 not, because:",
        "  p.zip/a.xml:1: the file has a DOCTYPE, which can make a small file huge: take that line out",
    ]
