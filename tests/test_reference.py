"""The pages of `make docs`: they have every public name, no warning, and no link that leads nowhere."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from collections import Counter
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.places import ROOT

PAGES = ROOT / "docs" / "developers"
FACES = ("quizlib", "quizlib.measures", "quizlib.authoring", "quizlib.exchange", "webapp", "webapp.hooks")
DIRECTIVE = re.compile(r"^\.\. (?:(module)|auto\w+|py:data):: ([\w.]+)$", re.MULTILINE)


def described() -> Counter[tuple[str, str]]:
    """Return how often the pages describe each name of each module; a name with dots has its own module before it."""
    found: Counter[tuple[str, str]] = Counter()
    for page in PAGES.glob("*.rst"):
        module = ""
        for begins, name in DIRECTIVE.findall(page.read_text("utf-8")):
            if begins:
                module = name
            else:
                owner, _, last = f"{module}.{name}".rpartition(".") if "." not in name else name.rpartition(".")
                found[owner, last] += 1
    return found


@pytest.mark.parametrize("face", FACES)
def test_every_public_name_is_described_once_and_no_other(face: str) -> None:
    public = importlib.import_module(face).__all__
    found = {name for module, name in described() if module == face}
    assert (set(public) - found, found - set(public)) == (set(), set()), "docs/developers/ has a page for each module"
    assert {described()[face, name] for name in public} == {1}


def test_what_else_is_described_is_there() -> None:
    for module, name in described():
        assert hasattr(importlib.import_module(module), name), f"{module}.{name}"


@pytest.mark.parametrize("face", FACES)
def test_every_public_name_says_what_it_is(face: str) -> None:
    page = (PAGES / f"{face.removeprefix('quizlib.').partition('.')[0]}.rst").read_text("utf-8")
    module = importlib.import_module(face)
    for name in module.__all__:
        if re.search(rf"^\.\. (autodata|py:data):: {name}$", page, re.MULTILINE):
            assert re.search(rf":: {name}\n(   :no-value:\n)?\n   \w", page), f"{face}.{name}: write a sentence"
        else:
            assert getattr(module, name).__doc__, f"{face}.{name}"


def test_every_page_of_docs_is_in_the_table_of_contents() -> None:
    index = (ROOT / "docs" / "index.md").read_text("utf-8")
    pages = [
        path
        for folder in ("docs", "docs/developers")
        for path in (ROOT / folder).glob("*")
        if path.suffix in {".md", ".rst"}
    ]
    names = {path.relative_to(ROOT / "docs").with_suffix("").as_posix() for path in pages} - {"index"}
    assert names - set(index.splitlines()) == set(), "name each in docs/index.md"


@pytest.mark.trial
def test_the_pages_are_built_without_a_warning_and_their_links_lead_somewhere(tmp_path: Path) -> None:
    (command,) = re.findall(r"-m (sphinx .*) docs build/docs$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", *command.split(), "docs", tmp_path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), "make docs"
    pages = {path: path.read_text("utf-8") for path in tmp_path.rglob("*.html")}
    ids = {path: {unescape(one) for one in re.findall(r'\bid="([^"]*)"', page)} for path, page in pages.items()}
    assert len(pages) > 20
    for path, page in pages.items():
        loaded = re.findall(r'<(?:script|img|iframe)\b[^>]*\bsrc="([^"]*)"|<link\b[^>]*\bhref="([^"]*)"', page)
        assert [one for one in loaded if "//" in "".join(one)] == [], "nothing of another host is loaded"
        for link in re.findall(r'\bhref="([^"]*)"', page):
            to = urlsplit(unescape(link))
            if to.scheme or to.netloc:
                continue
            target = (path.parent / unquote(to.path)).resolve() if to.path else path
            assert target.is_file(), f"{path.name}: {link}"
            wanted = unquote(to.fragment)
            assert not wanted or target not in ids or wanted in ids[target], f"{path.name}: {link}"
