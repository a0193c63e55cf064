"""What is past its date is deleted when the site starts."""

from __future__ import annotations

from datetime import date

from quizlib import Attempt
from webapp import create_app
from webapp.config.settings import Settings
from webapp.storage.batches import home_batch
from webapp.web.services import Services


def test_answers_past_their_date_are_gone_when_the_site_starts_again(settings: Settings) -> None:
    first: Services = create_app(settings).extensions["services"]
    quiz = first.library.quizzes["kort"]
    old, new = (Attempt.start(quiz) for _ in range(2))
    for attempt, day in ((old, date(2026, 1, 1)), (new, date.today())):  # noqa: DTZ011 - as the site dates it
        batch = home_batch(quiz.id, day)
        first.live.start(attempt, language="da", batch=batch, counted=True)
        first.live.save(attempt.id, attempt.answer("parcel", ["scam"]).answer, finished=False)
    first.database.close()
    second: Services = create_app(settings).extensions["services"]
    assert second.live.progress([old.id, new.id]) == {new.id: 1}
    second.database.close()
