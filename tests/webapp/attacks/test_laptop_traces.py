"""A laptop that has closed its workshops holds nothing of anybody that can be read; its file neither."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.places import LIBRARY
from tests.webapp.attacks.test_traces import Traces, contents, left, note, person, take
from tests.webapp.taking import site
from tests.webapp.workshops import close, joined, workshop
from webapp import create_app
from webapp.config.settings import Settings
from webapp.laptop.sending import exported
from webapp.storage.laptops.campaign_file import CampaignFile
from webapp.storage.laptops.sealing import new_keys
from webapp.storage.weeks import month_of, week_of
from webapp.web.services import today

pytestmark = pytest.mark.trial


def test_a_laptop_and_its_file_hold_nothing_that_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    (tmp_path / "data").mkdir(mode=0o700)
    public, private = new_keys()
    keys = {month_of(week_of(today())): public}
    made = CampaignFile(laptop="a", token="b", address="http://127.0.0.1:9", keys=keys)  # noqa: S106 - nobody's
    (tmp_path / "campaign.json").write_text(made.model_dump_json())
    for name, value in (("TRYG_DATA_DIR", tmp_path / "data"), ("TRYG_QUIZ_CONTENT", LIBRARY), ("TRYG_LAPTOP", "true")):
        monkeypatch.setenv(name, str(value))
    monkeypatch.setenv("TRYG_CAMPAIGN_FILE", str(tmp_path / "campaign.json"))
    app, traces = create_app(Settings.read()), Traces()
    course = app.test_client()
    held, _ = workshop(course)
    for _ in range(7):
        take(person(joined(app, held)), "beskeder", traces)
    note(course, traces)
    assert traces.found(contents(tmp_path / "data")) == traces.lives
    close(course, held)
    file = exported(site(course))
    found = traces.found([*contents(tmp_path / "data"), *left(site(course), tmp_path, CliRunner()), file])
    assert found <= {held.id.encode(), held.batch.encode()}
    assert b'"table":"packet"' in file
    assert private.encode() not in b"".join(contents(tmp_path))
    app.extensions["services"].close()
