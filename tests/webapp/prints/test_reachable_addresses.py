"""Which addresses are worth their paper: those that somebody else can open."""

from __future__ import annotations

import pytest

from webapp.web.invitation import unreachable


@pytest.mark.parametrize(
    "address",
    [
        "localhost",
        "LOCALHOST:8000",
        "localhost.",
        "a.localhost",
        "127.0.0.1:8000",
        "127.8.9.1",
        "0.0.0.0:8000",
        "[::1]:80",
        "[::]:8000",
        "[::ffff:127.0.0.1]",
        "127.0.0.1/quiz",
    ],
)
def test_only_this_machine_opens_its_own_addresses(address: str) -> None:
    assert unreachable(address) == "this-machine"


@pytest.mark.parametrize(
    "address",
    [
        "tryg.example",
        "TRYG.EXAMPLE.",
        "tryg.example:443/quiz",
        "bib.test",
        "a.invalid",
        "example.com",
        "www.example.org",
        "",
    ],
)
def test_a_made_up_address_leads_nowhere(address: str) -> None:
    assert unreachable(address) == "made-up"


@pytest.mark.parametrize(
    "address",
    [
        "tryg.aarhus.dk",
        "192.168.1.10:8000",
        "10.0.0.7",
        "laptop.local",
        "laptop:8000",
        "example.dk",
        "[fe80::1]:8000",
        "notexample.com",
        "example.aarhus.dk/tryg",
    ],
)
def test_any_other_address_is_printed(address: str) -> None:
    assert unreachable(address) is None
