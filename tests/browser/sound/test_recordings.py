"""A recorded voice: it is played where it stands, by *Læs op* too, and where the browser has no voice of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import person
from tests.browser.pages.checks import CHECKS
from tests.browser.sound.voices import DANISH, having, hear
from tests.browser.taking import begin_at, say
from tests.places import LIBRARY
from tests.webapp.serving import Server, running

pytestmark = [pytest.mark.browser, pytest.mark.trial]

SILENCE = (b"\xff\xfb\x90\x64" + bytes(413)) * 40  # a second of it: frames of MPEG-1 layer III, 128 kbit/s, 44.1 kHz


@pytest.fixture(scope="session")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The site with a recorded voice in the first step of the conversation."""
    library = tmp_path_factory.mktemp("recorded") / "library"
    shutil.copytree(LIBRARY, library)
    quiz = library / "quizzes" / "maader.yaml"
    first = "      - id: hello\n"
    voice = f"{first}        audio: {{da: hello-da.mp3, en: hello-en.mp3}}\n"
    quiz.write_text(quiz.read_text(encoding="utf-8").replace(first, voice), encoding="utf-8")
    for name in ("hello-da.mp3", "hello-en.mp3"):
        (quiz.parent / name).write_bytes(SILENCE)
    with running(tmp_path_factory.mktemp("recorded-data"), content=library) as started:
        yield started


@pytest.fixture
def call(browser: Browser, recorded: Server, troubles: list[str]) -> Iterator[Callable[..., Page]]:
    """A person at the beginning of a call, with these voices."""
    opened = []

    def call(*voices: object, lang: str = "da", scripts: bool = True) -> Page:
        context = person(browser, recorded.address, troubles, scripts=scripts)
        opened.append(context)
        context.add_init_script(having(*voices))
        page = context.new_page()
        begin_at(page, lang, "maader", "bank-call")
        return page

    yield call
    for context in opened:
        context.close()


@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_recorded_voice_is_played_where_there_is_no_other(call: Callable[..., Page], lang: str) -> None:
    page = call(lang=lang)
    button, sound = page.locator("[data-listen]"), page.locator("audio")
    expect(sound).to_be_visible()
    assert [finding for check in CHECKS.values() for finding in check(page)] == []
    words = button.inner_text()
    button.click()
    expect(sound).to_have_js_property("paused", value=False)
    assert button.inner_text() != words
    button.click()
    expect(sound).to_have_js_property("paused", value=True)
    assert button.inner_text() == words
    button.click()
    expect(sound).to_have_js_property("ended", value=True)
    expect(button).to_have_text(words)
    assert page.evaluate("spoken") == []


def test_a_recorded_voice_goes_before_the_browsers_and_where_it_ends_that_one_reads_on(
    call: Callable[..., Page],
) -> None:
    page = call(DANISH)
    assert hear(page) == []
    say(page, "listen")
    expect(page.locator("audio")).to_have_count(0)
    page.locator(".reading").first.wait_for()  # by itself: the next turn follows
    page.get_by_role("button", name="Læs op").wait_for()
    assert "Hvad svarer du?" in page.evaluate("spoken.map((one) => one.text)")


def test_a_recorded_voice_needs_no_scripts(call: Callable[..., Page]) -> None:
    page = call(scripts=False)
    expect(page.locator("audio")).to_be_visible()
    expect(page.locator("audio")).to_have_attribute("src", "/da/quiz/maader/audio/hello-da.mp3")
    expect(page.locator("[data-listen]")).to_be_hidden()
