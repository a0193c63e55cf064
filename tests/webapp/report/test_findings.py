"""The title of a chart is a sentence that its figures allow, and never says more than their intervals do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.webapp.report.campaign import TODAY, Campaign
from tests.webapp.report.in_memory import InMemory
from tests.webapp.report.test_views import ENGLISH, views
from webapp.report import Figure, Section, overview, summary
from webapp.report.rules.figure import Where
from webapp.report.rules.findings import Finding, better, by_message, differing, felt, hardest_of, judged, most, spread
from webapp.report.wording.sides import BUILT_IN, SCAMS
from webapp.report.wording.words import Words, _
from webapp.site_content.reading import SiteContent


def told(finding: Finding | None) -> str:
    return ENGLISH.translate(finding.words) if finding else ""


def share(value: float, lower: float, upper: float, measure: str = "believed", place: str = "campaign") -> Figure:
    return Figure(measure, "share", Where(place), n=200, blocks=9, value=value, lower=lower, upper=upper)


def change(value: float, lower: float, upper: float) -> Figure:
    return replace(share(value, lower, upper, "believed:change"), kind="difference")


FEWER, MORE, CHANCE = change(-0.07, -0.12, -0.01), change(0.05, 0.01, 0.09), change(-0.03, -0.08, 0.02)


@pytest.mark.parametrize(
    ("believed", "rejected", "said"),
    [
        (FEWER, CHANCE, "Afterwards, people believed 7 fewer of 100 scams"),
        (
            FEWER,
            MORE,
            "Afterwards, people believed 7 fewer of 100 scams and rejected 5 more of 100 genuine messages",
        ),
        (CHANCE, FEWER, "Afterwards, people rejected 7 fewer of 100 genuine messages"),
        (MORE, CHANCE, "Afterwards, people believed 5 more of 100 scams"),
        (CHANCE, CHANCE, "Whether people judged better afterwards can't be told: it may be chance"),
        (FEWER.withhold("not enough"), FEWER, ""),
    ],
)
def test_a_change_is_in_the_title_only_if_it_is_more_than_chance(believed: Figure, rejected: Figure, said: str) -> None:
    assert told(better(BUILT_IN, (believed, rejected))) == said


def test_a_change_that_touches_nought_may_be_chance() -> None:
    for lower, upper in ((-0.08, 0), (0, 0.08)):
        assert "chance" in told(better(BUILT_IN, (change(0.04, lower, upper), CHANCE)))


def test_what_lasted_is_told_as_such() -> None:
    assert told(better(BUILT_IN, (FEWER, CHANCE), later=True)).startswith("A month or more later, people believed 7")


def test_less_worry_without_better_judging_is_named_as_harm_in_the_title() -> None:
    less, same = (replace(one, kind="steps") for one in (change(-0.4, -0.6, -0.2), change(0.1, -0.1, 0.3)))
    assert told(felt(less, same, harm=False)) == "Afterwards, people were less worried"
    assert told(felt(less, replace(less, value=0.4, lower=0.2, upper=0.6), harm=False)).endswith("and felt more able")
    assert "does harm" in told(felt(less, same, harm=True))
    assert "chance" in told(felt(same, same, harm=False))


def test_both_sides_of_judging_stand_in_one_title_or_none_does() -> None:
    one, other = share(0.79, 0.7, 0.85), share(0.88, 0.8, 0.93)
    both = "People judged right or would check 79 of 100 scams and 88 of 100 genuine messages"
    assert told(judged(BUILT_IN, one, other)) == both
    assert judged(BUILT_IN, one, None) is None
    assert judged(BUILT_IN, one, replace(other, lower=None, upper=None)) is None


def test_a_question_is_the_hardest_only_if_the_next_is_surely_easier() -> None:
    first, near, far = share(0.4, 0.3, 0.5), share(0.45, 0.4, 0.55), share(0.7, 0.6, 0.8)
    assert told(hardest_of([first, near], "MitID")).startswith("Among the hardest")
    assert told(hardest_of([first, far], "MitID")).startswith("The hardest is")


def test_places_and_kinds_of_fraud_are_never_named_in_a_title() -> None:
    def frame(wrong: Words) -> Words:
        return _("People %(what)s, depending on which messages we showed", what=wrong)

    found = told(by_message([share(0.4, 0.3, 0.5), share(0.12, 0.1, 0.2)], SCAMS.wrong, frame))
    assert found.startswith("People believed between 12 and 40 of 100 scams")
    apart = [
        replace(change(value, value - 0.03, value + 0.03), where=Where(f"place-{value}")) for value in (0.0, 0.02, 0.2)
    ]
    assert told(differing(apart, ())).startswith("At 1 of 3 places")
    assert told(differing(apart[:2], ())).startswith("At none of 2 places")
    assert differing(apart[:1], ()) is None


def test_the_largest_number_is_named_only_among_several() -> None:
    came = [Figure("head_count", "attendances", value=value, n=3, blocks=4) for value in (20, 140, 30)]

    def frame(index: int, n: Words) -> Words:
        return _("%(week)s had the most attendances: %(n)s", week=f"Week {index}", n=n)

    assert told(most(came, frame)) == "Week 1 had the most attendances: at least 140"
    assert most(came[:1], frame) is None


def test_a_chart_that_no_finding_is_about_says_between_which_numbers_it_lies() -> None:
    assert ENGLISH.translate(spread("Left open", [share(0.4, 0.3, 0.5), share(0.1, 0, 0.2)])) == (
        "Left open: between 10 and 40 of 100"
    )
    assert spread("Left open", []) == "Left open"


@pytest.mark.parametrize("size", ["large", "tiny", "nothing"])
def test_every_title_is_a_number_of_its_own_chart(
    size: str, request: pytest.FixtureRequest, content: SiteContent
) -> None:
    sums: InMemory = request.getfixturevalue(size)
    sections = [section for view in (*views(sums, content), summary(sums, content)) for section in view.sections]
    assert any(section.finding for section in sections)
    for section in filter(lambda one: one.finding, sections):
        assert section.finding
        measures = [figure.measure for figure in section.figures if figure.shown]
        assert set(section.finding.measures) & set(measures), section.id
        assert (section.headline, section.measured) == (section.finding.words, section.title)


def test_a_campaign_that_taught_nothing_says_that_it_may_be_chance(content: SiteContent, large: InMemory) -> None:
    def change_of(sums: InMemory) -> Section:
        return next(section for section in overview(sums, content, TODAY).sections if section.id == "change")

    assert "fewer of 100 scams" in ENGLISH.translate(change_of(large).headline)
    nothing = InMemory(Campaign(content, learning=0.0, at_home=0))
    assert "may be chance" in ENGLISH.translate(change_of(nothing).headline)
