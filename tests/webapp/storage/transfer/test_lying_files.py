"""Files that lie are refused in one line, and nothing changes; whatever is believed breaks no page."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import shipped
from tests.attacks.lying_counts import HUGE, LIES, RAW, filled, lying
from tests.places import CONTENT
from tests.webapp.report.campaign import Campaign
from tests.webapp.report.in_memory import store
from tests.webapp.signed_in import member, signed_in
from tests.webapp.storage.machines import Machine, copies
from tests.webapp.storage.transfer.test_exchange import kept, rewritten
from webapp import create_app
from webapp.config.settings import Settings
from webapp.storage.tables.every import KEPT
from webapp.storage.transfer.atomic_file import FileError
from webapp.storage.transfer.backup import back_up, restore
from webapp.storage.transfer.exchange import Exchange
from webapp.web.services import Services

STRANGE: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from(
        [
            None,
            True,
            -1,
            0,
            3,
            -12,
            9,
            999_999,
            2**31,
            HUGE,
            1e308,
            0.5,
            "",
            "x",
            "a\0b",
            "\ud800",
            "9999-W53",
            "2026-W53",
        ]
    ),
    st.integers(-(10**20), 10**20).map(lambda n: 3 * n),
    st.text(max_size=5),
    st.recursive(
        st.none(), lambda part: st.lists(part, max_size=2) | st.dictionaries(st.text(max_size=3), part, max_size=2)
    ),
)
OFTEN = settings(
    deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
TABLES = ("staff", "audit", "block", "workshop", "monthly", "attendance")
PAGES = ("figures", "figures/workshops", "exports/attendance.csv", "records", "workshops", "accounts", "log")


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what a laptop exports."""
    folder = tmp_path_factory.mktemp("laptop")
    with Machine.made(copies(f"sqlite:///{folder / 'empty'}", folder)) as laptop:
        filled(laptop)
        laptop.exchange.export(folder / "counts")
    return folder / "counts"


@pytest.mark.parametrize("name", [*LIES, *RAW])
def test_counts_that_lie_are_refused_in_one_line(tmp_path: Path, honest: Path, name: str) -> None:
    file = Path(shutil.copy(honest, tmp_path / "counts"))
    with Machine.made(copies(f"sqlite:///{tmp_path / 'empty'}", tmp_path)) as campaign:
        before = kept(campaign)
        lying(file, name)
        with pytest.raises(FileError) as refused:
            campaign.exchange.bring(file)
        assert kept(campaign) == before
    said = str(refused.value)
    assert said.startswith(f"{file}: line ")
    assert said.endswith("nothing was imported")
    assert "\n" not in said
    assert len(said) < len(str(file)) + 300


def test_a_line_that_is_too_long_is_not_read_to_its_end_and_said_to_be_too_long(tmp_path: Path, honest: Path) -> None:
    file = Path(shutil.copy(honest, tmp_path / "counts"))
    lying(file, "a line of many megabytes")
    with (
        Machine.made(copies(f"sqlite:///{tmp_path / 'empty'}", tmp_path)) as campaign,
        pytest.raises(FileError, match=r"line \d+: it has more than 1,048,576 bytes"),
    ):
        campaign.exchange.bring(file)


@dataclass(frozen=True)
class Place:
    """A site with a made-up campaign in it, and files that it has made."""

    app: Flask
    counts: Path
    backup: Path

    @property
    def services(self) -> Services:
        """The services of the site."""
        found: Services = self.app.extensions["services"]
        return found

    def see_pages(self, quiz: str = "tjek-a") -> None:
        """See that the staff's pages still come."""
        browser = signed_in(self.app, "administrator")
        accounts = [f"accounts/{account.id}" for account in self.services.accounts.all()[:2]]
        for page in (*PAGES, f"figures/quiz/{quiz}", "figures/workshop/w000", *accounts):
            status = browser.get(f"/da/staff/{page}").status_code
            assert status in (200, 404), (page, status)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("lies")
    app = create_app(Settings.read(data_dir=str(folder / "data"), quiz_content=str(CONTENT)))
    services: Services = app.extensions["services"]
    store(Campaign(shipped.content(), workshops=2, at_home=2), services.database, services.records)
    signed_in(app, "administrator")
    member(app)
    exchange(services).export(folder / "counts")
    back_up(services.database, folder / "backup")
    yield Place(app, folder / "counts", folder / "backup")
    services.close()


def exchange(services: Services) -> Exchange:
    places = [one.id for root in services.places.places for one in root.all()]
    return Exchange(services.database, services.records, places)


def refused(work: Callable[[], object]) -> bool:
    """Return whether a file is refused, in one line."""
    try:
        work()
    except FileError as error:
        if "\n" in str(error):
            raise
        return True
    return False


def changed(plain: Any, choice: Any) -> Any:  # noqa: ANN401 - plain data
    """Return plain data with something else at one place that is drawn."""
    if isinstance(plain, dict) and plain and choice(st.integers(0, 4)):
        name = choice(st.sampled_from(sorted(plain)))
        rest = {key: value for key, value in plain.items() if key != name}
        doing = choice(st.sampled_from(["below", "below", "below", "gone", "renamed"]))
        if doing == "gone":
            return rest
        if doing == "renamed":
            return {**rest, choice(st.text(max_size=3)): plain[name]}
        return {**plain, name: changed(plain[name], choice)}
    if isinstance(plain, list) and plain and choice(st.booleans()):
        at = choice(st.integers(0, len(plain) - 1))
        return [changed(one, choice) if number == at else one for number, one in enumerate(plain)]
    return choice(STRANGE)


@pytest.mark.trial
@OFTEN
@given(data=st.data())
def test_an_export_that_was_changed_anywhere_is_refused_or_breaks_no_page(
    place: Place, tmp_path: Path, data: st.DataObject
) -> None:
    file = tmp_path / "counts"
    file.write_bytes(place.counts.read_bytes())

    seen: list[str] = []

    def untrue(lines: list[dict[str, Any]]) -> None:
        at = data.draw(st.integers(0, len(lines) - 1))
        table = lines[at]["table"]
        seen.append(str(lines[at].get("quiz", "tjek-a")))
        lie = changed({key: value for key, value in lines[at].items() if key != "table"}, data.draw)
        lines[at] = lie if isinstance(lie, dict) else {"is": lie}
        lines[at]["table"] = table
        lines[at]["id"] = lines[at].get("id") and "new"  # else it is known here
        if table == "outline" and isinstance(lines[at].get("items"), dict) and data.draw(st.booleans()):
            lines[at]["version"] = lines[at]["whole"] = "new"
            lines[at]["items"] |= {"version": "new", "whole": "new"}

    services, database = place.services, place.services.database
    if refused(lambda: exchange(services).bring(rewritten(file, untrue))):
        return
    try:
        place.see_pages(seen[0])
    finally:
        restore(database, place.backup, services.records)


@pytest.mark.trial
@OFTEN
@given(data=st.data())
def test_any_json_in_place_of_a_line_is_refused(place: Place, tmp_path: Path, data: st.DataObject) -> None:
    file = tmp_path / "counts"
    file.write_bytes(place.counts.read_bytes())

    def lie(lines: list[Any]) -> None:
        lines.append(
            {"table": data.draw(st.sampled_from(["block", "outline", "monthly"])), "numbers": data.draw(STRANGE)}
        )

    with pytest.raises(FileError, match=r"line \d+: .*nothing was imported"):
        exchange(place.services).bring(rewritten(file, lie))


@pytest.mark.trial
@OFTEN
@given(data=st.data())
def test_a_backup_that_was_changed_anywhere_is_refused_or_breaks_no_page(
    place: Place, tmp_path: Path, data: st.DataObject
) -> None:
    file = tmp_path / "backup"
    file.write_bytes(place.backup.read_bytes())
    with closing(sqlite3.connect(file)) as connection:
        table = str(data.draw(st.sampled_from(KEPT)).__tablename__)
        rows = connection.execute(f"SELECT * FROM {table}")  # noqa: S608 - a table of ours
        columns = [name for name, *_ in rows.description]
        found = rows.fetchall()
        if not found:
            return
        row = dict(zip(columns, data.draw(st.sampled_from(found)), strict=True))
        column = data.draw(st.sampled_from(columns))
        text = row[column]
        if isinstance(text, str) and text.startswith(("{", "[")):
            value: Any = json.dumps(changed(json.loads(text), data.draw))
        else:
            value = data.draw(STRANGE)
            value = json.dumps(value) if isinstance(value, dict | list) else value
        key, known = columns[0], row[columns[0]]
        try:
            connection.execute(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", (value, known))  # noqa: S608 - ours
        except (sqlite3.Error, OverflowError, UnicodeEncodeError):
            return
        connection.commit()
    services, database = place.services, place.services.database
    if refused(lambda: restore(database, file, services.records)):
        return
    try:
        place.see_pages()
    finally:
        restore(database, place.backup, services.records)


SCHEMAS = {
    "a table less": "DROP TABLE monthly",
    "a table more": "CREATE TABLE more (a)",
    "another table": "ALTER TABLE monthly ADD COLUMN more",
    "a trigger": "CREATE TRIGGER more AFTER INSERT ON monthly BEGIN DELETE FROM staff; END",
    "a view": "CREATE VIEW more AS SELECT 1",
    "a view in place of a table": "DROP TABLE monthly; CREATE VIEW monthly AS SELECT 1 AS id, '' AS month",
    "a version that it is not": "UPDATE tryg_alembic_version SET version_num = '0001'",
    "no version": "DELETE FROM tryg_alembic_version",
}
ROWS = {
    "a role that there is not": "UPDATE staff SET role = 'superuser'",
    "a day that there is not": "UPDATE audit SET day = 'never'",
    "quizzes that are a number": "UPDATE workshop SET quizzes = 12",
    "quizzes that cannot be read": "UPDATE workshop SET quizzes = '['",
    "numbers that cannot be read": "UPDATE block SET numbers = 'x'",
    "numbers nested without end": "UPDATE block SET numbers = replace(hex(zeroblob(50000)), '00', '[')",
    "a block of nobody": "UPDATE block SET numbers = json_set(numbers, '$.n', 0)",
    "a block of no quiz": "UPDATE block SET version = 'other'",
    "a block under a workshop of another mode": "UPDATE block SET mode = 'home' WHERE place <> ''",
    "people below zero": "UPDATE attendance SET starts = -3",
    "more screens than PostgreSQL can count": "UPDATE workshop SET joined = 2147483648",
    "a number of a month that is text": "UPDATE monthly SET n = 'many'",
    "a week that there is not": "UPDATE attendance SET week = '2026-W99'",
    "a name of two forms": "UPDATE staff SET key = key || 'x'",
    "recovery codes that are none": "UPDATE staff SET recovery = '[]'",
    "something that nobody does": "UPDATE audit SET what = 'everything'",
    "an outline of another quiz": "UPDATE outline SET items = json_set(items, '$.quiz', 'other')",
    "a workshop that is open and closed": "UPDATE workshop SET closed = 0",
    "a name that nobody can type": "UPDATE staff SET name = ' ' || name",
}


@pytest.mark.parametrize("name", [*SCHEMAS, *ROWS])
def test_a_backup_that_lies_is_refused_in_one_line(place: Place, tmp_path: Path, name: str) -> None:
    file = tmp_path / "backup"
    file.write_bytes(place.backup.read_bytes())
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(SCHEMAS.get(name) or ROWS[name])
    services = place.services
    counted = " UNION ALL ".join(f"SELECT count(*), max(id) FROM {table}" for table in TABLES)  # noqa: S608 - ours

    def state() -> list[Any]:
        return services.database.read(lambda one: one.execute(counted).fetchall())

    before = state()
    with pytest.raises(FileError) as refused:
        restore(services.database, file, services.records)
    assert state() == before
    said = str(refused.value)
    assert said.startswith(f"{file}: ")
    assert said.endswith("; nothing was restored")
    assert "\n" not in said
