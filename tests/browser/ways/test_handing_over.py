"""A person hands the address to somebody: by copying, by the share sheet of the phone, by sms or mail."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, unquote

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

WORDS = "Jeg har øvet mig på tryg.example. Skriv adressen selv, eller ring og spørg mig, om det er mig."
SHARES = "navigator.share = (what) => { window.shared = what; return Promise.resolve(); };"
NO_SHARE = "delete Navigator.prototype.share;"
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined });"


def test_the_message_is_copied_and_the_page_says_so(visit: Callable[..., Page]) -> None:
    page = visit("/da/send")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    expect(page.locator("[data-copied]")).to_be_hidden()
    page.get_by_role("button", name="Kopiér beskeden").click()
    expect(page.locator("[data-copied]")).to_be_visible()
    expect(page.locator("#status")).to_have_text("Beskeden er kopieret. Sæt den ind dér, hvor du vil skrive.")
    assert WORDS in page.evaluate("navigator.clipboard.readText()")


def test_an_older_browser_copies_what_is_selected(visit: Callable[..., Page]) -> None:
    page = visit("/da/send", before=NO_CLIPBOARD)
    page.get_by_role("button", name="Kopiér beskeden").click()
    expect(page.locator("[data-copied]")).to_be_visible()
    assert WORDS in page.evaluate("String(getSelection())")


def test_a_phone_that_shares_is_handed_the_words_without_a_link(visit: Callable[..., Page]) -> None:
    page = visit("/da/send", before=SHARES)
    page.get_by_role("button", name="Send fra min telefon").click()
    shared = page.evaluate("window.shared")
    assert list(shared) == ["text"]
    assert WORDS in shared["text"]
    assert "://" not in shared["text"]


def test_a_browser_that_cannot_share_does_not_offer_it(visit: Callable[..., Page]) -> None:
    page = visit("/da/send", before=NO_SHARE)
    expect(page.locator("[data-copy]")).to_be_visible()
    expect(page.locator("[data-share]")).to_be_hidden()


def test_without_scripts_sms_and_mail_hold_the_same_words(visit: Callable[..., Page]) -> None:
    page = visit("/da/send", scripts=False)
    words = page.locator("[data-handed-over]").inner_text()
    assert WORDS in words
    links = [page.locator(f'main a[href^="{way}:"]').get_attribute("href") or "" for way in ("sms", "mailto")]
    for link in links:
        body = parse_qs(link.partition("?")[2])["body"]
        assert body == [words]
        assert "://" not in unquote(link)
    expect(page.locator("[data-copy]")).to_be_hidden()
