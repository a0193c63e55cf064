"""Proposal: files of the content that one person wants to publish, until another person says yes or no."""

from __future__ import annotations

import json
import secrets
import shutil
import tempfile
import zipfile
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path, PurePosixPath

from quizlib.authoring import is_leftover
from webapp.publishing.generations import MARK
from webapp.site_content.reading import NAMES
from webapp.storage.transfer.atomic_file import atomic_file

KEPT_IN = "proposal.json"  # in the data folder
LARGEST = 64 * 2**20  # bytes of all files of an archive
MOST = 2000  # files of an archive
ENDINGS = (".yaml", ".mp3", ".m4a", ".ogg", ".opus", ".svg")


class UnusableError(Exception):
    """What was sent holds no content. The message is the name of what is wrong: `file`, `large` or `nothing`."""


@dataclass(frozen=True)
class Proposal:
    """What somebody proposes to publish: the new text of files, by their path in the content folder."""

    id: str
    account: str
    name: str
    day: date
    files: Mapping[str, bytes]

    @contextmanager
    def applied(self, folder: Path) -> Iterator[Path]:
        """Return, for the length of a with block, a copy of a content folder in which these files are as proposed."""
        with tempfile.TemporaryDirectory(prefix="proposal-") as place:
            made = Path(place, "content")
            shutil.copytree(folder, made, ignore=lambda _, names: list(filter(is_leftover, names)))
            (made / MARK).unlink(missing_ok=True)
            for name, data in self.files.items():
                (made / name).parent.mkdir(parents=True, exist_ok=True)
                (made / name).write_bytes(data)
            yield made


class Proposals:
    """Keeps the one proposal of a site that waits for a yes, in its data folder."""

    def __init__(self, data_dir: Path) -> None:
        self._file = data_dir / KEPT_IN

    def waiting(self) -> Proposal | None:
        """Return the proposal that waits; None if there is none."""
        try:
            plain = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError):
            return None
        files = {name: b64decode(data) for name, data in plain["files"].items()}
        return Proposal(plain["id"], plain["account"], plain["name"], date.fromisoformat(plain["day"]), files)

    def propose(self, account: str, name: str, day: date, files: Mapping[str, bytes]) -> Proposal:
        """Keep a proposal in place of the one that waits."""
        made = Proposal(secrets.token_urlsafe(16), account, name, day, files)
        told = {name: b64encode(data).decode() for name, data in files.items()}
        plain = {"id": made.id, "account": account, "name": made.name, "day": str(day), "files": told}
        with atomic_file(self._file) as written:
            written.write_text(json.dumps(plain), encoding="utf-8")
        return made

    def forget(self, proposal: Proposal) -> None:
        """Forget a proposal, unless another one waits by now."""
        waiting = self.waiting()
        if waiting and waiting.id == proposal.id:
            self._file.unlink(missing_ok=True)


def files_in(name: str, data: bytes, folder: Path) -> dict[str, bytes]:
    """Return the files that somebody has sent, by their path in a content folder, without those that it has so already.

    They may be an archive of a content folder, or one file of it: one that is not there yet is a quiz. UnusableError if
    nothing of it belongs into a content folder.
    """
    sent = PurePosixPath(name.replace("\\", "/")).name
    if zipfile.is_zipfile(BytesIO(data)):
        found = _unpacked(data)
    elif sent.endswith(ENDINGS) and not is_leftover(sent):
        found = {_place(sent, folder): data}
    else:
        raise UnusableError("file")
    new = {path: data for path, data in found.items() if not _is_so(folder / path, data)}
    if not new:
        raise UnusableError("nothing")
    return new


def _unpacked(data: bytes) -> dict[str, bytes]:
    """Return the files of an archive that belong into a content folder; it may have that folder around them."""
    found: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            if len(members) > MOST or sum(one.file_size for one in members) > LARGEST:
                raise UnusableError("large")
            for one in members:
                parts = PurePosixPath(one.filename).parts
                begin = next((at for at, part in enumerate(parts[:2]) if part in NAMES), None)
                inside = parts[begin:] if begin is not None else ()
                fits = inside and inside[-1].endswith(ENDINGS) and not any(map(is_leftover, inside))
                if fits and ".." not in inside:
                    found["/".join(inside)] = archive.read(one)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        raise UnusableError("file") from None
    if not found:
        raise UnusableError("file")
    return found


def _place(name: str, folder: Path) -> str:
    """Return where a file belongs: where one of that name is, else among the quizzes."""
    if name in NAMES:
        return name
    known = [part for part in NAMES if (folder / part / name).is_file()]
    return f"{known[0] if known else 'quizzes'}/{name}"


def _is_so(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False
