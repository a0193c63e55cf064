"""Settings: the typed values that the operator sets in the environment. Options of a command win over them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from quizlib import shipped
from webapp.config.data_folder import KEY_LENGTH, DataFolderError, made, secret_key

ORIGIN = re.compile(r"https?://(\*\.)?[A-Za-z0-9.-]+(:[0-9]+)?")
HOST_NAME = re.compile(r"\.?[A-Za-z0-9.-]+(:[0-9]+)?|\[[0-9A-Fa-f:.]+\](:[0-9]+)?")
REMEDIES = {
    "host": "write an address to listen on, such as HOST=127.0.0.1",
    "port": "write a whole number from 1 to 65535, such as PORT=8000",
    "threads": "write a whole number from 1 to 256, such as THREADS=4",
    "data_dir": "write a folder that this user may write to, such as DATA_DIR=./data",
    "database_url": "write sqlite:///FOLDER/tryg.sqlite or postgresql://USER:PASSWORD@HOST/NAME",
    "quiz_content": "write a folder of quizzes, or leave QUIZ_CONTENT out to serve those that are shipped",
    "workshop_hours": "write a whole number from 1 to 12, such as WORKSHOP_HOURS=12",
    "wait_weeks": "write a whole number from 2 to 4, such as WAIT_WEEKS=4",
    "secure": "write SECURE=true when the site is served over https, else SECURE=false",
    "proxies": "write the number of proxies in front of the site, such as PROXIES=1",
    "trusted_hosts": "write host names with commas between, such as TRUSTED_HOSTS=tryg.example,www.tryg.example",
    "secret_key": f"write at least {KEY_LENGTH} random characters, or leave SECRET_KEY out to have one made",
    "secret_key_fallbacks": f"write earlier keys of at least {KEY_LENGTH} characters with commas between",
    "was_url": "write the https address of the accessibility statement, or leave WAS_URL out",
    "frame_ancestors": "write origins with commas between, such as FRAME_ANCESTORS=https://www.example",
}
SECRETS = frozenset({"secret_key", "secret_key_fallbacks"})


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


def _default_key(known: dict[str, Any]) -> str:
    return secret_key(known["data_dir"])


CommaList = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split)]


class Settings(BaseSettings):
    """All settings of the site; `docs/operating.md` explains each. An empty variable counts as not set."""

    model_config = SettingsConfigDict(frozen=True, env_ignore_empty=True, extra="forbid")

    host: Annotated[str, Field(pattern=r"^[^\s/]+$")] = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8000
    threads: Annotated[int, Field(ge=1, le=256)] = 4
    data_dir: Annotated[Path, AfterValidator(Path.absolute)] = Field(Path("data"), validate_default=True)
    database_url: Annotated[str, AfterValidator(_database)] = Field(default_factory=_default_database, repr=False)
    quiz_content: Annotated[Path, AfterValidator(_folder)] = Field(default_factory=shipped)
    workshop_hours: Annotated[int, Field(ge=1, le=12)] = 12
    wait_weeks: Annotated[int, Field(ge=2, le=4)] = 4
    secure: bool = False
    proxies: Annotated[int, Field(ge=0, le=9)] = 0
    trusted_hosts: Annotated[CommaList, _each(HOST_NAME, "a host name")] = ()
    secret_key: Annotated[str, AfterValidator(_long_enough)] = Field(default_factory=_default_key, repr=False)
    secret_key_fallbacks: Annotated[CommaList, AfterValidator(lambda keys: tuple(map(_long_enough, keys)))] = Field(
        (), repr=False
    )
    was_url: Annotated[str, Field(pattern=r"^https://[^\s/]+\S*$")] | None = None
    frame_ancestors: Annotated[CommaList, _each(ORIGIN, "an origin")] = ()

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
    remedy = REMEDIES.get(name, f"leave it out; the settings are {', '.join(map(str.upper, REMEDIES))}")
    return f"{name.upper()}={value}: {why[:1].lower()}{why[1:]}; {remedy}"
