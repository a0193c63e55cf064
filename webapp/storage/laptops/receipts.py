"""Receipts: a laptop proves that a file is its own, and the server that it has taken in what the file brought.

Both know one secret, the hash of the laptop's upload token. Nobody else can make either proof.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from webapp.storage.laptops.campaign_file import CampaignFile, Name
from webapp.storage.laptops.laptop_keys import hashed

OF_FILE, OF_RECEIPT = "tryg-paa-nettet file 1", "tryg-paa-nettet receipt 1"
Proof = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Id = Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f]{1,100}$")]


class ReceiptError(Exception):
    """It is no receipt for this laptop; `kind` says why: `broken`, or `foreign` if it is for another one."""

    def __init__(self, kind: Literal["broken", "foreign"]) -> None:
        super().__init__(kind)
        self.kind = kind


class Receipt(BaseModel):
    """What a server says to one laptop: the packets of these workshops were taken in. It holds nothing else."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", defer_build=True)

    format: Literal["tryg-paa-nettet receipt 1"] = "tryg-paa-nettet receipt 1"
    laptop: Name
    packets: Annotated[tuple[Id, ...], Field(strict=False, max_length=10_000)]
    proof: Proof

    @classmethod
    def signed(cls, laptop: str, secret: str, packets: Iterable[str]) -> Receipt:
        """Return the receipt of a laptop that has this secret."""
        names = tuple(packets)
        return cls(laptop=laptop, packets=names, proof=_proof(secret, OF_RECEIPT, laptop, *names))

    def is_of(self, laptop: str, secret: str) -> bool:
        """Return whether the server that gave this secret to a laptop made it, for that laptop."""
        proof = _proof(secret, OF_RECEIPT, laptop, *self.packets)
        return self.laptop == laptop and hmac.compare_digest(self.proof, proof)

    @property
    def as_text(self) -> str:
        """It in letters that an address may have."""
        return base64.urlsafe_b64encode(self.model_dump_json().encode()).decode("ascii").rstrip("=")

    @classmethod
    def from_text(cls, text: str) -> Receipt | None:
        """Return the receipt that was written as text; None if it is none."""
        try:
            return cls.model_validate_json(base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True))
        except (ValueError, RecursionError):
            return None


def read_receipt(data: bytes, campaign: CampaignFile) -> tuple[str, ...]:
    """Return the packets that a receipt is for; ReceiptError if it is none, or not for the laptop with this file."""
    try:
        receipt = Receipt.model_validate_json(data)
    except (ValueError, RecursionError):
        raise ReceiptError("broken") from None
    if receipt.laptop != campaign.laptop:
        raise ReceiptError("foreign")
    if not receipt.is_of(campaign.laptop, hashed(campaign.token)):
        raise ReceiptError("broken")
    return receipt.packets


def proven(campaign: CampaignFile, checksum: str) -> dict[str, str]:
    """Return what the header of a file says so that the server knows which laptop has written it."""
    proof = _proof(hashed(campaign.token), OF_FILE, campaign.laptop, checksum)
    return {"laptop": campaign.laptop, "proof": proof}


def is_proven(laptop: str, secret: str, checksum: str, proof: str) -> bool:
    """Return whether the laptop that has this secret wrote the lines with this checksum."""
    return hmac.compare_digest(proof.encode(), _proof(secret, OF_FILE, laptop, checksum).encode())


def _proof(secret: str, *said: str) -> str:
    """Return what proves the words to somebody who has the same secret; no word has the sign that is between them."""
    return hmac.new(secret.encode(), "\0".join(said).encode(), hashlib.sha256).hexdigest()
