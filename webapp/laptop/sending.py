"""Sending: a laptop that is online hands over what the campaign has not receipted yet, and forgets it then."""

from __future__ import annotations

import base64
import logging
import tempfile
from pathlib import Path
from typing import Literal

from webapp.storage.database.engine import StorageUnavailable
from webapp.storage.laptops.packing import Packing
from webapp.storage.laptops.receipts import ReceiptError, read_receipt
from webapp.storage.transfer.atomic_file import FileError
from webapp.web.large_bodies import RECEIVING
from webapp.web.services import Services

PAUSE = 120  # seconds between two tries
PATIENCE = 30  # seconds for a reply
LARGEST_RECEIPT = 2**20  # bytes
ELSEWHERE = range(300, 400)  # replies that send to another address
Sent = Literal["sent", "nothing", "offline", "refused"]


def keep_sending(services: Services) -> None:
    """Send now, then again and again in the background, and remember the time."""

    def once() -> None:
        try:
            send(services)
            if services.laptop:
                services.laptop.tick()
        except (StorageUnavailable, FileError):  # a fault that is told already
            pass
        except Exception as error:  # noqa: BLE001 - whatever it is, the next try may succeed
            logging.getLogger("webapp").error("sending failed (%s)", type(error).__name__)  # noqa: TRY400 - never what was sent

    services.background.repeat(once, PAUSE, "sending", at_once=True)


def send(services: Services) -> Sent:
    """Send what is not receipted, and forget what the campaign has receipted; it may be sent any number of times.

    FileError or StorageUnavailable if it cannot be written.
    """
    from http.client import HTTPException  # noqa: PLC0415 - a server never sends, and need not wait for it at its start
    from urllib.error import HTTPError  # noqa: PLC0415 - as above

    packing = services.packing
    if packing is None or not packing.to_send():
        return "nothing"
    try:
        packets = read_receipt(_posted(packing, exported(services)), packing.campaign)
    except HTTPError as error:
        error.close()
        if error.code in ELSEWHERE:  # a portal: only the campaign's own address is told the token
            return "offline"
        services.faults.seen("sending", str(error.code))
        return "refused"
    except (OSError, HTTPException, ReceiptError):  # no network, or a portal that answers in its place
        return "offline"
    packing.receipted(packets)
    services.faults.over("sending")
    return "sent"


def exported(services: Services) -> bytes:
    """Return the file of a laptop: what it has counted, what it has sealed, and the proof that it is its own."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "counts")
        services.exchange.export(file, services.packing.campaign if services.packing else None)
        return file.read_bytes()


def _posted(packing: Packing, data: bytes) -> bytes:
    """Return what the campaign's server replies: a receipt."""
    from urllib.request import HTTPRedirectHandler, Request, build_opener  # noqa: PLC0415 - as in `send`

    class Straight(HTTPRedirectHandler):
        """Does not follow to another address, which would be told the token."""

        def redirect_request(self, *_: object) -> None:
            """Send nothing to the other address."""

    campaign = packing.campaign
    shown = base64.b64encode(f"{campaign.laptop}:{campaign.token}".encode()).decode()
    headers = {"Authorization": f"Basic {shown}", "Content-Type": "application/octet-stream"}
    request = Request(campaign.address + RECEIVING, data, headers, method="POST")  # noqa: S310 - http or https: the file was checked
    with build_opener(Straight).open(request, timeout=PATIENCE) as reply:
        return bytes(reply.read(LARGEST_RECEIPT))
