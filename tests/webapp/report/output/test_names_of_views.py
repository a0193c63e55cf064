"""Whatever pages and files of figures name has a name in their language, and no id of a file stands in its place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from quizlib import Text
from tests.webapp.report.campaign import TODAY
from tests.webapp.report.in_memory import InMemory
from webapp.report import Translator, View, attendance, overview, quiz, summary, workshop
from webapp.report.wording.words import Words
from webapp.site_content.reading import SiteContent
from webapp.site_content.shipped import translations


def views(sums: InMemory, content: SiteContent) -> Iterator[View]:
    """Yield every view there is."""
    yield overview(sums, content, TODAY)
    yield summary(sums, content)
    yield attendance(sums, content)
    yield from (view for name in content.library.quizzes if (view := quiz(sums, content, name)))
    yield from (view for held in sums.workshops()[:6] if (view := workshop(sums, content, held.id)))


def words(view: View) -> Iterator[Words]:
    """Yield all that a view says."""
    yield view.title
    yield from view.opening
    for section in view.sections:
        yield from (section.headline, section.title, *section.lead)
        for row in section.rows:
            yield from (found for found in (row.label, row.within, row.remark) if found is not None)


def ids(content: SiteContent) -> set[str]:
    """Return the ids that authors and staff gave in files."""
    library = content.library
    questions = [question for one in library.quizzes.values() for question in one.questions]
    questions += [question for topic in library.bank.values() for question in topic.questions]
    signs = [sign.id for question in questions if question.message for sign in question.message.signs]
    choices = [choice.id for question in questions for choice in question.choices()]
    places = [place.id for root in content.places.places for place in root.all()]
    return {
        *library.quizzes,
        *(question.id for question in questions),
        *signs,
        *choices,
        *(method.id for method in library.methods),
        *(channel.id for channel in content.places.channels),
        *places,
    }


@pytest.mark.slow
@pytest.mark.parametrize("language", ["da", "en"])
def test_no_id_stands_where_a_name_should(large: InMemory, content: SiteContent, language: str) -> None:
    translate, known = Translator.of(language, translations()).translate, ids(content)
    assert known
    for view in views(large, content):
        said = {translate(one) for one in words(view)}
        assert not said & known, view.id


def test_every_channel_that_ships_has_a_name_in_every_language(content: SiteContent) -> None:
    languages = {language.id for language in content.library.languages}
    for channel in content.places.channels:
        assert isinstance(channel.name, Text), channel.id
        assert set(channel.name.root) == languages, channel.id
