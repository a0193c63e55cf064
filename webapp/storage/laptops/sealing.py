"""Sealing: bytes that only the key of one month opens (HPKE, RFC 9180), padded so that their length tells nothing."""

from __future__ import annotations

import base64
import binascii
import zlib

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
PURPOSE = b"tryg-paa-nettet small groups 1"
PADDED = 24 * 1024  # bytes; the small groups of nearly every workshop fit, and otherwise it is doubled
LENGTH = 4  # bytes that say how many of them are not padding
LARGEST = 4 * 2**20  # bytes that may be in a packet


class NotOpenedError(ValueError):
    """The packet was changed, or was sealed to another key or under another name."""


def new_keys() -> tuple[str, str]:
    """Return a new public key, and the private one that belongs to it."""
    private = X25519PrivateKey.generate()
    return _text(private.public_key().public_bytes_raw()), _text(private.private_bytes_raw())


def seal(content: bytes, public: str, name: str) -> str:
    """Return the content sealed under a name: it opens with that name alone, and always has the same length.

    ValueError if `public` is no key.
    """
    packed = zlib.compress(content, 9)
    room = PADDED
    while room < LENGTH + len(packed):
        room *= 2
    padded = (len(packed).to_bytes(LENGTH) + packed).ljust(room, b"\0")
    return _text(SUITE.encrypt(padded, X25519PublicKey.from_public_bytes(_bytes(public)), _info(name)))


def unseal(sealed: str, private: str, name: str) -> bytes:
    """Return what was sealed under a name; NotOpenedError if this key or name does not open it."""
    try:
        padded = SUITE.decrypt(_bytes(sealed), X25519PrivateKey.from_private_bytes(_bytes(private)), _info(name))
        packed = padded[LENGTH : LENGTH + int.from_bytes(padded[:LENGTH])]
        reader = zlib.decompressobj()
        content = reader.decompress(packed, LARGEST)
    except (InvalidTag, ValueError, zlib.error):
        content = None
    if content is None or not reader.eof:
        message = "it was changed, or sealed for another server"
        raise NotOpenedError(message)
    return content


def _info(name: str) -> bytes:
    """Return what a packet is bound to: what it is for, and whose it is."""
    return PURPOSE + b"\0" + name.encode()


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        message = "it is no base64"
        raise ValueError(message) from None
