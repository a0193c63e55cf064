"""A typo that is mended keeps the version, if nothing else has changed; the log says so."""

from __future__ import annotations

import pytest

from tests.webapp.publishing.conftest import Site
from tests.webapp.taking import answer, begin, rows
from webapp.publishing.publish import look_at

KORT = "quizzes/kort.yaml"


def mend(site: Site) -> str:
    """Mend a typo in the draft; return the version that the quiz keeps."""
    quiz = site.services.library.quizzes["kort"]
    site.change(KORT, "Hvad er hoveddøren?", "Hvad er »hoveddøren«?")
    site.change(KORT, "  - id: door\n", f"  - id: door\n    cosmetic: {quiz.questions[1].version}\n")
    return quiz.version


def test_a_typo_is_mended_for_people_in_the_middle_too_and_counts_go_on(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    client = site.client()
    address = begin(client, "kort")
    answer(client, f"{address}/1", "genuine")
    version = mend(site)
    site.publish()
    assert site.services.library.quizzes["kort"].version == version
    assert "Hvad er »hoveddøren«?" in client.get(f"{address}/2").text
    answer(client, f"{address}/2", "app")
    assert rows(client, "SELECT version, finished FROM liveattempt") == [(version, 1)]
    assert "a typo is mended in kort, question door" in caplog.text
    site.change(KORT, "En besked og et valg.", "En besked, og så et valg.")
    caplog.clear()
    site.publish()
    assert "typo" not in caplog.text


def test_what_is_right_cannot_change_under_a_version_that_stays(site: Site) -> None:
    before = site.services
    mend(site)
    site.change(KORT, "{id: link, ", "{id: other, ")
    looked = look_at(site.draft, before.settings)
    assert [(problem.path, problem.message) for problem in looked.errors] == [
        ("questions[door].cosmetic", "what is right, or what can be chosen, has changed too: that is no typo")
    ]
    site.publish()
    assert site.services is before
    assert before.faults.going_on("new-content")
