"""Encryption of secrets that the site must read again, so that the database alone does not reveal them."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from webapp.config.keys import derived

NONCE = 12  # bytes


class Encryption:
    """Encrypts texts (AES-256-GCM), each for one owner. A text of one owner cannot be opened as that of another."""

    def __init__(self, secret: str, fallbacks: Iterable[str]) -> None:
        self._ciphers = [AESGCM(derived(each, "staff secrets")) for each in (secret, *fallbacks)]

    def close(self, text: str, owner: str) -> str:
        """Return a text encrypted for this owner, in base64."""
        nonce = os.urandom(NONCE)
        return base64.urlsafe_b64encode(nonce + self._ciphers[0].encrypt(nonce, text.encode(), owner.encode())).decode()

    def open(self, sealed: str, owner: str) -> str | None:
        """Return the text that this secret or an earlier one encrypted for this owner; None if it cannot be opened."""
        try:
            whole = base64.urlsafe_b64decode(sealed)
        except ValueError:
            return None
        if base64.urlsafe_b64encode(whole).decode() != sealed:  # it has signs that decoding skips
            return None
        for cipher in self._ciphers:
            try:
                return cipher.decrypt(whole[:NONCE], whole[NONCE:], owner.encode()).decode()
            except (InvalidTag, ValueError):
                continue
        return None
