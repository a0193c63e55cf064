"""In a workshop: pages that hear that it ends, what happens to an answer then, and a screen that nobody is at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages.checks import axe
from tests.browser.pages.kinds.kinds_of_workshops import end, join, stored, workshop
from tests.browser.stored import Added
from tests.browser.taking import answer, begin, choose, onward, send
from webapp.storage.workshops.planning import NewWorkshop
from webapp.storage.workshops.store import Workshops
from webapp.web.services import now

pytestmark = pytest.mark.browser

ENDING, OVER = "Vi slutter nu", "Arrangementet er slut."
ANYONE = "Er der stadig nogen her?"
MINUTE = 60 * 1000  # milliseconds


@pytest.fixture
def made(data: Path) -> NewWorkshop:
    """A workshop that lets people in."""
    return workshop(data)


@pytest.fixture
def page(visit: Callable[..., Page], made: NewWorkshop) -> Page:
    """Somebody in it, at the first question; time goes on only as the test says."""
    page = visit("/da/")
    join(page, "da", made)
    begin(page, "da", "beskeder")
    page.clock.install()
    page.reload()
    page.evaluate("window.same = true")
    return page


def wait(page: Page, minutes: float) -> None:
    """Let time pass, once the browser has drawn: it tells of a scroll with the next frame, which may be late."""
    page.screenshot()
    page.clock.fast_forward(int(minutes * MINUTE))


def announce(data: Path, made: NewWorkshop) -> None:
    """Let its leader end it."""
    with stored(data) as database:
        Workshops(database).end(made.workshop.id, now())


def test_a_page_that_is_open_hears_that_it_ends_and_nothing_else_moves(
    page: Page, data: Path, made: NewWorkshop
) -> None:
    choose(page, "scam")
    page.locator("footer").scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    announce(data, made)
    wait(page, 0.2)
    expect(page.locator("#event")).to_contain_text(ENDING)
    expect(page.locator("input[value=scam]")).to_be_checked()
    expect(page.locator("input[value=scam]")).to_be_focused()
    assert page.evaluate("window.same")
    assert page.evaluate("scrollY") >= before
    answer(page, "scam")
    expect(page.locator("#event")).to_contain_text(ENDING)


def test_who_has_not_begun_to_answer_is_led_to_how_it_went(page: Page, data: Path, made: NewWorkshop) -> None:
    answer(page, "scam")
    onward(page)
    end(data, made)
    wait(page, 0.2)
    page.wait_for_url("**/beskeder/result")
    expect(page.locator("main")).to_contain_text(OVER)
    expect(page.locator("main")).to_contain_text("Du endte et trygt sted.")


def test_who_is_in_the_middle_of_an_answer_stays_and_can_still_send_it(
    page: Page, data: Path, made: NewWorkshop, added: Added
) -> None:
    choose(page, "scam")
    end(data, made)
    wait(page, 0.2)
    expect(page.locator("#event")).to_contain_text(OVER)
    expect(page.locator("input[value=scam]")).to_be_checked()
    send(page)
    page.wait_for_url("**/beskeder/result")
    assert added() == [("parcel", '["scam"]')]


def test_a_question_whether_it_ends_that_gets_lost_frightens_nobody(page: Page, troubles: list[str]) -> None:
    page.route("**/workshop/now**", lambda route: route.abort())
    wait(page, 1)
    expect(page.locator("[data-lost]")).to_be_hidden()
    page.unroute("**/workshop/now**")
    answer(page, "scam")
    assert all("net::ERR" in trouble or "Failed to fetch" in trouble for trouble in troubles), troubles
    troubles.clear()


def test_after_ten_idle_minutes_it_asks_whether_anyone_is_there_and_keeps_all(page: Page, added: Added) -> None:
    choose(page, "scam")
    wait(page, 9.9)
    expect(page.get_by_role("dialog")).to_be_hidden()
    wait(page, 0.2)
    expect(page.get_by_role("dialog")).to_contain_text(ANYONE)
    assert axe(page) == []
    page.get_by_role("button", name="Ja, jeg er her").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator("input[value=scam]")).to_be_checked()
    assert added() == []
    wait(page, 10.1)
    expect(page.get_by_role("dialog")).to_contain_text(ANYONE)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


@pytest.mark.parametrize("sign", ["key", "pointer", "scroll"])
def test_whoever_moves_is_not_asked(page: Page, sign: str) -> None:
    for _ in range(3):
        wait(page, 9)
        if sign == "key":
            page.keyboard.press("Tab")
        elif sign == "pointer":
            page.mouse.move(100, 300)
            page.mouse.move(120, 320)
        else:
            page.mouse.wheel(0, 50)
            page.mouse.wheel(0, -50)
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_the_next_person_can_begin_from_there(page: Page) -> None:
    wait(page, 10.1)
    page.locator("dialog .quiet").click()
    page.wait_for_url("**/done?from=**")
    page.locator("main .button").click()
    page.wait_for_url("**/da/**")
    expect(page.locator(".finish")).to_have_count(0)


def test_at_home_nobody_is_asked(visit: Callable[..., Page]) -> None:
    page = visit("/da/quiz/beskeder")
    page.clock.install()
    page.reload()
    wait(page, 30)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_leaders_page_follows_by_itself_and_the_number_that_is_typed_stays(
    visit: Callable[..., Page], data: Path, made: NewWorkshop
) -> None:
    page = visit(f"/da/lead/{made.token}", 1280)
    expect(page.locator("#live")).to_contain_text("0 skærme er med")
    somebody = visit("/da/")
    join(somebody, "da", made)
    expect(page.locator("#live")).to_contain_text("1 skærm er med")
    page.locator("#question-by-question summary").click()
    begin(somebody, "da", "beskeder")
    expect(page.locator("#parts")).to_contain_text("1 er begyndt")
    expect(page.locator("#parts")).to_be_visible()
    expect(page.locator("#question-by-question summary")).to_be_focused()
    announce(data, made)
    page.locator("#people").wait_for()
    page.locator("#people").fill("14")
    answer(somebody, "scam")
    expect(page.locator("#parts tbody tr").nth(1)).to_contain_text("1")
    expect(page.locator("#people")).to_have_value("14")
    expect(page.locator("#people")).to_be_focused()


@pytest.mark.parametrize("press", ["button[value=stop]", "main a[href$='/end']", "a.help"])
def test_what_a_leader_presses_without_a_connection_waits_for_one(
    visit: Callable[..., Page], made: NewWorkshop, troubles: list[str], press: str
) -> None:
    page = visit(f"/da/lead/{made.token}")
    here = page.url
    page.context.set_offline(offline=True)
    page.locator(press).click()
    expect(page.locator("[data-waits]")).to_be_visible()
    if press.startswith("button"):
        page.locator("main a[href$='/end']").click()  # that does not take the place of the button
    assert page.url == here
    page.context.set_offline(offline=False)
    page.wait_for_url(lambda url: url != here)
    expect(page.locator("main h1")).to_be_visible()
    assert ("end" in page.url) == press.endswith("']")
    assert all("net::ERR" in trouble for trouble in troubles), troubles
    troubles.clear()


def test_who_comes_before_the_door_opens_is_led_on_by_the_page(visit: Callable[..., Page], data: Path) -> None:
    made = workshop(data, begun=False)
    page = visit(f"/da/d/{made.workshop.code}")
    expect(page.locator("main h1")).to_have_text("Vi begynder om lidt")
    with stored(data) as database:
        Workshops(database).let_in(made.workshop.id, now())
    page.get_by_role("button", name="Vær med").click()
    page.wait_for_url("**/people")


def test_what_follows_by_itself_takes_nobody_back_to_the_top(visit: Callable[..., Page], made: NewWorkshop) -> None:
    page = visit(f"/da/lead/{made.token}")
    page.evaluate("window.scrollTo(0, 200)")
    join(visit("/da/"), "da", made)
    expect(page.locator("#live")).to_contain_text("1 skærm er med")
    assert page.evaluate("scrollY") == 200
    assert page.evaluate("document.activeElement === document.body")


def test_the_projector_gets_a_window_of_its_own_with_the_network_that_was_typed(
    visit: Callable[..., Page], made: NewWorkshop
) -> None:
    page = visit(f"/da/lead/{made.token}", 1280)
    page.locator(".code-card summary").click()
    page.locator("#network").fill("Gæster")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Vis på storskærm").click()
    wall = opened.value
    expect(wall.locator("main")).to_contain_text("Wi-fi: Gæster")
    assert wall.evaluate("window.opener") is None
    assert page.url.endswith(made.token), "the leader's page stays"
    for window in (page, wall):
        expect(window.locator("header")).to_have_count(int(window is page))


def test_the_page_for_the_projector_follows_by_itself(
    visit: Callable[..., Page], data: Path, made: NewWorkshop
) -> None:
    page = visit(f"/da/screen/{made.workshop.id}", 1280)
    code = made.workshop.code or ""
    expect(page.locator(".code")).to_contain_text(code[:3])
    code_height = page.evaluate("document.querySelector('.wall .code').getBoundingClientRect().height")
    assert code_height > 150, "readable from the back row"
    page.evaluate("window.same = true")
    announce(data, made)
    expect(page.locator("main h1")).to_have_text(ENDING)
    assert page.evaluate("window.same"), "a page that is loaded afresh leaves the full screen"


SMALLEST = """() => Math.min(...[...document.querySelectorAll("main *")]
  .filter((one) => one.checkVisibility() && [...one.childNodes].some((each) => each.nodeType === 3 && each.data.trim()))
  .map((one) => parseFloat(getComputedStyle(one).fontSize))) / innerHeight"""
CUT = """() => {
  const place = (one) => one.getBoundingClientRect(), all = (what) => [...document.querySelectorAll(what)];
  const outside = ({ left, top, right, bottom }) =>
    left < 0 || top < 0 || right > innerWidth + 1 || bottom > innerHeight + 1;
  const scan = all(".scan")[0];
  return all("main *").some((one) => one.checkVisibility() && outside(place(one)))
    || Boolean(scan) && all(".asking *").some((one) => place(one).right > place(scan).left);
}"""


@pytest.mark.parametrize("size", [(1024, 768), (1366, 768), (1920, 1080)])
@pytest.mark.parametrize("lang", ["da", "en"])
def test_what_the_projector_shows_fits_it_and_can_be_read_from_the_back(
    visit: Callable[..., Page], data: Path, size: tuple[int, int], lang: str
) -> None:
    made = workshop(data, begun=False)
    page = visit(f"/{lang}/screen/{made.workshop.id}?network=Bibliotekets+g%C3%A6ster&password=kaffe2026", 1280)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    name = made.workshop.id
    with stored(data) as database:
        store = Workshops(database)
        _fits(page, made)
        store.let_in(name, now())
        _fits(page, made)
        store.stop(name)
        _fits(page, made)
        store.end(name, now())
        _fits(page, made)


def _fits(page: Page, made: NewWorkshop) -> None:
    page.reload()
    assert page.evaluate(SMALLEST) >= 1 / 30
    assert not page.evaluate(CUT)
    assert made.token not in page.content()


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_server_that_cannot_answer_now_changes_nothing_on_the_page(
    visit: Callable[..., Page], made: NewWorkshop, status: int
) -> None:
    page = visit(f"/da/lead/{made.token}", 1280)
    page.route(
        "**/now**", lambda route: route.fulfill(status=status, body="<h1>Bad gateway</h1>", content_type="text/html")
    )
    with page.expect_response("**/now**"):
        pass
    page.wait_for_timeout(300)
    expect(page.locator("body")).not_to_contain_text("Bad gateway")
    page.unroute("**/now**")
    join(visit("/da/"), "da", made)
    expect(page.locator("#live")).to_contain_text("1 skærm er med")
