"""Guessing join codes, and closing the door to others: `python -m tests.attacks.join_codes [ADDRESSES]`.

Starts `webapp serve` on this machine as behind a proxy, tries wrong codes from many addresses, and then joins as those
do who sit in the library.
"""

from __future__ import annotations

import http.client
import re
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path

from tests.places import LIBRARY
from tests.webapp.serving import Server, running
from webapp.storage.database.engine import Database
from webapp.storage.workshops.planning import Plan, Planning
from webapp.storage.workshops.store import Workshops

EACH = 40  # wrong codes from each address
PLACE = "hovedbiblioteket"
IMAGE = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}
PEOPLE, SLIPS = 30, 10
TAPS = 2  # more than without an attack
JOINED = "/da/kept?to=/da/people"  # a new browser goes by the page that looks whether it keeps its cookie


@dataclass
class Browser:
    """One browser at an address on the network, as the proxy in front tells it."""

    connection: http.client.HTTPConnection
    address: str

    def ask(self, path: str, form: str | None = None, **headers: str) -> tuple[int, str]:
        """Return the status of a reply, and where it leads or what it says."""
        sent = {"X-Forwarded-For": self.address, "Content-Type": "application/x-www-form-urlencoded", **headers}
        self.connection.request("GET" if form is None else "POST", path, form, sent)
        reply = self.connection.getresponse()
        body = reply.read().decode()
        return reply.status, reply.headers.get("Location", body)

    def joins(self, code: str) -> int | None:
        """Type a code and do what each page asks; return how many taps it took, or None if it leads nowhere."""
        _, path = self.ask("/da/join", f"code={code}")
        for taps in range(2, 9):
            status, page = self.ask(path)
            join = re.search(r'<form class="actions" method="post" action="([^"]*)"', page)
            place = re.search(rf'href="([^"]*[?]place={PLACE})"', page)
            if join:
                status, leads = self.ask(join[1], "")
                return taps if (status, leads) == (HTTPStatus.SEE_OTHER, JOINED) else None
            if status != HTTPStatus.OK or place is None:
                return None
            path = place[1]
        return None


def open_workshop(data: Path) -> str:
    """Store a workshop that lets people in, and return its code."""
    database = Database(f"sqlite:///{data / 'tryg.sqlite'}")
    now = datetime.now(UTC)
    workshops = Workshops(database)
    made, _ = Planning(workshops, b"a key").create(Plan(PLACE, now.date(), quizzes=("beskeder",)))
    workshops.let_in(made.id, now)
    database.close()
    return made.code or ""


def guess(server: Server, addresses: int, right: str) -> int:
    """Try wrong codes from many addresses, each with a place, and images in another site's page; return how many."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    for number in range(addresses):
        four, six = f"10.{number // 250}.{number % 250}.1", f"2001:db8::{number:x}"
        for _ in range(EACH):
            for address in (four, six):
                status, _ = Browser(connection, address).ask(f"/d/{wrong}?place={PLACE}")
                assert status in (HTTPStatus.NOT_FOUND, HTTPStatus.TOO_MANY_REQUESTS), status
    for _ in range(2 * EACH):
        Browser(connection, "192.0.2.7").ask(f"/d/{wrong}", **IMAGE)
    return addresses * EACH * 2


def main() -> None:
    """Attack, let people join meanwhile, print what it took, and exit 1 if somebody had to stay outside."""
    addresses = int(sys.argv[1]) if sys.argv[1:] else 1000
    with tempfile.TemporaryDirectory() as data, running(Path(data), content=LIBRARY, TRYG_PROXIES="1") as server:
        code = open_workshop(Path(data))
        one = Browser(http.client.HTTPConnection("127.0.0.1", server.port, timeout=20), "198.51.100.1")
        usual = one.joins(code)
        begun = time.monotonic()
        tried = guess(server, addresses, code)
        print(f"{tried:,} wrong codes from {addresses:,} addresses in {time.monotonic() - begun:.0f} s", flush=True)  # noqa: T201 - a script
        taps = []
        for number in range(PEOPLE):
            guess(server, 1, code)
            if number < SLIPS:
                assert one.joins("111111" if code != "111111" else "222222") is None
            taps.append(Browser(one.connection, "198.51.100.1" if number else "192.0.2.7").joins(code))
        print(f"taps to join: {usual} before, {taps} under attack")  # noqa: T201 - a script
    sys.exit(usual is None or any(count is None or count > usual + TAPS for count in taps))


if __name__ == "__main__":
    main()
