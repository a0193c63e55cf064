"""What is past its date is deleted when the site starts; when it has ended, nothing goes on."""

from __future__ import annotations

import gc
import threading
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import pytest

from quizlib import Attempt
from tests.webapp.taking import begin
from webapp import create_app
from webapp.config.settings import Settings
from webapp.storage.batches import home_batch
from webapp.web.services import Services

OPEN_FILES = Path("/proc/self/fd")


def test_answers_past_their_date_are_gone_when_the_site_starts_again(settings: Settings) -> None:
    first: Services = create_app(settings).extensions["services"]
    quiz = first.library.quizzes["kort"]
    old, new = (Attempt.start(quiz) for _ in range(2))
    for attempt, day in ((old, date(2026, 1, 1)), (new, date.today())):  # noqa: DTZ011 - as the site dates it
        batch = home_batch(quiz.id, day)
        first.live.start(attempt, language="da", batch=batch, counted=True)
        first.live.save(attempt.id, attempt.answer("parcel", ["scam"]).answer, finished=False)
    first.close()
    second: Services = create_app(settings).extensions["services"]
    assert second.live.progress([old.id, new.id]) == {new.id: 1}
    second.close()


def test_nothing_goes_on_and_nothing_is_held_once_a_site_has_ended(settings: Settings) -> None:
    known, frozen = set(threading.enumerate()), gc.get_freeze_count()
    app = create_app(settings)
    (keeping,) = {one for one in threading.enumerate() if one.name == "housekeeping"} - known
    assert gc.get_freeze_count() == frozen, "an application that others embed can be thrown away"
    app.close()
    assert not keeping.is_alive()


@pytest.mark.parametrize("housekeeping", [True, False])
def test_a_site_that_is_made_and_closed_many_times_leaves_no_thread_and_no_file(
    settings: Settings,
    housekeeping: bool,  # noqa: FBT001 - pytest passes it by name
) -> None:
    with ProcessPoolExecutor(1, get_context("spawn")) as alone:  # nothing else opens files there
        left = alone.submit(left_by_sites, settings, housekeeping=housekeeping).result()
    assert left == left[:1] * 20


def left_by_sites(settings: Settings, *, housekeeping: bool) -> list[tuple[int, int]]:
    """Make and close twenty sites; return the numbers of threads and of open files after each."""
    gc.disable()  # what is closed only once it is found to be garbage stays open for as long as nobody looks
    left = []
    for _ in range(20):
        app = create_app(settings, housekeeping=housekeeping)
        begin(app.test_client(), "kort")  # which is written, on the thread that writes
        app.close()
        left.append((threading.active_count(), len(list(OPEN_FILES.iterdir()))))
    return left


def test_a_site_without_housekeeping_leaves_what_has_ended_to_its_operator(settings: Settings) -> None:
    before = set(threading.enumerate())
    app = create_app(settings, housekeeping=False)
    assert "housekeeping" not in {thread.name for thread in set(threading.enumerate()) - before}
    services: Services = app.extensions["services"]
    attempt = Attempt.start(services.library.quizzes["kort"])
    services.live.start(attempt, language="da", batch=home_batch("kort", date(2026, 1, 1)), counted=True)
    app.close()
    again = create_app(settings, housekeeping=False)
    assert again.extensions["services"].live.progress([attempt.id]) == {attempt.id: 0}
    again.close()
