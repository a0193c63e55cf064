"""Serving: Granian with our limits: how many connections may be open, how large a header is, how the site ends."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings

from webapp.server.front import LARGEST_HEADERS, Front

CONNECTIONS = 16_384  # open at once: one address can hold some thousands open, which must not keep others out
OTHER_FILES = 256  # files that the process has open beside its connections
WAITING = 4096  # connections that the system keeps until they are accepted
BREATH = 1  # seconds between two beginnings, where workers die one after another
LAST_CALL = 10  # seconds after SIGTERM for what is under way: a client that stalls must not keep the site from ending


class Serving(Granian):  # type: ignore[misc, valid-type]  # it is another class on Windows
    """Granian, but for SIGHUP: the worker goes on, and `reload` is called."""

    reload: Callable[[], None]

    def signal_handler_reload(self, *_args: object, **_more: object) -> None:
        """Do what SIGHUP asks for."""
        self.reload()


def serve(load: Callable[[], Front], reload: Callable[[], None], address: str, port: int) -> None:
    """Serve what `load` returns until SIGTERM; it is called in the worker process, again when a worker has died.

    SIGHUP calls `reload`, in the process that watches the worker.

    Granian starts one worker anew, and ends if that dies within six seconds, too. Then the site begins from the start.
    """

    def load_and_watch() -> Front:
        threading.Thread(target=_end_with_parent, daemon=True).start()
        return load()

    connections = possible_connections()
    while True:
        granian = Serving(
            "webapp:create_app",
            address=address,
            port=port,
            interface=Interfaces.RSGI,
            workers=1,
            http=HTTPModes.http1,
            websockets=False,
            backlog=WAITING,
            backpressure=connections,
            http1_settings=HTTP1Settings(
                max_buffer_size=LARGEST_HEADERS + 16 * 1024
            ),  # what is little too large is ours
            log_access=False,
            respawn_failed_workers=True,
            workers_kill_timeout=LAST_CALL,
        )
        granian.reload = reload
        try:
            granian.serve(target_loader=load_and_watch, wrap_loader=False)
        except SystemExit:
            if granian.interrupt_signal:
                raise
        else:
            return
        signal.signal(signal.SIGTERM, signal.SIG_DFL)  # Granian's own would be deaf now
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        time.sleep(BREATH)


def _end_with_parent() -> None:
    """End this worker when the process that started it has been killed, so that another can take its place."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(LAST_CALL)
        os._exit(1)


def possible_connections() -> int:
    """Return how many connections may be open at once; raise the limit of open files as far as that is allowed.

    Where it stays too low, a line in the log says so.
    """
    if sys.platform == "win32":  # there is no such limit
        return CONNECTIONS
    import resource  # noqa: PLC0415 - not everywhere

    wanted = CONNECTIONS + OTHER_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    files = wanted if hard == resource.RLIM_INFINITY else min(hard, wanted)
    if soft != resource.RLIM_INFINITY and soft < files:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (files, hard))
        except (OSError, ValueError):  # some systems allow less than they say
            files = soft
    if files == wanted:
        return CONNECTIONS
    possible = max(files - OTHER_FILES, files // 2)
    logging.getLogger("webapp").warning(
        "ulimit -n is %d: only %d connections can be open at once, and who holds them open keeps others out; "
        "allow %d open files (LimitNOFILE= in a systemd unit)",
        files,
        possible,
        wanted,
    )
    return possible
