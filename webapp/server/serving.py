"""Serving: Granian with our limits: how many connections may be open, how large a header is, how the site ends."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings

from webapp.server.front import LARGEST_HEADERS, Front

CONNECTIONS = 16_384  # open at once: one address can hold some thousands open, which must not keep others out
OTHER_FILES = 256  # files that the process has open beside its connections
WAITING = 4096  # connections that the system keeps until they are accepted
LAST_CALL = 10  # seconds after SIGTERM for what is under way: a client that stalls must not keep the site from ending


def serve(load: Callable[[], Front], address: str, port: int) -> None:
    """Serve what `load` returns until SIGTERM; it is called in the worker process, again when a worker has died."""
    Granian(
        "webapp:create_app",
        address=address,
        port=port,
        interface=Interfaces.RSGI,
        workers=1,
        http=HTTPModes.http1,
        websockets=False,
        backlog=WAITING,
        backpressure=possible_connections(),
        http1_settings=HTTP1Settings(max_buffer_size=LARGEST_HEADERS + 16 * 1024),  # what is little too large is ours
        log_access=False,
        respawn_failed_workers=True,
        workers_kill_timeout=LAST_CALL,
    ).serve(target_loader=load, wrap_loader=False)


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
