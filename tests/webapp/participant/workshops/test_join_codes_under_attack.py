"""Join codes under attack: whoever guesses neither closes the door for others, nor finds it open."""

from __future__ import annotations

import logging
import re
import subprocess
import sys

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.places import ROOT
from tests.webapp.clock import Clock
from tests.webapp.taking import led, remembered, site
from tests.webapp.words import text
from tests.webapp.workshops import current, joined, workshop, workshops
from webapp import create_app
from webapp.config.settings import Settings

HERE, LIBRARY = "192.0.2.7", "198.51.100.1"
QUESTION = "Hvilket bibliotek er I på?"
WRONG = "Koden passer ikke lige nu."
BOTH = "Koden og biblioteket passer ikke sammen lige nu."
PLACE, OTHER_PLACE = "hovedbiblioteket", "andenby-bibliotek"
IMAGE = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}
FRAME = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}
FOLLOWED = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}


def get(client: FlaskClient, address: str, whose: str = HERE, **more: str) -> TestResponse:
    """Ask for a page from an address on the network."""
    return client.get(address, environ_overrides={"REMOTE_ADDR": whose}, headers=more)


def post(client: FlaskClient, address: str, whose: str = HERE, **form: str) -> TestResponse:
    """Send a form from an address on the network."""
    return client.post(address, data=form, environ_overrides={"REMOTE_ADDR": whose})


def wrong_code(client: FlaskClient) -> str:
    """Return a code that no workshop has."""
    return next(code for n in range(1000) if not workshops(client).by_code(code := f"{n:06}"))


def attack(client: FlaskClient, addresses: int = 1000) -> None:
    """Try a wrong code from so many addresses at once."""
    code = wrong_code(client)
    for n in range(addresses):
        assert get(client, f"/da/d/{code}?place={PLACE}", f"10.{n // 250}.{n % 250}.1").status_code == 404


def use_up(client: FlaskClient, whose: str = HERE) -> None:
    """Use up the budget of an address with wrong codes."""
    for _ in range(20):
        assert get(client, f"/da/d/{wrong_code(client)}", whose).status_code == 404


def picks(page: TestResponse) -> dict[str, str]:
    """Return the places that a page asks to choose from, by name, with their addresses."""
    listed = re.findall(
        r'<li><a href="([^"]*)">([^<]*)</a></li>', page.text.partition("<h1")[2].partition("</main>")[0]
    )
    return {name: address for address, name in listed}


def test_where_the_budget_is_used_up_the_place_is_asked_for_and_one_tap_leads_in(course: FlaskClient) -> None:
    made, _ = workshop(course)
    use_up(course)
    address = f"/da/d/{made.code}"
    assert led(post(course, "/da/join", code=made.code or "")) == address
    page = get(course, address)
    assert page.status_code == 200
    assert QUESTION in text(page)
    invited = get(course, picks(page)["Prøvekøbing Hovedbibliotek"])
    assert "Vær med" in text(invited)
    action = re.search(r'<form class="actions" method="post" action="([^"]*)"', invited.text)
    assert action
    assert led(post(course, action[1])) == "/da/people"
    assert remembered(course).workshop == made.id
    assert current(course, made).joined == 1


def test_nothing_tells_a_right_code_from_a_wrong_one_while_the_place_is_wrong(course: FlaskClient) -> None:
    made, _ = workshop(course)
    use_up(course)
    replies = []
    for code in (made.code or "", wrong_code(course)):
        tries = (
            get(course, f"/da/d/{code}"),
            get(course, f"/d/{code}"),
            post(course, "/da/join", code=code),
            get(course, f"/da/d/{code}?place={OTHER_PLACE}"),
            post(course, f"/da/d/{code}?place={OTHER_PLACE}"),
            post(course, f"/da/d/{code}"),
        )
        seen = [(each.status_code, each.text.replace(code, ""), sorted(each.headers.items())) for each in tries]
        replies.append(str(seen).replace(code, "").replace(f"{code[:3]} {code[3:]}", ""))
    assert replies[0] == replies[1]
    assert BOTH in text(get(course, f"/da/d/{made.code}?place={OTHER_PLACE}"))
    assert current(course, made).joined == 0


def test_a_wrong_place_counts_as_a_wrong_code(course: FlaskClient) -> None:
    made, _ = workshop(course)
    attack(course, 60)
    for _ in range(20):
        get(course, f"/da/d/{made.code}?place={OTHER_PLACE}", LIBRARY)
    limits = site(course).join_code_limits
    assert limits._used_up(limits._hidden(LIBRARY))  # noqa: SLF001 - what is counted shows in nothing else
    assert not limits._used_up(limits._hidden(HERE))  # noqa: SLF001


def test_the_place_does_not_matter_where_it_is_not_asked_for(course: FlaskClient) -> None:
    made, _ = workshop(course)
    assert "Vær med" in text(get(course, f"/da/d/{made.code}?place={OTHER_PLACE}"))


def test_every_place_can_be_chosen_whether_a_workshop_is_there_or_not(course: FlaskClient) -> None:
    made, _ = workshop(course)
    use_up(course)
    assert list(picks(get(course, f"/da/d/{made.code}"))) == [
        "Andenby Bibliotek",
        "Et andet sted i Andenby",
        "Nordbyens Bibliotek",
        "Prøvekøbing Hovedbibliotek",
        "Et andet sted i Nordbyen",
        "Et andet sted i Prøvekøbing",
    ]


def test_thirty_people_behind_one_address_all_join_under_attack(course: FlaskClient, clock: Clock) -> None:
    made, _ = workshop(course)
    wrong = wrong_code(course)
    for number in range(30):
        attack(course, 50)
        clock.later(5)
        browser = course.application.test_client()
        for code in (wrong, made.code or "") if number % 3 == 0 else (made.code or "",):
            page = get(browser, led(post(browser, "/da/join", LIBRARY, code=code)) or "", LIBRARY)
            assert QUESTION in text(page)
            invited = get(browser, picks(page)["Prøvekøbing Hovedbibliotek"], LIBRARY)
        assert led(post(browser, f"/da/d/{made.code}?place={PLACE}", LIBRARY)) == "/da/people", invited.status
    assert current(course, made).joined == 30


def test_who_has_joined_goes_on_under_attack_without_being_asked(course: FlaskClient) -> None:
    made, _ = workshop(course)
    client = joined(course.application, made)
    attack(course, 60)
    assert "Videre" in text(get(client, f"/da/d/{made.code}"))
    assert led(post(client, f"/da/d/{made.code}")) == "/da/workshop"


def test_who_comes_too_early_and_who_has_joined_never_uses_up_a_budget(course: FlaskClient) -> None:
    made, _ = workshop(course)
    coming, _ = workshop(course, begun=False)
    for _ in range(150):
        assert get(course, f"/da/d/{made.code}").status_code == 200
        assert "Vi begynder om lidt" in text(get(course, f"/da/d/{coming.code}"))


@pytest.mark.parametrize("code", ["1234", "1234567", "x", "23025"])
def test_a_code_of_the_wrong_length_costs_nothing(course: FlaskClient, code: str) -> None:
    made, _ = workshop(course)
    for _ in range(60):
        assert get(course, f"/da/d/{code}").status_code == 404
        post(course, "/da/join", code=code)
        post(course, f"/da/d/{code}")
    assert "Vær med" in text(get(course, f"/da/d/{made.code}"))


@pytest.mark.parametrize(
    "marks",
    [
        IMAGE,
        FRAME,
        {"Sec-Fetch-Site": "cross-site"},
        IMAGE | {"Sec-Fetch-Mode": "cors"},
        IMAGE | {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_what_another_sites_page_fetches_by_itself_costs_nothing_and_finds_nothing(
    course: FlaskClient, marks: dict[str, str]
) -> None:
    made, _ = workshop(course)
    replies = {get(course, f"/d/{code}", **marks).status_code for code in [made.code, *range(100000, 100060)]}
    assert replies == {403}
    assert "Vær med" in text(get(course, f"/da/d/{made.code}"))


@pytest.mark.parametrize("marks", [FOLLOWED, {}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}])
def test_a_link_that_is_followed_counts_and_so_does_a_browser_that_does_not_say(
    course: FlaskClient, marks: dict[str, str]
) -> None:
    made, _ = workshop(course)
    for _ in range(20):
        get(course, f"/d/{wrong_code(course)}", **marks)
    assert QUESTION in text(get(course, f"/da/d/{made.code}"))


def test_a_flood_is_one_line_in_the_log_and_a_note_for_the_staff(
    course: FlaskClient, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        attack(course, 70)
        clock.later(5)
    faults = site(course).faults
    assert [fault.kind for fault in faults.lately()] == ["join-codes"]
    clock.later(11 * 60)
    faults.look()
    told = [record.message for record in caplog.records if record.name == "webapp"]
    assert [line.startswith(("many wrong join codes", "no more wrong join codes")) for line in told] == [True, True]


def test_twenty_slips_and_a_used_up_budget_are_no_flood(course: FlaskClient) -> None:
    use_up(course)
    assert site(course).faults.lately() == ()


@pytest.mark.parametrize(("proxies", "asked"), [(1, False), (0, True)])
def test_behind_proxies_the_address_is_the_clients(settings: Settings, proxies: int, *, asked: bool) -> None:
    client = create_app(settings.model_copy(update={"proxies": proxies})).test_client()
    for n in range(21):
        reply = client.get("/da/d/111111", headers={"X-Forwarded-For": f"192.0.2.{n}"})
    assert (QUESTION in text(reply)) == asked
    site(client).close()


def test_the_address_of_who_tries_is_neither_stored_nor_logged(
    course: FlaskClient, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    use_up(course, "192.0.2.77")
    limits = site(course).join_code_limits
    kept = repr([vars(counts) for _, counts in limits._budgets])  # noqa: SLF001 - nothing outside shows what is kept
    assert "_counts" in kept
    assert "192.0.2.77" not in caplog.text + kept
    assert b"192.0.2.77" not in b"".join(file.read_bytes() for file in settings.data_dir.iterdir() if file.is_file())


def test_an_address_that_goes_on_guessing_while_many_do_is_told_to_wait(client: FlaskClient) -> None:
    limits = site(client).join_code_limits
    for _ in range(3100):
        limits.failed(HERE)
    reply = get(client, f"/da/d/111111?place={PLACE}")
    assert reply.status_code == 429
    assert "Vent ti minutter" in text(reply)


@pytest.mark.trial
def test_people_join_a_real_server_with_one_tap_more_while_a_hundred_addresses_guess() -> None:
    command = (sys.executable, "-m", "tests.attacks.join_codes", "100")
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)  # noqa: S603 - our own
    assert done.returncode == 0, done.stdout + done.stderr
