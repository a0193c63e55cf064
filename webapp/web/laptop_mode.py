"""LaptopMode: what a site knows that runs on a laptop for one room: its addresses, its clock, the Wi-Fi, who has tried.

What was typed lies beside the database, so that it is there again after the power was gone.
"""

from __future__ import annotations

import contextlib
import time
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from webapp.storage.transfer.atomic_file import FileError, atomic_file

FILE = "laptop.json"
VIRTUAL = (
    "bridge",
    "br-",
    "docker",
    "hyper-v",
    "tap",
    "tun",
    "utun",
    "vbox",
    "veth",
    "virbr",
    "virtual",
    "vmnet",
    "wg",
)
"""The beginnings or parts of the names of adapters that no phone can reach."""
FIRST, LAST = 1_577_836_800, 4_102_444_800  # 2020 and 2100, in seconds since 1970
CLOSE = 120  # seconds by which two clocks may differ
HOME = ("192.168.", "10.", "172.")  # what routers and hotspots give, the likeliest first


class Typed(BaseModel):
    """What is kept: how many seconds the machine's clock is behind, when it was seen last, the Wi-Fi, an address."""

    model_config = ConfigDict(extra="ignore", defer_build=True)

    behind: float = 0
    seen: float = 0
    wifi: Annotated[str, Field(max_length=80)] = ""
    password: Annotated[str, Field(max_length=80)] = ""
    address: str = ""


class LaptopMode:
    """A laptop that serves one room at a port. `folder` is where it keeps what was typed."""

    def __init__(self, folder: Path, port: int) -> None:
        self.port = port
        self.tried = False
        self.phone: float | None = None
        """How many seconds the clock of the machine is behind that of the phone that told its time last."""
        self._file = folder / FILE
        self._typed = _read(self._file)
        if time.time() + self._typed.behind < self._typed.seen:  # the battery of its clock is empty
            self._typed.behind = self._typed.seen - time.time()

    @property
    def behind(self) -> float:
        """How many seconds the clock of the machine is behind."""
        return self._typed.behind

    @property
    def wifi(self) -> tuple[str, str]:
        """The name of the room's Wi-Fi and its password; empty if nobody has typed them."""
        return self._typed.wifi, self._typed.password

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of this machine that a phone may reach, the likeliest first."""
        found = reachable()
        chosen = [address for address in found if address == self._typed.address]
        return tuple(dict.fromkeys([*chosen, *found]))

    @property
    def host(self) -> str:
        """The address that people type, such as 192.168.1.10:8000; empty if this machine is on no network."""
        return next((f"{address}:{self.port}" for address in self.addresses), "")

    def is_it(self, client: str) -> bool:
        """Return whether a request comes from this machine."""
        try:
            return ip_address(client).is_loopback or client in reachable()
        except ValueError:
            return False

    def opened_by(self, client: str) -> None:
        """Note that somebody has opened a page: if that was another machine, phones can reach this one."""
        self.tried = self.tried or not self.is_it(client)

    def set_clock(self, now: float) -> None:
        """Take this as the time, in seconds since 1970."""
        self._keep(behind=now - time.time(), seen=now)

    def hear_time(self, phone: float) -> None:
        """Note what time a phone has, in seconds since 1970, so that the laptop's page can offer it."""
        self.phone = phone - time.time() if FIRST < phone < LAST else None

    @property
    def offered(self) -> float | None:
        """The time of that phone now, in seconds since 1970; None if nobody told it, or if it is that of the laptop."""
        if self.phone is None or abs(self.phone - self.behind) < CLOSE:
            return None
        return time.time() + self.phone

    def tick(self) -> None:
        """Remember the time, so that the clock never goes back when the power was gone."""
        self._keep(seen=time.time() + self.behind)

    def set_wifi(self, name: str, password: str) -> None:
        """Take the room's Wi-Fi."""
        self._keep(wifi=name, password=password)

    def choose(self, address: str) -> None:
        """Take another of the addresses as the one that people type; none has tried it yet."""
        if address in self.addresses:
            self._keep(address=address)
            self.tried = False

    def _keep(self, **changes: object) -> None:
        self._typed = self._typed.model_copy(update=changes)
        with contextlib.suppress(FileError), atomic_file(self._file) as written:  # then it is typed again
            written.write_text(self._typed.model_dump_json(), encoding="utf-8")


def reachable() -> tuple[str, ...]:
    """Return the IPv4 addresses of this machine's adapters, the likeliest first; virtual ones come last."""
    import ifaddr  # noqa: PLC0415 - a server has no use for it

    found = [
        (str(ip.ip), adapter.nice_name.lower())
        for adapter in ifaddr.get_adapters()
        for ip in adapter.ips
        if ip.is_IPv4 and not ip_address(str(ip.ip)).is_loopback and not ip_address(str(ip.ip)).is_link_local
    ]
    return tuple(address for address, _ in sorted(found, key=lambda one: (_is_virtual(one[1]), _likely(one[0]))))


def wifi_code(name: str, password: str) -> str:
    """Return what a QR code says so that a phone joins a Wi-Fi."""
    kind = "WPA" if password else "nopass"
    return f"WIFI:T:{kind};S:{_escaped(name)};{f'P:{_escaped(password)};' if password else ''};"


def _escaped(text: str) -> str:
    return "".join(f"\\{letter}" if letter in '\\;,:"' else letter for letter in text)


def _is_virtual(name: str) -> bool:
    return any(name.startswith(part) or (len(part) > 4 and part in name) for part in VIRTUAL)  # noqa: PLR2004 - a word


def _likely(address: str) -> int:
    return next((place for place, beginning in enumerate(HOME) if address.startswith(beginning)), len(HOME))


def _read(file: Path) -> Typed:
    try:
        return Typed.model_validate_json(file.read_bytes())
    except (OSError, ValidationError):
        return Typed()
