"""The version of the distribution that this library is part of."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("tryg-paa-nettet")
except PackageNotFoundError:  # a copy of the source that was never installed
    __version__ = "0"
