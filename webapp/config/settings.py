"""Settings: the typed values that the operator sets in the environment. Options of a command win over them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, ValidationInfo
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from quizlib import shipped
from quizlib.authoring import read_settings
from webapp.config.data_folder import KEY_LENGTH, DataFolderError, made, secret_key

HOST_NAME = re.compile(r"\.?[A-Za-z0-9.-]+(:[0-9]+)?|\[[0-9A-Fa-f:.]+\](:[0-9]+)?")
ORIGIN = re.compile(r"https://[A-Za-z0-9.-]+(:[0-9]+)?")
APP_ORIGIN = re.compile(r"https://[A-Za-z0-9.-]+(:[0-9]+)?|http://(localhost|127\.0\.0\.1)(:[0-9]+)?")
CLIENT = re.compile(r"[a-z][a-z0-9-]{0,39}")
CONTACT = r"^(mailto:[^\s@]+@[^\s@]+|https://[^\s/]+\S*|tel:\+?[0-9-]+)$"
MOST_CALLS = 100_000  # of an address in a minute
PREFIX = "TRYG_"  # of every variable: the environment is everybody's
REMEDIES = {
    "host": "write an address to listen on, such as TRYG_HOST=127.0.0.1",
    "port": "write a whole number from 1 to 65535, such as TRYG_PORT=8000",
    "threads": "write a whole number from 1 to 256, such as TRYG_THREADS=16",
    "data_dir": "write a folder that this user may write to, such as TRYG_DATA_DIR=./data",
    "database_url": "write sqlite:///FOLDER/tryg.sqlite or postgresql://USER:PASSWORD@HOST/NAME",
    "quiz_content": "write a folder of quizzes, or leave TRYG_QUIZ_CONTENT out to serve those that are shipped",
    "time_zone": "write a time zone that this machine knows, such as TRYG_TIME_ZONE=Europe/Copenhagen",
    "strict": "write TRYG_STRICT=true to serve no content that has errors, else TRYG_STRICT=false",
    "workshop_hours": "write a whole number from 1 to 12, such as TRYG_WORKSHOP_HOURS=12",
    "wait_weeks": "write a whole number from 2 to 4, such as TRYG_WAIT_WEEKS=4",
    "low_disk": "write a whole number of MB, such as TRYG_LOW_DISK=200",
    "laptop": "write TRYG_LAPTOP=true on a laptop that runs workshops without internet, else leave it out",
    "campaign_file": "write the campaign.json that this laptop got from the campaign, or leave TRYG_CAMPAIGN_FILE out",
    "secure": "write TRYG_SECURE=true when the site is served over https, else TRYG_SECURE=false",
    "hsts_subdomains": "write TRYG_HSTS_SUBDOMAINS=true if every subdomain is served over https too, else leave it out",
    "proxies": "write the number of proxies in front of the site, such as TRYG_PROXIES=1",
    "proxy_prefix": "write TRYG_PROXY_PREFIX=true when your proxy always sets X-Forwarded-Prefix, else leave it out",
    "trusted_hosts": "write host names with commas between, such as TRYG_TRUSTED_HOSTS=tryg.example,www.tryg.example",
    "secret_key": f"write at least {KEY_LENGTH} random characters, or leave TRYG_SECRET_KEY out to have one made",
    "secret_key_fallbacks": f"write earlier keys of at least {KEY_LENGTH} characters with commas between",
    "security_contact": "write mailto:, https: or tel: before it, such as "
    "TRYG_SECURITY_CONTACT=mailto:it@library.example",
    "was_url": "write the https address of the accessibility statement, or leave TRYG_WAS_URL out",
    "frame_ancestors": "write origins with commas between, such as TRYG_FRAME_ANCESTORS=https://www.library.example, "
    "and TRYG_SECURE=true; or leave it out, and link to the site",
    "api": "write TRYG_API=true to let the apps of others take quizzes as JSON, else leave it out",
    "api_origins": "write origins with commas between, such as TRYG_API_ORIGINS=https://app.library.example",
    "api_clients": "write names of a–z, 0–9 and hyphens with commas between, such as TRYG_API_CLIENTS=library-app",
    "api_calls": "write a whole number from 1 to 100000, such as TRYG_API_CALLS=600",
}
SECRETS = frozenset({"secret_key", "secret_key_fallbacks"})


def variable(name: str) -> str:
    """Return the name of the variable in the environment that gives a setting."""
    return PREFIX + name.upper()


class SettingsError(Exception):
    """A setting has a value that cannot be used. The message is one line: which, what was found, why, what to write."""


def _split(value: object) -> object:
    """Split a comma list from the environment. Any other value stays as it is, for pydantic to check."""
    return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


def _each(pattern: re.Pattern[str], what: str) -> AfterValidator:
    def check(values: tuple[str, ...]) -> tuple[str, ...]:
        for value in values:
            if not pattern.fullmatch(value):
                message = f"{value!r} is not {what}"
                raise ValueError(message)
        return values

    return AfterValidator(check)


def _of_https(values: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
    if values and not info.data.get("secure"):
        message = (
            "no quiz can be taken inside the page of another site yet, for browsers keep no cookie there without https"
        )
        raise ValueError(message)
    return values


def _not_on_a_laptop(value: bool, info: ValidationInfo) -> bool:  # noqa: FBT001 - the value of a setting
    if value and info.data.get("laptop"):
        message = "a laptop that runs workshops has no apps to answer"
        raise ValueError(message)
    return value


def _long_enough(value: str) -> str:
    if len(value) < KEY_LENGTH:
        message = f"{len(value)} characters are too few to be secret"
        raise ValueError(message)
    return value


def _folder(value: Path) -> Path:
    if not value.is_dir():
        message = "there is no such folder"
        raise ValueError(message)
    return value


def _file(value: Path) -> Path:
    if not value.is_file():
        message = "there is no such file"
        raise ValueError(message)
    return value.absolute()


def _database(value: str) -> str:
    try:
        url = make_url(value)
    except (ArgumentError, ValueError):  # the latter from a port that is no number
        message = "it cannot be read as an address"
        raise ValueError(message) from None
    if url.drivername not in ("sqlite", "postgresql"):
        message = f"{url.drivername!r} is not a database the site knows"
        raise ValueError(message)
    if url.drivername == "sqlite" and (url.host or url.database in (None, "", ":memory:")):
        message = "it names no file"
        raise ValueError(message)
    return value


def _default_database(known: dict[str, Any]) -> str:
    return f"sqlite:///{made(known['data_dir']) / 'tryg.sqlite'}"


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (LookupError, ValueError, OSError):
        message = "there is no such time zone"
        raise ValueError(message) from None
    return value


def _zone_of_library(known: dict[str, Any]) -> str:
    settings, _, _ = read_settings(known["quiz_content"])
    return settings.time_zone or "Europe/Copenhagen"


def _default_key(known: dict[str, Any]) -> str:
    return secret_key(known["data_dir"])


CommaList = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split)]


class Settings(BaseSettings):
    """All settings of the site; `docs/operating.md` explains each. An empty variable counts as not set."""

    model_config = SettingsConfigDict(frozen=True, env_prefix=PREFIX, env_ignore_empty=True, extra="forbid")

    host: Annotated[str, Field(pattern=r"^[^\s/]+$")] = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8000
    threads: Annotated[int, Field(ge=1, le=256)] = 16
    data_dir: Annotated[Path, AfterValidator(Path.absolute)] = Field(Path("data"), validate_default=True)
    database_url: Annotated[str, AfterValidator(_database)] = Field(default_factory=_default_database, repr=False)
    quiz_content: Annotated[Path, AfterValidator(_folder)] = Field(default_factory=shipped)
    time_zone: Annotated[str, AfterValidator(_zone)] = Field(default_factory=_zone_of_library)
    strict: bool = False
    workshop_hours: Annotated[int, Field(ge=1, le=12)] = 12
    wait_weeks: Annotated[int, Field(ge=2, le=4)] = 4
    low_disk: Annotated[int, Field(ge=0)] = 200
    laptop: bool = False
    campaign_file: Annotated[Path, AfterValidator(_file)] | None = None
    secure: bool = False
    hsts_subdomains: bool = False
    proxies: Annotated[int, Field(ge=0, le=9)] = 0
    proxy_prefix: bool = False
    trusted_hosts: Annotated[CommaList, _each(HOST_NAME, "a host name")] = ()
    secret_key: Annotated[str, AfterValidator(_long_enough)] = Field(default_factory=_default_key, repr=False)
    secret_key_fallbacks: Annotated[CommaList, AfterValidator(lambda keys: tuple(map(_long_enough, keys)))] = Field(
        (), repr=False
    )
    security_contact: Annotated[str, Field(pattern=CONTACT)] | None = None
    was_url: Annotated[str, Field(pattern=r"^https://[^\s/]+\S*$")] | None = None
    frame_ancestors: Annotated[CommaList, _each(ORIGIN, "the origin of a site"), AfterValidator(_of_https)] = ()
    api: Annotated[bool, AfterValidator(_not_on_a_laptop)] = False
    api_origins: Annotated[CommaList, _each(APP_ORIGIN, "the origin of an app")] = ()
    api_clients: Annotated[CommaList, _each(CLIENT, "a name for an app")] = ()
    api_calls: Annotated[int, Field(ge=1, le=MOST_CALLS)] = 600

    @property
    def sqlite_file(self) -> Path | None:
        """The file of the database; None if it is PostgreSQL."""
        url = make_url(self.database_url)
        return Path(url.database).absolute() if url.drivername == "sqlite" and url.database else None

    @property
    def database_folder(self) -> Path:
        """The folder of this machine that must have room: that of SQLite's file, or the data folder."""
        return self.sqlite_file.parent if self.sqlite_file else self.data_dir

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which days, weeks and months begin, whatever the zone of the machine."""
        return ZoneInfo(self.time_zone)

    @classmethod
    def read(cls, **options: object) -> Self:
        """Return the settings of the environment, overridden by `options`; make a secret key if there is none yet.

        Raises SettingsError when a value cannot be used.
        """
        try:
            return cls(**options)  # type: ignore[arg-type]  # pydantic judges what the options are
        except ValidationError as error:
            found = [each for each in error.errors() if each["type"] != "default_factory_not_called"]
            raise SettingsError("; ".join(map(_line, found))) from None
        except DataFolderError as error:
            raise SettingsError(str(error)) from None


def _line(error: ErrorDetails) -> str:
    """Return one line: the variable, its value (unless it is secret), why it cannot be used, and what to write."""
    name = str(error["loc"][0])
    value = " ".join(str(error["input"]).split())
    if name in SECRETS or (name == "database_url" and not {"@", "?"}.isdisjoint(value)):  # it may hold a password
        value = "…"
    why = error["msg"].removeprefix("Value error, ")
    remedy = REMEDIES.get(name, f"leave it out; the settings are {', '.join(map(variable, REMEDIES))}")
    return f"{variable(name)}={value}: {why[:1].lower()}{why[1:]}; {remedy}"
