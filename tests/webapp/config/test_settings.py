"""Settings come from the environment, options win, and the error of a wrong value is one line with what to write."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from quizlib import shipped
from webapp.config.data_folder import FILE_NAME
from webapp.config.settings import REMEDIES, Settings, SettingsError, variable

KEY = "k" * 43


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Start every test in an empty folder, with nothing of ours in the environment."""
    for name in Settings.model_fields:
        monkeypatch.delenv(variable(name), raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.mark.slow
def test_without_anything_set_there_is_a_site_on_this_machine(tmp_path: Path) -> None:
    settings = Settings.read()
    assert (settings.host, settings.port, settings.threads) == ("127.0.0.1", 8000, 16)
    assert settings.data_dir == tmp_path / "data"
    assert settings.database_url == f"sqlite:///{tmp_path / 'data' / 'tryg.sqlite'}"
    assert settings.quiz_content == shipped()
    assert (settings.secure, settings.proxies, settings.was_url) == (False, 0, None)
    assert settings.trusted_hosts == settings.secret_key_fallbacks == settings.frame_ancestors == ()


def test_the_environment_says_how_it_shall_be(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    environment = {
        "TRYG_HOST": "::",
        "TRYG_PORT": "8080",
        "TRYG_THREADS": "8",
        "TRYG_DATA_DIR": "here",
        "TRYG_DATABASE_URL": "postgresql://user:secret@db.example/tryg",
        "TRYG_QUIZ_CONTENT": str(tmp_path),
        "TRYG_TIME_ZONE": "America/Nuuk",
        "TRYG_STRICT": "true",
        "TRYG_WORKSHOP_HOURS": "3",
        "TRYG_WAIT_WEEKS": "2",
        "TRYG_LOW_DISK": "500",
        "TRYG_LAPTOP": "true",
        "TRYG_CAMPAIGN_FILE": str(tmp_path / "campaign.json"),
        "TRYG_SECURE": "true",
        "TRYG_HSTS_SUBDOMAINS": "true",
        "TRYG_PROXIES": "2",
        "TRYG_PROXY_PREFIX": "true",
        "TRYG_TRUSTED_HOSTS": "tryg.example, .kommune.example,[::1]:8000",
        "TRYG_SECRET_KEY": KEY,
        "TRYG_SECRET_KEY_FALLBACKS": f"{'a' * 32},{'b' * 32}",
        "TRYG_SECURITY_CONTACT": "mailto:it@library.example",
        "TRYG_WAS_URL": "https://was.example/erklaering/1",
        "TRYG_API_ORIGINS": "https://app.example,http://localhost:3000",
        "TRYG_API_CLIENTS": "one, library-app",
        "TRYG_API_CALLS": "60",
    }
    (tmp_path / "campaign.json").touch()
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert Settings.read().model_dump() == {
        "host": "::",
        "port": 8080,
        "threads": 8,
        "data_dir": tmp_path / "here",
        "database_url": "postgresql://user:secret@db.example/tryg",
        "quiz_content": tmp_path,
        "time_zone": "America/Nuuk",
        "strict": True,
        "workshop_hours": 3,
        "wait_weeks": 2,
        "low_disk": 500,
        "laptop": True,
        "campaign_file": tmp_path / "campaign.json",
        "secure": True,
        "hsts_subdomains": True,
        "proxies": 2,
        "proxy_prefix": True,
        "trusted_hosts": ("tryg.example", ".kommune.example", "[::1]:8000"),
        "secret_key": KEY,
        "secret_key_fallbacks": ("a" * 32, "b" * 32),
        "security_contact": "mailto:it@library.example",
        "was_url": "https://was.example/erklaering/1",
        "frame_ancestors": (),
        "api": False,  # which no laptop has
        "api_origins": ("https://app.example", "http://localhost:3000"),
        "api_clients": ("one", "library-app"),
        "api_calls": 60,
    }
    assert not (tmp_path / "here").exists()


def test_an_option_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRYG_PORT", "8080")
    assert Settings.read(port="9090", secret_key=KEY).port == 9090


def test_an_empty_variable_counts_as_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TRYG_PORT", "TRYG_SECRET_KEY", "TRYG_DATABASE_URL", "TRYG_TRUSTED_HOSTS", "TRYG_WAS_URL"):
        monkeypatch.setenv(name, "")
    settings = Settings.read()
    assert settings.port == 8000
    assert len(settings.secret_key) == 43
    assert settings.database_url.startswith("sqlite:///")


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("TRYG_HOST", "http://x", "should match pattern"),
        ("TRYG_PORT", "abc", "valid integer"),
        ("TRYG_PORT", "70000", "less than or equal to 65535"),
        ("TRYG_THREADS", "0", "greater than or equal to 1"),
        ("TRYG_DATABASE_URL", "mysql://user:hunter@host/db", "'mysql' is not a database the site knows"),
        ("TRYG_DATABASE_URL", "secret", "cannot be read as an address"),
        ("TRYG_DATABASE_URL", "sqlite://", "it names no file"),
        ("TRYG_DATABASE_URL", "sqlite:///:memory:", "it names no file"),
        ("TRYG_DATABASE_URL", "sqlite://secret/file", "it names no file"),
        ("TRYG_DATABASE_URL", "postgresql://user:hunter@host:port/db", "cannot be read as an address"),
        ("TRYG_QUIZ_CONTENT", "nowhere", "there is no such folder"),
        ("TRYG_SECURITY_CONTACT", "http://library.example/", "should match pattern"),
        ("TRYG_SECURITY_CONTACT", "https://library.example Contact: x", "should match pattern"),
        ("TRYG_WORKSHOP_HOURS", "13", "less than or equal to 12"),
        ("TRYG_WAIT_WEEKS", "5", "less than or equal to 4"),
        ("TRYG_WAIT_WEEKS", "1", "greater than or equal to 2"),
        ("TRYG_LOW_DISK", "much", "valid integer"),
        ("TRYG_LAPTOP", "perhaps", "valid boolean"),
        ("TRYG_CAMPAIGN_FILE", "nowhere", "there is no such file"),
        ("TRYG_SECURE", "perhaps", "valid boolean"),
        ("TRYG_PROXIES", "-1", "greater than or equal to 0"),
        ("TRYG_TRUSTED_HOSTS", "https://tryg.example", "'https://tryg.example' is not a host name"),
        ("TRYG_SECRET_KEY", "hunter", "6 characters are too few to be secret"),
        ("TRYG_SECRET_KEY_FALLBACKS", f"{KEY},hunter", "6 characters are too few to be secret"),
        ("TRYG_WAS_URL", "http://was.example/", "should match pattern"),
        ("TRYG_FRAME_ANCESTORS", "https://www.example", "no quiz can be taken inside the page of another site yet"),
        ("TRYG_API", "perhaps", "valid boolean"),
        ("TRYG_API_ORIGINS", "*", "'*' is not the origin of an app"),
        ("TRYG_API_ORIGINS", "http://app.example", "'http://app.example' is not the origin of an app"),
        ("TRYG_API_CLIENTS", "Library App", "'Library App' is not a name for an app"),
        ("TRYG_API_CALLS", "0", "greater than or equal to 1"),
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
    assert line.endswith(REMEDIES[name.removeprefix("TRYG_").lower()])
    assert "\n" not in line
    hidden = "SECRET" in name or "@" in value
    assert line.startswith(f"{name}={'…' if hidden else value}: ")
    assert not hidden or "hunter" not in line


def test_a_laptop_has_no_apps_to_answer() -> None:
    with pytest.raises(SettingsError, match="TRYG_API=true: a laptop"):
        Settings.read(laptop="true", api="true")


def test_every_wrong_value_is_named() -> None:
    with pytest.raises(SettingsError) as raised:
        Settings.read(port="x", proxies="y")
    assert "TRYG_PORT=x" in str(raised.value)
    assert "TRYG_PROXIES=y" in str(raised.value)


def test_a_setting_that_does_not_exist_is_refused() -> None:
    with pytest.raises(SettingsError, match="TRYG_PROT=1"):
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


@pytest.mark.slow
def test_processes_that_start_at_once_agree_on_the_key() -> None:
    with multiprocessing.get_context("fork").Pool(8) as processes:
        assert len(set(processes.map(_read_key, range(8), chunksize=1))) == 1


@pytest.mark.parametrize("content", [b"", b"\n", b"short", b"\xff" * 50])
def test_a_broken_key_file_is_never_taken_for_a_key(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / FILE_NAME).write_bytes(content)
    with pytest.raises(SettingsError, match=r"TRYG_DATA_DIR=\S+: .*secret_key"):
        Settings.read()


def test_a_data_folder_that_cannot_be_made_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for name in ("file", "file/data"):
        with pytest.raises(SettingsError, match=r"TRYG_DATA_DIR=\S+: .*Not a directory"):
            Settings.read(data_dir=name)
