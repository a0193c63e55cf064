"""One process: serving without a worker process, as a laptop does, on every kind of system that the site runs on."""

from __future__ import annotations

import asyncio

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.server.embed import Server

from webapp.server.front import LARGEST_HEADERS, Front


def serve_in_one_process(front: Front, address: str, port: int) -> None:
    """Serve until the process is ended, by Ctrl+C or because its window was closed."""

    async def run() -> None:
        server = Server(
            front,
            address=address,
            port=port,
            interface=Interfaces.RSGI,
            http=HTTPModes.http1,
            websockets=False,
            http1_settings=HTTP1Settings(max_buffer_size=LARGEST_HEADERS + 16 * 1024),
            log_enabled=False,
            log_access=False,
        )
        await server.serve()

    try:
        asyncio.run(run())
    except KeyboardInterrupt:
        return
