"""Recovery codes: ten codes for a person without their phone. Each is valid once; only their hashes are stored."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable

from webapp.staff.sign_in.codes import read, written
from webapp.staff.sign_in.hashing import apart

HOW_MANY = 10
GROUPS = 3
SALT = 16  # bytes


def new() -> tuple[str, ...]:
    """Return ten codes of 59 random bits each."""
    return tuple(written(GROUPS) for _ in range(HOW_MANY))


def kept(codes: Iterable[str]) -> str:
    """Return what is stored of codes: argon2id hashes with one salt, so that a typed code is hashed only once."""
    salt = secrets.token_hex(SALT)
    return json.dumps({"salt": salt, "hashes": apart(lambda: [_hash(code, salt) for code in codes])})


def without(stored: str, typed: str) -> str | None:
    """Return what is stored once a typed code is used up; None if it is none of them."""
    known = json.loads(stored or '{"salt": "", "hashes": []}')
    found = apart(lambda: _hash(read(typed), known["salt"] or "0" * SALT))
    left = [each for each in known["hashes"] if not secrets.compare_digest(each, found)]
    return None if len(left) == len(known["hashes"]) else json.dumps({**known, "hashes": left})


def left(stored: str) -> int:
    """Return how many codes are still valid."""
    return len(json.loads(stored)["hashes"]) if stored else 0


def _hash(code: str, salt: str) -> str:
    from argon2.low_level import Type, hash_secret_raw  # noqa: PLC0415 - as in passwords

    made = hash_secret_raw(
        code.encode(), salt.encode(), time_cost=2, memory_cost=19 * 1024, parallelism=1, hash_len=32, type=Type.ID
    )
    return made.hex()
