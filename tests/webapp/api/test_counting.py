"""Answers of a client are counted by themselves: ten attempts or more, rounded, and in no figure of the campaign."""

from __future__ import annotations

from datetime import timedelta

from click.testing import CliRunner
from flask import Flask

from tests.webapp.api.app import CLIENT, App
from webapp import create_app
from webapp.api.call import KEY
from webapp.api.clients import client_key, client_of
from webapp.application import Application
from webapp.cli.main import main
from webapp.config.settings import Settings
from webapp.figure_source import content_of, sums_of, translator_of
from webapp.hooks import AnswerStored, Hooks
from webapp.report import overview
from webapp.report.figures.view import Section
from webapp.web.current_visit import current_visit
from webapp.web.limits.tallies import MOST
from webapp.web.services import Services, now

QUIZ = "beskeder"
LATER = timedelta(days=15)
TITLE = "Answers from other apps, number of people unknown"


def taken(site: Flask, times: int) -> App:
    """Let an app take a quiz so many times, and close what has ended; return the app."""
    app = App(site)
    for _ in range(times):
        app.token = ""
        app.begin(QUIZ, counted=True)
        app.finish(QUIZ)
    close(app.services)
    return app


def close(services: Services) -> None:
    services.closing.run(now(services.settings.zone) + LATER)


def test_another_application_in_the_process_hears_of_answers_that_are_counted(settings: Settings) -> None:
    heard: list[AnswerStored] = []
    site = create_app(settings, housekeeping=False, hooks=Hooks(on_answer=heard.append))
    app = App(site)
    for counted in (True, False):
        app.token = ""
        app.begin(QUIZ, counted=counted)
        app.finish(QUIZ)
    site.close()
    assert [one.question for one in heard] == [question.id for question in app.questions(QUIZ)]


def sections(services: Services) -> dict[str, Section]:
    """Return the sections of the page of all figures."""
    view = overview(sums_of(services), content_of(services), now(services.settings.zone).date())
    return {section.id: section for section in view.sections}


def test_answers_of_a_client_stand_in_a_section_of_their_own(site: Application) -> None:
    before = sections(App(site).services)
    after = sections(taken(site, 12).services)
    (row,) = after.pop("apps").rows
    assert row.label == CLIENT
    assert {figure.where.place for figure in row.figures} == {f"api:{CLIENT}"}
    assert [figure.value for figure in row.figures[:2]] == [12, 12]
    assert {name: list(section.figures) for name, section in after.items()} == {
        name: list(section.figures) for name, section in before.items()
    }


def test_the_section_says_that_the_number_of_people_is_unknown(site: Application) -> None:
    services = taken(site, 12).services
    with site.test_request_context("/da/"):
        said = translator_of(current_visit()).translate(sections(services)["apps"].title)
    assert said == "Besvarelser fra andre apps, antal personer ukendt"


def test_fewer_than_ten_are_shown_nowhere(site: Application) -> None:
    services = taken(site, 9).services
    section = sections(services).get("apps")
    shares = [figure for figure in section.figures if figure.kind == "share"] if section else []
    assert not [figure for figure in shares if figure.shown]


def test_an_attempt_that_has_been_counted_is_gone(site: Application) -> None:
    app = taken(site, 12)
    assert app.send("GET", "/attempt").status_code == 410
    assert app.send("POST", "/attempt/answers", {"question": "x"}).status_code == 410


def test_no_address_makes_the_figures_of_a_client_alone(app: App) -> None:
    counted = []
    for _ in range(MOST + 2):
        app.token = ""
        counted.append(app.begin(QUIZ, counted=True)["counted"])
    assert counted == [True] * MOST + [False] * 2


def test_a_client_that_the_operator_has_taken_out_is_counted_no_longer(app: App, site: Application) -> None:
    app.begin(QUIZ, counted=True)
    settings = app.services.settings.model_copy(update={"api_clients": ("another",)})
    services: Services = site.extensions["services"]
    object.__setattr__(services, "settings", settings)
    assert app.send("GET", "/attempt").status_code == 410
    assert app.send("POST", "/attempts", {"quiz": QUIZ}, **{KEY: app.key}).status_code == 403


def test_a_key_belongs_to_one_name_and_one_secret() -> None:
    key = client_key("s" * 40, "one")
    assert client_of(key, ["one", "two"], ["s" * 40]) == "one"
    assert client_of(key, ["one"], ["t" * 40, "s" * 40]) == "one"
    assert client_of(key, ["two"], ["s" * 40]) is None
    assert client_of(key, ["one"], ["t" * 40]) is None
    assert client_of(key.replace("one", "two"), ["one", "two"], ["s" * 40]) is None


def test_the_command_prints_the_key_of_an_app_that_the_settings_name(app: App) -> None:
    given = app.services.settings
    variables = {"TRYG_DATA_DIR": str(given.data_dir), "TRYG_API_CLIENTS": CLIENT}
    assert CliRunner().invoke(main, ["client-key", CLIENT], env=variables).output == f"{app.key}\n"
    refused = CliRunner().invoke(main, ["client-key", "another"], env=variables)
    assert refused.exit_code == 2
    assert "TRYG_API_CLIENTS does not name another" in refused.output
