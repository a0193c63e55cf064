"""What happens in the middle of an hour, while its leader presses a button: nothing, or the worst."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.hour.room import Room

Happens = Callable[[Room, Page, str], Page]
"""Takes the leader's page and the action of its button; returns the page on which the leader goes on."""
SITUATION = ".leading .present, .leading .count"


def press(page: Page, action: str) -> None:
    """Press a button of the leader's page, and wait for the page that follows."""
    _tap(page, action)
    _arrived(page)


def nothing_happens(_: Room, leader: Page, action: str) -> Page:
    """Go on."""
    press(leader, action)
    return leader


def server_dies(here: Room, leader: Page, action: str) -> Page:
    """Kill the server while the leader presses a button: it waits, and is done when the server is back."""
    here.server.kill()
    _tap(leader, action)
    expect(leader.locator("[data-waits]")).to_be_visible()
    here.look(leader, "leader-waits")
    here.kill_and_start()
    _arrived(leader)
    return leader


def phone_dies(here: Room, leader: Page, action: str) -> Page:
    """Let the leader's phone die; another one with the printed link shows the same."""
    return _with_another(here, leader, action, here.leader)


def phone_is_lost(here: Room, leader: Page, action: str) -> Page:
    """Lose the leader's phone and the link; another one with the PIN shows the same."""
    return _with_another(here, leader, action, here.leader_with_pin)


def _with_another(here: Room, leader: Page, action: str, another: Callable[[], Page]) -> Page:
    said = leader.locator(SITUATION).first.inner_text()
    leader.context.close()
    other = another()
    expect(other.locator(SITUATION).first).to_have_text(said)
    here.look(other, "leader-another")
    press(other, action)
    return other


def _tap(page: Page, action: str) -> None:
    page.evaluate("document.body.dataset.left = ''")
    page.locator(f'main button[name=action][value="{action}"]').first.click()


def _arrived(page: Page) -> None:
    page.locator("body:not([data-left])").wait_for()
    page.wait_for_load_state()
