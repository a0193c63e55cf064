"""The points of short and of whole check-ups are never mixed: what one left changes no figure of the other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pytest

from quizlib import form_order
from tests.webapp.report.campaign import TODAY, WEEKS, Campaign
from tests.webapp.report.in_memory import InMemory
from webapp.report import Figure, View, overview, quiz
from webapp.site_content.reading import SiteContent
from webapp.storage.records.group_results import GroupResults

POINTS = {"facility", "discrimination", "cic", "standard_error", "completed", "stopped"}
"""The measures of what people got for the questions of a quiz, and of how the quiz works."""


@dataclass(frozen=True)
class WithWhole(Campaign):
    """The same campaign; many people, who judge better, take the whole forms too, in balanced orders."""

    @cached_property
    def home(self) -> list[GroupResults]:
        """What these people left, at workshops of their own."""
        check_ups = [one for one in self.content.library.quizzes.values() if one.form]
        found = []
        for number in range(12):
            order = form_order("ABC"[number % 3], check_ups, short=False)
            assert order
            first, second, _third = list(order.forms.lower())
            blocks = (
                *self._block(self._whole(f"tjek-{first}"), 30, 0.75),
                *self._block(self._whole(f"tjek-{second}"), 30, 0.75, str(order)),
            )
            found.append(GroupResults("odense-hovedbibliotek", WEEKS[-1], "workshop", f"whole-{number}", blocks=blocks))
        return found


@pytest.fixture(scope="module")
def short(content: SiteContent) -> InMemory:
    """Return a campaign in which check-ups were short."""
    return InMemory(Campaign(content, workshops=30, at_home=0))


@pytest.fixture(scope="module")
def both(content: SiteContent) -> InMemory:
    """Return the same campaign with whole check-ups beside them."""
    return InMemory(WithWhole(content, workshops=30, at_home=0))


def by_id(view: View | None, *, without: str = "") -> dict[str, Figure]:
    assert view
    return {figure.id: figure for section in view.sections if section.id != without for figure in section.figures}


def version(sums: InMemory, name: str, *, short: bool) -> str:
    """Return the version of a form's short or whole check-up."""
    return next(
        of for (found, of), outline in sums.campaign.outlines.items() if found == name and outline.short == short
    )


@pytest.mark.slow
@pytest.mark.parametrize("form", ["tjek-a", "tjek-b", "tjek-c"])
def test_a_page_of_a_short_check_up_is_the_same_whatever_people_got_in_whole_ones(
    short: InMemory, both: InMemory, content: SiteContent, form: str
) -> None:
    of = version(both, form, short=True)
    alone, beside = (by_id(quiz(sums, content, form, of), without="versions") for sums in (short, both))
    assert alone == beside
    assert any(figure.shown for figure in alone.values())
    whole = by_id(quiz(both, content, form, version(both, form, short=False)), without="versions")
    assert any(figure.shown for figure in whole.values())
    assert whole.keys() & alone.keys() == set()


def test_every_figure_of_points_is_of_one_version(both: InMemory, content: SiteContent) -> None:
    views = [
        overview(both, content, TODAY),
        *(quiz(both, content, *one) for one in both.versions("workshop")),
    ]
    found = [figure for view in views for figure in by_id(view).values() if figure.measure in POINTS]
    assert {bool(figure.where.version) for figure in found} == {True}


def test_what_changed_on_short_forms_is_the_same_and_whole_forms_have_rows_of_their_own(
    short: InMemory, both: InMemory, content: SiteContent
) -> None:
    def changes(sums: InMemory) -> dict[str, Figure]:
        (section,) = (one for one in overview(sums, content, TODAY).sections if one.id == "change")
        return {figure.id: figure for figure in section.figures}

    alone, beside = changes(short), changes(both)
    assert alone == {name: beside[name] for name in alone}
    others = beside.keys() - alone.keys()
    assert others
    assert all(name.endswith(".whole") for name in others)
    assert all(beside[name].shown for name in others)
