"""What is printed: one sheet of A4, with everything on it that one ticked and chose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PageObject, PdfReader

from quizlib import Library, load_library, shipped
from tests.browser.checks import restyle
from tests.browser.chromium import person
from tests.browser.kinds_of_workshops import sign_in
from tests.browser.pixels import differing
from tests.browser.taking import answer, begin, onward, questions, skip
from tests.webapp.serving import Server, running
from webapp.web.services import today

pytestmark = pytest.mark.browser

A4 = (595, 842)  # points


def printed(page: Page) -> list[PageObject]:
    """Return the sheets that come out of the printer, all of A4."""
    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert {tuple(round(side) for side in sheet.mediabox[2:]) for sheet in sheets} == {A4}
    return list(sheets)


def words(sheet: PageObject) -> str:
    """Return what stands on a sheet, without spaces and ligatures: a PDF knows no words."""
    return "".join(normalize("NFKC", sheet.extract_text()).split())


def missing(sheet: PageObject, texts: list[str]) -> list[str]:
    """Return the texts that do not stand on the sheet."""
    there = words(sheet)
    return [text for text in texts if "".join(text.split()) not in there]


@pytest.fixture(scope="session")
def real_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which that site keeps its data."""
    return tmp_path_factory.mktemp("real")


@pytest.fixture(scope="session")
def real(real_data: Path) -> Iterator[Server]:
    """The site with the quizzes that are shipped: their sheets have to fit too."""
    with running(real_data, content=shipped()) as started:
        yield started


@pytest.fixture(scope="session")
def library() -> Library:
    """The quizzes that are shipped."""
    return load_library(shipped())


def test_the_result_is_one_sheet(visit: Callable[..., Page]) -> None:
    page = visit("/da/")
    begin(page, "da", "beskeder")
    for response in (["scam"], ["unsure"], ["call-back"], ["code"], ["genuine"]):
        answer(page, *response)
        onward(page)
    (sheet,) = printed(page)
    texts = [
        "Sådan gik det",
        "Du gennemskuede 1 af 1 svindelforsøg og genkendte 1 af 2 ægte beskeder.",
        "Sikre valg: 1 af 1",
        "Navnet øverst kan efterlignes.",
    ]
    assert missing(sheet, texts) == []
    assert missing(sheet, ["Den næste quiz", "Privatliv", "Print siden"]) == [
        "Den næste quiz",
        "Privatliv",
        "Print siden",
    ]


def test_the_result_of_a_check_up_is_one_sheet_with_its_code(visit: Callable[..., Page]) -> None:
    page = visit("/da/programme/forloeb")
    onward(page)
    skip(page, questions("bekymring"))
    page.goto("/da/programme/forloeb")
    onward(page)
    check_up = page.url.rpartition("/")[0]
    skip(page, questions(check_up.rpartition("/")[2])[:6])
    page.goto(f"{check_up}/result")
    (sheet,) = printed(page)
    texts = ["Sådan gik det", "Vi forklarer, hvad hver besked var", "Din huskekode", page.inner_text(".letters")]
    assert missing(sheet, texts) == []


def test_where_the_messages_are_explained_on_the_screen_the_sheet_leaves_them_out(visit: Callable[..., Page]) -> None:
    page = visit("/da/")
    begin(page, "da", "tjek-a")
    skip(page, questions("tjek-a")[:6])
    page.goto("/da/quiz/tjek-a/result")
    page.locator("summary").first.click()
    (sheet,) = printed(page)
    assert missing(sheet, [page.inner_text(".letters"), "Er du i tvivl, så tjek først."]) == []
    explained = ["Det var beskederne", "Tandlægen"]
    assert missing(sheet, explained) == explained


@pytest.mark.parametrize("size", [0, 2])
def test_ticked_actions_and_the_chosen_plan_stand_on_the_sheet(visit: Callable[..., Page], size: int) -> None:
    page = visit("/da/display?from=/da/quiz/beskeder/remember")
    page.locator(f'button[value="{size}"]').click()
    page.wait_for_url("**/remember")
    plan, other = page.locator("[type=radio]").all()[:2]
    plan.check()
    page.locator("[type=checkbox]").first.check()
    (sheet,) = printed(page)
    texts = [page.inner_text("h1"), *page.locator(".remember li, .todo .option, .numbers .phone a").all_inner_texts()]
    assert missing(sheet, [*texts, plan.locator("xpath=..").inner_text(), "tryg.example"]) == []
    assert missing(sheet, [other.locator("xpath=..").inner_text()]) != []


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("programme", [True, False])
def test_the_leader_sheet_is_one_sheet_with_all_that_a_leader_needs(
    browser: Browser, real: Server, real_data: Path, lang: str, *, programme: bool
) -> None:
    context = person(browser, real.address, [])
    page = context.new_page()
    page.goto(f"/{lang}/")
    sign_in(page, real_data, "organiser")
    page.goto(f"/{lang}/staff/workshops/new")
    page.locator("#place").select_option("koebenhavn-hovedbibliotek")
    page.locator("#day").fill(today().isoformat())
    page.locator(f'[value="{"tre-gange:2" if programme else "quizzes"}"]').check()
    if not programme:
        for quiz in page.locator("[name=quiz]").all():
            quiz.check()
    page.locator("main .form .button").click()
    page.wait_for_url("**done=planned")
    page.goto(f"{page.url.partition('?')[0]}/sheet")
    (sheet,) = printed(page)
    texts = page.locator("h1, .leader-sheet h2, .link-to-type, .six, .five li, .heads-line b").all_inner_texts()
    assert len(texts) == 14
    assert missing(sheet, texts) == []
    assert missing(sheet, [page.inner_text(".desk button")]) != []
    for code in page.locator(".leader-sheet .qr").all():
        page.emulate_media(media="print")
        box = code.bounding_box()
        assert box is not None
        assert box["width"] > 110, "large enough for a camera: 3 cm"
    context.close()


def test_a_tick_can_be_seen_on_paper(visit: Callable[..., Page]) -> None:
    page = visit("/da/quiz/beskeder/remember")
    page.emulate_media(media="print")
    restyle(page, "*, ::before, ::after { background: none !important }")  # paper gets no backgrounds
    box = page.locator("[type=checkbox]").first
    before = box.screenshot()
    box.check()
    page.evaluate("document.activeElement.blur()")
    assert differing(page.context, before, box.screenshot()) > 30


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_sheets_of_the_real_quizzes_fit_too(browser: Browser, real: Server, library: Library, lang: str) -> None:
    context = person(browser, real.address, [])
    page = context.new_page()
    for quiz in library.quizzes.values():
        page.goto(f"/{lang}/quiz/{quiz.id}/remember")
        (sheet,) = printed(page)
        texts = [text[lang] for text in (*quiz.takeaways, *quiz.actions, *quiz.plans)]
        assert missing(sheet, texts) == [], quiz.id
        if quiz.kind == "ratings":  # they have no result
            continue
        page.request.post(f"/{lang}/quiz/{quiz.id}", max_redirects=0)
        page.goto(f"/{lang}/quiz/{quiz.id}/1")
        skip(page, quiz.questions)
        page.goto(f"/{lang}/quiz/{quiz.id}/result")
        (sheet,) = printed(page)
        assert missing(sheet, [text[lang] for text in quiz.takeaways]) == [], quiz.id
    context.close()
