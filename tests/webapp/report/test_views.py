"""In a campaign of any size, every figure follows the rules, and has a definition and its own id."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.webapp.report.campaign import TODAY, Campaign
from tests.webapp.report.in_memory import InMemory
from webapp.report import (
    DEFINITIONS,
    Figure,
    Translator,
    View,
    attendance,
    figure_text,
    interval_text,
    overview,
    quiz,
    workshop,
)
from webapp.report.figures.over_time.lasting import HARM, LEARNED
from webapp.report.rules.changes import changed
from webapp.report.rules.figure import Where
from webapp.report.wording.names import Names
from webapp.site_content.reading import SiteContent
from webapp.site_content.shipped import translations

ENGLISH = Translator.of("en", translations())


def views(sums: InMemory, content: SiteContent) -> Iterator[View]:
    """Yield every view there is."""
    yield overview(sums, content, TODAY)
    yield attendance(sums, content)
    for version in sums.versions("workshop"):
        view = quiz(sums, content, version.quiz, version.version)
        assert view is not None
        yield view
    for held in sums.workshops():
        view = workshop(sums, content, held.id)
        assert view is not None
        yield view


@pytest.fixture(params=["large", "tiny", "nothing"])
def sums(request: pytest.FixtureRequest) -> InMemory:
    """A campaign of each size."""
    found: InMemory = request.getfixturevalue(request.param)
    return found


def test_every_figure_is_shown_or_says_why_not(sums: InMemory, content: SiteContent) -> None:
    for view in views(sums, content):
        for figure in view.figures:
            assert (figure.value is None) == (figure.withheld is not None), figure
            assert ENGLISH.translate(figure_text(figure)), figure


def test_nothing_is_said_of_fewer_than_ten_who_answered_or_five_who_came(sums: InMemory, content: SiteContent) -> None:
    for view in views(sums, content):
        for figure in filter(lambda one: one.shown, view.figures):
            if figure.kind in {"people", "attendances"}:
                assert figure.value == 0 or (figure.value or 0) >= 5, figure
            elif figure.kind not in {"count", "outside", "rate"}:
                assert (figure.n or 0) >= 10, figure


def test_more_than_one_workshop_takes_three_groups_and_thirty_people(sums: InMemory, content: SiteContent) -> None:
    for view in views(sums, content):
        for figure in filter(lambda one: one.shown and one.where.wide, view.figures):
            if figure.kind in {"share", "messages", "steps", "difference"}:
                assert (figure.n or 0) >= 30, figure
                assert (figure.blocks or 0) >= 3, figure


def test_percent_stands_only_with_an_interval(sums: InMemory, content: SiteContent) -> None:
    for view in views(sums, content):
        for figure in view.figures:
            if "%" in ENGLISH.translate(figure_text(figure)):
                assert interval_text(figure) is not None, figure
                assert (figure.n or 0) >= 30, figure


def test_no_percent_stands_in_what_is_said_of_one_workshop(large: InMemory, content: SiteContent) -> None:
    for held in large.workshops():
        view = workshop(large, content, held.id)
        assert view is not None
        words = [*view.opening, *(figure_text(figure) for figure in view.figures)]
        assert "%" not in " ".join(map(ENGLISH.translate, words))


def test_every_figure_has_a_definition_and_one_name(sums: InMemory, content: SiteContent) -> None:
    for view in views(sums, content):
        found: dict[str, Figure] = {}
        for figure in view.figures:
            assert figure.measure in DEFINITIONS
            assert found.setdefault(figure.id, figure) == figure, "one name, two figures"


def test_places_stand_in_the_order_of_the_danish_alphabet(large: InMemory, content: SiteContent) -> None:
    sections = {section.id: section for section in overview(large, content, TODAY).sections}
    labels = [row.label for row in sections["municipalities"].rows]
    assert labels == ["Esbjerg", "København", "Odense", "Aalborg", "Aarhus"]


def test_a_place_is_compared_with_the_others_and_not_with_itself(large: InMemory, content: SiteContent) -> None:
    found = {figure.id: figure for figure in overview(large, content, TODAY).figures}
    here, difference = found["believed:standardised.aarhus"], found["believed:difference.aarhus"]
    assert here.interval
    assert difference.interval
    assert difference.interval[0] < 0 < difference.interval[1]  # the simulation makes all places alike


def test_home_and_workshops_stand_apart_and_home_says_that_fakes_cannot_be_excluded(
    large: InMemory, content: SiteContent
) -> None:
    sections = {section.id: section for section in overview(large, content, TODAY).sections}
    assert {figure.where.mode for figure in sections["judging"].figures} == {"workshop"}
    assert {figure.where.mode for figure in sections["judging-home"].figures} == {"home"}
    assert "can't be excluded" in ENGLISH.translate(sections["judging-home"].lead[1])


def test_less_worry_without_better_judging_is_named_as_harm(content: SiteContent, large: InMemory) -> None:
    unlearned = InMemory(Campaign(content, learning=0.0, at_home=0))
    everything = unlearned.get()
    assert everything
    worry = changed("worry", everything.summed.orders["worry"], Where()).change
    assert (worry.upper or 0) < 0
    harmed = {section.id: section for section in overview(unlearned, content, TODAY).sections}
    assert HARM in harmed["feelings"].lead
    assert LEARNED not in harmed["change"].lead
    taught = {section.id: section for section in overview(large, content, TODAY).sections}
    assert HARM not in taught["feelings"].lead
    assert LEARNED in taught["change"].lead


def test_the_overview_opens_with_five_sentences(sums: InMemory, content: SiteContent) -> None:
    sentences = [ENGLISH.translate(words) for words in overview(sums, content, TODAY).opening]
    assert len(sentences) == 5
    assert all(sentence.endswith(".") for sentence in sentences)
    assert "not been measured yet" in sentences[3]


def test_names_that_are_gone_are_said_as_ids(content: SiteContent) -> None:
    names = Names(content)
    assert names.quiz("gone") == "gone"
    assert names.question("mitid", "gone") == "gone"
    assert names.place("gone") == "gone"


def test_there_is_no_view_of_what_was_never_counted(large: InMemory, content: SiteContent) -> None:
    assert quiz(large, content, "adgangskoder") is None
    assert quiz(large, content, "mitid", "old") is None
    assert workshop(large, content, "nowhere") is None
