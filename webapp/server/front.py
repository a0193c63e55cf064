"""Front: hands a request to a thread when all of it has come, so that half-sent requests keep no thread waiting."""

from __future__ import annotations

import asyncio
import logging
import re
import traceback
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import IO, TYPE_CHECKING, Any

from granian.rsgi import ProtocolClosed  # type: ignore[attr-defined]  # its types forget to export it
from werkzeug.wsgi import FileWrapper

from webapp.server.environ import wsgi_environ
from webapp.web.large_bodies import AT_ONCE, LARGEST_FILE, takes_files

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment
    from granian.rsgi import HTTPProtocol, Scope  # type: ignore[attr-defined]  # as above

LARGEST_HEADERS = 64 * 1024  # bytes, names and values of all headers together
PATIENCE = 10  # seconds in which a body has to come
LARGEST_COPY = 256 * 1024  # bytes: a longer file is read while it is sent, so that slow readers take no memory
HOST = re.compile(r"([\w.-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]*)?", re.ASCII)  # a name or an address, and a port
WORDS = "Det kom ikke frem. Gå tilbage, og prøv igen.\nIt did not come through. Go back and try again.\n"
SERVER = ("Server", "web")  # otherwise Granian writes its own name

Headers = list[tuple[str, str]]


class Front:
    """An RSGI application that runs a WSGI application in threads, and gives it whole requests only.

    It refuses with 400 what has not exactly one Host that can be one, with 408 a body that has not come within ten
    seconds, with 411 a body of unknown length, with 413 a body of more than `largest_body` bytes, and with 431 more
    than 64 KiB of headers. Where files are taken a body may be larger; of these a few come at once, and others are
    told 503. Where the application fails, it answers 500. These replies carry `headers`; all others are the
    application's.
    """

    def __init__(
        self, app: WSGIApplication, threads: int, largest_body: int, headers: Iterable[tuple[str, str]]
    ) -> None:
        self._app = app
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="request")
        self._largest_body = largest_body
        self._files_coming = 0
        self._headers = [
            *headers,
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Cache-Control", "no-store"),
            ("Connection", "close"),
            SERVER,
        ]

    async def __call__(self, scope: Scope, protocol: HTTPProtocol) -> None:
        """Answer one request."""
        headers = scope.headers.items()
        try:
            body = await self._body(headers, protocol, may_be_file=takes_files(scope.path))
        except _RefusedError as refused:
            self._refuse(refused.status, protocol)
            return
        sent = asyncio.get_running_loop().create_future()
        self._threads.submit(self._answer, scope, headers, body, protocol, sent)
        await sent  # Granian ends the request when this returns

    async def _body(self, headers: Headers, protocol: HTTPProtocol, *, may_be_file: bool) -> bytes:
        """Return the whole body. Raises _RefusedError if the request cannot be answered."""
        names = [name for name, _ in headers]
        if names.count("host") != 1 or not HOST.fullmatch(dict(headers)["host"]):
            raise _RefusedError(HTTPStatus.BAD_REQUEST)
        if sum(len(name) + len(value) for name, value in headers) > LARGEST_HEADERS:
            raise _RefusedError(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        if "transfer-encoding" in names:
            raise _RefusedError(HTTPStatus.LENGTH_REQUIRED)
        length = int(dict(headers).get("content-length", 0))
        large = length > self._largest_body
        if length > (LARGEST_FILE if may_be_file else self._largest_body):
            raise _RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        if large and self._files_coming >= AT_ONCE:
            raise _RefusedError(HTTPStatus.SERVICE_UNAVAILABLE)
        if not length:
            return b""
        self._files_coming += large
        try:
            async with asyncio.timeout(PATIENCE):
                return await protocol()
        except TimeoutError:
            raise _RefusedError(HTTPStatus.REQUEST_TIMEOUT) from None
        except ProtocolClosed:  # the other side has gone
            raise _RefusedError(HTTPStatus.BAD_REQUEST) from None
        finally:
            self._files_coming -= large

    def _answer(
        self, scope: Scope, headers: Headers, body: bytes, protocol: HTTPProtocol, sent: asyncio.Future[None]
    ) -> None:
        """Run the WSGI application and send its reply; called in a thread."""
        try:
            self._run(wsgi_environ(scope, headers, body), protocol)
        except Exception as error:  # noqa: BLE001 - whatever the application did not handle
            trace = "".join(traceback.format_tb(error.__traceback__))
            logging.getLogger("webapp").error("%s\n%s", type(error).__name__, trace)  # noqa: TRY400 - never the message
            self._refuse(HTTPStatus.INTERNAL_SERVER_ERROR, protocol)
        finally:
            sent.get_loop().call_soon_threadsafe(sent.set_result, None)

    def _run(self, environ: WSGIEnvironment, protocol: HTTPProtocol) -> None:
        """Run the WSGI application and send its reply."""
        files: list[IO[bytes]] = []
        reply: list[Any] = []

        def wrapped(file: IO[bytes], size: int = 8192) -> FileWrapper:
            files.append(file)
            return FileWrapper(file, size)

        def start_response(*status_and_headers: Any) -> Any:  # noqa: ANN401 - WSGI's own loose types
            reply[:] = status_and_headers

        environ["wsgi.file_wrapper"] = wrapped
        pieces = self._app(environ, start_response)
        try:
            status, headers = int(reply[0][:3]), [*reply[1], SERVER]
            part = _long_file(files, status, dict(headers)) if environ["REQUEST_METHOD"] == "GET" else None
            if part:
                protocol.response_file_range(status, headers, *part)
            else:
                protocol.response_bytes(status, headers, b"".join(pieces))
        finally:
            getattr(pieces, "close", lambda: None)()

    def _refuse(self, status: HTTPStatus, protocol: HTTPProtocol) -> None:
        protocol.response_str(status, self._headers, f"{status} {status.phrase}\n{WORDS}")


class _RefusedError(Exception):
    """A request that the application never sees: the status says why."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status)
        self.status = status


def _long_file(files: list[IO[bytes]], status: int, headers: dict[str, str]) -> tuple[str, int, int] | None:
    """Return path, first byte and end of the part of a file that is the reply; None if it is short, or no file."""
    length = int(headers.get("Content-Length", 0))
    if not files or status not in (HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT) or length <= LARGEST_COPY:
        return None
    start = int(headers.get("Content-Range", "bytes 0-").split()[1].partition("-")[0])
    return files[-1].name, start, start + length
