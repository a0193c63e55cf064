"""How hypothesis runs: `here` in `make test` and `make trials`, `fast` in `make check`."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("here", deadline=None, derandomize=True)  # a slow machine is no failure
settings.register_profile("fast", settings.get_profile("here"), max_examples=20)  # of a hundred
