"""What a person reads on a page."""

from __future__ import annotations

import re
from html import unescape

from werkzeug.test import TestResponse


def text(reply: TestResponse) -> str:
    """Return the words of the page's main part, or of the fragment, with single spaces."""
    main = re.search(r"<main.*?</main>", reply.text, re.DOTALL)
    shown = (main[0] if main else reply.text).replace("<wbr>", "")
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", shown)).split())


def stage(reply: TestResponse) -> str | None:
    """Return which step of a programme a page says that it belongs to; None if it says nothing."""
    found = re.search(r'<p class="(?:wide|page) stage">(.*?)</p>', reply.text, re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", found[1])).split()) if found else None
