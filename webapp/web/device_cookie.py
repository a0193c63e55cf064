"""Jar: seals a device into the participant's cookie and reads it again. The only code that touches that cookie."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Iterable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from werkzeug.sansio.http import parse_cookie  # the one that does not fail on what is no UTF-8
from werkzeug.wrappers import Response

from quizlib import Share, VerdictCounts
from webapp.config.keys import derived
from webapp.web.device import Device, Draft, RememberedResult, Way

VERSION = b"\x03"
NONCE = 12  # bytes
STEP = 256  # bytes: every cookie is padded to a multiple, so that its length says little
MOST = 10 * STEP  # bytes before sealing: 3,452 characters after, of the 3,500 that are allowed
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
            plain = self._open(value)
            if plain is not None:
                return _from_json(plain)
        return Device()

    def seal(self, device: Device) -> str:
        """Return the cookie's value; what does not fit is left out, the oldest details first."""
        plain = _to_json(device)
        while len(plain) > MOST:
            device = device.shorter()
            plain = _to_json(device)
        nonce = os.urandom(NONCE)
        padded = plain.ljust(-(-len(plain) // STEP) * STEP)
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

    def _open(self, value: str) -> bytes | None:
        """Return what was sealed, by this secret or an earlier one; None if it was not, or by another version."""
        try:
            sealed = base64.b64decode(value + "=" * (-len(value) % 4), altchars=b"-_", validate=True)
        except ValueError:
            return None
        if not sealed.startswith(VERSION) or len(sealed) <= len(VERSION) + NONCE:
            return None
        nonce, rest = sealed[1 : NONCE + 1], sealed[NONCE + 1 :]
        for cipher in self._ciphers:
            try:
                return cipher.decrypt(nonce, rest, VERSION)
            except InvalidTag:
                continue
        return None


def _to_json(device: Device) -> bytes:
    results = {
        quiz: [
            reached.month,
            [reached.scams.right, reached.scams.unsure, reached.scams.wrong],
            [reached.genuine.right, reached.genuine.unsure, reached.genuine.wrong],
            [reached.safe.right, reached.safe.of],
            dict(reached.ratings),
            int(reached.done),
            reached.earlier,
            reached.refreshed,
        ]
        for quiz, reached in device.results.items()
    }
    choices = [device.size, int(device.remember), int(device.statistics), int(device.age_told)]
    programmes = {name: [way.order, way.done, way.attempt] for name, way in device.programmes.items()}
    draft = device.draft and [device.draft.place, device.draft.response]
    rest = [programmes, draft, device.refresher, device.before, device.workshop, device.people, device.via]
    whole = [dict(device.attempts), dict(device.practice), results, choices, rest]
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def _from_json(plain: bytes) -> Device:
    attempts, practice, results, (size, remember, statistics, age_told), rest = json.loads(plain)
    programmes, draft, refresher, before, workshop, people, via = rest
    return Device(
        attempts=attempts,
        practice=practice,
        results={
            quiz: RememberedResult(
                month, VerdictCounts(*scams), VerdictCounts(*genuine), Share(*safe), ratings, bool(done), *more
            )
            for quiz, (month, scams, genuine, safe, ratings, done, *more) in results.items()
        },
        size=size,
        remember=bool(remember),
        statistics=bool(statistics),
        workshop=workshop,
        people=people,
        programmes={name: Way(*way) for name, way in programmes.items()},
        draft=Draft(tuple(draft[0]), tuple(draft[1])) if draft else None,
        refresher=(refresher[0], refresher[1]) if refresher else None,
        before=before,
        via=via,
        age_told=bool(age_told),
    )
