"""The page about privacy says by itself that quizzes can be taken in other apps, and whether those are counted."""

from __future__ import annotations

import pytest

from tests.webapp.words import text
from webapp import create_app
from webapp.config.settings import Settings

WORDS = {"da": "Vores quizzer i andre apps", "en": "Our quizzes in other apps"}
COUNTED = {"da": "I nogle af dem tæller vi svarene med", "en": "For some of them we count the answers"}


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize(("api", "clients"), [(False, ()), (True, ()), (True, ("one",))])
def test_the_page_about_privacy_says_what_other_apps_mean(
    settings: Settings,
    lang: str,
    api: bool,  # noqa: FBT001 - a case
    clients: tuple[str, ...],
) -> None:
    site = create_app(settings.model_copy(update={"api": api, "api_clients": clients}), housekeeping=False)
    page = text(site.test_client().get(f"/{lang}/privacy"))
    site.close()
    assert (WORDS[lang] in page) is api
    assert (COUNTED[lang] in page) is bool(clients)
