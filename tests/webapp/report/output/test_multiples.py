"""Places stand beside each other on one scale and in alphabetical order; those with too few answers are named."""

from __future__ import annotations

import pytest

from tests.webapp.report.campaign import TODAY
from tests.webapp.report.in_memory import InMemory
from webapp.alphabet import danish
from webapp.report import Figure, Section, overview
from webapp.report.output.charts import scale
from webapp.report.rules import reasons
from webapp.report.rules.figure import Where
from webapp.report.rules.limits import BY_BLOCKS, COMPARED, enough_to_compare
from webapp.site_content.reading import SiteContent


@pytest.fixture(scope="module", params=["municipalities", "areas"])
def places(request: pytest.FixtureRequest, large: InMemory, content: SiteContent) -> Section:
    """Return the section about places of each kind."""
    return next(one for one in overview(large, content, TODAY).sections if one.id == request.param)


def test_a_place_is_drawn_from_a_hundred_answers_in_six_groups_on(places: Section) -> None:
    assert places.drawn == "multiples"
    compared = [figure for figure in places.figures if figure.kind in {"share", "difference"}]
    assert any(figure.shown for figure in compared)
    for figure in compared:
        if figure.shown:
            assert (figure.n or 0) >= 100
            assert (figure.blocks or 0) >= 6
        else:
            assert figure.withheld in (reasons.TOO_LITTLE, reasons.NOT_COMPARED, reasons.NO_INTERVAL)


@pytest.mark.parametrize(("n", "blocks", "enough"), [(100, 6, True), (99, 6, False), (100, 5, False), (None, 6, False)])
def test_enough_is_a_hundred_answers_and_six_groups(n: int | None, blocks: int, *, enough: bool) -> None:
    assert (COMPARED, BY_BLOCKS) == (100, 6)
    assert enough_to_compare(Figure("believed", "share", Where(), n=n, blocks=blocks, value=0.5)) is enough


def test_all_places_are_named_in_the_order_of_the_alphabet_whatever_their_numbers_are(places: Section) -> None:
    labels = [row.label for row in places.rows if isinstance(row.label, str)]
    assert labels == sorted(labels, key=danish)
    assert len(labels) == len(places.rows) == len({row.figures[0].where.place for row in places.rows})


def test_all_places_have_one_scale(places: Section) -> None:
    drawn = {figure.measure for figure in places.figures if figure.kind == "share" and figure.drawn}
    assert len({scale(places, measure) for measure in drawn}) == 1
