"""Slides hold the one page and six charts, in the words of the page, with everything beside each number."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from pptx import Presentation

from tests.webapp.report.campaign import TODAY
from tests.webapp.report.in_memory import InMemory
from tests.webapp.report.output.read_slides import ReadSlide, read_slides
from webapp.report import Figure, Provenance, Row, Section, Translator, exported, figure_text, overview, summary
from webapp.report.output.bars import MANY, MOST, bars
from webapp.report.rules.findings import Finding
from webapp.report.wording.names import Names
from webapp.report.wording.words import Words
from webapp.site_content.reading import SiteContent
from webapp.site_content.shipped import translations

MADE = Provenance(date(2026, 11, 28), "0.1.0")


def translator(lang: str) -> Translator:
    return Translator.of(lang, translations())


def pptx(sums: InMemory, content: SiteContent, lang: str, *, made_up: bool = False) -> bytes:
    view, first, made = overview(sums, content, TODAY), summary(sums, content), MADE._replace(made_up=made_up)
    return exported(view, "pptx", Names(content), translator(lang), made, summary=first)


@pytest.fixture(scope="module", params=["da", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    """Return each language."""
    language: str = request.param
    return language


@pytest.fixture(scope="module")
def slides(large: InMemory, content: SiteContent, lang: str) -> Sequence[ReadSlide]:
    """Return the slides of a large campaign."""
    return read_slides(pptx(large, content, lang))


def test_the_one_page_comes_first_and_then_six_charts_with_what_they_measure_and_the_day(
    slides: Sequence[ReadSlide], large: InMemory, content: SiteContent, lang: str
) -> None:
    translate = translator(lang).translate
    sections = {translate(one.headline): one for one in overview(large, content, TODAY).sections}
    assert [bool(one.values) for one in slides] == [False, *[True] * 6]
    for slide in slides[1:]:
        section = sections[slide.title]
        assert translate(section.title) in slide.words
        assert translate(section.sure) in slide.text
    assert all(("28. november 2026" if lang == "da" else "28 November 2026") in slide.text for slide in slides)


def test_the_first_slide_says_what_the_one_page_says(
    slides: Sequence[ReadSlide], large: InMemory, content: SiteContent, lang: str
) -> None:
    translate, view = translator(lang).translate, summary(large, content)
    told = slides[0].text
    assert slides[0].title == translate(view.title)
    assert all(translate(words) in told for words in view.opening)
    for section in view.sections:
        if section.id in {"numbers", "targets", "cost"}:
            assert all(translate(figure_text(figure)) in told for figure in section.figures)
        if section.id in {"decide", "limits"}:
            assert all(translate(words) in told for words in section.lead)


def test_each_bar_has_its_interval_and_how_many_it_rests_on_and_each_chart_is_told_in_words(
    slides: Sequence[ReadSlide], lang: str
) -> None:
    for slide in slides[1:]:
        for name, value, end, label in zip(slide.names, slide.values, slide.ends, slide.labels, strict=True):
            assert f"{name.splitlines()[0]}: {label}." in slide.described
            assert re.search(r"\d", name.splitlines()[1])
            assert end >= value
            if "100" in label:
                assert re.fullmatch(r"[\d,.]+ (af|of) 100 \([\d,.]+ (til|to) [\d,.]+\)", label)
        assert slide.described in slide.notes
        assert ("Hvad det ikke viser" if lang == "da" else "What it does not show") in slide.notes


def test_the_words_of_a_slide_know_their_language(slides: Sequence[ReadSlide], lang: str) -> None:
    assert {slide.languages for slide in slides} == {frozenset({lang})}


@pytest.mark.parametrize("made_up", [True, False])
def test_every_slide_says_whether_it_is_made_up(large: InMemory, content: SiteContent, *, made_up: bool) -> None:
    assert {"Practice data" in one.text for one in read_slides(pptx(large, content, "en", made_up=made_up))} == {
        made_up
    }


@pytest.mark.parametrize("size", ["tiny", "nothing"])
def test_a_small_campaign_has_fewer_slides_and_no_empty_chart(
    size: str, request: pytest.FixtureRequest, content: SiteContent
) -> None:
    found = read_slides(pptx(request.getfixturevalue(size), content, "en"))
    assert 1 <= len(found) < 7
    assert all(slide.values for slide in found[1:])


def test_nothing_lies_outside_a_slide_and_it_tells_no_name_but_ours(large: InMemory, content: SiteContent) -> None:
    deck = Presentation(io.BytesIO(pptx(large, content, "da")))
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height
    known = deck.core_properties
    assert (known.author, known.comments, known.language) == ("Tryg på nettet", "", "da")
    assert known.created.date() == MADE.day


def test_no_message_of_the_item_bank_is_on_a_slide(large: InMemory, content: SiteContent) -> None:
    text = " ".join(f"{slide.text} {slide.notes}" for slide in read_slides(pptx(large, content, "da")))
    stems = {one.stem["da"] for topic in content.library.bank.values() for one in topic.questions if one.stem}
    asked = {one.stem["da"] for quiz in content.library.quizzes.values() if not quiz.form for one in quiz.questions}
    assert not [stem for stem in stems - asked if stem in text]


def section(rows: int, labels: tuple[Words, ...] = ("x",), about: tuple[str, ...] = ()) -> Section:
    figure = Figure("believed", "share", n=200, blocks=9, value=0.2, lower=0.1, upper=0.3)
    two = (figure, replace(figure, measure="rejected"))
    made = tuple(Row(labels[number % len(labels)], two) for number in range(rows))
    return Section("change", "Judging", "bars", made, finding=Finding("A finding", about) if about else None)


def test_of_many_bars_those_are_drawn_that_the_title_is_about(content: SiteContent) -> None:
    names, english = Names(content), translator("en")
    few = bars(section(MANY // 2, about=("rejected",)), names, english)
    assert {bar.label for bar in few} == {"x: Scams believed", "x: Genuine messages rejected"}
    many = bars(section(MANY, about=("rejected",)), names, english)
    assert ([bar.label for bar in many], {bar.figure.measure for bar in many}) == (["x"] * MANY, {"rejected"})
    assert len(bars(section(MOST), names, english)) == MOST


def test_words_of_authors_are_words_and_no_markup(large: InMemory, content: SiteContent) -> None:
    view = replace(overview(large, content, TODAY), sections=(section(2, labels=("<b>&amp; ]]>",)),))
    data = exported(view, "pptx", Names(content), translator("en"), MADE, summary=summary(large, content))
    assert read_slides(data)[1].names[0].startswith("<b>&amp; ]]>: ")
