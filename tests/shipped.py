"""What ships, read once for all tests: nothing changes it."""

from __future__ import annotations

from functools import cache

from quizlib import Library, Problem
from tests.places import CONTENT
from webapp.site_content.reading import SiteContent, read_content


@cache
def read() -> tuple[SiteContent, tuple[Problem, ...]]:
    """Return what the site reads, and all problems that were found."""
    content, problems = read_content(CONTENT)
    return content, tuple(problems)


def content() -> SiteContent:
    """Return what the site reads."""
    return read()[0]


def library() -> Library:
    """Return the quizzes and programmes."""
    return content().library
