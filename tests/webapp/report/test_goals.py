"""What campaign.yaml adds to the figures: targets, notes by week, cost, and earlier campaigns."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from quizlib import Text
from tests.webapp.report.campaign import TODAY
from tests.webapp.report.in_memory import InMemory
from webapp.report import Translator, View, overview, summary
from webapp.report.rules.figure_text import figure_text
from webapp.site_content.campaign import Campaign, EarlierCampaign, Note, Targets, read_campaign
from webapp.site_content.reading import SiteContent
from webapp.site_content.shipped import translations

ENGLISH = Translator.of("en", translations()).translate
WORDS = Text.of(da="Annonce", en="Advertisement")
PLAN = Campaign(
    begins=date(2026, 8, 1),
    ends=date(2027, 3, 1),
    targets=Targets.model_validate({"attendances": 1000, "quizzes-at-home": 300}),
    notes=(Note(week="2026-W40", text=WORDS),),
    cost=100_000,
    decide=(Text.of(da="Skal vi gå videre?", en="Shall we go on?"),),
    earlier=(EarlierCampaign(title=WORDS, attendances=700, source="https://example.org/a"),),
)


@pytest.fixture
def planned(content: SiteContent) -> SiteContent:
    """Return the content with this plan."""
    return replace(content, campaign=PLAN)


def section(view: View, name: str) -> list[tuple[str, list[str]]]:
    """Return label and figures of each row of a section, in words."""
    (found,) = (one for one in view.sections if one.id == name)
    return [(ENGLISH(row.label), [ENGLISH(figure_text(figure)) for figure in row.figures]) for row in found.rows]


def test_the_one_page_says_what_was_reached_of_what_was_planned(large: InMemory, planned: SiteContent) -> None:
    view = summary(large, planned)
    came = sum(held.head_count or 0 for held in large.workshops())
    rows = dict(section(view, "targets"))
    assert rows["Attendances"] == [f"at least {came}", "1,000"]
    assert list(rows) == ["Attendances", "Quizzes completed at home"]
    assert section(view, "cost") == [("Cost for each attendance", [f"at most {round(100_000 / came)} kr."])]
    assert section(view, "earlier") == [("Advertisement", ["700"])]
    assert [ENGLISH(words) for one in view.sections if one.id == "decide" for words in one.lead] == ["Shall we go on?"]


def test_without_a_plan_it_says_where_one_is_written(large: InMemory, content: SiteContent) -> None:
    view = summary(large, replace(content, campaign=None))
    empty = [ENGLISH(one.empty) for one in view.sections if one.empty is not None and not one.rows and not one.lead]
    assert sum("campaign.yaml" in words for words in empty) == 4


def test_notes_stand_at_their_week_and_events_at_theirs(large: InMemory, planned: SiteContent) -> None:
    (found,) = (one for one in overview(large, planned, TODAY).sections if one.id == "weeks")
    noted = {ENGLISH(row.label): ENGLISH(row.remark) for row in found.rows if row.remark}
    assert noted == {"Week 40": "Advertisement"}
    came = {row.figures[0].where.period: row.figures[0].value for row in found.rows}
    for week in {held.week for held in large.workshops()}:
        counted = sum(held.head_count or 0 for held in large.workshops() if held.week == week)
        assert came[week] == (counted or None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("begins: 2026-08-01\nends: 2026-07-01\n", "is before it begins"),
        (
            "begins: 2026-08-01\nends: 2026-09-01\nnotes: [{week: 38, text: {da: a, en: b}}]\n",
            "‹38› is no week",
        ),
        ("begins: 2026-08-01\nends: 2026-09-01\ntargets: {persons: 3}\n", "persons"),
    ],
)
def test_a_campaign_with_a_mistake_is_not_used_and_the_mistake_is_told(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "campaign.yaml").write_text(text, "utf-8")
    found, problems = read_campaign(tmp_path, {"languages": ["da", "en"]})
    assert found is None
    assert said in " ".join(map(str, problems))
