"""Where things stand on a phone: `python -m tests.browser.heights` prints one table of every kind of page.

Each page of the shipped quizzes is measured in a window of 390 × 844 px, a whole phone, and of 390 × 660 px, what the
bars of a browser leave of it; in the normal text size and in *Størst*.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from quizlib import Question, load_library
from tests.browser.chromium import chromium, person
from tests.browser.taking import FORM, arrived, choose, send, skip
from tests.places import ROOT
from tests.webapp.serving import running

CONTENT = ROOT / "content"
WINDOWS = (660, 844)
SIZES = {"normal": "0", "Størst": "2"}
FIRST_QUIZZES = ("falske-beskeder", "mitid")
BESIDE = (
    "help",
    "doubt",
    "doubt?at=1.1",
    "month",
    "display",
    "keep",
    "about",
    "privacy",
    "accessibility",
    "join",
    "done",
)

# Where the parts of a page end, and whether they can be seen: a part is in sight if it is whole and nothing covers it.
MEASURE = """(names) => {
  scrollTo(0, 0);
  const shown = (one) => one.offsetParent !== null || getComputedStyle(one).position === "fixed";
  const all = (what) => [...document.querySelectorAll(what)].filter(shown);
  const uncovered = (one) => {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight + 0.5) return false;
    const hit = document.elementFromPoint((left + right) / 2, Math.min(bottom - 4, innerHeight - 1));
    return Boolean(hit) && (one.contains(hit) || hit.contains(one));
  };
  const found = {};
  for (const [name, what] of Object.entries(names)) {
    const parts = all(what), part = name === "last option" ? parts[parts.length - 1] : parts[0];
    if (!part) continue;
    const { top, bottom } = part.getBoundingClientRect();
    found[name] = [Math.round(top), Math.round(bottom), uncovered(part)];
  }
  return { height: document.documentElement.scrollHeight, parts: found };
}"""
PARTS = {
    "heading": "main h1",
    "verdict": "main .verdict",
    "how to check": "main .check",
    "first option": ".ask .option, .ask .part, .ask .order li, main .choices a",
    "last option": ".ask .option, .ask .part, .ask .order li, main .choices a",
    "button": "main .button:not(.plain)",
}


@dataclass(frozen=True)
class Part:
    """A part of a page: where it begins and ends in the window, in px, and whether it is in sight without scrolling."""

    top: int
    bottom: int
    in_sight: bool


@dataclass(frozen=True)
class Measured:
    """A page in one window and text size: its height in px, and its parts by name."""

    height: int
    parts: dict[str, Part]


def measure(page: Page, window: int = 844) -> Measured:
    """Return where everything stands in a window of this height."""
    page.set_viewport_size({"width": 390, "height": window})
    found = page.evaluate(MEASURE, PARTS)
    return Measured(found["height"], {name: Part(*values) for name, values in found["parts"].items()})


def in_size(page: Page, size: str) -> None:
    """Choose a text size, and come back to this page."""
    here = page.url
    assert page.request.post("/da/display", data=f"size={size}", headers=FORM, max_redirects=0).status == 303
    page.goto(here)


def questions(quiz: str) -> tuple[Question, ...]:
    """Return the questions of a shipped quiz."""
    return load_library(CONTENT).quizzes[quiz].questions


def through(page: Page, quiz: str) -> Iterator[tuple[str, Question]]:
    """Lead a page through a shipped quiz: yield each question as it is asked, and as its feedback is shown."""
    asked = questions(quiz)
    page.goto(f"/da/quiz/{quiz}")
    page.locator("main form button").first.click()
    page.wait_for_url("**/1")
    for n, question in enumerate(asked, start=1):
        page.goto(f"/da/quiz/{quiz}/{n}")
        yield "question", question
        skip(page, [question])
        if question.asks != "none":
            page.goto(f"/da/quiz/{quiz}/{n}")
            yield "feedback", question


def kinds(page: Page) -> Iterator[str]:
    """Lead a page past every kind of page of the shipped site, and say at each what it is."""
    page.goto("/da/")
    yield "front, new"
    for quiz in FIRST_QUIZZES:
        page.goto(f"/da/quiz/{quiz}")
        yield f"start: {quiz}"
        for what, question in through(page, quiz):
            yield f"{what}: {quiz}/{question.id} ({question.type})"
        page.goto(f"/da/quiz/{quiz}/result")
        yield f"result: {quiz}"
        page.goto(f"/da/quiz/{quiz}/remember")
        yield f"reminder sheet: {quiz}"
    page.goto("/da/")
    yield "front, two quizzes done"
    yield from _wrong_at_first(page)
    yield from _programme(page)
    for name in BESIDE:
        page.goto(f"/da/{name}")
        yield name


def _wrong_at_first(page: Page) -> Iterator[str]:
    """Answer a question that gives a hint wrongly."""
    quiz, number, question = next(
        (quiz, n, question)
        for quiz in load_library(CONTENT).quizzes
        for n, question in enumerate(questions(quiz), start=1)
        if question.hint and question.asks == "one"
    )
    page.goto(f"/da/quiz/{quiz}")
    page.locator("main form button").first.click()
    page.wait_for_url("**/1")
    skip(page, questions(quiz)[: number - 1])
    page.goto(f"/da/quiz/{quiz}/{number}")
    wrong = next(choice.id for choice in question.prompt("da").choices if choice.id not in (question.key or ()))
    choose(page, wrong)
    send(page)
    arrived(page, "[data-arrive]")
    page.goto(page.url)
    yield f"second try: {quiz}/{question.id}"


def _programme(page: Page) -> Iterator[str]:
    page.goto("/da/programme/en-time")
    yield "programme"
    page.locator("main form .button").first.click()
    page.wait_for_url("**/quiz/**/1")
    yield "question: rating"


def table(page: Page) -> Iterator[str]:
    """Yield the lines of the table, for the person whose page this is."""
    yield "| page | height | button ends at | in sight of 660 | in sight of 844 | height, Størst | button, Størst |"
    yield "|---|---|---|---|---|---|---|"
    for kind in kinds(page):
        low, high = (measure(page, window) for window in WINDOWS)
        in_size(page, SIZES["Størst"])
        large = measure(page)
        in_size(page, SIZES["normal"])
        seen = [", ".join(name for name, part in one.parts.items() if part.in_sight) for one in (low, high)]
        yield f"| {kind} | {high.height} | {_end(high)} | {seen[0]} | {seen[1]} | {large.height} | {_end(large)} |"


def _end(measured: Measured) -> str:
    return str(measured.parts["button"].bottom) if "button" in measured.parts else "–"


def main() -> None:
    """Print the table."""
    with (
        tempfile.TemporaryDirectory() as data,
        running(Path(data), content=CONTENT) as server,
        chromium() as browser,
    ):
        for line in table(person(browser, server.address, []).new_page()):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
