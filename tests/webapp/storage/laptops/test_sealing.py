"""What is sealed is opened by one key and under one name alone, and its length tells nothing."""

from __future__ import annotations

import base64
import zlib
from random import Random

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.storage.laptops import sealing
from webapp.storage.laptops.sealing import NotOpenedError, new_keys, seal, unseal


@settings(deadline=None, max_examples=30)
@given(content=st.binary(max_size=20_000), name=st.text(max_size=40))
def test_what_is_sealed_comes_out_as_it_was_and_is_always_as_long(content: bytes, name: str) -> None:
    public, private = new_keys()
    sealed = seal(content, public, name)
    assert unseal(sealed, private, name) == content
    assert len(sealed) == len(seal(b"", public, "another"))


def test_more_than_fits_doubles_the_room_and_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    public, private = new_keys()
    content = Random(1).randbytes(40_000)  # noqa: S311 - what cannot be packed
    sealed = seal(content, public, "w")
    assert unseal(sealed, private, "w") == content
    assert len(base64.b64decode(sealed)) - len(base64.b64decode(seal(b"", public, "w"))) == sealing.PADDED
    monkeypatch.setattr(sealing, "LARGEST", 39_999)
    with pytest.raises(NotOpenedError):
        unseal(sealed, private, "w")


def test_another_key_another_name_and_a_changed_byte_open_nothing() -> None:
    public, private = new_keys()
    sealed = seal(b"what waits", public, "w")
    data = bytearray(base64.b64decode(sealed))
    data[-1] ^= 1
    for wrong, key, name in (
        (sealed, new_keys()[1], "w"),
        (sealed, private, "v"),
        (base64.b64encode(data).decode(), private, "w"),
        (sealed[:-8], private, "w"),
        ("ø", private, "w"),
        ("", private, "w"),
    ):
        with pytest.raises(NotOpenedError):
            unseal(wrong, key, name)


def test_what_somebody_sealed_in_another_form_is_refused() -> None:
    public, private = new_keys()
    key = X25519PublicKey.from_public_bytes(base64.b64decode(public))
    cut = zlib.compress(b"what waits" * 99)[:-5]
    for inside in (b"", b"\0\0\0\5what waits", len(cut).to_bytes(4) + cut):
        sealed = base64.b64encode(sealing.SUITE.encrypt(inside, key, sealing.PURPOSE + b"\0w")).decode()
        with pytest.raises(NotOpenedError):
            unseal(sealed, private, "w")
