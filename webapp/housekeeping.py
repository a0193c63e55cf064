"""Deleting what is past its date: when the site starts, and once a day."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import date

from webapp.storage.engine import StorageUnavailable
from webapp.storage.live import Live

DAY = 24 * 60 * 60  # seconds


def keep_house(live: Live, today: Callable[[], date]) -> None:
    """Delete now, then daily in the background, for as long as the process runs."""
    _sweep(live, today)

    def daily() -> None:
        pause = threading.Event()
        while not pause.wait(DAY):
            _sweep(live, today)

    threading.Thread(target=daily, name="housekeeping", daemon=True).start()


def _sweep(live: Live, today: Callable[[], date]) -> None:
    try:
        live.sweep(today())
    except StorageUnavailable:
        logging.getLogger("webapp").warning(
            "rows past their date are still there: storage unavailable, next try tomorrow"
        )
