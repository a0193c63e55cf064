"""Writing a file whole: a program that reads it meanwhile gets the old one or the new one."""

from __future__ import annotations

from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Replace a file by this text in UTF-8, or make it; a file that cannot be written stays as it was."""
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(text.encode())
    new.replace(path)
