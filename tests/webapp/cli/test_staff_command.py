"""`webapp staff` adds the first administrator and resets an account; each mistake is one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.places import FIXTURE
from tests.webapp.signed_in import BY, PASSWORD, member, sign_in, type_password
from webapp import create_app
from webapp.cli.main import main
from webapp.config.settings import Settings


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The site's folder, as the environment says."""
    monkeypatch.setenv("TRYG_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("TRYG_QUIZ_CONTENT", str(FIXTURE))
    return tmp_path / "data"


def run(*words: str, password: str = PASSWORD) -> Result:
    """Run the command, a password on its input."""
    return CliRunner().invoke(main, ["staff", *words], input=f"{password}\n")


def test_the_first_administrator_is_made_before_the_site_has_ever_run(folder: Path) -> None:
    result = run("add", "Mette Holm", "--role", "administrator")
    assert (result.exit_code, result.stderr) == (0, "")
    assert PASSWORD not in result.output
    assert (folder / "secret_key").exists()
    app = create_app(Settings.read())
    assert type_password(app.test_client(), "Mette Holm").location == "/en/staff/set-up"
    noted = app.extensions["services"].accounts.audit.newest(9)
    assert [(line.who, line.what, line.about) for line in noted] == [("webapp staff", "account-added", "Mette Holm")]
    app.extensions["services"].close()


@pytest.mark.parametrize(
    ("words", "password", "said"),
    [
        (["add", "M"], PASSWORD, "webapp: the name 'M' cannot be used; write one of 2 to 60 letters\n"),
        (
            ["add", "Mette", "--role", "king"],
            PASSWORD,
            "webapp: there is no role 'king'; write --role with one of administrator, organiser, analyst, author\n",
        ),
        (["add", "Mette"], "kort", "webapp: the password is too short; choose one of 12 characters or more\n"),
        (
            ["add", "Mette"],
            "mette og kaffe og kage",
            "webapp: the password has the name in it; choose one that does not\n",
        ),
        (
            ["add", "Mette"],
            "passwordpassword",
            "webapp: the password is too easy to guess; take words that do not belong together, or add one more\n",
        ),
        (
            ["add", "ANNA"],
            PASSWORD,
            "webapp: there is an account 'ANNA' already; choose another name, or run: webapp staff reset 'ANNA'\n",
        ),
        (["reset", "Nobody"], PASSWORD, "webapp: there is no account 'Nobody'; there are: Anna\n"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(words: list[str], password: str, said: str) -> None:
    assert run("add", "Anna").exit_code == 0
    result = run(*words, password=password)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", said)


def test_whoever_is_locked_out_gets_in_again() -> None:
    app = create_app(Settings.read())
    account = member(app).account
    browser = app.test_client()
    sign_in(browser)
    app.extensions["services"].accounts.set_active(member(app, name="Dorte").account, BY, active=False)
    new = "fire blå cykler synger"
    assert run("reset", "mette holm", password=new).exit_code == 0
    assert run("reset", "Dorte", password=new).exit_code == 0
    assert browser.get("/en/staff/").status_code == 303
    for name in (account.name, "Dorte"):
        assert type_password(browser, name).location == "/en/staff/sign-in?problem=wrong"
        assert type_password(app.test_client(), name, new).location == "/en/staff/set-up"
    app.extensions["services"].close()


def test_a_reset_lifts_the_wait_of_a_site_that_goes_on_running() -> None:
    app = create_app(Settings.read())
    member(app)
    for _ in range(10):
        type_password(app.test_client(), "Mette Holm", "not the password")
    assert type_password(app.test_client(), "Mette Holm").location == "/en/staff/sign-in?problem=wait"
    assert run("reset", "Mette Holm").exit_code == 0
    assert type_password(app.test_client(), "Mette Holm").location == "/en/staff/set-up"
    app.extensions["services"].close()
