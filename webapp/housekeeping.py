"""Housekeeping: closing what has ended, when the site starts and every minute."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from webapp.storage.closing.run import Closing
from webapp.storage.database.engine import StorageUnavailable

PAUSE = 60  # seconds: the leader who ended a workshop sees it closed


def keep_house(closing: Closing, now: Callable[[], datetime]) -> None:
    """Close now, then again and again in the background, for as long as the process runs."""
    _close(closing, now)

    def again() -> None:
        pause = threading.Event()
        while not pause.wait(PAUSE):
            _close(closing, now)

    threading.Thread(target=again, name="housekeeping", daemon=True).start()


def _close(closing: Closing, now: Callable[[], datetime]) -> None:
    log = logging.getLogger("webapp")
    try:
        closing.run(now())
    except StorageUnavailable:
        log.warning("what has ended is not closed yet: storage unavailable, next try in a minute")
    except Exception as error:  # noqa: BLE001 - one batch that cannot be counted must not end the thread
        log.error("closing failed (%s); answers stay where they are, next try in a minute", type(error).__name__)  # noqa: TRY400 - a traceback could show an answer
