"""Two people publish what an author has written, with and without scripts; citizens read it, and who approved it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.authors.drafting import approve, asked, axe, begin, checked, here, press, staff, write
from tests.browser.chromium import PATIENCE
from tests.browser.taking import arrived
from tests.places import LIBRARY
from tests.webapp.serving import Server, running

pytestmark = pytest.mark.browser

WAYS = (
    ("da", True),
    pytest.param("en", False, marks=pytest.mark.trial),
    pytest.param("da", False, marks=pytest.mark.trial),
    pytest.param("en", True, marks=pytest.mark.trial),
)
KORT = Path("quizzes") / "kort.yaml"
WORDS = {
    "da": ("Gennemgået af Mette Holm", "falder væk", "en person mere"),
    "en": ("Reviewed by Mette Holm", "lapses", "a second person is needed"),
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The content of the site, which a test may replace."""
    return Path(shutil.copytree(LIBRARY, tmp_path / "site" / "content"))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The folder in which the site keeps its data; nobody has an account yet."""
    made = tmp_path / "data"
    made.mkdir(mode=0o700)
    return made


@pytest.fixture
def server(data: Path, content: Path) -> Iterator[Server]:
    """The site, really running."""
    with running(data, content=content) as started:
        yield started


def propose(page: Page, draft: str) -> None:
    """Let the newest version of a draft wait for a yes."""
    page.goto(draft)
    press(page, "form[action*='/publish/draft/'] .button")
    arrived(page, ".saved")


def say_yes(page: Page, lang: str) -> None:
    """Publish what waits, with the keyboard."""
    page.goto(f"/{lang}/staff/publish")
    press(page, "button[name=yes]")
    arrived(page, ".saved")


def send(page: Page, lang: str, words: str) -> None:
    """Propose the file of a quiz that holds these words."""
    page.goto(f"/{lang}/staff/publish")
    page.locator("#file").set_input_files({"name": "kort.yaml", "mimeType": "text/yaml", "buffer": words.encode()})
    press(page, "form[enctype] .button")
    arrived(page, ".saved")


def comes(page: Page, address: str, words: str, *, there: bool = True) -> None:
    """Open a page again and again until its words are as they should be: that takes some seconds."""
    give_up = time.monotonic() + PATIENCE / 1000
    page.goto(address)
    while (words in page.inner_text("main")) is not there:
        assert time.monotonic() < give_up, page.inner_text("main")
        page.wait_for_timeout(300)
        page.goto(address)


@pytest.mark.parametrize(("lang", "scripts"), WAYS)
def test_an_approved_draft_is_published_and_shows_its_approval_until_a_later_change(
    visit: Callable[..., Page], data: Path, lang: str, *, scripts: bool
) -> None:
    author = staff(visit, data, "author", lang, scripts=scripts)
    draft = begin(author, lang, "kort")
    approve(visit(asked(author, draft), scripts=scripts), "Mette Holm")
    author.goto(f"{draft}/reviews")
    press(author, "form[action$=approve] .button")
    arrived(author, ".saved")
    propose(author, draft)
    expect(author.locator("button[name=yes]")).to_have_count(0)
    other = staff(visit, data, "administrator", lang, scripts=scripts)
    say_yes(other, lang)
    assert axe(other, scripts=scripts) == []
    reader, quiz = visit(f"/{lang}/", scripts=scripts), f"/{lang}/quiz/kort"
    comes(reader, quiz, WORDS[lang][0])
    author.goto(draft)
    write(author, "Et par spørgsmål", "Et par nye spørgsmål")
    propose(author, draft)
    other.goto(f"/{lang}/staff/publish")
    expect(other.locator(".doings")).to_contain_text(WORDS[lang][1])
    assert axe(other, scripts=scripts) == []
    say_yes(other, lang)
    comes(reader, quiz, WORDS[lang][0], there=False)


@pytest.mark.parametrize(("lang", "scripts"), WAYS)
def test_a_broken_file_is_refused_at_its_line_and_a_mended_one_is_published(
    visit: Callable[..., Page], data: Path, content: Path, lang: str, *, scripts: bool
) -> None:
    words = (content / KORT).read_text(encoding="utf-8").replace("Hvad er hoveddøren?", "Hvilken vej er hoveddøren?")
    author = staff(visit, data, "author", lang, scripts=scripts)
    send(author, lang, words.replace("truth: genuine", "truth: real"))
    other = staff(visit, data, "administrator", lang, scripts=scripts)
    other.goto(f"/{lang}/staff/publish")
    expect(other.locator(".notice li")).to_contain_text(f"quizzes/kort.yaml:{_line(words, 'truth: genuine')}")
    expect(other.locator("button[name=yes]")).to_have_count(0)
    assert axe(other, scripts=scripts) == []
    send(author, lang, words)
    say_yes(other, lang)
    assert (content / KORT).read_text(encoding="utf-8") == words


@pytest.mark.parametrize(("lang", "scripts"), WAYS)
def test_a_new_quiz_comes_to_the_front_page_without_a_command_line(
    visit: Callable[..., Page], data: Path, lang: str, *, scripts: bool
) -> None:
    author = staff(visit, data, "author", lang, scripts=scripts)
    draft = begin(author, lang, "kort", "helt-ny")
    write(author, "title: {da: Et par spørgsmål, en: A couple of questions}", "title: {da: Helt ny, en: Brand-new}")
    propose(author, draft)
    assert axe(author, scripts=scripts) == []
    author.locator("#group-1").select_option("2")
    press(author, "form[action$=group] .button")
    arrived(author, ".saved")
    say_yes(staff(visit, data, "administrator", lang, scripts=scripts), lang)
    reader = visit(f"/{lang}/", scripts=scripts)
    comes(reader, f"/{lang}/quiz/helt-ny", {"da": "Helt ny", "en": "Brand-new"}[lang])
    reader.goto(f"/{lang}/")
    expect(reader.locator("main a[href$='/quiz/helt-ny']")).to_have_count(1)


@pytest.mark.parametrize(("lang", "scripts"), WAYS)
def test_with_one_account_alone_the_page_says_that_a_second_person_is_needed(
    visit: Callable[..., Page], data: Path, content: Path, lang: str, *, scripts: bool
) -> None:
    page = staff(visit, data, "administrator", lang, scripts=scripts)
    propose(page, begin_with_other_words(page, lang))
    expect(page.locator(".note")).to_contain_text(WORDS[lang][2])
    expect(page.locator("button[name=yes]")).to_have_count(0)
    assert axe(page, scripts=scripts) == []
    press(page, "button[name=no]")
    arrived(page, ".saved")
    assert (content / KORT).read_bytes() == (LIBRARY / KORT).read_bytes()


@pytest.mark.trial
@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_page_for_publishing_passes_every_check_in_each_state(
    visit: Callable[..., Page], data: Path, lang: str
) -> None:
    page, address = staff(visit, data, "administrator", lang), f"/{lang}/staff/publish"
    found = checked(page, [address, f"{address}?problem=missing"])
    propose(page, begin_with_other_words(page, lang))
    found += checked(page, [address])
    other = staff(visit, data, "administrator", lang)
    found += checked(other, [address, f"{address}?problem=other"])
    send(page, lang, "title: {da: Kort}\n")
    found += checked(other, [address])
    assert found == [], "\n".join(found)


def begin_with_other_words(page: Page, lang: str) -> str:
    """Begin a draft that differs from the quiz of the site, and return its address."""
    begin(page, lang, "kort")
    write(page, "Hvad er hoveddøren?", "Hvilken vej er hoveddøren?")
    return here(page)


def _line(words: str, part: str) -> int:
    return words[: words.index(part)].count("\n") + 1
