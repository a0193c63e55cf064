"""Replies that are no page: what a page that asks for news by itself is told, and a file to keep."""

from __future__ import annotations

from flask import Response


def afresh() -> Response:
    """Have htmx load the whole page again."""
    return Response(status=200, headers={"HX-Refresh": "true", "Cache-Control": "no-store"})


def nothing_new() -> Response:
    """Have htmx change nothing."""
    return Response(status=204, headers={"Cache-Control": "no-store"})


def file_to_keep(data: bytes | str, name: str, kind: str) -> Response:
    """Have the browser save a file under a name; `kind` is its media type."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(data, headers=headers, content_type=kind)
