"""Housekeeping: closing what has ended, and seeing whether all is well, when the site starts and every minute."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from webapp.background import Background
from webapp.faults import Faults
from webapp.health import Health
from webapp.storage.closing.run import Closing
from webapp.storage.database.engine import StorageUnavailable

if TYPE_CHECKING:
    from webapp.storage.tries import Tries

DAY = timedelta(days=1)
PAUSE = 60  # seconds: the leader who ended a workshop sees it closed


def keep_house(
    closing: Closing, tries: Tries | None, health: Health, now: Callable[[], datetime], background: Background
) -> None:
    """Close and look now, then again and again in the background."""

    def once() -> None:
        _close(closing, health.faults, now)
        if tries:
            with suppress(StorageUnavailable):  # a fault that is told already; the next try is in a minute
                tries.tidy(now().timestamp())
        health.look()

    once()
    background.repeat(once, PAUSE, "housekeeping")


def _close(closing: Closing, faults: Faults, now: Callable[[], datetime]) -> None:
    try:
        closing.run(now())
        since = closing.rewriting.since()
        if since is not None and now().date() - since > DAY:
            faults.seen("rewriting")
        else:
            faults.over("rewriting")
    except StorageUnavailable:  # a fault that is told already; the next try is in a minute
        pass
    except Exception as error:  # noqa: BLE001 - one batch that cannot be counted must not end the thread
        log = logging.getLogger("webapp")
        log.error("closing failed (%s); answers stay where they are, next try in a minute", type(error).__name__)  # noqa: TRY400 - a traceback could show an answer
