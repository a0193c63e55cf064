"""Definition: the name of a measure, what it means, and what it does not show."""

from __future__ import annotations

from typing import NamedTuple

from webapp.report.wording.words import Phrase


class Definition(NamedTuple):
    """The explanation of a measure, one tap away from a figure, and in every export."""

    name: Phrase
    means: Phrase
    silent: Phrase
