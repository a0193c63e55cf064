"""Extras: packages that an installation may lack, and how to install them."""

from __future__ import annotations

MISSING = 501  # Not Implemented, the status of a page that says so: this installation cannot


class NotInstalled(Exception):  # noqa: N818 - it says what there is not
    """An extra is not installed; the message is the command that installs it."""

    def __init__(self, extra: str) -> None:
        super().__init__(f"pip install 'tryg-paa-nettet[webapp,{extra}]'")
