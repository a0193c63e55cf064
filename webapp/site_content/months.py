"""The messages of the month: one verdict question for each month."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from quizlib import Verdict
from quizlib.authoring import Content


class Month(Content):
    """The message of one month ("2026-12"): a verdict question. Its answer is shown at once and not stored."""

    id: Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
    question: Verdict
    """A verdict question."""
