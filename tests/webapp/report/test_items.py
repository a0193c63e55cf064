"""The page of a quiz: what is most worth a look is open, and everything else of it is folded, each figure once."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.webapp.report.in_memory import InMemory
from webapp.report import View, quiz, workshop
from webapp.report.figures.items import FEW, TOO_FEW, WORTH_A_LOOK
from webapp.report.figures.view import Section
from webapp.report.wording.words import Phrase
from webapp.site_content.reading import SiteContent


@pytest.fixture(params=["large", "tiny"])
def view(request: pytest.FixtureRequest, content: SiteContent) -> View:
    """Return the page of a quiz, in a campaign of each size."""
    found: InMemory = request.getfixturevalue(request.param)
    page = quiz(found, content, "mitid")
    assert page
    return page


def sections(view: View) -> dict[str, Section]:
    return {section.id: section for section in view.sections}


def test_the_most_urgent_questions_are_open_and_the_others_are_folded(view: View) -> None:
    found = sections(view)
    look, others = found["look"], found["items"]
    assert not look.folded
    assert others.folded
    assert len(look.rows) <= FEW
    urgency = [WORTH_A_LOOK.index(row.remark or "") for row in look.rows]
    assert urgency == sorted(urgency)
    left = [row.remark for row in others.rows if row.remark in WORTH_A_LOOK]
    assert not left or len(look.rows) == FEW


def test_each_question_of_a_quiz_stands_once_with_the_number_that_participants_read(
    view: View, content: SiteContent
) -> None:
    found = sections(view)
    rows = [row for name in ("look", "items") for row in found[name].rows]
    assert set(Counter(figure.id for row in rows for figure in row.figures).values()) == {1}
    numbers = sorted(int(str(row.within.values["number"])) for row in rows if isinstance(row.within, Phrase))
    shipped = content.library.quizzes["mitid"]
    assert shipped.examples
    asked = shipped.questions[shipped.examples :]
    assert numbers == [n for n, one in enumerate(asked, start=1) if one.key]


def test_how_many_questions_work_is_said_once(large: InMemory, content: SiteContent) -> None:
    page = quiz(large, content, "mitid")
    assert page
    found = sections(page)
    rows = [*found["look"].rows, *found["items"].rows]
    fine = [row for row in rows if row.remark not in (*WORTH_A_LOOK, TOO_FEW)]
    work = found["look"].lead[0]
    assert isinstance(work, Phrase)
    assert (work.values["fine"].value, work.n) == (len(fine), len(rows))  # type: ignore[union-attr]  # it is an Amount


def test_where_nothing_is_right_or_wrong_the_answers_are_open(large: InMemory, content: SiteContent) -> None:
    page = quiz(large, content, "bekymring")
    assert page
    found = sections(page)
    assert "look" not in found
    assert not found["answers"].folded


def test_rows_that_do_not_fit_into_columns_name_their_figures_themselves(large: InMemory, content: SiteContent) -> None:
    page = quiz(large, content, "mitid")
    assert page
    found = sections(page)
    assert found["items"].columns == ("facility",)
    assert found["technical"].columns == ()
    held = large.workshops()[0]
    one = workshop(large, content, held.id)
    assert one
    assert sections(one)["people"].columns == ()
    assert sections(one)["change"].columns == ()


def test_a_reason_that_all_figures_of_a_row_share_is_the_reason_of_the_row(
    large: InMemory, content: SiteContent
) -> None:
    held = large.workshops()[0]
    view = workshop(large, content, held.id)
    assert view
    for row in sections(view)["change"].rows:
        assert row.withheld == (row.figures[0].withheld if not row.figures[0].shown else None)
