"""A site that runs takes new content: at once, for those who begin; who is in the middle goes on with the old."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from quizlib.reading import states
from tests.quizlib.reading.test_cache import Opened
from tests.webapp.clock import Clock
from tests.webapp.publishing.conftest import Site
from tests.webapp.signed_in import signed_in
from tests.webapp.taking import answer, begin, led, remembered, stored
from tests.webapp.workshops import joined, workshop
from webapp.publishing.generations import KEPT, Generation
from webapp.publishing.taking import CACHES, ask, cache_of
from webapp.site_content.reading import OF_MONTHS, read_content
from webapp.web.services import Services

KORT = "quizzes/kort.yaml"
QUESTION = "Hvad er hoveddøren?"
OTHER = "Hvilken vej er hoveddøren?"


def test_new_content_is_shown_to_the_next_request_and_no_page_of_the_old_stays(site: Site) -> None:
    title = "Et par spørgsmål"
    assert title in site.client().get("/da/").text
    site.change(KORT, title, "Et par nye spørgsmål")
    site.publish()
    assert "Et par nye spørgsmål" in site.client().get("/da/").text
    assert "Et par nye spørgsmål" in site.client().get("/da/quiz/kort").text


def test_a_person_in_the_middle_ends_on_the_version_that_they_began_with(site: Site) -> None:
    client = site.client()
    version = site.services.library.quizzes["kort"].version
    address = begin(client, "kort")
    answer(client, f"{address}/1", "genuine")
    site.change(KORT, QUESTION, OTHER)
    site.publish()
    assert site.services.library.quizzes["kort"].version != version
    assert QUESTION in client.get(f"{address}/2").text
    assert led(answer(client, f"{address}/2", "app")) == f"{address}/2"
    assert QUESTION in client.get(f"{address}/2").text
    assert remembered(client).results["kort"].done
    other = site.client()
    answer(other, f"{begin(other, 'kort')}/1", "genuine")
    assert OTHER in other.get("/da/quiz/kort/2").text
    rows = stored(client, "door", "(SELECT version FROM liveattempt WHERE id = attempt)")
    assert rows == [(version,)]


def test_their_answers_are_counted_by_the_outline_of_their_version(site: Site) -> None:
    version = site.services.library.quizzes["kort"].version
    site.change(KORT, QUESTION, OTHER)
    site.publish()
    now = site.services.library.quizzes["kort"].version
    known = site.services.database.read(site.services.records.outlines)
    assert {("kort", version), ("kort", now)} <= known.keys()


def test_a_quiz_that_is_gone_is_finished_by_those_who_have_begun_it_and_by_nobody_else(site: Site) -> None:
    client = site.client()
    address = begin(client, "kort")
    (site.draft / KORT).rename(site.draft / "quizzes" / "andet.yaml")
    for path in (*site.draft.glob("*.yaml"), *site.draft.glob("programmes/*.yaml")):
        path.write_text(re.sub(r"\bkort\b(?=[,\]}\n])", "andet", path.read_text(encoding="utf-8")), encoding="utf-8")
    site.publish()
    assert "kort" not in site.services.library.quizzes, site.services.faults.lately()[0].details
    assert led(answer(client, f"{address}/1", "genuine")) == f"{address}/1"
    assert led(answer(client, f"{address}/2", "app")) == f"{address}/2"
    assert client.get(f"{address}/result").status_code == 200
    assert site.client().get(address).status_code == 404


def test_after_a_day_the_old_version_is_forgotten(site: Site, clock: Clock) -> None:
    client = site.client()
    address = begin(client, "kort")
    site.change(KORT, QUESTION, OTHER)
    site.publish()
    clock.now += KEPT.total_seconds() - 60
    site.look()
    assert client.get(f"{address}/1").status_code == 200
    clock.now += 120
    site.look()
    assert site.services.earlier == ()
    assert led(client.get(f"{address}/1")) == address


def test_content_with_errors_is_refused_and_told_until_better_content_comes(site: Site) -> None:
    before = site.services
    site.change(KORT, "truth: genuine", "truth: real")
    site.publish()
    assert site.services is before
    assert site.services.faults.going_on("new-content")
    fault = next(one for one in site.services.faults.lately() if one.kind == "new-content")
    assert fault.details[0].startswith("quizzes/kort.yaml:17")
    assert "quizzes/kort.yaml:17" in signed_in(site.app, "administrator").get("/da/staff/").text
    site.look()
    assert site.services is before
    site.change(KORT, "truth: real", "truth: genuine")
    site.publish()
    assert not site.services.faults.going_on("new-content")


def test_content_that_was_changed_in_place_is_taken_when_somebody_asks(site: Site) -> None:
    path = site.folder / KORT
    path.write_text(path.read_text(encoding="utf-8").replace(QUESTION, OTHER), encoding="utf-8")
    before = site.services
    site.look()
    assert site.services is before
    ask(before.settings)
    site.look()
    assert site.services.library.quizzes["kort"].questions[1].stem["da"] == OTHER


@pytest.mark.parametrize(
    ("languages", "told"),
    [
        ("", "library.yaml:4:46: owner.en: unknown language"),
        ("  - {id: en, name: In English}\n", "library.yaml:1:1: languages: are other ones now – start the site again"),
    ],
    ids=["fewer", "another name"],
)
def test_other_languages_need_another_start(site: Site, languages: str, told: str) -> None:
    before = site.services
    site.change("library.yaml", "  - {id: en, name: English}\n", languages)
    site.publish()
    assert site.services is before
    assert site.services.faults.going_on("new-content")
    (fault,) = (one for one in site.services.faults.lately() if one.kind == "new-content")
    assert fault.details[0].startswith(told)


def test_what_has_not_changed_is_not_worked_out_again(site: Site) -> None:
    before = site.services.library.quizzes
    site.change(KORT, QUESTION, OTHER)
    site.publish()
    now = site.services.library.quizzes
    assert {name for name in before if now[name] is not before[name]} == {"kort"}


def test_a_room_goes_on_with_the_content_with_which_it_has_begun(site: Site, clock: Clock) -> None:
    planner = site.client()
    made, token = workshop(planner, way="together", quizzes=("kort",))
    client = joined(site.app, made)
    for seen in range(2):
        planner.post(f"/da/lead/{token}", data={"action": "on", "seen": str(seen)})
    asked = client.get("/da/together").text
    clock.now += 60
    site.change(KORT, "Er den ægte?", "Er den mon ægte?")
    site.publish()
    assert client.get("/da/together").text == asked
    assert "Er den ægte?" in client.get(f"/da/screen/{made.id}").text
    assert "Er den ægte?" not in site.client().get("/da/quiz/kort").text
    clock.now += 60
    later, _ = workshop(planner, way="together", quizzes=("kort",))
    assert joined(site.app, later).get("/da/quiz/kort").status_code == 200
    assert site.services.when(later.begun) is site.services
    assert site.services.when(made.begun) is site.services.earlier[0]


def test_a_site_that_starts_again_within_the_day_still_has_the_old_version(
    site: Site, serve: Callable[[Path], Flask]
) -> None:
    client = site.client()
    version = site.services.library.quizzes["kort"].version
    address = begin(client, "kort")
    site.change(KORT, QUESTION, OTHER)
    site.publish(ago=timedelta(minutes=5))
    app = serve(site.folder)
    app.extensions["content"].take_earlier(app)
    services: Services = app.extensions["services"]
    assert [one.library.quizzes["kort"].version for one in services.earlier] == [version]
    generation = Generation.of(site.folder)
    assert generation is not None
    assert services.published == generation.published
    browser, cookie = app.test_client(), client.get_cookie("device")
    assert cookie is not None
    browser.set_cookie("device", cookie.value)
    assert led(answer(browser, f"{address}/1", "genuine")) == f"{address}/1"


def test_a_process_that_starts_within_the_day_parses_neither_the_new_content_nor_the_old(
    site: Site, serve: Callable[[Path], Flask], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(states, "UNSURE", 0)  # the files of a test are younger than anybody's
    read_content(site.folder, cache=cache_of(site.folder, site.services.settings))  # what was younger when it was kept
    version = site.services.library.quizzes["kort"].version
    for words in (OTHER, "Hvad er mon hoveddøren?"):
        site.change(KORT, QUESTION, words)
        site.publish()
        site.change(KORT, words, QUESTION)
        clock.now += 60
    listener = Opened()
    quizzes = {path.name for part in ("quizzes", "monthly") for path in (site.folder / part).glob("*.yaml")}
    listener.listens = True
    app = serve(site.folder)
    app.extensions["content"].take_earlier(app)
    listener.listens = False
    assert quizzes & set(listener.names) == set()
    services: Services = app.extensions["services"]
    texts = [one.library.quizzes["kort"].questions[1].stem["da"] for one in (services, *services.earlier)]
    assert texts == ["Hvad er mon hoveddøren?", OTHER, QUESTION]
    assert services.earlier[-1].library.quizzes["kort"].version == version
    assert len(caches(services)) == 6
    clock.now += KEPT.total_seconds() + 60
    app.extensions["content"].take_earlier(app)
    kept = cache_of(site.folder, services.settings)
    assert caches(services) == {kept, kept.with_suffix(OF_MONTHS)}


def caches(services: Services) -> set[Path]:
    """Return the files that keep what was read of content."""
    return {path for ending in CACHES for path in services.settings.data_dir.glob(f"content*{ending}")}


def test_who_begins_at_a_process_with_newer_content_goes_on_at_one_that_has_not_looked_yet(
    site: Site, serve: Callable[[Path], Flask]
) -> None:
    other = serve(site.folder)
    services: Services = other.extensions["services"]
    services.background.close()  # it does not look by itself any more
    site.change(KORT, QUESTION, OTHER)
    (site.draft / "quizzes" / "nyt.yaml").write_bytes((site.draft / KORT).read_bytes())
    site.change("library.yaml", "[bekymring, kort]", "[bekymring, kort, nyt]")
    site.publish()
    for quiz in ("kort", "nyt"):
        here = site.client()
        address = begin(here, quiz)
        there, cookie = other.test_client(), here.get_cookie("device")
        assert cookie is not None
        there.set_cookie("device", cookie.value)
        assert led(answer(there, f"{address}/1", "genuine")) == f"{address}/1"
        assert OTHER in there.get(f"{address}/2").text


def test_a_folder_that_is_missing_for_a_moment_is_tried_again(site: Site) -> None:
    before = site.services
    site.change(KORT, QUESTION, OTHER)
    away = site.folder.with_name("away")
    ask(before.settings)
    site.folder.rename(away)
    site.look()
    assert site.services is before
    shutil.copytree(site.draft, site.folder)
    site.look()
    assert site.services.library.quizzes["kort"].questions[1].stem["da"] == OTHER
