"""Crossing: which pages of other origins may call the API from a browser (CORS), without cookies ever being sent."""

from __future__ import annotations

from collections.abc import Collection

from werkzeug.wrappers import Request, Response

from webapp.api.call import KEY

SENDS = f"Authorization, Content-Type, Accept-Language, {KEY}"
READS = "Retry-After"
HELD = "600"  # seconds for which a browser keeps what it was told


def allow(request: Request, response: Response, origins: Collection[str]) -> Response:
    """Let a page of one of these origins read a reply; every reply says that it depends on the origin."""
    response.vary.add("Origin")
    origin = request.headers.get("Origin")
    if origin in origins:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Expose-Headers"] = READS
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            response.headers["Access-Control-Allow-Methods"] = response.headers["Allow"]
            response.headers["Access-Control-Allow-Headers"] = SENDS
            response.headers["Access-Control-Max-Age"] = HELD
    return response
