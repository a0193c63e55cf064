"""Cuts the power in the midst of answers: `python -m tests.attacks.power [CUTS]` (50), a simulation.

It records what `webapp serve` writes and syncs while clients answer. Then it puts together what a disk could hold if
the power had failed at some moment: all that was synced, and of the rest nothing, or some of the writes, or parts of
them. It needs a C compiler, and Linux.
"""

from __future__ import annotations

import sqlite3
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.attacks.kills import KEYS
from tests.webapp.client import Participant
from tests.webapp.serving import start
from webapp.config.settings import Settings
from webapp.web.devices.device_cookie import DeviceCookie

RECORDER = Path(__file__).with_name("recorder.c")
HEAD = struct.Struct("4q")
SECTOR = 512  # bytes that a disk writes whole
FILES = ("tryg.sqlite", "tryg.sqlite-wal")
CLIENTS = 10
DAMAGED = 1_000_000
VARIANTS = ("nothing", "some of the writes", "parts of them")  # of what was not synced, that a disk may hold


@dataclass(frozen=True)
class Record:
    """One call: `end` is where its record ends in the recording."""

    what: str
    file: int
    offset: int
    length: int
    data: bytes
    end: int


@dataclass
class Disk:
    """One file as a disk would hold it: what was synced, and what was written since."""

    synced: bytearray
    since: list[Record]

    def take(self, record: Record) -> None:
        """Take one call."""
        self.since.append(record)
        if record.what == "s":
            for each in self.since:
                _apply(self.synced, each)
            self.since.clear()

    def after_power_loss(self, variant: str, random: Random) -> bytearray:
        """Return what the file may hold when the power comes back."""
        held = bytearray(self.synced)
        if variant != "nothing":
            for each in self.since:
                if random.random() < 0.5:
                    _apply(held, each, torn=random if variant == "parts of them" else None)
        return held


@dataclass(frozen=True)
class Recording:
    """What a site wrote while clients answered: the files before, every call, and when answers were acknowledged."""

    before: tuple[bytes, ...]
    calls: list[Record]
    acknowledged: list[tuple[int, str, str, str]]
    """Where the recording ended by then; the attempt, the question and the response."""


def record(folder: Path, seconds: float) -> Recording:
    """Run the site, let clients answer, and return what was written; `folder` is empty."""
    recorder, recording, data = folder / "recorder.so", folder / "recording", folder / "data"
    subprocess.run(("cc", "-shared", "-fPIC", "-O1", "-o", recorder, RECORDER, "-ldl"), check=True)  # noqa: S603, S607 - our own, with the system's compiler
    start(data).kill()  # makes the tables
    before = tuple((data / name).read_bytes() if (data / name).exists() else b"" for name in FILES)
    recording.touch()
    given: list[tuple[int, Participant, int, str]] = []
    stop = threading.Event()

    def answer() -> None:
        while not stop.is_set():
            participant = Participant(server.port)
            participant.post("/da/quiz/kort")
            for n, key in enumerate(KEYS.values(), start=1):
                participant.post(f"/da/quiz/kort/{n}", response=key)
                given.append((recording.stat().st_size, participant, n, key))

    server = start(data, LD_PRELOAD=str(recorder), RECORDING=str(recording))
    threads = [threading.Thread(target=answer) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    stop.set()
    for thread in threads:
        thread.join()
    server.kill()
    cookie = DeviceCookie(Settings.read(data_dir=str(data)).secret_key, (), secure=False)
    questions = list(KEYS)
    acknowledged = [
        (end, cookie.read(participant.cookie).attempts["kort"], questions[n - 1], key)
        for end, participant, n, key in given
    ]
    return Recording(before, list(_calls(recording.read_bytes())), acknowledged)


def until(recording: Recording, moments: Sequence[int]) -> Iterator[tuple[int, list[Disk]]]:
    """Yield where the recording ended, and the disks, after each of these numbers of calls, which ascend."""
    disks, taken = [Disk(bytearray(before), []) for before in recording.before], 0
    for at in moments:
        for call in recording.calls[taken:at]:
            disks[call.file].take(call)
        taken = at
        yield recording.calls[at - 1].end, disks


def cut(recording: Recording, end: int, disks: list[Disk], variant: str, random: Random) -> int:
    """Return how many answers that were acknowledged by then are lost if the power fails; DAMAGED if the file is."""
    with tempfile.TemporaryDirectory() as folder:
        for name, disk in zip(FILES, disks, strict=True):
            Path(folder, name).write_bytes(disk.after_power_loss(variant, random))
        try:
            held = _held(Path(folder, FILES[0]))
        except sqlite3.DatabaseError:
            return DAMAGED
    return sum(
        key not in held.get((attempt, question), "")
        for by, attempt, question, key in recording.acknowledged
        if by <= end
    )


def _held(file: Path) -> dict[tuple[str, str], str]:
    """Return the answers in a file; DatabaseError if it is damaged."""
    with closing(sqlite3.connect(file)) as connection:
        if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise sqlite3.DatabaseError
        rows = connection.execute("SELECT attempt, question, response FROM liveanswer")
        return {(attempt, question): response for attempt, question, response in rows}


def _calls(recorded: bytes) -> Iterator[Record]:
    at = 0
    while at + HEAD.size <= len(recorded):
        what, file, offset, length = HEAD.unpack_from(recorded, at)
        at += HEAD.size
        data = recorded[at : at + length] if chr(what) == "w" else b""
        at += len(data)
        yield Record(chr(what), file, offset, length, data, at)


def _apply(held: bytearray, call: Record, torn: Random | None = None) -> None:
    """Do to a file what a call did, or with `torn` only to some of its sectors."""
    if call.what == "t":
        del held[call.length :]
        held.extend(bytes(call.length - len(held)))
    elif call.what == "w":
        held.extend(bytes(max(0, call.offset + call.length - len(held))))
        size = call.length if torn is None else SECTOR
        for first in range(0, call.length, size):
            if torn is None or torn.random() < 0.5:
                part = call.data[first : first + size]
                held[call.offset + first : call.offset + first + len(part)] = part


def attack(folder: Path, cuts: int, seconds: float = 20) -> dict[str, list[int]]:
    """Return for each variant what was lost at each cut; the last cut comes after all calls."""
    recording = record(folder, seconds)
    random = Random(1)  # noqa: S311 - no secret: the same cuts every time
    moments = sorted([*(random.randint(1, len(recording.calls)) for _ in range(cuts - 1)), len(recording.calls)])
    synced = sum(call.what == "s" for call in recording.calls)
    into_file = sum(call.what == "w" and call.file == 0 for call in recording.calls)
    print(f"{len(recording.acknowledged):,} answers, {synced:,} syncs, {into_file:,} writes into the file itself")  # noqa: T201 - a script
    lost: dict[str, list[int]] = {variant: [] for variant in VARIANTS}
    for end, disks in until(recording, moments):
        for variant, each in lost.items():
            each.append(cut(recording, end, disks, variant, random))
    return lost


def main() -> None:
    """Attack, print what was lost, and exit 1 if something was."""
    cuts = int(sys.argv[1]) if sys.argv[1:] else 50
    with tempfile.TemporaryDirectory() as folder:
        lost = attack(Path(folder), cuts)
    for variant, each in lost.items():
        print(f"{cuts} cuts, and of what was not synced the disk holds {variant}: {sum(each):,} answers lost")  # noqa: T201 - a script
    sys.exit(any(map(any, lost.values())))


if __name__ == "__main__":
    main()
