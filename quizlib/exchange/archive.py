"""Archive: the XML files of a zip that a stranger may have made. Nothing goes onto the disk, and reading has bounds."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from quizlib.exchange.decoding import MOST_BYTES
from quizlib.exchange.item import NotReadable
from quizlib.say import say

MOST_MEMBERS = 5_000
MOST_NAME = 300
MOST_TOTAL = 100_000_000  # of all files, as the zip says
MOST_RATIO = 200  # questions in XML become ten to forty times smaller
SMALL = 1_000_000  # a ratio says nothing about less
BEGINS = b"PK\x03\x04"
WANTED = {".qti", ".xml"}  # Canvas calls some files .xml.qti
ARCHIVES = {".7z", ".gz", ".imscc", ".mbz", ".rar", ".tar", ".zip"}
DAMAGED = (BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError, zlib.error)
"""What zipfile raises for a damaged or encrypted member, or one packed in a way that it does not know."""


@dataclass(frozen=True)
class Archive:
    """The XML files of a zip by their names, and notes about what is left in it."""

    files: tuple[tuple[str, bytes], ...]
    notes: tuple[str, ...]


def is_zip(data: bytes) -> bool:
    """Return whether a file is a zip, whatever its name is."""
    return data.startswith(BEGINS)


def read_zip(data: bytes) -> Archive:
    """Return the XML files of a zip, in the order of their names.

    Raises NotReadable for a zip with a path that leads out of it, with a name twice, with more or larger files than
    questions need, and for one that is damaged or encrypted.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _refuse_dangers(members)
            wanted = sorted((one for one in members if _suffix(one) in WANTED), key=lambda one: one.filename)
            files = tuple((one.filename, _read(archive, one)) for one in wanted)
    except NotReadable:
        raise
    except DAMAGED as error:
        raise NotReadable(say("the zip is damaged, cut off or encrypted: {detail}", detail=error)) from error
    return Archive(files, tuple(_left(members)))


def _suffix(member: ZipInfo) -> str:
    return PurePosixPath(member.filename).suffix.lower()


def _refuse_dangers(members: list[ZipInfo]) -> None:
    """Raise NotReadable if a zip is not to be opened, as far as its own list of contents tells."""
    if len(members) > MOST_MEMBERS:
        raise NotReadable(
            say("the zip has {number} files; at most {most} are read", number=len(members), most=MOST_MEMBERS)
        )
    for name, number in Counter(member.filename for member in members).items():
        if leads_out(name):
            raise NotReadable(say("the zip has a path that leads out of it: {name}", name=repr(name[:MOST_NAME])))
        if number > 1:
            raise NotReadable(say("the zip has two files with one name: {name}", name=name))
    for member in members:
        if member.file_size > max(SMALL, MOST_RATIO * member.compress_size):
            raise NotReadable(
                say(
                    "the zip has a file that grows more than {ratio} times: {name}",
                    ratio=MOST_RATIO,
                    name=member.filename,
                )
            )
    if sum(member.file_size for member in members) > MOST_TOTAL:
        raise NotReadable(say("the zip holds more than {most} MB", most=MOST_TOTAL // 1_000_000))


def leads_out(name: str) -> bool:
    """Return whether a path of a zip is not plainly one inside it."""
    parts = name.replace("\\", "/").split("/")
    odd = ".." in parts or "" in parts or ":" in parts[0] or len(name) > MOST_NAME
    return odd or not name.isprintable()


def _read(archive: ZipFile, member: ZipInfo) -> bytes:
    """Return a file of a zip; the zip's list of contents may lie about its size."""
    with archive.open(member) as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        most = MOST_BYTES // 1_000_000
        raise NotReadable(say("the zip has a file of more than {most} MB: {name}", most=most, name=member.filename))
    return data


def _left(members: list[ZipInfo]) -> Iterator[str]:
    """Yield notes about what is in a zip and was not read."""
    for member in members:
        if _suffix(member) in ARCHIVES:
            yield say(
                "{name} is an archive inside the archive: unpack it and import it by itself", name=member.filename
            )
    others = sum(_suffix(member) not in WANTED | ARCHIVES for member in members)
    if others:
        yield say("files that are no XML were left out: {number}", number=others)
