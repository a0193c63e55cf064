"""An hour each for themselves, from before the door opens until the figures: ten people, a leader, a projector."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.hour.common import as_expected, come, end, late_comer
from tests.browser.hour.middle import Happens, nothing_happens, phone_dies, server_dies
from tests.browser.hour.people import (
    answer,
    begin,
    hand_on,
    onward,
    send_again,
    send_without_a_network,
    take,
    take_by_keyboard,
)
from tests.browser.hour.room import RIGHT, room

pytestmark = [pytest.mark.browser, pytest.mark.trial]

FAR = {"da": "3 af 6 er færdige, 3 er ved spørgsmål 2", "en": "3 of 6 have finished, 3 are at question 2"}
THROUGH = {"da": "10 af 11 er færdige", "en": "10 of 11 have finished"}


@pytest.mark.parametrize(
    ("lang", "in_the_middle"),
    [("da", nothing_happens), ("en", server_dies), ("da", phone_dies), ("en", nothing_happens)],
    ids=["da", "en, the server is killed", "da, the leader's phone dies", "en"],
)
def test_an_hour_each_for_themselves(
    browser: Browser, tmp_path: Path, screens: Path, lang: str, in_the_middle: Happens
) -> None:
    with room(browser, tmp_path / "data", lang, screens) as here:
        leader, wall = here.leader(), here.wall()
        people = come(here, leader, wall)
        for page in (people.early, people.plain, people.pair):
            take(page, lang)
        for page in (people.reloading, people.offline, people.leaving):
            begin(page, lang)
            answer(page, RIGHT[0])
        people.leaving.context.close()
        people.reloading.reload()
        expect(leader.locator("#live .present")).to_contain_text(FAR[lang])
        leader = in_the_middle(here, leader, "stop")
        expect(wall.locator(".corner")).to_contain_text("Gæster")
        here.look(wall, "4-wall-shut")
        here.look(leader, "4-leader-shut")
        answer(people.reloading, RIGHT[1])
        send_without_a_network(people.offline, here, RIGHT[1])
        send_again(people.offline)
        onward(people.offline)
        people.offline.wait_for_url("**/result")
        for page in people.others:
            take(page, lang)
        take_by_keyboard(people.keyboard, lang)
        take(late_comer(here, leader), lang)
        hand_on(people.pair, here)
        take(people.pair, lang)
        expect(leader.locator("#live .present")).to_contain_text(THROUGH[lang])
        end(here, leader, wall, people)
        left = here.close()
    as_expected(here, left, "workshop", 11, 10)
