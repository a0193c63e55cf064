"""The way through a quiz that asks in every way: what each looks like, when one answers it, and once it is told."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.browser.taking import answer, arrived, choose, onward, say, send

STEPS = {"call-bank": 1, "look": 2, "report": 3}  # where each belongs


def ways_of_asking(page: Page) -> Iterator[str]:
    """Lead a page from the first question of `maader` to its result, and say at each page what it is."""
    yield "question: example"
    onward(page)
    page.go_back()
    yield "feedback: example"
    onward(page)
    yield from _signs(page)
    onward(page)
    answer(page, "genuine")
    onward(page)
    yield "question: order"
    put_in_order(page)
    yield "question: order moved"
    answer(page)
    yield "feedback: order"
    onward(page)
    yield from _sort(page)
    onward(page)
    yield "question: conversation"
    say(page, "listen")
    yield "question: conversation under way"
    say(page, "give")
    yield "feedback: conversation"
    onward(page)
    page.locator('[name=sure][value="3"]').check()
    answer(page, "genuine")
    yield "feedback: twins"
    onward(page)
    choose(page, "answer")
    send(page)
    arrived(page, "[data-arrive]")
    answer(page, "wait")
    yield "feedback: second try"
    onward(page)
    yield "result: how sure"


def put_in_order(page: Page) -> None:
    """Put the steps where they belong: with the arrows where there are any, else by their numbers."""
    down = page.locator("li:has([value=report]) .down")
    if down.is_visible():
        down.click()
        down.click()
    else:
        for step, place in STEPS.items():
            page.locator(f"li:has([value={step}]) .number").fill(str(place))


def _signs(page: Page) -> Iterator[str]:
    yield "question: signs"
    choose(page, "address", "greeting")
    yield "question: signs marked"
    send(page)
    arrived(page, "[data-arrive]")
    yield "second try: signs"
    choose(page, "haste")
    answer(page)
    yield "feedback: signs"


def _sort(page: Page) -> Iterator[str]:
    yield "question: sort"
    choose(page, "code:never")
    send(page)
    arrived(page, "#errors")
    yield "question: sort not whole"
    answer(page, "hours:never", "password:never")
    yield "feedback: sort"
