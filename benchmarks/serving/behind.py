"""A bare application behind the front of `webapp serve`: `python -m benchmarks.serving.behind MODULE:NAME PORT`."""

from __future__ import annotations

import sys
from importlib import import_module

from webapp.server.front import Front
from webapp.server.serving import serve

THREADS = 4
LARGEST_BODY = 64 * 1024  # bytes


def load() -> Front:
    """Return what the worker serves."""
    module, _, name = sys.argv[1].partition(":")
    return Front(getattr(import_module(module), name), THREADS, LARGEST_BODY, [])


if __name__ == "__main__":
    serve(load, lambda: None, "127.0.0.1", int(sys.argv[2]))
