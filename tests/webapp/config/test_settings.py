"""Settings come from the environment, options win, and the error of a wrong value is one line with what to write."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from quizlib import shipped
from webapp.config.data_folder import FILE_NAME
from webapp.config.settings import REMEDIES, Settings, SettingsError

KEY = "k" * 43


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Start every test in an empty folder, with nothing of ours in the environment."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def test_without_anything_set_there_is_a_site_on_this_machine(tmp_path: Path) -> None:
    settings = Settings.read()
    assert (settings.host, settings.port, settings.threads) == ("127.0.0.1", 8000, 4)
    assert settings.data_dir == tmp_path / "data"
    assert settings.database_url == f"sqlite:///{tmp_path / 'data' / 'tryg.sqlite'}"
    assert settings.quiz_content == shipped()
    assert (settings.secure, settings.proxies, settings.was_url) == (False, 0, None)
    assert settings.trusted_hosts == settings.secret_key_fallbacks == settings.frame_ancestors == ()


def test_the_environment_says_how_it_shall_be(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    environment = {
        "HOST": "::",
        "PORT": "8080",
        "THREADS": "8",
        "DATA_DIR": "here",
        "DATABASE_URL": "postgresql://user:secret@db.example/tryg",
        "QUIZ_CONTENT": str(tmp_path),
        "WORKSHOP_HOURS": "3",
        "WAIT_WEEKS": "2",
        "SECURE": "true",
        "PROXIES": "2",
        "TRUSTED_HOSTS": "tryg.example, .kommune.example,[::1]:8000",
        "SECRET_KEY": KEY,
        "SECRET_KEY_FALLBACKS": f"{'a' * 32},{'b' * 32}",
        "WAS_URL": "https://was.example/erklaering/1",
        "FRAME_ANCESTORS": "https://www.example,https://*.kommune.example:8443",
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert Settings.read().model_dump() == {
        "host": "::",
        "port": 8080,
        "threads": 8,
        "data_dir": tmp_path / "here",
        "database_url": "postgresql://user:secret@db.example/tryg",
        "quiz_content": tmp_path,
        "workshop_hours": 3,
        "wait_weeks": 2,
        "secure": True,
        "proxies": 2,
        "trusted_hosts": ("tryg.example", ".kommune.example", "[::1]:8000"),
        "secret_key": KEY,
        "secret_key_fallbacks": ("a" * 32, "b" * 32),
        "was_url": "https://was.example/erklaering/1",
        "frame_ancestors": ("https://www.example", "https://*.kommune.example:8443"),
    }
    assert not (tmp_path / "here").exists()


def test_an_option_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "8080")
    assert Settings.read(port="9090", secret_key=KEY).port == 9090


def test_an_empty_variable_counts_as_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PORT", "SECRET_KEY", "DATABASE_URL", "TRUSTED_HOSTS", "WAS_URL"):
        monkeypatch.setenv(name, "")
    settings = Settings.read()
    assert settings.port == 8000
    assert len(settings.secret_key) == 43
    assert settings.database_url.startswith("sqlite:///")


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("HOST", "http://x", "should match pattern"),
        ("PORT", "abc", "valid integer"),
        ("PORT", "70000", "less than or equal to 65535"),
        ("THREADS", "0", "greater than or equal to 1"),
        ("DATABASE_URL", "mysql://user:hunter@host/db", "'mysql' is not a database the site knows"),
        ("DATABASE_URL", "secret", "cannot be read as an address"),
        ("DATABASE_URL", "sqlite://", "it names no file"),
        ("DATABASE_URL", "sqlite:///:memory:", "it names no file"),
        ("DATABASE_URL", "sqlite://secret/file", "it names no file"),
        ("DATABASE_URL", "postgresql://user:hunter@host:port/db", "cannot be read as an address"),
        ("QUIZ_CONTENT", "nowhere", "there is no such folder"),
        ("WORKSHOP_HOURS", "13", "less than or equal to 12"),
        ("WAIT_WEEKS", "5", "less than or equal to 4"),
        ("WAIT_WEEKS", "1", "greater than or equal to 2"),
        ("SECURE", "perhaps", "valid boolean"),
        ("PROXIES", "-1", "greater than or equal to 0"),
        ("TRUSTED_HOSTS", "https://tryg.example", "'https://tryg.example' is not a host name"),
        ("SECRET_KEY", "hunter", "6 characters are too few to be secret"),
        ("SECRET_KEY_FALLBACKS", f"{KEY},hunter", "6 characters are too few to be secret"),
        ("WAS_URL", "http://was.example/", "should match pattern"),
        ("FRAME_ANCESTORS", "https://a.example; script-src *", "is not an origin"),
    ],
)
def test_a_wrong_value_says_in_one_line_which_and_why_and_what_to_write(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, why: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as raised:
        Settings.read()
    line = str(raised.value)
    assert line.startswith(f"{name}=")
    assert why in line
    assert line.endswith(REMEDIES[name.lower()])
    assert "\n" not in line
    hidden = "SECRET" in name or "@" in value
    assert line.startswith(f"{name}={'…' if hidden else value}: ")
    assert not hidden or "hunter" not in line


def test_every_wrong_value_is_named() -> None:
    with pytest.raises(SettingsError) as raised:
        Settings.read(port="x", proxies="y")
    assert "PORT=x" in str(raised.value)
    assert "PROXIES=y" in str(raised.value)


def test_a_setting_that_does_not_exist_is_refused() -> None:
    with pytest.raises(SettingsError, match="PROT=1"):
        Settings.read(prot="1")


def test_every_setting_has_a_remedy() -> None:
    assert list(REMEDIES) == list(Settings.model_fields)


def test_secrets_are_not_shown() -> None:
    settings = Settings.read(secret_key=KEY, secret_key_fallbacks=KEY, database_url="postgresql://u:hidden@h/d")
    assert KEY not in repr(settings)
    assert "hidden" not in repr(settings)


def test_settings_do_not_change() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings.read(secret_key=KEY).port = 1


def test_the_key_is_made_once_for_this_user_alone(tmp_path: Path) -> None:
    key = Settings.read().secret_key
    assert Settings.read().secret_key == key
    assert len(key) == 43
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "data" / FILE_NAME).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "data").iterdir()] == [FILE_NAME]


def _read_key(_number: int) -> str:
    return Settings.read().secret_key


def test_processes_that_start_at_once_agree_on_the_key() -> None:
    with multiprocessing.get_context("fork").Pool(8) as processes:
        assert len(set(processes.map(_read_key, range(8), chunksize=1))) == 1


@pytest.mark.parametrize("content", [b"", b"\n", b"short", b"\xff" * 50])
def test_a_broken_key_file_is_never_taken_for_a_key(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / FILE_NAME).write_bytes(content)
    with pytest.raises(SettingsError, match=r"DATA_DIR=\S+: .*secret_key"):
        Settings.read()


def test_a_data_folder_that_cannot_be_made_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for name in ("file", "file/data"):
        with pytest.raises(SettingsError, match=r"DATA_DIR=\S+: .*Not a directory"):
            Settings.read(data_dir=name)
