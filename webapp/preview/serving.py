"""Serving a preview: on this machine alone."""

from __future__ import annotations

import socket
from pathlib import Path

import click
from werkzeug.serving import WSGIRequestHandler, make_server

from webapp.application import StartError
from webapp.preview.application import build

HOST = "127.0.0.1"


class Quiet(WSGIRequestHandler):
    """Answers requests, and writes no line for each: a page asks for news several times a second."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Write nothing."""


def serve(folder: Path, port: int) -> None:
    """Serve the preview of a folder until somebody stops it; StartError if it cannot listen at that port."""
    try:
        listening = socket.create_server((HOST, port))
    except OSError as error:
        message = f"port {port}: the preview cannot listen there ({error.strerror}); name another with --port"
        raise StartError(message) from None
    with listening:
        click.echo(f"Reading {folder} …")
        app, watched = build(folder)
        server = make_server(HOST, port, app, threaded=True, request_handler=Quiet, fd=listening.fileno())
        watched.begin()
        click.echo(f"Preview of {folder}: http://{HOST}:{server.port}/  (Ctrl+C stops)")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            server.server_close()
