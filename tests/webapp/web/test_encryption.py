"""What is sealed in the database is opened with the secret of the site alone, and only as it was sealed."""

from __future__ import annotations

from webapp.web.devices.encryption import Encryption


def test_what_is_sealed_is_read_by_its_owner_alone_and_with_an_earlier_key_and_to_the_letter() -> None:
    old, new = Encryption("o" * 43, ()), Encryption("n" * 43, ("o" * 43,))
    sealed = old.close("hemmelig", "mette")
    assert new.open(sealed, "mette") == "hemmelig"
    assert new.open(sealed, "dorte") is None
    assert Encryption("x" * 43, ()).open(sealed, "mette") is None
    for broken in ("", "nonsense", sealed[:-4], "æ", f"{sealed[:8]}!{sealed[8:]}"):
        assert old.open(broken, "mette") is None
