"""Definition: a figure's name, what it means, and what it does not show."""

from __future__ import annotations

from typing import NamedTuple

from webapp.report.wording.words import Phrase


class Definition(NamedTuple):
    """What stands one tap away from a figure, and in every export."""

    name: Phrase
    means: Phrase
    silent: Phrase
