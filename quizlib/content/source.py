"""Source and Approval: what a quiz rests on, and who has read it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Annotated

from pydantic import Field

from quizlib.texts.text import Content, WhatWasRead

NOT_APPROVED = {"reviewed", "valid_until", "approved", "sources", "id", "reserved"}
"""Fields of a quiz that an approval says nothing about."""


class Source(Content):
    """A public page on which the quiz is based, the day it was read, and whether that was the page itself."""

    title: str
    """Its name."""
    url: Annotated[str, Field(pattern=r"^https://[^\s]+$")]
    """Its address, which begins with https://."""
    seen: date
    """The day you read it."""
    read: WhatWasRead = "page"
    """`excerpt` if you saw only an excerpt of it and not the page itself."""


class Approval(Content):
    """The name of a person who read and approved the quiz, the date, and which words they approved."""

    by: str
    """Who read and approved it."""
    date: date
    """The day, as 2026-11-20."""
    version: str | None = None
    """The words that were approved, as eight digits and letters, which the check names: it holds for them alone."""


def approved_words(plain: object, drafts: Collection[str]) -> object:
    """Return plain data without recordings, without what says that a change was a typo, and without drafts."""
    if isinstance(plain, dict):
        left = {name: value for name, value in plain.items() if name not in ("audio", "cosmetic", *drafts)}
        return {name: approved_words(value, drafts) for name, value in left.items()}
    return [approved_words(member, drafts) for member in plain] if isinstance(plain, list) else plain
