"""Years are compared on the messages of both alone, and reserved messages are shown by occasion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from quizlib.measures import Clusters, Measure, Summed
from webapp.report import Sums
from webapp.report.figures.new_kinds import new_kinds
from webapp.report.figures.over_time.years import years
from webapp.report.rules import reasons
from webapp.report.wording.names import Names
from webapp.site_content.reading import SiteContent
from webapp.sums import Sum

FIRST, SECOND = ([(3, 12), (6, 12), (3, 12)], [(3, 12), (0, 12), (3, 12), (3, 12)])


@dataclass
class Kept:
    """The blocks that are kept, by period."""

    blocks: dict[str, dict[str, Clusters]]

    def months(self) -> list[str]:
        return ["2026-11", "2026-12", "2027-01"]

    def get(self, period: str = "", mode: str = "workshop") -> Sum | None:
        return Sum(Summed(blocks=self.blocks.get(period, {}))) if mode == "workshop" else None


def item(side: str, name: str, version: str = "0123abcd") -> str:
    return Measure.of_item(side, name, version)


def test_two_years_are_compared_on_the_versions_of_messages_that_were_in_both(content: SiteContent) -> None:
    kept = Kept(
        {
            "2026": {item("believed", "a"): Clusters.of(FIRST), item("believed", "b"): Clusters.of([(12, 12)] * 3)},
            "2027": {
                item("believed", "a"): Clusters.of(SECOND),
                item("believed", "b", "deadbeef"): Clusters.of([(0, 12)] * 3),  # changed since
            },
        }
    )
    section = years(cast("Sums", kept), Names(content))
    believed, rejected = section.rows
    assert [figure.value for figure in believed.figures] == [0.33, 0.19, -0.15]
    assert all(figure.interval for figure in believed.figures)
    assert all(figure.withheld == reasons.NO_SAME_MESSAGES for figure in rejected.figures)


def test_reserved_messages_are_shown_by_occasion_and_never_as_a_change(content: SiteContent) -> None:
    rows = {Measure.unseen(1, "believed"): Clusters.of(FIRST), Measure.unseen(3, "believed"): Clusters.of(SECOND)}
    section = new_kinds(cast("Sums", Kept({"": rows})), Names(content))
    assert [(row.figures[0].of, row.figures[0].value) for row in section.rows] == [("1", 0.33), ("3", 0.19)]
    assert not [measure for measure in section.measures if "change" in measure]
