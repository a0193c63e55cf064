"""Leader link: the token in its address and the PIN, both derived; what is stored of the token is its hash."""

from __future__ import annotations

import base64
import hashlib
import hmac

PIN_DIGITS = 6
TOKEN_BYTES = 16


class LeaderLinks:
    """Derives tokens and PINs from the key, so that a sheet can be printed again without storing what is on it.

    A workshop has them anew in each generation; those of an earlier generation are not valid any more.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key

    def token(self, workshop_id: str, generation: int) -> str:
        """Return 128 bits in letters and digits that people can read off a sheet and type."""
        number = self._derived("link", workshop_id, generation)[:TOKEN_BYTES]
        return base64.b32encode(number).decode().rstrip("=").lower()

    def pin(self, workshop_id: str, generation: int) -> str:
        """Return six digits, which lead to the link together with the join code of the workshop, on its day."""
        number = int.from_bytes(self._derived("pin", workshop_id, generation)) % 10**PIN_DIGITS
        return f"{number:0{PIN_DIGITS}}"

    def _derived(self, purpose: str, workshop_id: str, generation: int) -> bytes:
        return hmac.digest(self._key, f"{purpose} {workshop_id} {generation}".encode(), "sha256")


def hashed(token: str) -> str:
    """Return what is stored of a token. Hyphens between its groups are ignored, and capitals count as small letters."""
    return hashlib.sha256(token.replace("-", "").lower().encode()).hexdigest()
