"""A laptop that is online hands over what it has: the campaign receipts it, and it counts once."""

from __future__ import annotations

import base64
import http.client
import json
import sqlite3
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from flask import Flask

from tests.places import LIBRARY
from tests.webapp.clock import TODAY
from tests.webapp.serving import Server, running
from tests.webapp.storage.gathering import House, noon
from tests.webapp.words import text
from webapp import create_app
from webapp.config.settings import Settings
from webapp.laptop.sending import exported, send
from webapp.storage.database.engine import Database
from webapp.storage.laptops.campaign_file import CampaignFile
from webapp.storage.laptops.laptop_keys import LaptopKeys
from webapp.web.services import Services


@pytest.fixture(scope="module")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """The campaign's server, which really runs; and its data."""
    data = tmp_path_factory.mktemp("campaign")
    with running(data, content=LIBRARY) as server:
        yield server, data / "tryg.sqlite"


@pytest.fixture
def laptop(campaign: tuple[Server, Path], folder: Path) -> Iterator[Flask]:
    """A laptop with a campaign file, on which seven people have taken a quiz."""
    server, file = campaign
    database = Database(f"sqlite:///{file}")
    made = LaptopKeys(database).new_laptop(server.address, TODAY)
    database.close()
    (folder / "campaign.json").write_text(made.model_dump_json())
    given = {"data_dir": str(folder), "quiz_content": str(LIBRARY), "campaign_file": str(folder / "campaign.json")}
    app = create_app(Settings.read(**given, laptop="true"))
    services: Services = app.extensions["services"]
    house = House(services.database, services.library.quizzes["kort"])
    house.people(7, house.workshop(f"w{made.laptop}", min(services.places.ids), TODAY, head_count=7))
    services.closing.run(noon(TODAY).replace(hour=15))
    yield app
    services.close()


def waiting(campaign: tuple[Server, Path]) -> int:
    """Return how many attempts wait on the server."""
    connection = sqlite3.connect(campaign[1])
    (n,) = connection.execute("SELECT count(*) FROM liveattempt").fetchone()
    connection.close()
    return int(n)


def posted(server: Server, data: bytes, laptop: str, token: str) -> tuple[int, dict[str, str]]:
    """Send a file by hand; return status and reply."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    shown = base64.b64encode(f"{laptop}:{token}".encode()).decode()
    connection.request("POST", "/laptop/file", data, {"Authorization": f"Basic {shown}"})
    reply = connection.getresponse()
    body = reply.read()
    connection.close()
    return reply.status, json.loads(body)


def test_what_is_sent_is_receipted_forgotten_here_and_counted_there_once(
    laptop: Flask, campaign: tuple[Server, Path], folder: Path
) -> None:
    services: Services = laptop.extensions["services"]
    before, data, client = waiting(campaign), exported(services), laptop.test_client()
    assert "1 arrangement er ikke sendt endnu" in text(client.get("/da/laptop"))
    assert client.post("/da/laptop/send").location == "/da/laptop?said=sent"
    assert "ikke sendt" not in text(client.get("/da/laptop"))
    assert send(services) == "nothing"
    assert waiting(campaign) == before + 7
    made = CampaignFile.model_validate_json((folder / "campaign.json").read_bytes())
    assert posted(campaign[0], data, made.laptop, made.token)[0] == 200
    assert waiting(campaign) == before + 7
    assert services.packing is not None
    sealed = services.database.read(lambda transaction: transaction.execute("SELECT sealed FROM packet").fetchall())
    assert sealed == [(None,)]


def test_a_token_reads_nothing_a_wrong_one_sends_nothing_and_a_file_that_lies_changes_nothing(
    laptop: Flask, campaign: tuple[Server, Path], folder: Path
) -> None:
    server, _ = campaign
    made = CampaignFile.model_validate_json((folder / "campaign.json").read_bytes())
    before, data = waiting(campaign), exported(laptop.extensions["services"])
    assert posted(server, data, made.laptop, "guessed")[0] == 403
    assert posted(server, data, "somebody", made.token)[0] == 403
    assert posted(server, data[:-9], made.laptop, made.token)[0] == 400
    for method, headers, status in (("POST", {"Content-Length": str(8 * 2**20 + 1)}, 413), ("GET", {}, 405)):
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        connection.request(method, "/laptop/file", headers=headers)
        assert connection.getresponse().status == status
        connection.close()
    assert waiting(campaign) == before


def test_without_a_network_everything_stays_and_a_refusal_is_told(laptop: Flask) -> None:
    services: Services = laptop.extensions["services"]
    assert services.packing is not None
    there = services.packing.campaign
    services.packing.campaign = there.model_copy(update={"address": "http://127.0.0.1:9"})
    assert send(services) == "offline"
    services.packing.campaign = there.model_copy(update={"token": "guessed"})
    assert send(services) == "refused"
    assert services.faults.going_on("sending")
    assert len(services.packing.to_send()) == 1
    services.packing.campaign = there
    assert send(services) == "sent"
    assert not services.faults.going_on("sending")


def test_the_file_of_another_laptop_is_counted_and_gives_its_sender_no_receipt(
    laptop: Flask, campaign: tuple[Server, Path]
) -> None:
    server, file = campaign
    services: Services = laptop.extensions["services"]
    database = Database(f"sqlite:///{file}")
    other = LaptopKeys(database).new_laptop(server.address, TODAY)
    database.close()
    status, said = posted(server, exported(services), other.laptop, other.token)
    assert (status, "receipt" in said, "packets" in said) == (409, False, False)
    assert send(services) == "sent", "its own laptop gets one all the same"


def test_a_portal_that_sends_elsewhere_or_answers_itself_is_told_no_token_and_believed_nothing(laptop: Flask) -> None:
    services: Services = laptop.extensions["services"]
    assert services.packing is not None
    heard: list[tuple[str, str | None]] = []

    class Portal(BaseHTTPRequestHandler):
        """Sends everybody to its own page, and says there whatever it is asked for."""

        def answer(self) -> None:
            heard.append((self.path, self.headers.get("Authorization")))
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(200 if self.path == "/page" or not sends else 302)
            self.send_header("Location", "/page")
            self.end_headers()
            self.wfile.write(b'{"receipt": "yes", "packets": []}')

        do_GET = do_POST = answer  # noqa: N815 - the names that the server looks for

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    portal = ThreadingHTTPServer(("127.0.0.1", 0), Portal)
    threading.Thread(target=portal.serve_forever, daemon=True).start()
    there = services.packing.campaign
    services.packing.campaign = there.model_copy(update={"address": f"http://127.0.0.1:{portal.server_port}"})
    for sends in (True, False):  # noqa: B007 - the portal looks
        assert send(services) == "offline"
    portal.shutdown()
    portal.server_close()
    assert [address for address, _ in heard] == ["/laptop/file"] * 2
    assert len(services.packing.to_send()) == 1
    assert not services.faults.going_on("sending")
