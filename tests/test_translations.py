"""The interface's words: every one of them is translated, and each translation fits the words it stands for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tests.places import ROOT
from webapp.web.languages import SOURCE

CATALOGUES = sorted((ROOT / "translations").glob("*/LC_MESSAGES/messages.po"))


def read(path: Path, language: str | None = None) -> Catalog:
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


@pytest.fixture(scope="session")
def words(tmp_path_factory: pytest.TempPathFactory) -> set[object]:
    """The words of the interface, as they stand in code and templates."""
    found = tmp_path_factory.mktemp("words") / "messages.pot"
    subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "babel.messages.frontend", "-q", "extract", "-F", "babel.cfg", "-o", found, "."],
        cwd=ROOT,
        check=True,
    )
    return {message.id for message in read(found) if message.id}


def test_there_is_a_catalogue_for_danish_and_none_for_the_words_themselves() -> None:
    languages = {path.parts[-3] for path in CATALOGUES}
    assert "da" in languages
    assert SOURCE not in languages


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_a_catalogue_holds_the_words_of_the_interface_and_no_others(path: Path, words: set[object]) -> None:
    catalogue = read(path, path.parts[-3])
    translated = {message.id for message in catalogue if message.id}
    assert translated == words, "`make words` brings them together"
    assert not catalogue.obsolete


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_every_word_is_translated_and_keeps_its_placeholders(path: Path) -> None:
    catalogue = read(path, path.parts[-3])
    for message in catalogue:
        texts = message.string if isinstance(message.string, tuple | list) else [message.string]
        assert not message.fuzzy or not message.id, message.id
        assert all(texts), message.id
        assert not list(message.check(catalogue)), message.id
