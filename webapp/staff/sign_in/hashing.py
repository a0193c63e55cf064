"""Hashing: what takes a processor and much memory for a while is done on two threads of its own, never on more."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

AT_ONCE = 2  # each hash takes 64 MiB: sign-ins that come at once must not take it many times
NICE = 10  # where there are not processors enough, pages come first

T = TypeVar("T")


def apart(work: Callable[[], T]) -> T:
    """Do this on one of the threads, wait for it, and return its result."""
    return _threads.submit(work).result()


def _give_way() -> None:
    """Let other threads come first; also those that a hash begins for itself give way then."""
    if sys.platform == "linux":  # elsewhere this is a property of processes
        thread = threading.get_native_id()
        given = os.getpriority(os.PRIO_PROCESS, thread)  # the site may give way to others further than that
        os.setpriority(os.PRIO_PROCESS, thread, max(given, NICE))


_threads = ThreadPoolExecutor(AT_ONCE, "hash", _give_way)  # they start when they are needed: after a fork
