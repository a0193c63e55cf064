"""The appendices for people without a command line name the buttons as the site does, in both languages."""

from __future__ import annotations

import re

import pytest
from babel.messages.pofile import read_po

from tests.places import ROOT

GUIDES = {"en": "docs/writing-quizzes.md", "da": "docs/skriv-quizzer.md"}
APPENDICES = {
    "en": ("Appendix: have a partner read it", "Appendix: publish"),
    "da": ("Tillæg: lad en samarbejdspartner læse", "Tillæg: udgiv"),
}
NUMBER = re.compile(r"%\(number\)s")


def labels(lang: str) -> set[str]:
    """Return the words of the staff's pages in a language; where a number is in them, it is 3."""
    with (ROOT / "translations" / "da" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = [message for message in read_po(file) if message.id]
    words = [message.string if lang == "da" else message.id for message in catalogue]
    return {NUMBER.sub("3", word) for word in words if isinstance(word, str)}


def named(lang: str, heading: str) -> list[str]:
    """Return what is in italics under a heading of a guide: buttons, links and roles."""
    guide = (ROOT / GUIDES[lang]).read_text(encoding="utf-8")
    part = guide.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return [" ".join(found.split()) for found in re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", part)]


@pytest.mark.parametrize("lang", GUIDES)
@pytest.mark.parametrize("number", [0, 1])
def test_what_an_appendix_names_is_on_the_site_in_these_words(lang: str, number: int) -> None:
    found = named(lang, APPENDICES[lang][number])
    assert len(found) > 5
    assert set(found) <= labels(lang)


def test_both_languages_name_as_many_buttons_in_the_same_order() -> None:
    with (ROOT / "translations" / "da" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        danish = {NUMBER.sub("3", str(one.id)): NUMBER.sub("3", str(one.string)) for one in read_po(file) if one.id}
    for english, ours in zip(APPENDICES["en"], APPENDICES["da"], strict=True):
        assert [danish[name] for name in named("en", english)] == named("da", ours)
