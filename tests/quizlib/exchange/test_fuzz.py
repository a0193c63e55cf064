"""Files that are damaged at random are read or refused: no error of ours, no hang, and no question is lost."""

import random
from pathlib import Path

import pytest

from quizlib.exchange.drafting import drafts
from quizlib.exchange.formats import read_file
from quizlib.exchange.item import NotReadable
from tests.quizlib.exchange.test_cases import FILES

PIECES = [
    b"{",
    b"}",
    b"~",
    b"=",
    b"#",
    b"\\",
    b"::",
    b"->",
    b"%50%",
    b"\n\n",
    b"\r",
    b"//",
    b"<",
    b">",
    b"</text>",
    b"&",
    b"\0",
]
PIECES += [
    b"$CATEGORY:",
    b"\xff",
    b"\xe6",
    b"<![CDATA[",
    b"]]>",
    b'fraction="',
    b"<img>",
    b"{mlang da}",
    b"####",
    b"<!DOCTYPE a>",
]


def damaged(raw: bytes, chance: random.Random) -> bytes:
    """Return a file in which a few places are cut out, doubled, or hold something else."""
    for _ in range(chance.randint(1, 6)):
        begin = chance.randint(0, len(raw))
        end = min(len(raw), begin + chance.choice((0, 1, 3, 40)))
        put = chance.choice((b"", raw[begin:end] * 2, chance.choice(PIECES), chance.randbytes(2)))
        raw = raw[:begin] + put + raw[end:]
    return raw


def try_damaged(number: int, folder: Path) -> None:
    """Read so many damaged files; what becomes drafts of them can be written."""
    chance = random.Random(number)  # noqa: S311 - no secret; the same files each time
    path = folder / "skadet"
    told = []
    for count in range(number):
        path.write_bytes(damaged(FILES[count % len(FILES)].read_bytes(), chance))
        try:
            found = read_file(path, "da")
        except NotReadable as error:
            told.append(str(error))
        else:
            assert found.number == len(found.items) + len(found.refused)
            assert sum(draft.text.count("\n    type: ") for draft in drafts(found.items, "skadet")) == len(found.items)
    assert not [one for one in told if len(one.splitlines()) != 1]


def test_damaged_files_are_read_or_refused(tmp_path: Path) -> None:
    try_damaged(300, tmp_path)


@pytest.mark.trial
def test_twenty_thousand_damaged_files_are_read_or_refused(tmp_path: Path) -> None:
    try_damaged(20_000, tmp_path)
