"""A small WSGI application behind the front: it says what it was given, and sends a file that is long."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from flask import Flask, Response, jsonify, request, send_file

from webapp.server.front import Front
from webapp.server.serving import serve

LARGEST_BODY = 64 * 1024
HEADERS = [("X-Protected", "yes")]

app = Flask(__name__)


@app.route("/long")
def long_file() -> Response:
    """Send the file that LONG names, whole or in part."""
    return send_file(os.environ["LONG"], "audio/mpeg", conditional=True)


@app.route("/stream")
def stream() -> Response:
    """Send a reply in pieces."""
    return Response((piece for piece in ("a", "b", "c")), mimetype="text/plain")


@app.route("/broken")
def broken() -> Response:
    """Fail after the reply has begun."""

    def pieces() -> Iterator[str]:
        yield "a"
        message = "a secret"
        raise RuntimeError(message)

    return Response(pieces(), mimetype="text/plain")


@app.route("/", defaults={"path": ""}, methods=["GET", "POST"])
@app.route("/<path:path>", methods=["GET", "POST"])
def told(path: str) -> Response:
    """Tell what came."""
    environ = {key: value for key, value in request.environ.items() if isinstance(value, str)}
    return jsonify(path=path, environ=environ, body=request.get_data(as_text=True), form=request.form)


def load() -> Front:
    """Return what the worker serves."""
    return Front(app, threads=2, largest_body=LARGEST_BODY, headers=HEADERS)


if __name__ == "__main__":
    assert Path(os.environ["LONG"]).exists()
    serve(load, lambda: None, "127.0.0.1", int(os.environ["TRYG_PORT"]))
