"""The device cookie: what a browser remembers, sealed for the browser to keep. No other code touches this cookie."""

from __future__ import annotations

import base64
import json
import os
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from operator import attrgetter
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from werkzeug.sansio.http import parse_cookie  # the one that does not fail on what is no UTF-8
from werkzeug.wrappers import Response

from quizlib import Share, VerdictCounts
from webapp.config.keys import derived
from webapp.web.device import Device, Draft, RememberedResult, Way

VERSION = b"\x04"
NONCE = 12  # bytes
STEP = 256  # bytes: every cookie is padded to a multiple, so that its length says little
MOST = 11 * STEP  # bytes before sealing: 3,794 characters after; with name and attributes a browser takes 4,096
THIRTEEN_MONTHS = 396 * 24 * 60 * 60  # seconds


class DeviceCookie:
    """Seals a device into the cookie (AES-256-GCM, the key derived from the site's secret) and reads it again."""

    def __init__(self, secret: str, fallbacks: Iterable[str], *, secure: bool) -> None:
        self._ciphers = [AESGCM(derived(each, "device cookie")) for each in (secret, *fallbacks)]
        self._secure = secure
        self._name = "__Host-device" if secure else "device"

    def read(self, header: str | None) -> Device:
        """Return the device in a `Cookie` header; an empty one where it is missing, broken, foreign or too old."""
        for value in parse_cookie(header).getlist(self._name):
            device = self._open(value)
            if device is not None:
                return device
        return Device()

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

    def set(self, response: Response, device: Device) -> None:
        """Let the browser remember: until it is closed, or for 13 months if that was chosen and nobody shares it."""
        lasting = device.remember and device.workshop is None
        response.set_cookie(
            self._name,
            self.seal(device),
            max_age=THIRTEEN_MONTHS if lasting else None,
            path="/",
            secure=self._secure,
            httponly=True,
            samesite="Lax",
        )

    def expire(self, response: Response) -> None:
        """Let the browser forget."""
        response.delete_cookie(self._name, path="/", secure=self._secure, httponly=True, samesite="Lax")

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
    for kind in (Device, RememberedResult, VerdictCounts, Share, Way, Draft)
}
"""What returns the values of the fields of a dataclass, in their order."""
JSON = json.JSONEncoder(default=_listed, ensure_ascii=False, separators=(",", ":"))


def _packed(device: Device) -> bytes:
    """Return a device as compressed JSON, in which every dataclass is the list of its fields."""
    return zlib.compress(JSON.encode(device).encode())


def _unpacked(packed: bytes) -> Device:
    """Return what `_packed` made these bytes of; bytes that follow are padding."""
    values = json.loads(zlib.decompressobj().decompress(packed))
    known = dict(zip((field.name for field in fields(Device)), values, strict=False))
    draft, refresher = known["draft"], known["refresher"]
    return Device(
        **known
        | {
            "results": {quiz: _result(*listed) for quiz, listed in known["results"].items()},
            "programmes": {name: Way(*listed) for name, listed in known["programmes"].items()},
            "draft": draft and Draft(*map(tuple, draft)),
            "refresher": refresher and tuple(refresher),
        }
    )


def _result(month: str, scams: list[int], genuine: list[int], safe: list[int], *more: Any) -> RememberedResult:  # noqa: ANN401 - the other fields
    return RememberedResult(month, VerdictCounts(*scams), VerdictCounts(*genuine), Share(*safe), *more)


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
