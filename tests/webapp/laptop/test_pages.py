"""A laptop's own pages: for the person at it, without an account; and a workshop that is led from there."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.places import LIBRARY
from tests.webapp.clock import Clock
from tests.webapp.words import text
from webapp import create_app
from webapp.config.settings import Settings
from webapp.storage.laptops.campaign_file import CampaignFile
from webapp.storage.laptops.laptop_keys import hashed
from webapp.storage.laptops.receipts import Receipt
from webapp.storage.laptops.sealing import new_keys
from webapp.storage.tables.passing import Packet
from webapp.web import laptop_mode
from webapp.web.laptop_mode import LaptopMode, wifi_code
from webapp.web.services import Services, now

PHONE = {"REMOTE_ADDR": "192.168.1.77"}
HOST = {"Host": "192.168.1.10:8000"}
HOME = "/da/laptop"


@pytest.fixture
def app(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """A laptop in a room, with a campaign file."""
    monkeypatch.setattr(laptop_mode, "reachable", lambda: ("192.168.1.10", "10.0.0.5"))
    keys = {f"2026-{month:02}": new_keys()[0] for month in (11, 12)}
    file = folder / "campaign.json"
    made = CampaignFile(laptop="a", token="b", address="http://127.0.0.1:9", keys=keys)  # noqa: S106 - nobody's
    file.write_text(made.model_dump_json())
    given = {"data_dir": str(folder), "quiz_content": str(LIBRARY), "laptop": "true", "campaign_file": str(file)}
    app = create_app(Settings.read(**given, host="0.0.0.0"))  # noqa: S104 - as the command does
    yield app
    app.extensions["services"].close()


def services(app: Flask) -> Services:
    """Return the parts of the site."""
    found: Services = app.extensions["services"]
    return found


def test_only_the_person_at_the_laptop_sees_its_pages(client: FlaskClient) -> None:
    assert client.get(HOME).status_code == 200
    for address in ("", "/help", "/save", "/tried"):
        assert client.get(HOME + address, environ_base=PHONE, headers=HOST).status_code == 404
        assert client.get(HOME + address, environ_base=PHONE).status_code == 404  # who sends the laptop's own name
        assert client.get(HOME + address, headers={"Host": "evil.example"}).status_code == 404  # a name given to it
    for address in ("/begin", "/clock", "/wifi", "/address", "/send", "/receipt"):
        assert client.post(HOME + address, environ_base=PHONE, headers=HOST).status_code == 404


def test_a_server_has_no_such_pages(settings: Settings) -> None:
    server = create_app(settings)
    client = server.test_client()
    assert [client.get(address).status_code for address in (HOME, "/da/try", f"{HOME}/help")] == [404, 404, 404]
    assert [client.post(address).status_code for address in ("/da/try", f"{HOME}/clock")] == [404, 404]
    server.extensions["services"].close()


def test_the_page_turns_green_when_a_phone_has_opened_it_and_not_before(client: FlaskClient) -> None:
    assert ">192.168.1.10:8000<" in client.get(HOME).text
    assert client.get(f"{HOME}/tried").status_code == 204
    client.get("/da/try", environ_base={"REMOTE_ADDR": "192.168.1.10"}, headers=HOST)  # the laptop itself
    assert client.get(f"{HOME}/tried").status_code == 204
    assert "Din telefon når den bærbare" in text(client.get("/da/try", environ_base=PHONE, headers=HOST))
    assert client.get(f"{HOME}/tried").headers["HX-Refresh"] == "true"
    assert "Det virker: En telefon har åbnet siden" in text(client.get(HOME))


def test_another_address_is_chosen_and_has_to_be_tried_anew(app: Flask, client: FlaskClient) -> None:
    client.get("/da/try", environ_base=PHONE, headers=HOST)
    client.post(f"{HOME}/address", data={"address": "10.0.0.5:8000"})
    assert (services(app).laptop or pytest.fail("none")).host == "10.0.0.5:8000"
    assert client.get(f"{HOME}/tried").status_code == 204
    client.post(f"{HOME}/address", data={"address": "203.0.113.9"})
    assert ">10.0.0.5:8000<" in client.get(HOME).text


def test_a_workshop_begins_without_an_account_and_its_code_leads_to_the_address_of_the_laptop(
    app: Flask, client: FlaskClient
) -> None:
    place = min(services(app).places.ids)
    programme = next(one.id for one in services(app).library.programmes.values() if not one.at_home)
    assert client.post(f"{HOME}/begin", data={"place": "atlantis"}).location == f"{HOME}?problem=choose"
    reply = client.post(f"{HOME}/begin", data={"place": place, "programme": programme, "way": "together"})
    assert re.fullmatch("/da/lead/[a-z2-7]{26}", reply.location or "")
    shown = text(client.get(reply.location or ""))
    assert "192.168.1.10:8000" in shown
    assert "localhost" not in shown
    assert reply.location is not None
    assert reply.location in client.get(HOME).text
    client.post(reply.location, data={"action": "open"})
    (made,) = services(app).workshops.all()
    assert made.way == "together"
    assert client.post(f"/da/d/{made.code}", environ_base=PHONE, headers=HOST).status_code == 303


def test_a_wrong_clock_is_put_right_stays_right_and_never_goes_back(
    app: Flask, client: FlaskClient, clock: Clock, folder: Path
) -> None:
    real, clock.now = now(), 1_000_000_000.0  # its battery is empty: it is 2001
    assert "9. september 2001" in text(client.get(HOME))
    client.post(f"{HOME}/clock", data={"day": "2026-11-24", "time": "10:15"})
    zone = services(app).settings.zone
    assert f"{now(zone):%Y-%m-%d %H:%M}" == "2026-11-24 10:15"
    assert client.post(f"{HOME}/clock", data={"day": "x", "time": ""}).location == f"{HOME}?problem=time"
    clock.now += 3600
    (services(app).laptop or pytest.fail("none")).tick()
    clock.now = 900_000_000.0  # the power was gone, and so was the clock
    again = LaptopMode(folder, 8000)
    assert 0 <= time.time() + again.behind - now(zone).timestamp() <= 900_000_000 * 2
    assert f"{time.time() + again.behind:.0f}" == f"{1_000_003_600 + (services(app).laptop or again).behind:.0f}"
    clock.now = real.timestamp() + timedelta(days=30).total_seconds()  # the battery was changed
    assert LaptopMode(folder, 8000).behind != 0


def test_the_time_of_a_phone_is_offered_and_taken_by_one_tap(app: Flask, client: FlaskClient, clock: Clock) -> None:
    real, clock.now = clock.now, 1_000_000_000.0
    for typed in ("", "x", "-5", "9" * 30, "1000", "²"):
        assert client.post("/da/try", data={"time": typed}, environ_base=PHONE, headers=HOST).status_code == 204
    assert "Brug telefonens tid" not in text(client.get(HOME))
    client.post("/da/try", data={"time": f"{real * 1000:.0f}"})  # the laptop itself
    assert "Brug telefonens tid" not in text(client.get(HOME))
    client.post("/da/try", data={"time": f"{real * 1000:.0f}"}, environ_base=PHONE, headers=HOST)
    assert f"{now().timestamp():.0f}" == "1000000000"  # only offered
    told = datetime.fromtimestamp(real, services(app).settings.zone)
    assert f"Brug telefonens tid: den {told.day}. november 2026, {told:%H:%M}" in text(client.get(HOME))
    client.post(f"{HOME}/clock", data={"phone": "1"})
    assert f"{now().timestamp():.0f}" == f"{real:.0f}"
    assert "Brug telefonens tid" not in text(client.get(HOME))


def test_the_wifi_is_a_code_that_phones_join_by(client: FlaskClient) -> None:
    reply = client.post(f"{HOME}/wifi", data={"wifi": 'Gæster; "2"', "password": "a:b,c\\d"})
    assert "Jeres wi-fi er gemt." in text(client.get(reply.location or ""))
    shown = client.get(HOME).text
    assert shown.count('class="qr"') == 2
    assert wifi_code('Gæster; "2"', "a:b,c\\d") == 'WIFI:T:WPA;S:Gæster\\; \\"2\\";P:a\\:b\\,c\\\\d;;'
    assert wifi_code("Åben", "") == "WIFI:T:nopass;S:Åben;;"


def test_help_has_a_drawing_for_each_step(client: FlaskClient) -> None:
    assert client.get(f"{HOME}/help").text.count("/static/laptop-") == 3


def test_offline_it_says_so_and_the_file_is_there_to_save(client: FlaskClient) -> None:
    assert client.post(f"{HOME}/send").location == f"{HOME}?said=nothing"
    reply = client.get(f"{HOME}/save")
    assert reply.data.startswith(b'{"format": "tryg-paa-nettet counts 2"')
    assert text(client.get(HOME)).count("Gem til kampagnen") == 1


def test_a_receipt_is_chosen_on_the_page_which_says_what_became_of_it(app: Flask, client: FlaskClient) -> None:
    database = services(app).database
    row = Packet(id="held", month="2026-11", week="2026-W48", sealed="sealed", receipted=False)
    database.write(lambda transaction: transaction.session.add(row))
    right, foreign = (Receipt.signed(name, hashed("b"), ["held"]).model_dump_json() for name in ("a", "c"))
    for chosen, words in (
        ("", "Vælg først kvitteringen."),
        (right[:-1], "Det er ikke en hel kvittering."),
        (right.replace("held", "hold"), "Det er ikke en hel kvittering."),
        (foreign, "Kvitteringen er til en anden bærbar."),
        (right, "Kampagnen har fået det hele."),
        (right, "Intet her venter på den kvittering"),
    ):
        kept = database.read(lambda transaction: transaction.execute("SELECT sealed FROM packet").fetchall())
        reply = client.post(f"{HOME}/receipt", data={"receipt": (io.BytesIO(chosen.encode()), "kvittering.tryg")})
        after = database.read(lambda transaction: transaction.execute("SELECT sealed FROM packet").fetchall())
        assert words in text(client.get(reply.location or ""))
        assert after == ([(None,)] if chosen == right else kept)
    assert "ikke sendt" not in text(client.get(HOME))
