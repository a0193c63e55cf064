"""`quizlib format`: one layout, in which a file says exactly what it said before."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizlib.commands import main
from quizlib.editing.layout import CannotLayOut, laid_out
from quizlib.reading.source import parse
from tests.places import BROKEN, CONTENT, EXAMPLES, FIXTURE, ROOT

SHIPPED = [*sorted(CONTENT.rglob("*.yaml")), *sorted(EXAMPLES.rglob("*.yaml")), *sorted(FIXTURE.rglob("*.yaml"))]
UNTIDY = """# about parcels
title:   {da: 'Pakker',en: "Parcels"}


questions:
    # the first
    - id: one      # its name
      stem:
          da: |
              Hej
              Er den ægte?
          en: >-
              Hello.
              Is it genuine?
    -   id: two
        options: [a,b ,   c]
        words: 'He said "no"'
        number: 007
        day: 2026-11-20
        yes: no
"""
TIDY = """# about parcels
title: {da: "Pakker", en: "Parcels"}

questions:
  # the first
  - id: one        # its name
    stem:
      da: |
        Hej
        Er den ægte?
      en: >-
        Hello.
        Is it genuine?
  - id: two
    options: [a, b, c]
    words: 'He said "no"'
    number: 007
    day: 2026-11-20
    yes: no
"""


def says(text: str) -> object:
    document = parse(text.encode(), "")
    assert not document.problems
    return document.data


def test_an_untidy_file_becomes_a_tidy_one() -> None:
    assert laid_out(UNTIDY) == TIDY


def test_a_list_as_a_file_begins_at_the_margin() -> None:
    assert laid_out("# places\n-   id: a\n    within:\n    -   id: b\n- id: c\n") == (
        "# places\n- id: a\n  within:\n    - id: b\n- id: c\n"
    )


@pytest.mark.slow
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_ships_is_laid_out_already(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert laid_out(text) == text


WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=30)
TEXTS = WORDS | st.sampled_from(
    ["", "ja: nej", "# no comment", "- dash", "007", "2026-11-20", "yes", "~", 'a "b"', "'"]
)
LINES = st.lists(WORDS, min_size=1, max_size=3).map("\n".join)
DATA = st.dictionaries(
    st.sampled_from(["title", "stem", "da", "en", "id"]),
    st.recursive(
        TEXTS | LINES,
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["da", "en", "x"]), inner, max_size=3)
        ),
        max_leaves=8,
    ),
    min_size=1,
)


WRITTEN = st.tuples(st.sampled_from([None, True, False]), st.sampled_from([None, '"', "'", "|", ">"]))


@given(content=DATA, indent=st.integers(2, 6), written=WRITTEN, commented=st.booleans())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_a_layout_keeps_every_word_and_comment_and_is_the_last(
    content: dict[str, object], indent: int, written: tuple[bool | None, str | None], *, commented: bool
) -> None:
    flow, style = written
    text = yaml.safe_dump(
        content, indent=indent, default_flow_style=flow, default_style=style, allow_unicode=True, sort_keys=False
    )
    if parse(text.encode(), "").problems:
        return
    if commented and not text.startswith("{"):  # such a file cannot be written anew: it stays as it is
        text = f"# first\n{text}# last\n"
    found = laid_out(text)
    assert says(found) == says(text)
    assert laid_out(found) == found
    assert found.count("# first") == text.count("# first")
    assert found.endswith("\n")


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(BROKEN.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_broken_file_is_left_as_it_is_or_says_the_same(path: Path) -> None:
    try:
        text = path.read_bytes().decode("utf-8-sig")
        found = laid_out(text)
    except (CannotLayOut, UnicodeDecodeError):
        return
    assert says(found) == says(text)


def test_the_command_names_what_it_writes_and_writes_it_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "one.yaml"
    path.write_text(UNTIDY, encoding="utf-8")
    assert main(["format", "--check", str(tmp_path)]) == 1
    assert path.read_text(encoding="utf-8") == UNTIDY
    assert main(["format", str(tmp_path)]) == 0
    assert path.read_text(encoding="utf-8") == TIDY
    assert capsys.readouterr().out == f"{path}\n{path}\n"
    assert main(["format", "--check", str(tmp_path)]) == 0


def test_the_command_leaves_what_it_cannot_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "one.yaml"
    path.write_text("title: {da: Ja\n", encoding="utf-8")
    assert main(["format", str(path)]) == 1
    assert capsys.readouterr().err.splitlines() == [
        f"{path} stays as it is: it has mistakes: quizlib check says which",
        "Files that changed: 0/1",
    ]
