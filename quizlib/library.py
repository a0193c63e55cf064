"""Library: the quizzes and programmes of a folder with their shared settings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import Field, model_validator

from quizlib import rules
from quizlib.content.programme import Programme
from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.content.settings_file import SETTINGS
from quizlib.content.topic import Topic
from quizlib.problems import refuse

QUIZZES, PROGRAMMES, CHECK_UPS = "quizzes", "programmes", "check-ups"
NAMES = (SETTINGS, QUIZZES, PROGRAMMES, CHECK_UPS)


class Library(LibrarySettings, defer_build=True):
    """Quizzes, programmes and topics of the item bank by id, the settings, and the folder that holds the recordings."""

    quizzes: Mapping[str, Quiz] = Field(default_factory=dict)
    programmes: Mapping[str, Programme] = Field(default_factory=dict)
    bank: Mapping[str, Topic] = Field(default_factory=dict)
    folder: Path | None = None

    def __hash__(self) -> int:
        return hash((self.folder, *self.quizzes.values(), *self.programmes.values(), *self.bank.values()))

    @model_validator(mode="after")
    def _every_language(self) -> Library:
        languages = [language.id for language in self.languages]
        findings = list(rules.missing_languages(self, languages))
        return refuse(findings) if findings else self


def shipped() -> Path:
    """Return the folder of the quizzes that are installed together with this library."""
    package = Path(__file__).parent
    inside = package / "shipped"  # in a wheel; a checkout has them beside the package
    return inside if inside.is_dir() else package.parent / "content"
