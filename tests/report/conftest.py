"""A large campaign and a tiny one, on the shipped quizzes; simulated once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from tests.report.campaign import Campaign
from tests.report.kept import InMemory
from webapp.content import SiteContent, read_content

settings.register_profile("here", deadline=None, derandomize=True)  # a slow machine is no failure
settings.load_profile("here")
CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture(scope="session")
def content() -> SiteContent:
    """What ships."""
    return read_content(CONTENT)[0]


@pytest.fixture(scope="session")
def large(content: SiteContent) -> InMemory:
    """Forty workshops."""
    return InMemory(Campaign(content))


@pytest.fixture(scope="session")
def tiny(content: SiteContent) -> InMemory:
    """Two workshops, and nobody at home."""
    return InMemory(Campaign(content, workshops=2, at_home=0, seed=3))


@pytest.fixture(scope="session")
def nothing(content: SiteContent) -> InMemory:
    """A campaign that has not begun."""
    return InMemory(Campaign(content, workshops=0, at_home=0))
