"""Texts as they come from a form or a file: in one encoding, with one kind of line end."""

from __future__ import annotations

LONGEST = 400_000  # characters of a draft; the longest quiz that is shipped has a tenth of it


def read_text(data: bytes) -> str | None:
    """Return the text of a file; None if it is not UTF-8."""
    try:
        return tidied(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return None


def tidied(text: str) -> str:
    """Return a text with line ends as YAML has them, without what no database stores."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
