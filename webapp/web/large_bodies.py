"""Large bodies: where a request may bring a file or a whole question, and how large that may be."""

from __future__ import annotations

import re

LARGEST_FILE = 8 * 2**20  # bytes
RECEIVING = "/laptop/file"
STAFF = r"/staff/(?:laptops/file|publish/file|drafts/[\w-]+(?:/questions/\d+)?)"
TAKES_FILES = re.compile(rf"(?:/[\w-]+)*(?:/laptop/file|{STAFF}|/review/[\w-]+)")
AT_ONCE = 4  # of them in memory


def takes_files(path: str) -> bool:
    """Return whether a request at this path may bring a file, or the form of a question with all its texts."""
    return TAKES_FILES.fullmatch(path) is not None
