"""Receipts for files that are carried by hand: whose they are, and what nobody can make of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.webapp.storage.laptops.test_packets import MONDAY, WEEK, Campaign, campaign, exchange, held
from webapp.storage.laptops.campaign_file import CampaignFile
from webapp.storage.laptops.laptop_keys import hashed
from webapp.storage.laptops.packing import ToSend
from webapp.storage.laptops.receipts import Receipt, ReceiptError, read_receipt
from webapp.storage.transfer.atomic_file import FileError
from webapp.storage.transfer.counts_file import HEADER
from webapp.storage.transfer.exchange import Exchange

__all__ = ["campaign"]  # the fixture
MINE = CampaignFile(laptop="mine", token="a-secret", address="https://tryg.example", keys={})  # noqa: S106 - nobody's
SIGNED = Receipt.signed("mine", hashed("a-secret"), ["one", "two"])


def kind(data: bytes, of: CampaignFile = MINE) -> str:
    """Return why a laptop refuses a receipt."""
    with pytest.raises(ReceiptError) as refused:
        read_receipt(data, of)
    return refused.value.kind


def carried(here: Campaign, file: Path) -> Receipt | None:
    """Take a file in at the server, and return the receipt."""
    there = exchange(here.house)
    there.bring(file, MONDAY)
    return there.receipt(file)


def test_a_file_that_is_carried_by_hand_is_receipted_and_the_laptop_deletes_its_group(
    campaign: Campaign, tmp_path: Path
) -> None:
    laptop, packing = campaign.laptop()
    held(laptop, 7, "one")
    held(laptop, 6, "two")
    exchange(laptop).export(tmp_path / "file", packing.campaign)
    receipt = carried(campaign, tmp_path / "file")
    assert receipt is not None
    assert receipt.packets == ("one", "two")
    assert carried(campaign, tmp_path / "file") == receipt, "once more"
    held(laptop, 5, "three")  # after the file was saved
    assert packing.receipted(read_receipt(receipt.model_dump_json().encode(), packing.campaign)) == 2
    assert packing.to_send() == [ToSend("three", "2026-W47", sealed=True)]
    assert laptop.rows("SELECT id FROM packet WHERE sealed IS NOT NULL") == [("three",)]
    assert packing.receipted(read_receipt(receipt.model_dump_json().encode(), packing.campaign)) == 0
    assert campaign.house.count("liveattempt") == 13


def test_what_was_deleted_because_nobody_receipted_it_in_time_is_still_receipted(
    campaign: Campaign, tmp_path: Path
) -> None:
    laptop, packing = campaign.laptop()
    held(laptop, 7, "one")
    laptop.close(MONDAY + 4 * WEEK)
    assert packing.to_send() == [ToSend("one", "2026-W47", sealed=False)]
    exchange(laptop).export(tmp_path / "file", packing.campaign)
    receipt = carried(campaign, tmp_path / "file")
    assert receipt is not None
    assert packing.receipted(receipt.packets) == 1
    assert campaign.house.count("liveattempt") == 0


def test_a_receipt_is_for_one_laptop_alone(campaign: Campaign, tmp_path: Path) -> None:
    laptop, packing = campaign.laptop()
    _, other = campaign.laptop()
    held(laptop, 7, "one")
    exchange(laptop).export(tmp_path / "file", packing.campaign)
    receipt = carried(campaign, tmp_path / "file")
    assert receipt is not None
    assert kind(receipt.model_dump_json().encode(), other.campaign) == "foreign"
    renamed = receipt.model_copy(update={"laptop": other.campaign.laptop})
    assert kind(renamed.model_dump_json().encode(), other.campaign) == "broken"


def test_who_has_not_the_token_gets_no_receipt_for_what_a_laptop_has_not_handed_over(
    campaign: Campaign, tmp_path: Path
) -> None:
    laptop, packing = campaign.laptop()
    held(laptop, 7, "one")
    guessed = packing.campaign.model_copy(update={"token": "guessed"})
    foreign = packing.campaign.model_copy(update={"laptop": "of another campaign"})
    for number, wrong in enumerate((None, guessed, foreign)):
        exchange(laptop).export(tmp_path / f"{number}", wrong)
        assert carried(campaign, tmp_path / f"{number}") is None
    exchange(laptop).export(tmp_path / "file", packing.campaign)
    header = json.loads((tmp_path / "file").read_bytes()[:HEADER])
    held(laptop, 6, "two")
    exchange(laptop).export(tmp_path / "later")
    lines = (tmp_path / "later").read_bytes()
    mixed = json.loads(lines[:HEADER]) | {name: header[name] for name in ("laptop", "proof")}
    (tmp_path / "mixed").write_bytes(json.dumps(mixed).encode().ljust(HEADER - 1) + b"\n" + lines[HEADER:])
    assert carried(campaign, tmp_path / "mixed") is None, "the proof of one file is none of another"


def test_a_file_that_is_not_taken_in_gives_no_receipt(campaign: Campaign, tmp_path: Path) -> None:
    laptop, packing = campaign.laptop()
    held(laptop, 7, "one")
    exchange(laptop).export(tmp_path / "file", packing.campaign)
    data = (tmp_path / "file").read_bytes()
    (tmp_path / "cut").write_bytes(data[:-1])
    there: Exchange = exchange(campaign.house)
    with pytest.raises(FileError):
        there.bring(tmp_path / "cut", MONDAY)
    with pytest.raises(FileError):
        there.receipt(tmp_path / "cut")
    assert len(data[:HEADER].rstrip()) < HEADER - 40, "the header has room for all that it says"


@settings(max_examples=200)
@given(at=st.integers(0, len(SIGNED.model_dump_json()) - 1), letter=st.integers(0, 255))
def test_a_receipt_that_was_changed_at_any_place_forgets_nothing_or_the_same(at: int, letter: int) -> None:
    data = bytearray(SIGNED.model_dump_json().encode())
    data[at] = letter
    try:
        assert read_receipt(bytes(data), MINE) == SIGNED.packets
    except ReceiptError as error:
        assert error.kind in {"broken", "foreign"}  # noqa: PT017 - either is right


@given(st.integers(0, len(SIGNED.model_dump_json()) - 1))
def test_a_receipt_that_was_cut_anywhere_is_none(length: int) -> None:
    assert kind(SIGNED.model_dump_json().encode()[:length]) == "broken"


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_whatever_else_is_chosen_is_no_receipt(data: bytes) -> None:
    assert kind(data) == "broken"


@given(st.text(max_size=100))
def test_as_letters_of_an_address_it_is_the_same_receipt_and_nothing_else_is_one(text: str) -> None:
    assert Receipt.from_text(SIGNED.as_text) == SIGNED
    assert Receipt.from_text(text) is None
