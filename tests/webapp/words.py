"""What a person reads on a page."""

from __future__ import annotations

import re
from html import unescape

from werkzeug.test import TestResponse


def text(reply: TestResponse) -> str:
    """Return the words of the page's main part, or of the fragment, with single spaces."""
    main = re.search(r"<main.*?</main>", reply.text, re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main[0] if main else reply.text)).split())
