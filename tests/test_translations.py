"""The interface's words: every one of them is translated, and each translation fits the words it stands for."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from quizlib.authoring import read_settings
from tests.places import CONTENT, ROOT
from webapp.web.languages import CITIZEN, OTHERS, SOURCE

CATALOGUES = sorted((ROOT / "translations").glob("*/LC_MESSAGES/*.po"))
DRAFTS = {one.id for one in read_settings(CONTENT, drafts=True)[0].languages if one.draft}
"""Languages in which words may be missing: only the preview shows them."""
OF_AUTHORS = sorted((ROOT / "quizlib" / "translations").glob("*/LC_MESSAGES/quizlib.po"))
SOURCES = sorted(path for part in ("quizlib", "webapp/site_content") for path in (ROOT / part).rglob("*.py"))
TELLING = {"Finding": 1, "Problem": 5, "slip": 2, "report": 1, "_problem": 1, "_given_up": 1}
"""What makes a problem out of a message and a hint, and which of its arguments is the message."""
FOR_AUTHORS = ["--no-default-keywords", "--keyword=say", "--keyword=say_number:1,2", "--keyword=later"]


def named(path: Path) -> str:
    """Return what a catalogue is called among the tests."""
    return f"{path.parts[-3]} {path.stem}"


def read(path: Path, language: str | None = None) -> Catalog:
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def extracted(folder: Path, *arguments: str) -> set[object]:
    """Return the words that stand in code and templates."""
    found = folder / "words.pot"
    path = {**os.environ, "PYTHONPATH": str(ROOT / "packaging")}  # where the words of fields are taken out
    subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "babel.messages.frontend", "-q", "extract", "-o", found, *arguments],
        cwd=ROOT,
        check=True,
        env=path,
    )
    return {message.id for message in read(found) if message.id}


@pytest.fixture(scope="session")
def words(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[object]]:
    """The words of the interface by the name of their catalogue: those that citizens read, and all others."""
    every = extracted(tmp_path_factory.mktemp("words"), "-F", "babel.cfg", ".")
    citizen = extracted(tmp_path_factory.mktemp("citizen"), "-F", "babel-citizen.cfg", ".")
    return {CITIZEN: citizen, OTHERS: every - citizen}


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> set[object]:
    """The words in which authors are told what is wrong with their files."""
    return extracted(tmp_path_factory.mktemp("told"), *FOR_AUTHORS, "-F", "babel-authors.cfg", ".")


def fields(words: str) -> set[str]:
    """Return everything that words have in braces: the values that they are given, and what is to be written so."""
    return set(re.findall(r"\{\w+(?::[^{}]*)?\}", words))


def test_there_is_a_catalogue_for_danish_and_none_for_the_words_themselves() -> None:
    languages = {name: {path.parts[-3] for path in CATALOGUES if path.stem == name} for name in (CITIZEN, OTHERS)}
    assert "da" in languages[OTHERS]
    assert languages[OTHERS] <= languages[CITIZEN]
    assert SOURCE not in languages[CITIZEN]
    assert {path.parts[-3] for path in OF_AUTHORS} == languages[OTHERS]


@pytest.mark.slow
def test_citizens_read_less_than_half_of_the_words(words: dict[str, set[object]]) -> None:
    assert 0 < len(words[CITIZEN]) < len(words[OTHERS])


@pytest.mark.slow
@pytest.mark.parametrize("path", CATALOGUES, ids=named)
def test_a_catalogue_holds_the_words_of_the_interface_and_no_others(path: Path, words: dict[str, set[object]]) -> None:
    catalogue = read(path, path.parts[-3])
    translated = {message.id for message in catalogue if message.id}
    assert translated == words[path.stem], "`make words` brings them together"
    assert not catalogue.obsolete


@pytest.mark.parametrize("path", CATALOGUES, ids=named)
def test_every_word_is_translated_and_keeps_its_placeholders(path: Path) -> None:
    catalogue = read(path, path.parts[-3])
    for message in catalogue:
        texts = message.string if isinstance(message.string, tuple | list) else [message.string]
        assert not message.fuzzy or not message.id, message.id
        assert all(texts) or path.parts[-3] in DRAFTS, message.id
        assert not all(texts) or not list(message.check(catalogue)), message.id


@pytest.mark.parametrize("path", OF_AUTHORS, ids=lambda path: path.parts[-3])
def test_nothing_that_authors_are_told_lacks_words_or_a_value(path: Path, told: set[object]) -> None:
    catalogue = read(path, path.parts[-3])
    assert {message.id for message in catalogue if message.id} == told, "`make words` brings them together"
    assert not catalogue.obsolete
    for message in catalogue:
        if message.id:
            ids = message.id if isinstance(message.id, tuple | list) else [message.id]
            texts = message.string if isinstance(message.string, tuple | list) else [message.string]
            assert not message.fuzzy, message.id
            assert all(texts), message.id
            assert all(fields(str(text)) == fields(one) for text in texts for one in ids), message.id


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_whatever_authors_are_told_can_be_translated(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and (first := TELLING.get(ast.unparse(node.func).rpartition(".")[2])):
            for words in (one for argument in node.args[first : first + 2] for one in written(argument)):
                assert not isinstance(words, ast.JoinedStr), f"{path}:{words.lineno}: write it with say(…)"
                assert words.value in ("", "error", "warning"), f"{path}:{words.lineno}: write it with say(…)"


def written(node: ast.expr) -> Iterator[ast.JoinedStr | ast.Constant]:
    """Yield the texts that an expression may be, as they are written."""
    if isinstance(node, ast.IfExp):
        yield from (*written(node.body), *written(node.orelse))
    elif isinstance(node, ast.BoolOp):
        yield from (one for value in node.values for one in written(value))
    elif isinstance(node, ast.JoinedStr | ast.Constant):
        yield node
