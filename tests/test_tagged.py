"""The rules for the tags of a PDF find what breaks them."""

from __future__ import annotations

from typing import Any

import pytest
import typst

from tests.tagged import Tags
from webapp import typeset

TITLED = '#set document(title: "A title")\n#set text(lang: "en")\n'
EMPTY = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
BROKEN = {
    "it has no title": "= One",
    "it does not say that it is PDF/UA-1": f"{TITLED}= One",
    "a heading of level 3 follows one of level 1": f"{TITLED}= One\n=== Three",
    "a cell heads neither its row nor its column: ['TD', 'TD']": f"{TITLED}#table(columns: 2)[a][b][c][d]",
    "a figure is not told in words": f'{TITLED}#image(bytes("{EMPTY}"))',
    "words stand in no block: Document Document Span": f"{TITLED}#block(strong[loud])",
}


def findings(source: str, **more: Any) -> list[str]:  # noqa: ANN401 - what typst takes
    """Return what the rules find in a document of typst."""
    drawn = typst.compile(source.encode(), format="pdf", **more)
    assert isinstance(drawn, bytes)
    return Tags(drawn).findings()


@pytest.mark.parametrize("finding", BROKEN)
def test_each_rule_finds_what_breaks_it(finding: str) -> None:
    assert finding in findings(BROKEN[finding])


def test_a_file_without_tags_is_found() -> None:
    found = findings(f"{TITLED}= One", pdf_tags=False)
    assert "it is not tagged" in found
    assert "page 1: words are neither tagged nor an artifact" in found


def test_a_table_and_loose_words_are_mended_and_the_file_is_only_added_to() -> None:
    source = f"{TITLED}= One\n#table(columns: 2, table.header[a][b], [c], [d])\n#block(strong[loud])"
    drawn = typst.compile(source.encode(), format="pdf", pdf_standards="ua-1")
    assert isinstance(drawn, bytes)
    assert len(Tags(drawn).findings()) == 2
    mended = typeset._mended(drawn)  # noqa: SLF001 - what is mended of typst is its own job
    assert Tags(mended).findings() == []
    assert mended.startswith(drawn)
