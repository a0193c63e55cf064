"""The staff make a laptop ready, and take in what it brings back, once."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.places import LIBRARY
from tests.webapp.clock import TODAY
from tests.webapp.signed_in import signed_in, site_of
from tests.webapp.storage.gathering import House, noon
from tests.webapp.tables import put_tables
from webapp.storage.closing.run import Closing
from webapp.storage.database.engine import Database
from webapp.storage.laptops.campaign_file import CampaignFile
from webapp.storage.laptops.packing import Packing
from webapp.storage.laptops.receipts import Receipt
from webapp.storage.transfer.exchange import Exchange

PAGE = "/en/staff/laptops"
RECEIPT = re.compile(r'href="([^"]+/staff/laptops/receipt\?receipt=[^"]+)"')


@pytest.fixture
def app(serve: Callable[[Path], Flask]) -> Flask:
    """The campaign's site, on the larger library, which has places."""
    return serve(LIBRARY)


@pytest.fixture
def organiser(app: Flask) -> FlaskClient:
    """An organiser's browser."""
    return signed_in(app, "organiser", "Mette Holm")


def taken(client: FlaskClient, data: bytes) -> TestResponse:
    """Send a file, and return the page that follows."""
    reply = client.post(f"{PAGE}/file", data={"file": (io.BytesIO(data), "til-kampagnen.tryg")})
    return client.get(reply.location) if reply.status_code == 303 else reply


def file_of(app: Flask, organiser: FlaskClient, folder: Path, people: int = 7) -> bytes:
    """Make a laptop ready, hold a workshop on it, and return its file."""
    campaign = CampaignFile.model_validate_json(organiser.post(f"{PAGE}/new").data)
    put_tables(folder / "laptop.sqlite")
    database = Database(f"sqlite:///{folder / 'laptop.sqlite'}")
    services = site_of(app)
    house = House(database, services.library.quizzes["kort"])
    place = "hovedbiblioteket"
    house.records.lineage = services.places.lineage
    house.closing = Closing(database, house.records, packing=Packing(database, campaign))
    house.people(people, house.workshop("w", place, TODAY, head_count=people))
    house.closing.run(noon(TODAY).replace(hour=15))
    Exchange(database, house.records, services.places.ids).export(folder / "counts", campaign)
    database.close()
    return (folder / "counts").read_bytes()


def test_the_file_of_a_laptop_has_public_keys_and_a_token_and_nothing_else(app: Flask, organiser: FlaskClient) -> None:
    reply = organiser.post(f"{PAGE}/new")
    assert reply.headers["Content-Disposition"] == 'attachment; filename="campaign.json"'
    made = CampaignFile.model_validate_json(reply.data)
    assert (len(made.keys), made.address) == (12, "http://tryg.example")
    private = site_of(app).database.read(
        lambda transaction: transaction.execute("SELECT private FROM laptopkey").fetchall()
    )
    assert len(private) == 12
    assert not any(key.encode() in reply.data for (key,) in private)
    assert site_of(app).laptop_keys.knows(made.laptop, made.token)
    assert site_of(app).accounts.audit.newest(1)[0].what == "laptop-added"


def test_a_file_is_taken_in_once_and_the_page_says_so(app: Flask, organiser: FlaskClient, tmp_path: Path) -> None:
    data = file_of(app, organiser, tmp_path)
    assert len(data) < 200_000
    assert (
        "New: 1 events, 0 quizzes with ten people or more, and the small groups of 1 events"
        in taken(organiser, data).text
    )
    assert "Nothing is counted twice." in taken(organiser, data).text
    assert site_of(app).accounts.audit.newest(1)[0].what == "laptop-file-taken"
    count = "SELECT count(*) FROM liveattempt"
    assert site_of(app).database.read(lambda transaction: transaction.execute(count).fetchone()) == (7,)


def test_the_page_gives_the_receipt_for_the_laptop_each_time_and_only_a_true_one(
    app: Flask, organiser: FlaskClient, tmp_path: Path
) -> None:
    data = file_of(app, organiser, tmp_path)
    links = [RECEIPT.findall(taken(organiser, data).text) for _ in ("the first time", "once more")]
    assert links[0] == links[1]
    ((link,), _) = links
    reply = organiser.get(link)
    assert reply.headers["Content-Disposition"] == 'attachment; filename="kvittering.tryg"'
    assert Receipt.model_validate_json(reply.data).packets == ("w",)
    forged = Receipt.model_validate_json(reply.data).model_copy(update={"packets": ("w", "another")})
    for wrong in (forged.as_text, "nonsense", ""):
        assert organiser.get(f"{PAGE}/receipt?receipt={wrong}").status_code == 404
    assert signed_in(app, "analyst", "Jens Friis").get(link).status_code == 403


def test_for_a_file_of_no_laptop_of_the_campaign_there_is_no_receipt(
    app: Flask, organiser: FlaskClient, tmp_path: Path
) -> None:
    site_of(app).exchange.export(tmp_path / "file")
    page = taken(organiser, (tmp_path / "file").read_bytes()).text
    assert "There is no receipt" in page
    assert "Save the receipt" not in page


def test_a_file_that_was_cut_is_refused_with_the_reason(app: Flask, organiser: FlaskClient, tmp_path: Path) -> None:
    reply = taken(organiser, file_of(app, organiser, tmp_path)[:-50])
    assert reply.status_code == 400
    assert "it was cut off or changed" in reply.text
    assert "/tmp" not in reply.text  # noqa: S108 - no path of this machine
    assert "Choose the file first." in taken(organiser, b"").text


def test_an_analyst_makes_no_laptop_ready(app: Flask) -> None:
    analyst = signed_in(app, "analyst", "Jens Friis")
    assert [analyst.get(PAGE).status_code, analyst.post(f"{PAGE}/new").status_code] == [403, 403]
