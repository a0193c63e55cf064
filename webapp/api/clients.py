"""Clients: the apps whose answers are counted. Each has a name in the settings, and a key that is made from it."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode
from collections.abc import Iterable

from webapp.config.keys import derived

LENGTH = 22  # characters: 128 bits


def client_key(secret: str, name: str) -> str:
    """Return the key of the client of this name. It is stored nowhere: it is made from the site's secret."""
    made = hmac.digest(derived(secret, "API clients"), name.encode(), hashlib.sha256)
    return f"{name}.{urlsafe_b64encode(made)[:LENGTH].decode()}"


def client_of(key: str, names: Iterable[str], secrets: Iterable[str]) -> str | None:
    """Return the name of the client that a key belongs to; None if it is the key of none of these names."""
    name = key.rpartition(".")[0]
    if name not in set(names):
        return None
    return (
        name
        if any(hmac.compare_digest(client_key(secret, name).encode(), key.encode()) for secret in secrets)
        else None
    )
