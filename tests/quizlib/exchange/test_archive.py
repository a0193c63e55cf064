"""A zip of strangers is read within bounds, or refused in one line; nothing of it reaches the disk."""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizlib.exchange.archive import MOST_MEMBERS, read_zip
from quizlib.exchange.item import NotReadable


def zipped(*files: tuple[str, bytes]) -> bytes:
    """Return a zip of files, in this order."""
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return data.getvalue()


def lying(data: bytes, size: int) -> bytes:
    """Return a zip of one file that says that its file has another size."""
    begin = data.index(b"PK\x01\x02") + 24
    return data[:begin] + struct.pack("<I", size) + data[begin + 4 :]


def encrypted(data: bytes) -> bytes:
    """Return a zip of one file that says that it is encrypted."""
    begin = data.index(b"PK\x01\x02") + 8
    return data[:begin] + b"\x01" + data[begin + 1 :]


ONE = zipped(("a.xml", b"<a/>" * 100))
HOSTILE = {
    "a bomb": (zipped(("a.xml", bytes(50_000_000))), "grows more than 200 times"),
    "a bomb that lies about its size": (lying(zipped(("a.xml", bytes(50_000_000))), 900), "damaged"),
    "many files": (zipped(*((f"{number}.xml", b"") for number in range(MOST_MEMBERS + 1))), "5001 files"),
    "much in all": (lying(ONE, 2**31), "grows"),
    "a way out": (zipped(("../../etc/a.xml", b"<a/>")), "leads out"),
    "a way out of Windows": (zipped(("..\\a.xml", b"<a/>")), "leads out"),
    "a path from the root": (zipped(("/etc/a.xml", b"<a/>")), "leads out"),
    "a drive": (zipped(("C:/a.xml", b"<a/>")), "leads out"),
    "a name of many letters": (zipped(("a" * 400 + ".xml", b"<a/>")), "leads out"),
    "a command in a name": (zipped(("\x1b[2Ja.xml", b"<a/>")), "leads out"),
    "encrypted": (encrypted(ONE), "encrypted"),
    "cut off": (ONE[:-30], "cut off"),
    "only a beginning": (b"PK\x03\x04", "cut off"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_zip_is_refused_in_one_line(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    data, told = HOSTILE[name]
    with pytest.raises(NotReadable) as caught:
        read_zip(data)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)
    assert not list(tmp_path.rglob("*"))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused() -> None:
    with pytest.raises(NotReadable, match="two files"):
        read_zip(zipped(("a.xml", b"<a/>"), ("a.xml", b"<b/>")))


def test_xml_is_read_in_the_order_of_names_and_the_rest_is_noted() -> None:
    archive = read_zip(zipped(("b.xml", b"<b/>"), ("æ/a.XML", b"<a/>"), ("a.png", b""), ("more.zip", ONE)))
    assert archive.files == (("b.xml", b"<b/>"), ("æ/a.XML", b"<a/>"))
    assert archive.notes == (
        "more.zip is an archive inside the archive: unpack it and import it by itself",
        "files that are no XML were left out: 1",
    )


@given(st.data())
def test_a_damaged_zip_is_read_or_refused(data: st.DataObject) -> None:
    good = bytearray(zipped(("a.xml", b"<a>one</a>"), ("b/c.xml", b"<b/>")))
    for _ in range(data.draw(st.integers(1, 6))):
        good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    told = ""
    try:
        read_zip(bytes(good))
    except NotReadable as error:
        told = str(error)
    assert "\n" not in told
