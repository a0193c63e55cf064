"""What is printed: one sheet of A4, with everything on it that one ticked and chose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pypdf import PageObject, PdfReader

from quizlib import Library, load_library, shipped
from tests.browser.chromium import person
from tests.browser.pages.checks import restyle
from tests.browser.pages.kinds.kinds_of_workshops import sign_in
from tests.browser.pages.pixels import differing
from tests.browser.taking import answer, begin, onward, questions, skip
from tests.webapp.serving import Server, running
from webapp.web.services import today

pytestmark = [pytest.mark.browser, pytest.mark.trial]

A4 = (595, 842)  # points
SMALLEST = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), sizes = [];
  while (texts.nextNode()) {
    const { parentElement } = texts.currentNode;
    if (texts.currentNode.data.trim() && parentElement.getClientRects().length && !parentElement.closest(".hush"))
      sizes.push(parseFloat(getComputedStyle(parentElement).fontSize) * 0.75);
  }
  return Math.min(...sizes);
}"""  # the size of the smallest letters that can be seen, in points


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


def in_size(page: Page, size: int, address: str) -> Page:
    """Choose a text size on the way to an address."""
    page.goto(f"/{address.split('/')[1]}/display?from={address}")
    page.locator(f'button[value="{size}"]').click()
    page.wait_for_url(f"**{address}")
    return page


def label(field: Locator) -> str:
    """Return the words beside a field, whether they are shown or not."""
    return (field.locator("xpath=..").text_content() or "").strip()


def points(shown: Locator) -> float:
    """Return the size of the letters of an element, in points."""
    return round(0.75 * float(shown.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")), 2)


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
        "gange endte du et trygt sted.",
        "1. PAKKE-INFO",
        "gennemskuet",
        "Navnet øverst kan efterlignes.",
    ]
    assert missing(sheet, texts) == []
    assert missing(sheet, ["Den næste quiz", "Privatliv", "Print siden"]) == [
        "Den næste quiz",
        "Privatliv",
        "Print siden",
    ]


def test_the_sheet_of_a_programme_is_one_sheet_with_its_code(visit: Callable[..., Page]) -> None:
    page = visit("/da/programme/forloeb")
    onward(page)
    skip(page, questions("bekymring"))
    page.goto("/da/programme/forloeb")
    onward(page)
    check_up = page.url.rpartition("/")[0]
    skip(page, questions(check_up.rpartition("/")[2])[:6])
    page.goto(f"{check_up}/result")
    (sheet,) = printed(page)
    assert missing(sheet, ["Nu har du tjekket dig selv", "Nu kommer:"]) == []
    page.goto("/da/programme/forloeb/remember")
    (sheet,) = printed(page)
    assert missing(sheet, ["Din huskeseddel", "Din huskekode", page.inner_text(".letters")]) == []


def test_where_the_messages_are_explained_on_the_screen_the_sheet_leaves_them_out(visit: Callable[..., Page]) -> None:
    page = visit("/da/")
    begin(page, "da", "tjek-a")
    skip(page, questions("tjek-a")[:6])
    page.goto("/da/quiz/tjek-a/result")
    page.locator("summary").first.click()
    (sheet,) = printed(page)
    assert missing(sheet, [page.inner_text(".letters"), "Er du i tvivl, så tjek først."]) == []
    explained = ["Hvad beskederne var", "Sådan tjekker du"]
    assert missing(sheet, explained) == explained


@pytest.mark.parametrize("size", [0, 2])
def test_the_chosen_plan_and_ticked_actions_stand_on_the_sheet_and_no_other(
    visit: Callable[..., Page], size: int
) -> None:
    page = in_size(visit("/da/"), size, "/da/quiz/beskeder/remember")
    plan, other = page.locator("[type=radio]").all()[:2]
    action, left = page.locator("[type=checkbox]").all()[:2]
    plan.press("Space")
    action.press("Space")
    sheets = printed(page)
    numbers = page.locator(".numbers .phone a").all_inner_texts()
    texts = [page.inner_text("h1"), *numbers, *map(label, (plan, action)), "Min banks nummer"]
    assert missing(sheets[0], texts) == []
    assert missing(sheets[0], [label(other), label(left)]) == [label(other), label(left)]
    page.emulate_media(media="print")
    expect(plan).to_be_hidden()
    assert points(plan.locator("xpath=..")) > points(action.locator("xpath=.."))


def test_where_nothing_is_chosen_the_sheet_has_lines_to_write_on(visit: Callable[..., Page]) -> None:
    page = visit("/da/quiz/beskeder/remember")
    page.emulate_media(media="print")
    for part in (".plans", ".todo"):
        expect(page.locator(f"{part} .lines")).to_be_visible()
        expect(page.locator(f"{part} .option").first).to_be_hidden()


def test_the_strip_for_a_friend_says_on_both_halves_that_it_is_made_up_and_who_made_it(
    visit: Callable[..., Page],
) -> None:
    page = visit("/da/quiz/beskeder/remember")
    strip = page.locator(".strip")
    expect(strip).to_be_hidden()
    page.emulate_media(media="print")
    for half in (".front", ".answer"):
        words = strip.locator(half).inner_text()
        assert "opdigtet eksempel" in words.lower()
        assert "Tryg på nettet · Prøvekøbing Kommune og Politiet · Skriv selv tryg.example" in words
    assert strip.locator(".answer").evaluate("half => getComputedStyle(half).transform") == "matrix(-1, 0, 0, -1, 0, 0)"


@pytest.mark.parametrize("address", ["/da/quiz/beskeder/remember", "/da/help"])
@pytest.mark.parametrize(("size", "least"), [(0, 16), (1, 16), (2, 20)])
def test_paper_is_printed_in_large_letters(visit: Callable[..., Page], address: str, size: int, least: int) -> None:
    page = in_size(visit("/da/"), size, address)
    page.emulate_media(media="print")
    assert round(page.evaluate(SMALLEST), 2) >= least
    numbers = [element for element in page.locator(".phone a").all() if element.is_visible()]
    assert min(points(one) for one in numbers) >= 24


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize(("size", "most"), [(0, 1), (1, 1), (2, 2)])
def test_help_is_one_sheet_in_the_order_in_which_things_are_done(
    browser: Browser, real: Server, lang: str, size: int, most: int
) -> None:
    context = person(browser, real.address, [])
    page = in_size(context.new_page(), size, f"/{lang}/help")
    sheets = printed(page)
    assert len(sheets) <= most
    texts = [
        page.inner_text("h1"),
        *page.locator(".steps h2").all_inner_texts(),
        *page.locator(".phone a").all_inner_texts(),
    ]
    texts += ["Min banks nummer" if lang == "da" else "My bank's number", "tryg.example"]
    assert [text for text in texts if all(missing(sheet, [text]) for sheet in sheets)] == []
    context.close()


def test_no_form_is_printed(visit: Callable[..., Page]) -> None:
    page = visit("/da/")
    begin(page, "da", "beskeder")
    skip(page, questions("beskeder"))
    page.goto("/da/quiz/beskeder/result")
    page.emulate_media(media="print")
    assert [one for one in page.locator("form, button, input").all() if one.is_visible()] == []


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
    page.locator(f'[value="{"tre-gange" if programme else "quizzes"}"]').check()
    page.locator("#meeting").select_option("2")
    page.locator("#name").fill("Onsdagsholdet på hovedbiblioteket i den gamle sal")
    page.locator("#time").fill("10:00")
    if not programme:
        page.locator(".form summary").click()
        for quiz in page.locator("[name=quiz]").all():
            quiz.check()
    page.locator("main .form .button").click()
    page.locator("#said").wait_for()
    page.goto(f"{page.url.partition('?')[0]}/sheet")
    (sheet,) = printed(page)
    texts = page.locator("h1, .leader-sheet h2, .link-to-type, .six, .five li, .heads-line b").all_inner_texts()
    assert len(texts) == 15, "the PIN, too"
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
    page.emulate_media(media="screen")
    box.press("Space")
    page.emulate_media(media="print")
    page.evaluate("document.activeElement.blur()")
    ticked = box.screenshot()
    restyle(page, "input::after { display: none !important }")
    assert differing(page.context, ticked, box.screenshot()) > 30


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("largest", [False, True])
def test_the_sheets_of_the_real_quizzes_fit_with_everything_chosen(
    browser: Browser, real: Server, library: Library, lang: str, *, largest: bool
) -> None:
    context = person(browser, real.address, [])
    page = in_size(context.new_page(), 2 if largest else 0, f"/{lang}/")
    for quiz in library.quizzes.values():
        if quiz.discreet:  # it has no sheet
            continue
        page.goto(f"/{lang}/quiz/{quiz.id}/remember")
        plans, actions = page.locator("[type=radio]").all(), page.locator("[type=checkbox]").all()
        longest = max(plans, key=lambda plan: len(label(plan)), default=None)
        for chosen in (*actions, *((longest,) if longest else ())):
            chosen.press("Space")
        first, *others = printed(page)
        assert len(others) == int(largest), quiz.id
        texts = [text[lang] for text in (*quiz.takeaways[:1], *quiz.actions)]
        assert missing(first, [*texts, *((label(longest),) if longest else ())]) == [], quiz.id
        assert missing((first, *others)[-1], ["Prøv den på en ven" if lang == "da" else "Try it on a friend"]) == []
    context.close()


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_results_of_the_real_quizzes_are_one_sheet(
    browser: Browser, real: Server, library: Library, lang: str
) -> None:
    context = person(browser, real.address, [])
    page = context.new_page()
    for quiz in library.quizzes.values():
        if quiz.kind == "ratings" or quiz.discreet:  # they have no result to print
            continue
        page.request.post(f"/{lang}/quiz/{quiz.id}", max_redirects=0)
        page.goto(f"/{lang}/quiz/{quiz.id}/1")
        skip(page, quiz.questions)
        page.goto(f"/{lang}/quiz/{quiz.id}/result")
        (sheet,) = printed(page)
        assert missing(sheet, [text[lang] for text in quiz.takeaways]) == [], quiz.id
    context.close()
