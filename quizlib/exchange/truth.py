"""Truth: a question of true or false is one choice between two options."""

from __future__ import annotations

from collections.abc import Sequence

from quizlib.exchange.item import Part, Words
from quizlib.say import say, speaking


def true_and_false(languages: Sequence[str], *, true: bool, if_true: Words, if_false: Words) -> tuple[Part, Part]:
    """Return the two options in these languages, each with the feedback for those who choose it."""
    yes, no = dict[str, str](), dict[str, str]()
    for language in languages:
        with speaking(language):
            yes[language], no[language] = say("True"), say("False")
    return Part(yes, float(true), if_true), Part(no, float(not true), if_false)
