"""How hypothesis runs."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("here", deadline=None, derandomize=True)  # a slow machine is no failure
settings.load_profile("here")
