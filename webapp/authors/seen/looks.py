"""Looks: the sizes and papers in which a page is shown. The site is mounted once for each, at /as/<look>."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LOOKS = ("phone", "desktop", "large", "print", "projector")
MOUNT = "/as/"
ON_PAPER = ((b"@media print", b"@media all"), (b' media="print"', b' media="all"'))
"""What a page and its sheets say of paper, and what a screen takes for it."""


def look_of(root: str) -> str:
    """Return the look of a page by the path under which it is mounted; empty for a page of the preview itself."""
    return root.rpartition(MOUNT)[2] if MOUNT in root else ""


class Mounted:
    """A WSGI application that is there once for each look, and by itself. On paper it shows the rules for print."""

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        look, _, rest = environ["PATH_INFO"].removeprefix(MOUNT).partition("/")
        if not environ["PATH_INFO"].startswith(MOUNT) or look not in LOOKS:
            return self._app(environ, start_response)
        mounted = {**environ, "SCRIPT_NAME": f"{MOUNT}{look}", "PATH_INFO": f"/{rest}"}
        return self._on_paper(mounted, start_response) if look == "print" else self._app(mounted, start_response)

    def _on_paper(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        held: list[Any] = []

        def hold(*reply: Any) -> Any:  # noqa: ANN401 - WSGI's own loose types
            held[:] = reply

        environ.pop("HTTP_ACCEPT_ENCODING", None)
        environ.pop("HTTP_RANGE", None)
        chunks = self._app(environ, hold)
        body = b"".join(chunks)
        getattr(chunks, "close", lambda: None)()
        status, headers, *_ = held
        if dict(headers).get("Content-Type", "").startswith("text/"):
            for rule, shown in ON_PAPER:
                body = body.replace(rule, shown)
        others = [pair for pair in headers if pair[0].lower() != "content-length"]
        start_response(status, [*others, ("Content-Length", str(len(body)))])
        return [body]
