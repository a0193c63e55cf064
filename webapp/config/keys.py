"""Keys: a different one for every purpose, derived from the site's secret."""

from __future__ import annotations

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def derived(secret: str, purpose: str) -> bytes:
    """Return the key for a purpose: 32 bytes that reveal neither the secret nor another key (HKDF-SHA256)."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(secret.encode())
