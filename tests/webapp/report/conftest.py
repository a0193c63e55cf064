"""A large campaign and a tiny one, on the shipped quizzes, simulated once for all tests."""

from __future__ import annotations

import pytest

from tests import shipped
from tests.webapp.report.campaign import Campaign
from tests.webapp.report.in_memory import InMemory
from webapp.site_content.reading import SiteContent


@pytest.fixture(scope="session")
def content() -> SiteContent:
    """What ships."""
    return shipped.content()


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
