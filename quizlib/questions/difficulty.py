"""Difficulty: how hard a message is to judge."""

from __future__ import annotations

from typing import Literal

from quizlib.texts.text import Content


class Difficulty(Content):
    """How hard a message is to judge, on the two axes of the NIST Phish Scale."""

    cues: Literal["few", "some", "many"]
    """How many parts give it away: `many` is easy, `some` is harder, `few` is hard."""
    premise: Literal["low", "medium", "high"]
    """How well the story fits the reader's life: `low` is easy, `medium` is harder, `high` is hard."""
