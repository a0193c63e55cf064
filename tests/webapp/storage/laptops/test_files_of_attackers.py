"""Files of laptops in the hands of attackers: cut, put together from others, sent by others. Nobody counts twice."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.webapp.storage.laptops.test_packets import MONDAY, WEEK, WORDS, Campaign, campaign, exchange, held
from webapp.storage.closing.run import Closing
from webapp.storage.laptops.packing import Packing
from webapp.storage.transfer.atomic_file import FileError
from webapp.storage.transfer.counts_file import HEADER

__all__ = ["campaign"]  # the fixture


def laptop_of(campaign: Campaign, folder: Path, *people: int) -> tuple[bytes, Packing]:
    """Hold workshops of so many people on one more laptop, and return its file and what it waits for."""
    house, packing = campaign.laptop()
    for number, size in enumerate(people):
        held(house, size, f"{packing.campaign.laptop}-{number}")
    exchange(house).export(folder / "file", packing.campaign)
    return (folder / "file").read_bytes(), packing


def made_up(header: bytes, lines: Sequence[bytes]) -> bytes:
    """Return a file of these lines under a header that was made for others, with the right checksum and numbers."""
    body = b"".join(lines)
    tables = Counter(json.loads(line)["table"] for line in lines)
    said = json.loads(header) | {"rows": tables, "sha256": hashlib.sha256(body).hexdigest()}
    return json.dumps(said).encode().ljust(HEADER - 1) + b"\n" + body


def parts(data: bytes) -> tuple[bytes, list[bytes]]:
    """Return the header of a file, and its lines."""
    return data[:HEADER], data[HEADER:].splitlines(keepends=True)


def brought(campaign: Campaign, folder: Path, data: bytes) -> Counter[str]:
    """Take bytes in as a file."""
    (folder / "brought").write_bytes(data)
    return campaign.bring(folder / "brought")


def receipted(campaign: Campaign, folder: Path) -> bool:
    """Return whether there is a receipt for what was brought last."""
    return exchange(campaign.house).receipt(folder / "brought") is not None


def test_a_file_that_was_cut_at_any_place_is_refused_and_changes_nothing(campaign: Campaign, tmp_path: Path) -> None:
    data, _ = laptop_of(campaign, tmp_path, 7, 6)
    ends = [HEADER, *(HEADER + at + 1 for at, letter in enumerate(data[HEADER:]) if letter == ord("\n"))]
    places = {*range(HEADER + 3), *(end + off for end in ends for off in (-2, -1, 0, 1, 2)), *range(0, len(data), 997)}
    for length in sorted(place for place in places if 0 <= place < len(data)):
        with pytest.raises(FileError):
            brought(campaign, tmp_path, data[:length])
    for longer in (b"\n", b" ", b"{}\n", data[HEADER:], data):
        with pytest.raises(FileError):
            brought(campaign, tmp_path, data + longer)
    assert [campaign.house.count(table) for table in ("liveattempt", "packet", "workshop")] == [0] * 3
    assert brought(campaign, tmp_path, data)["packet"] == 2


def test_lines_that_come_twice_in_another_order_or_without_the_others_count_once(
    campaign: Campaign, tmp_path: Path
) -> None:
    data, _ = laptop_of(campaign, tmp_path, 7, 6)
    header, lines = parts(data)
    packets = [line for line in lines if b'"table":"packet"' in line]
    others = [line for line in lines if line not in packets]
    for made in (packets, [*packets, *packets], [*packets[::-1], *others], [*lines, *others, *packets]):
        brought(campaign, tmp_path, made_up(header, made))
        assert not receipted(campaign, tmp_path), "no laptop has written that"
    assert campaign.house.rows(WORDS) == [("wait-2026-W47-aarhus-sample", 13)]
    assert brought(campaign, tmp_path, data) == Counter()
    assert receipted(campaign, tmp_path)


def test_packets_that_are_put_into_the_file_of_another_laptop_are_those_of_the_one_that_sealed_them(
    campaign: Campaign, tmp_path: Path
) -> None:
    one, first = laptop_of(campaign, tmp_path, 7)
    two, second = laptop_of(campaign, tmp_path, 6)
    (header, lines), (_, others) = parts(one), parts(two)
    brought(campaign, tmp_path, made_up(header, [*lines, *(line for line in others if b'"table":"packet"' in line)]))
    assert not receipted(campaign, tmp_path)
    sources = campaign.house.rows("SELECT source, count(*) FROM waitingsource GROUP BY source ORDER BY count(*)")
    assert sources == [(f"laptop-{second.campaign.laptop}", 6), (f"laptop-{first.campaign.laptop}", 7)]
    for data in (one, two):
        brought(campaign, tmp_path, data)
        assert receipted(campaign, tmp_path)
    assert campaign.house.count("liveattempt") == 13


def test_a_packet_under_the_id_of_another_laptops_workshop_is_not_taken_for_that_laptops(
    campaign: Campaign, tmp_path: Path
) -> None:
    for size in (1, 7):  # the first knows the id, and is quicker
        house, packing = campaign.laptop()
        held(house, size, "seen-on-the-wall")
        exchange(house).export(tmp_path / "file", packing.campaign)
        header, lines = parts((tmp_path / "file").read_bytes())
        packets = [line for line in lines if b'"table":"packet"' in line]
        for _ in range(2):
            brought(campaign, tmp_path, made_up(header, packets))
    assert campaign.house.rows(WORDS) == [("wait-2026-W47-aarhus-sample", 8)]


def test_two_laptops_with_one_campaign_file_count_each_once_and_are_one_source(
    campaign: Campaign, tmp_path: Path
) -> None:
    for number in range(5):
        campaign.house.people(1, campaign.house.workshop(f"real {number}", "branch", MONDAY))
    campaign.house.close(MONDAY)
    house, packing = campaign.laptop()
    twin = campaign.make()
    twin_packing = Packing(twin.database, packing.campaign)
    twin.closing = Closing(twin.database, twin.records, random=twin.random, packing=twin_packing)
    for one, name in ((house, "here"), (twin, "there")):
        held(one, 9, name)
        exchange(one).export(tmp_path / name, packing.campaign)
        assert campaign.bring(tmp_path / name)["packet"] == 1
    receipt = exchange(campaign.house).receipt(tmp_path / "here")
    assert receipt is not None
    assert (twin_packing.receipted(receipt.packets), packing.receipted(receipt.packets)) == (0, 1)
    assert [one.id for one in twin_packing.to_send()] == ["there"], "it keeps what is receipted to the other"
    assert campaign.house.close(MONDAY + WEEK).counted == 10
    left = campaign.house.rows("SELECT count(*) FROM waitingsource WHERE source LIKE 'laptop-%'")
    assert left == [(13,)], "of both together five were taken, half of the block"


@pytest.mark.parametrize("name", ["", "\0", "a\0b", "\n", "x" * 101, "'; --", "é" * 30])
def test_whatever_somebody_calls_a_laptop_it_is_only_unknown(campaign: Campaign, tmp_path: Path, name: str) -> None:
    _, packing = campaign.laptop()
    assert not campaign.keys.knows(name, packing.campaign.token)
    assert campaign.keys.secret(name) is None
    data, _ = laptop_of(campaign, tmp_path, 7)
    header, lines = parts(data)
    brought(campaign, tmp_path, made_up(json.dumps(json.loads(header) | {"laptop": name}).encode(), lines))
    assert not receipted(campaign, tmp_path)
