"""Categories: the name of the quiz that a path of Moodle's categories names."""

from __future__ import annotations

import re

DIVIDED = re.compile(r"(?<!/)/(?!/)")
CONTEXTS = re.compile(r"\$[a-z]+\$")
TOP = "top"


def title_of(path: str) -> str:
    """Return the last part of a path such as $course$/top/Mail; in a name, // is a /. Empty if nothing is named."""
    parts = [part.replace("//", "/").strip() for part in DIVIDED.split(path.strip().replace("\\/", "//"))]
    named = [part for part in parts if part and part != TOP and not CONTEXTS.fullmatch(part)]
    return named[-1] if named else ""
