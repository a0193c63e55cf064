"""The database, the backup and the figures of commit 397f190: this version opens them, and goes on where it stopped.

`earlier_release.py` says what there is and how it was made.
"""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizlib import Answer, Attempt
from tests.webapp.storage.conftest import Place
from tests.webapp.storage.earlier_release import FOLDER, bring_to_its_revision, known, put_database, put_sqlite
from webapp.application import ready_content
from webapp.cli.main import main
from webapp.config.settings import Settings
from webapp.open_storage import Storage, open_storage
from webapp.site_content.reading import SiteContent
from webapp.staff.sign_in import passwords, recovery
from webapp.storage.closing.live_rows import Closed
from webapp.storage.live import Live
from webapp.storage.records.set_aside import SetAside
from webapp.storage.records.verify import Verifying
from webapp.storage.staff.accounts import Accounts
from webapp.storage.staff.sign_ins import Token
from webapp.storage.workshops.store import Workshops
from webapp.web.devices.encryption import Encryption

pytestmark = pytest.mark.trial

KNOWN = known("known")
NOW = datetime.fromisoformat(KNOWN["now"])
Run = Callable[..., str]


@pytest.fixture
def settings(place: Place, tmp_path: Path) -> Settings:
    """Return the settings of a site on an empty database."""
    library = str(FOLDER / "library")
    return Settings.read(
        data_dir=str(tmp_path / "data"), database_url=place.url, quiz_content=library, secret_key=KNOWN["secret"]
    )


@pytest.fixture
def run(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return what runs a command of `webapp` on this database, and returns what it prints."""
    monkeypatch.setenv("TRYG_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("TRYG_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("TRYG_QUIZ_CONTENT", str(settings.quiz_content))
    monkeypatch.setenv("TRYG_SECRET_KEY", settings.secret_key)

    def run(*words: object) -> str:
        result = CliRunner().invoke(main, list(map(str, words)), catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.output

    return run


@pytest.fixture
def content(settings: Settings) -> SiteContent:
    """Return the library that everything was answered in."""
    return ready_content(settings)


@pytest.fixture
def storage(settings: Settings, content: SiteContent, run: Run) -> Iterator[Storage]:
    """Return the storage of commit 397f190, brought to this version and opened."""
    put_database(settings.database_url)
    run("migrate")
    opened = open_storage(settings, content)
    yield opened
    opened.database.close()


def schema(file: Path) -> list[str]:
    """Return the SQL of all tables and indexes but the one with the version, which had another name then."""
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").fetchall()
    return [sql for (sql,) in rows if "version_num" not in sql]


Numbers = dict[str, tuple[float | None, ...]]
RENAMED = {"safe": "right_act"}
RANKED = ("facility", "overlooked")
ONE = 0.0101
"""The parts of a whole are rounded so that they add up; so one of them may be one of 100 more or less than it was."""


def figures(run: Run, folder: Path) -> Numbers:
    """Return value and limits of every figure of the database, by id."""
    run("figures", folder / "figures.csv")
    return numbers(folder / "figures.csv")


def numbers(file: Path) -> Numbers:
    """Return value and limits of the figures in a CSV file in Danish, by id. What is ranked is left out."""
    head, *found = csv.reader(file.read_text("utf-8-sig").splitlines(), delimiter=";")
    columns = [head.index(name) for name in ("Værdi", "Fra", "Til")]
    kept: Numbers = {}
    for line in found:
        name, dot, rest = line[0].partition(".")
        if name not in RANKED:
            cells = (line[column].replace(",", ".") for column in columns)
            kept[RENAMED.get(name, name) + dot + rest] = tuple(float(cell) if cell else None for cell in cells)
    return kept


def assert_the_same(now: Numbers) -> None:
    """Fail unless every figure of that commit that is no ranking has the number that it had."""
    then = numbers(FOLDER / "figures.csv")
    assert then.keys() <= now.keys()
    for name in then.keys() & now.keys():
        for old, new in zip(then[name], now[name], strict=True):
            assert (old is None) == (new is None), name
            assert new == pytest.approx(old, abs=ONE), name


def test_its_tables_are_those_that_the_migrations_up_to_it_make(tmp_path: Path) -> None:
    put_sqlite("database", tmp_path / "dumped")
    bring_to_its_revision(f"sqlite:///{tmp_path / 'migrated'}")
    assert schema(tmp_path / "dumped") == schema(tmp_path / "migrated")


@pytest.mark.usefixtures("storage")
def test_its_figures_are_the_same(run: Run, tmp_path: Path) -> None:
    assert_the_same(figures(run, tmp_path))


@pytest.mark.usefixtures("storage")
def test_its_sums_agree_with_its_records(run: Run) -> None:
    agree = "the sums agree with the records (32 blocks, 11 workshops, 110 sums)\n"
    assert run("counts", "verify") == agree


def test_an_attempt_under_way_stands_where_it_stood_and_goes_on(storage: Storage, content: SiteContent) -> None:
    live, quiz = Live(storage.database), content.library.quizzes[KNOWN["attempt"]["quiz"]]
    attempt = live.attempt(KNOWN["attempt"]["id"], quiz)
    assert isinstance(attempt, Attempt)
    assert list(attempt.answers) == [
        Answer(question, quiz_question.version, tuple(response), score, sure, again and tuple(again))
        for (question, response, score, sure, again), quiz_question in zip(
            KNOWN["attempt"]["answers"], attempt.questions, strict=False
        )
    ]
    while attempt.question:
        step = attempt.answer(attempt.question.id, attempt.question.key or ())
        attempt = step.attempt
        assert live.save(attempt.id, step.answer, finished=attempt.question is None) == step.answer
    assert live.attempt(attempt.id, quiz) == attempt


def test_its_workshops_stand_where_they_stood(storage: Storage) -> None:
    workshops = Workshops(storage.database)
    for phase, when in (("coming", "planned"), ("running", "running"), ("ending", "ending")):
        expected = KNOWN["workshops"][when]
        found = workshops.by_code(expected["code"])
        assert found is not None
        assert (found.id, found.phase(NOW)) == (expected["id"], phase)
        assert workshops.by_leader(expected["leader"]) == found
    running = workshops.by_id(KNOWN["workshops"]["running"]["id"])
    assert running is not None
    assert (running.place, running.day, running.joined) == ("nordbyens-bibliotek", NOW.date(), 12)
    assert (running.begun, running.letting_in) == (NOW - timedelta(hours=1, minutes=30), False)
    assert sum(workshop.closed for workshop in workshops.all()) == 11
    assert [workshop.id for workshop in workshops.due(NOW)] == [KNOWN["ended"]]


def test_a_workshop_under_way_goes_on_as_its_leader_wants(storage: Storage) -> None:
    workshops, running = Workshops(storage.database), KNOWN["workshops"]["running"]
    assert workshops.join(running["code"], NOW) is None  # the leader has closed the door
    assert workshops.let_in(running["id"], NOW)
    joined = workshops.join(running["code"], NOW)
    assert joined is not None
    assert joined.joined == 13
    assert joined.begun == NOW - timedelta(hours=1, minutes=30)
    ending = KNOWN["workshops"]["ending"]["id"]
    assert workshops.resume(ending, NOW)
    assert workshops.end(ending, NOW)
    assert workshops.give_head_count(ending, 11, NOW)
    assert {each.id for each in workshops.due(NOW + timedelta(minutes=3))} == {ending, KNOWN["ended"]}


def test_what_has_ended_is_closed_as_commit_397f190_closes_it(storage: Storage) -> None:
    for expected in KNOWN["closings"]:
        assert storage.closing.run(NOW + timedelta(days=expected["days"])) == Closed(**expected["closed"])
    verified = Verifying(storage.database, storage.records).verify()
    assert verified.agrees


def test_a_workshop_that_was_set_aside_still_waits_for_a_decision(storage: Storage) -> None:
    set_aside = SetAside(storage.database, storage.records)
    assert len(set_aside.all()) == 1


def test_its_staff_is_signed_in_and_can_sign_in(storage: Storage) -> None:
    accounts, staff = Accounts(storage.database), KNOWN["staff"]
    assert [(each.name, each.role, each.active) for each in accounts.all()] == [
        ("Bo Æbelø", "organiser", True),
        ("Eva", "analyst", False),
        ("Ida Holm", "administrator", True),
    ]
    found = accounts.named("ida HOLM")
    assert found is not None
    assert accounts.signed_in(Token(staff["token"])) == (found.account, "in")
    assert passwords.fits(staff["password"], found.password)
    sealed = Encryption(KNOWN["secret"], ()).open(found.totp or "", found.account.id)
    assert sealed == staff["totp"]
    assert recovery.without(found.recovery, staff["recovery"]) is not None
    assert not accounts.take_step(found.account, 57_000_000, found.totp or "")  # a code is good once
    assert accounts.take_step(found.account, 57_000_001, found.totp or "")
    half = accounts.signed_in(Token(staff["half"]))
    assert half is not None
    assert (half[0].name, half[0].starting, half[1]) == (
        "Bo Æbelø",
        datetime(2026, 11, 25, tzinfo=UTC).date(),
        "password",
    )


def test_its_audit_log_is_read_line_by_line(storage: Storage) -> None:
    lines = Accounts(storage.database).audit.newest(50)
    assert [[str(line.day), line.who, line.what, line.about] for line in lines] == KNOWN["audit"]


def test_its_backup_is_restored(settings: Settings, content: SiteContent, run: Run, tmp_path: Path) -> None:
    put_sqlite("backup", tmp_path / "backup")
    run("migrate")
    assert run("restore", tmp_path / "backup") == f"restored from {tmp_path / 'backup'}; nothing had ended\n"
    assert_the_same(figures(run, tmp_path))
    storage = open_storage(settings, content)
    expected = KNOWN["workshops"]["running"]
    restored = Workshops(storage.database).by_code(expected["code"])
    assert restored is not None
    assert (restored.id, restored.phase(NOW)) == (expected["id"], "coming")  # a backup keeps the plan of a workshop
    storage.database.close()
