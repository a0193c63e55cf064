"""A language that is written from right to left, with made-up words: nothing that is read another way is turned."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.browser.chromium import person
from tests.places import LIBRARY
from tests.webapp.serving import Server, free_port, running, waited_for

pytestmark = pytest.mark.browser

QUIZ = """\
title: {da: Pakker, en: Parcels, ar: دبغدب}
summary: {da: Om pakker, en: About parcels, ar: كلم دبغدب}
minutes: 1
questions:
  - id: mail
    type: verdict
    stem: {da: Er den ægte?, en: Is it genuine?, ar: هل دبغ؟}
    truth: scam
    message:
      channel: email
      sender: {da: Pakken, en: The parcel, ar: دبغدب}
      address: {da: hej@pakken.example, en: hej@pakken.example, ar: hej@pakken.example}
      subject: {da: Din pakke, en: Your parcel, ar: دبغ}
      body: {da: Betal nu her, en: Pay now here, ar: دبغ كلم سطر}
      signs:
        - id: now
          shows: scam
          quote: {da: nu, en: now, ar: كلم}
          why: {da: Det haster., en: It is urgent., ar: دبغ كلم.}
    rationale: {da: Den er falsk., en: It is fake., ar: دبغ كلم سطر.}
    check:
      da: "Ring til {number:cyberhotline} og spørg."
      en: "Call {number:cyberhotline} and ask."
      ar: "دبغ {number:cyberhotline} كلم سطر."
"""
ENGLISH = "  - {id: en, name: English}\n"
ARABIC = "  - {id: ar, name: دبغ, dir: rtl, draft: true}\n"
WHERE = """(element, words) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const letters = [], range = document.createRange();
  for (let node; (node = walker.nextNode());)
    for (let at = 0; at < node.length; at++) letters.push([node, at]);
  const begin = letters.map(([node, at]) => node.data[at]).join("").indexOf(words);
  if (begin < 0) throw new Error(words);
  const [last, end] = letters[begin + words.length - 1];
  range.setStart(...letters[begin]);
  range.setEnd(last, end + 1);
  return range.getBoundingClientRect().left;
}"""


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The preview, really running, on a library with a draft that is written from right to left."""
    content = Path(shutil.copytree(LIBRARY, tmp_path_factory.mktemp("author") / "content"))
    settings = content / "library.yaml"
    words = settings.read_text(encoding="utf-8")
    assert ENGLISH in words
    settings.write_text(words.replace(ENGLISH, ENGLISH + ARABIC), encoding="utf-8")
    (content / "quizzes" / "pakker.yaml").write_text(QUIZ, encoding="utf-8")
    port = free_port()
    command = (sys.executable, "-m", "webapp", "preview", str(content), "--port", str(port))
    process = subprocess.Popen(command, start_new_session=True, cwd=content)  # noqa: S603 - our own command
    server = waited_for(Server(process, port), "/da/")
    yield server
    server.kill()


@pytest.fixture
def page(browser: Browser, preview: Server, troubles: list[str]) -> Iterator[Page]:
    """A phone on the page that explains the answer."""
    context = person(browser, preview.address, troubles, 390)
    page = context.new_page()
    page.goto("/as/phone/ar/quiz/pakker/1/scam")
    yield page
    context.close()


def left(element: Locator, words: str) -> float:
    """Return how far from the left edge words begin."""
    found: float = element.evaluate(WHERE, words)
    return found


def test_the_page_is_mirrored_and_nothing_is_wider_than_it(page: Page) -> None:
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.fixture(scope="module")
def mirrored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The site, really running, with its English pages from right to left."""
    content = Path(shutil.copytree(LIBRARY, tmp_path_factory.mktemp("mirrored") / "content"))
    settings = content / "library.yaml"
    words = settings.read_text(encoding="utf-8")
    settings.write_text(words.replace(ENGLISH, ENGLISH.replace("}", ", dir: rtl}")), encoding="utf-8")
    with running(tmp_path_factory.mktemp("data"), content=content) as started:
        yield started


@pytest.mark.parametrize("address", ["", "help", "doubt", "join", "about", "quiz/kort", "privacy"])
def test_the_brand_and_numbers_to_call_read_as_everywhere_and_nothing_is_wider(
    browser: Browser, mirrored: Server, troubles: list[str], address: str
) -> None:
    context = person(browser, mirrored.address, troubles, 390)
    page = context.new_page()
    page.goto(f"/en/{address}")
    brand = page.locator(".brand .home")
    if brand.count():
        assert left(brand, "Tryg") < left(brand, "på") < left(brand, "nettet")
    for call in page.locator("a[href^='tel:']").all():
        number = call.inner_text()
        assert left(call, number[:2]) < left(call, number[-2:])
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


def test_the_groups_of_a_number_stay_in_their_order(page: Page) -> None:
    main = page.locator("main")
    assert left(main, "33 37") < left(main, "00 37")


def test_an_address_reads_from_left_to_right(page: Page) -> None:
    address = page.locator(".address").first
    assert left(address, "hej") < left(address, "@") < left(address, ".example")


def test_arrows_point_the_other_way(page: Page) -> None:
    turned = "element => getComputedStyle(element, '::before').transform"
    back = page.locator(".back").first
    assert "matrix(-0.7" in back.evaluate(turned)
