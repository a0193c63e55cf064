"""What people of all kinds do in a workshop: join, answer, use the keyboard, lose the network, hand the tablet on."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.hour.room import QUIZ, RIGHT, Room
from tests.browser.taking import tap_elsewhere

JOINED = "**/{workshop,together}"


def join(page: Page, heads: int = 1) -> None:
    """Take the invitation that is shown; `heads` people sit at the screen."""
    page.locator("main form .button").click()
    page.wait_for_url("**/people")
    page.locator(".pick").nth(heads - 1).click()
    page.wait_for_url(JOINED)


def join_by_keyboard(page: Page) -> None:
    """Take the invitation without touching anything."""
    tab_to(page, "main form .button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people")
    tab_to(page, ".pick")
    page.keyboard.press("Enter")
    page.wait_for_url(JOINED)


def begin(page: Page, lang: str) -> None:
    """Begin the quiz: its first question is shown."""
    page.goto(f"/{lang}/quiz/{QUIZ}")
    page.locator("main form button").last.click()
    page.wait_for_url("**/1")


def choose(page: Page, response: str) -> None:
    """Choose an answer to the question that is shown, and send nothing yet; nobody is faster than the page loads."""
    page.wait_for_load_state()
    tap_elsewhere(page)
    page.locator(f'main input[name^=response][value="{response}"]').check()


def send(page: Page) -> None:
    """Press *Svar*."""
    page.locator(".ask .button").click()


def answer(page: Page, response: str) -> None:
    """Answer the question that is shown, and go on."""
    choose(page, response)
    send(page)
    onward(page)


def onward(page: Page) -> None:
    """Go on from the feedback, once it is there."""
    page.locator(".verdict h1").wait_for()
    here = page.url
    tap_elsewhere(page)
    page.locator("main .actions .button").first.click()
    page.wait_for_url(lambda url: url != here)


def take(page: Page, lang: str) -> None:
    """Take the whole quiz."""
    begin(page, lang)
    for response in RIGHT:
        answer(page, response)


def answer_by_keyboard(page: Page, response: str) -> None:
    """Answer the question that is shown without touching anything."""
    tab_to(page, "main input[name^=response]")
    for _ in range(6):
        page.keyboard.press("Space")
        if page.evaluate("document.activeElement.value") == response:
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def take_by_keyboard(page: Page, lang: str) -> None:
    """Take the whole quiz without touching anything."""
    begin(page, lang)
    for response in RIGHT:
        answer_by_keyboard(page, response)
        page.locator(".verdict h1").wait_for()
        here = page.url
        tab_to(page, "main .actions .button")
        page.keyboard.press("Enter")
        expect(page).not_to_have_url(here)


def send_without_a_network(page: Page, here: Room, response: str) -> None:
    """Send an answer while the network is gone: the page keeps it and says so."""
    page.context.set_offline(offline=True)
    choose(page, response)
    send(page)
    page.locator("[data-lost]").first.wait_for()
    here.look(page, "participant-offline")


def send_again(page: Page) -> None:
    """Send what the page has kept, once the network is there again."""
    page.context.set_offline(offline=False)
    send(page)


def hand_on(page: Page, here: Room) -> None:
    """Hand the tablet on: its next person joins, also if nobody else is let in."""
    page.goto(f"/{here.lang}/done")
    page.locator("main .button").first.click()
    page.wait_for_url("**/d/**")
    here.look(page, "handed-on")
    join(page)


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on what is looked for."""
    page.wait_for_load_state()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    message = f"Tab never comes to {selector}"
    raise AssertionError(message)
