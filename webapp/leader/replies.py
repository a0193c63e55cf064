"""What a page that asks for news by itself is told where no part of it is drawn: draw all afresh, or nothing new."""

from __future__ import annotations

from flask import Response


def afresh() -> Response:
    """Have htmx load the whole page again."""
    return Response(status=200, headers={"HX-Refresh": "true", "Cache-Control": "no-store"})


def nothing_new() -> Response:
    """Have htmx change nothing."""
    return Response(status=204, headers={"Cache-Control": "no-store"})
