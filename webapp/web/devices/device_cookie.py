"""The device cookie: what a browser remembers, sealed for the browser to keep. No other code touches this cookie."""

from __future__ import annotations

import base64
import json
import os
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, replace
from operator import attrgetter
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from werkzeug.wrappers import Response

from quizlib import Share, VerdictCounts
from webapp.config.keys import derived
from webapp.web.devices.cookie_place import CookiePlace, cookie_place, sent
from webapp.web.devices.device import Begun, Device, Draft, Way
from webapp.web.devices.remembered_result import RememberedResult

VERSION = b"\x04"
NONCE = 12  # bytes
STEP = 256  # bytes: every cookie is padded to a multiple, so that its length says little
MOST = 11 * STEP  # bytes before sealing: 3,794 characters after; with name and attributes a browser takes 4,096
THIRTEEN_MONTHS = 396 * 24 * 60 * 60  # seconds


class DeviceCookie:
    """Seals a device into the cookie (AES-256-GCM, the key derived from the site's secret) and reads it again."""

    def __init__(self, secret: str, fallbacks: Iterable[str], *, secure: bool, framed: bool = False) -> None:
        self._ciphers = [AESGCM(derived(each, "device cookie")) for each in (secret, *fallbacks)]
        self._secure = secure
        self._framed = framed

    def place(self, root: str = "") -> CookiePlace:
        """Return the place of the cookie of the site that is mounted under a path."""
        if self._framed:
            return cookie_place("framed", root, secure=True, partitioned=True)
        return cookie_place("device", root, secure=self._secure)

    def read(self, header: str | None, root: str = "") -> Device:
        """Return the device in a `Cookie` header; an empty one where it is missing, broken, foreign or too old.

        Where the site has had another place for it, the cookie there is read until there is one at the new place.
        """
        if not header:
            return Device()
        for place in (self.place(root), *self._earlier(root)):
            for value in sent(header, place.name):
                device = self._open(value)
                if device is not None:
                    return device
        return Device()

    def is_in(self, header: str | None, root: str = "") -> bool:
        """Return whether a browser has sent this cookie, whatever is in it."""
        return f" {self.place(root).name}=" in f" {header}"

    def seal(self, device: Device) -> str:
        """Return the cookie's value; what does not fit is left out, the oldest details first."""
        packed = _packed(device)
        while len(packed) > MOST:
            device = device.shorter()
            packed = _packed(device)
        nonce = os.urandom(NONCE)
        padded = packed.ljust(-(-len(packed) // STEP) * STEP)
        sealed = VERSION + nonce + self._ciphers[0].encrypt(nonce, padded, VERSION)
        return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()

    def set(self, response: Response, device: Device, root: str = "", header: str | None = None) -> None:
        """Let the browser remember: until it is closed, or for 13 months if that was chosen and nobody shares it.

        `header` is the `Cookie` header of the request: what it has at an earlier place is forgotten.
        """
        place = self.place(root)
        self._forget_earlier(response, root, header)
        lasting = device.remember and device.workshop is None
        max_age = THIRTEEN_MONTHS if lasting else None
        response.set_cookie(place.name, self.seal(device), max_age=max_age, **place.attributes)

    def expire(self, response: Response, root: str = "", header: str | None = None) -> None:
        """Let the browser forget, also what the `Cookie` header of the request has at an earlier place."""
        place = self.place(root)
        self._forget_earlier(response, root, header)
        response.delete_cookie(place.name, **place.attributes)

    def _earlier(self, root: str) -> Iterator[CookiePlace]:
        """Yield where this site may have kept the cookie: before it could be framed, or had its mount in the name."""
        if self._framed:
            yield cookie_place("device", root, secure=self._secure)
        if root:
            yield cookie_place("device", "", secure=self._secure)

    def _forget_earlier(self, response: Response, root: str, header: str | None) -> None:
        """Let the browser forget what it has sent from an earlier place, if it is ours and not another site's."""
        for place in self._earlier(root):
            if any(self._open(value) is not None for value in sent(header, place.name)):
                response.delete_cookie(place.name, **place.attributes)

    def _open(self, value: str) -> Device | None:
        """Return the device that this secret, or an earlier one, sealed into a value; None for any other value."""
        try:
            sealed = base64.b64decode(value + "=" * (-len(value) % 4), altchars=b"-_", validate=True)
        except ValueError:
            return None
        version, nonce, rest = sealed[:1], sealed[1 : NONCE + 1], sealed[NONCE + 1 :]
        if version not in READERS or not rest:
            return None
        for cipher in self._ciphers:
            try:
                return READERS[version](cipher.decrypt(nonce, rest, version))
            except InvalidTag:
                continue
        return None


def _listed(part: object) -> tuple[object, ...]:
    return FIELDS[type(part)](part)


FIELDS: Mapping[type, Callable[[object], tuple[object, ...]]] = {
    kind: attrgetter(*(field.name for field in fields(kind)))
    for kind in (Device, RememberedResult, VerdictCounts, Share, Way, Draft, Begun)
}
"""What returns the values of the fields of a dataclass, in their order."""
FIELD_NAMES = [field.name for field in fields(Device)]
ENCODER = json.JSONEncoder(default=_listed, ensure_ascii=False, separators=(",", ":"))
DECODER = json.JSONDecoder()


def _packed(device: Device) -> bytes:
    """Return a device as compressed JSON, in which every dataclass is the list of its fields."""
    return zlib.compress(ENCODER.encode(device).encode())


def _unpacked(packed: bytes) -> Device:
    """Return what `_packed` made these bytes of; bytes that follow are padding."""
    values = DECODER.decode(zlib.decompressobj().decompress(packed).decode())
    for place, made in MADE_OF_LISTS:
        if place < len(values) and values[place] is not None:
            values[place] = made(values[place])
    return Device(*values[: len(FIELD_NAMES)])  # a later release may have written more


def _result(month: str, scams: list[int], genuine: list[int], safe: list[int], *more: Any) -> RememberedResult:  # noqa: ANN401 - the other fields
    result = RememberedResult(month, VerdictCounts(*scams), VerdictCounts(*genuine), Share(*safe), *more)
    listed: Any = result
    others = {side: VerdictCounts(*counts) for side, counts in listed.others.items()}
    safely = Share(*listed.safely) if isinstance(listed.safely, list) else result.safely
    return replace(result, others=others, safely=safely)


MADE_OF_LISTS: tuple[tuple[int, Callable[[Any], object]], ...] = tuple(
    (FIELD_NAMES.index(name), made)
    for name, made in {
        "results": lambda listed: {quiz: _result(*one) for quiz, one in listed.items()},
        "programmes": lambda listed: {programme: Way(*one) for programme, one in listed.items()},
        "draft": lambda listed: Draft(*map(tuple, listed)),
        "refresher": tuple,
        "begun": lambda listed: Begun(listed[0], listed[1], listed[2] and tuple(listed[2])),
        "three": tuple,
    }.items()
)
"""By the place of a field of `Device`: what makes its value of what JSON has in its place."""


def _version_3(plain: bytes) -> Device:
    """Return a device that version 3 sealed: JSON without compression, padded with spaces.

    A browser keeps a cookie for 13 months. Delete this function 13 months after the release that is the first to write
    version 4: in January 2028, if that release is of December 2026.
    """
    attempts, practice, results, (size, remember, statistics, age_told), rest = json.loads(plain)
    programmes, draft, refresher, before, workshop, people, via = rest
    return Device(
        attempts=attempts,
        practice=practice,
        results={
            quiz: _result(month, scams, genuine, safe, ratings, bool(done), *more)
            for quiz, (month, scams, genuine, safe, ratings, done, *more) in results.items()
        },
        size=size,
        remember=bool(remember),
        statistics=bool(statistics),
        workshop=workshop,
        people=people,
        programmes={name: Way(*way) for name, way in programmes.items()},
        draft=Draft(*map(tuple, draft)) if draft else None,
        refresher=(refresher[0], refresher[1]) if refresher else None,
        before=before,
        via=via,
        age_told=bool(age_told),
    )


READERS: Mapping[bytes, Callable[[bytes], Device]] = {VERSION: _unpacked, b"\x03": _version_3}
"""What reads the bytes that each version sealed."""
