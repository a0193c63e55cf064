"""Wrong sign-ins that are to keep the staff out: `python -m tests.attacks.sign_ins [HOW MANY AT ONCE]`.

Starts `webapp serve` on this machine, tries made-up names and passwords as fast as it can, and measures how long others
wait, and whether somebody gets in whose browser is known.
"""

from __future__ import annotations

import http.client
import multiprocessing
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Event
from pathlib import Path
from statistics import median
from typing import Literal
from urllib.parse import urlencode

from pyotp import TOTP

from tests.attacks.connections import Waits
from tests.webapp.serving import running
from webapp.config.data_folder import secret_key
from webapp.staff.sign_in import passwords, recovery
from webapp.storage.database.engine import Database
from webapp.storage.staff.account import By
from webapp.storage.staff.accounts import Accounts
from webapp.web.devices.encryption import Encryption

NAME, PASSWORD = "Mette Holm", "gulerod paraply november"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - of this script alone
AT_ONCE = 16
Kind = Literal["sign-ins", "pages"]
REQUESTS = 100
PATHS = ("/healthz", "/da/quiz/kort/1")  # a try to store, and a page
LIMIT = 0.25  # seconds: what nobody takes for waiting
AS_LONG = 2  # times as long as the same path takes under as many ordinary requests, where a machine is slower than that


@dataclass
class Browser:
    """A browser that keeps its cookies, and follows nothing."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def open(self, path: str, **form: str) -> http.client.HTTPResponse:
        """Open a page, or send a form, and read the reply."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request("POST" if form else "GET", path, urlencode(form) or None, headers)
        reply = connection.getresponse()
        reply.read()
        connection.close()
        for cookie in reply.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return reply

    def type_password(self, name: str = NAME, password: str = PASSWORD) -> http.client.HTTPResponse:
        """Send name and password."""
        return self.open("/da/staff/sign-in", name=name, password=password)

    def sign_in(self, half_minutes: int = 0) -> bool:
        """Sign in with both steps; return whether that leads in. Each code is good once: take a later one."""
        self.type_password()
        code = TOTP(SECRET).at(int(time.time()) + 30 * half_minutes)
        return self.open("/da/staff/second-step", code=code).headers.get("Location") == "/da/staff/"


@contextmanager
def flood(port: int, at_once: int, kind: Kind = "sign-ins") -> Iterator[Counter[int]]:
    """Try to sign in for the length of a with block, from the first refusal on; or ask for pages as fast.

    Afterwards the replies to that are counted, by status.
    """
    context = multiprocessing.get_context("spawn")  # a process of its own: it must not slow down what measures
    refused, over, told, replies = context.Event(), context.Event(), context.SimpleQueue(), Counter[int]()
    process = context.Process(target=_try_on, args=(port, at_once, kind, (refused, over), told))
    process.start()
    try:
        refused.wait()
        yield replies
    finally:
        over.set()
        replies.update(told.get())
        process.join()


def _try_on(port: int, at_once: int, kind: Kind, events: tuple[Event, Event], told: SimpleQueue[Counter[int]]) -> None:
    """Try made-up names and passwords, or ask for pages, until it is over.

    Tell the first refusal, or the first page, and at last all replies.
    """
    refused, over = events

    def in_turn(number: int) -> Counter[int]:
        replies = Counter[int]()
        while not over.is_set():
            name = f"name {number} {replies.total()}"
            one = Browser(port)
            reply = one.open("/da/staff/sign-in") if kind == "pages" else one.type_password(name, "not the password")
            replies[reply.status] += 1
            if kind == "pages" or reply.status == http.client.SERVICE_UNAVAILABLE:
                refused.set()
        return replies

    with ThreadPoolExecutor(at_once) as threads:
        told.put(sum(threads.map(in_turn, range(at_once)), Counter()))


def waits(browser: Browser, path: str, requests: int = REQUESTS) -> Waits:
    """Return how long a browser waits for a page."""
    return _summed(_measured(browser, path, requests))


def _measured(browser: Browser, path: str, requests: int) -> list[float]:
    """Return how long each of these requests took, in seconds."""
    measured = []
    for _ in range(requests):
        begun = time.perf_counter()
        if browser.open(path).status != http.client.OK:
            sys.exit(f"{path} cannot be opened")
        measured.append(time.perf_counter() - begun)
    return measured


def _summed(measured: list[float]) -> Waits:
    in_order = sorted(measured)
    return Waits(median(in_order), in_order[len(in_order) * 19 // 20 - 1], in_order[-1])


def add_member(data: Path) -> None:
    """Store somebody who has everything set up."""
    database, by = Database(f"sqlite:///{data / 'tryg.sqlite'}"), By("tests", datetime.now(UTC).date())
    accounts = Accounts(database)
    made = accounts.add(NAME, "administrator", passwords.hashed(PASSWORD), None, by)
    sealed = Encryption(secret_key(data), ()).close(SECRET, made.id)
    accounts.set_second(made, sealed, 0, recovery.kept(recovery.new()), by)
    database.close()


@dataclass(frozen=True)
class Found:
    """How long others waited for each path, under the flood and under as many who ask for pages, and who got in."""

    flooded: dict[str, Waits]
    usual: dict[str, Waits]
    signed_in: bool
    replies: Counter[int]

    def too_long(self) -> list[str]:
        """Return the paths for which most waited longer than under ordinary requests."""
        return [path for path, waited in self.flooded.items() if waited.most > self._limit(path)]

    def _limit(self, path: str) -> float:
        return max(LIMIT, AS_LONG * self.usual[path].most)


def attack(port: int, at_once: int = AT_ONCE, requests: int = REQUESTS) -> Found:
    """Measure how long others wait under a flood, and whether a known browser gets in.

    As many who ask for pages come before the flood and after it: what else the machine does then slows both.
    """
    known, participant = Browser(port), Browser(port)
    if not known.sign_in():
        sys.exit("nobody gets in, even without a flood")
    known.open("/da/staff/sign-out", out="1")
    participant.open("/da/quiz/kort", begin="1")
    for path in PATHS:
        participant.open(path)  # what the first request does alone counts for neither
    usual: dict[str, list[float]] = {path: [] for path in PATHS}

    def among_pages() -> None:
        with flood(port, at_once, "pages"):
            for path in PATHS:
                usual[path] += _measured(participant, path, requests // 2)

    among_pages()
    with flood(port, at_once) as replies:
        flooded = {path: waits(participant, path, requests) for path in PATHS}
        begun = time.perf_counter()
        signed_in = known.sign_in(half_minutes=1)
        print(f"signing in took {time.perf_counter() - begun:.1f} s")  # noqa: T201 - a script
    among_pages()
    return Found(flooded, {path: _summed(each) for path, each in usual.items()}, signed_in, replies)


def main() -> None:
    """Attack, print what was measured, and exit 1 if somebody waited too long or was kept out."""
    at_once = int(sys.argv[1]) if sys.argv[1:] else AT_ONCE
    with tempfile.TemporaryDirectory() as data, running(Path(data)) as server:
        add_member(Path(data))
        print(f"before: {waits(Browser(server.port), '/da/quiz/kort')}")  # noqa: T201 - a script
        found = attack(server.port, at_once)
    for path in PATHS:
        print(f"{path} among as many who ask for a page: {found.usual[path]}")  # noqa: T201 - a script
        print(f"{path} under the flood: {found.flooded[path]}")  # noqa: T201 - a script
    print(f"the flood: {dict(found.replies)}; the known browser is {'in' if found.signed_in else 'kept out'}")  # noqa: T201
    sys.exit(not found.signed_in or bool(found.too_long()))


if __name__ == "__main__":
    main()
