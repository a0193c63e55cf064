"""One browser that wants to be a block of its own: `python -m tests.attacks.one_browser`.

Starts `webapp serve` on this machine, takes a quiz twelve times at home with one browser, with the buttons of its pages
and with every cookie that it ever had, and sees what is left when the week is counted.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.attacks.participants import Browser, Left, closed, right
from tests.places import CONTENT
from tests.shipped import library
from tests.webapp.serving import running

QUIZ = "mitid"
TIMES = 12


def attack(*, replayed: bool) -> Left:
    """Take the quiz so many times, going on with the newest cookie or beginning with the first one again."""
    quiz = library().quizzes[QUIZ]
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), content=CONTENT) as server:
        browser, first = Browser(server), ""
        for _ in range(TIMES):
            browser.take(quiz, right(quiz))
            first = first or browser.cookie
            browser.cookie = first if replayed else browser.cookie
        return closed(Path(folder), datetime.now(UTC) + timedelta(weeks=2))


def main() -> int:
    """Attack, and say what was left; return 1 if one browser made a block."""
    made = 0
    for replayed in (False, True):
        left = attack(replayed=replayed)
        how = "with its first cookie again and again" if replayed else "with the buttons of the pages"
        print(f"one browser, {TIMES} times {how}: {left.counted} counted, {len(left.records)} blocks")  # noqa: T201
        made += len(left.records)
    return int(made > 0)


if __name__ == "__main__":
    sys.exit(main())
