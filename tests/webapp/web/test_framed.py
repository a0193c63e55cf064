"""Pages within pages of other sites: those of participants alone, for the sites that the settings name, over https."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.places import FIXTURE
from webapp import create_app
from webapp.config.settings import Settings, SettingsError

ORIGIN = "https://www.library.example"
HTTPS = {"base_url": "https://tryg.example/"}
FRAME = {"Sec-Fetch-Dest": "iframe"}
POLICY = "Content-Security-Policy"


@pytest.fixture
def framed(tmp_path: Path) -> Iterator[FlaskClient]:
    """A browser at a site that one other site may show."""
    given = {"data_dir": str(tmp_path / "data"), "quiz_content": str(FIXTURE)}
    app = create_app(Settings.read(**given, secure="true", frame_ancestors=ORIGIN), housekeeping=False)
    yield app.test_client()
    app.close()


@pytest.mark.parametrize("path", ["/da/", "/da/quiz/kort", "/da/help", "/da/quiz/kort/1"])
def test_pages_of_participants_may_be_shown_by_the_sites_that_are_named(framed: FlaskClient, path: str) -> None:
    assert f"frame-ancestors {ORIGIN}" in framed.get(path, **HTTPS).headers[POLICY]


@pytest.mark.parametrize("path", ["/da/staff/", "/da/staff/sign-in", "/da/lead/x", "/da/laptop", "/nowhere"])
def test_all_other_pages_may_be_shown_by_nobody(framed: FlaskClient, path: str) -> None:
    assert "frame-ancestors 'none'" in framed.get(path, **HTTPS).headers[POLICY]


@pytest.mark.parametrize(("query", "headers"), [("?embed=1", {}), ("", FRAME)])
def test_within_a_page_there_is_neither_header_nor_footer(
    framed: FlaskClient, query: str, headers: dict[str, str]
) -> None:
    framed.get("/da/quiz/kort", **HTTPS)  # kept for those who see it by itself
    within = framed.get(f"/da/quiz/kort{query}", headers=headers, **HTTPS).text
    assert "<header>" not in within
    assert "<footer>" not in within
    assert f'data-origins="{ORIGIN}"' in within
    alone = framed.get("/da/quiz/kort", **HTTPS).text
    assert "<header>" in alone
    assert "data-origins" not in alone


def test_a_site_that_nobody_may_show_has_header_and_footer_whatever_is_asked(client: FlaskClient) -> None:
    page = client.get("/da/quiz/kort?embed=1", headers=FRAME)
    assert "<header>" in page.text
    assert "data-origins" not in page.text
    assert "frame-ancestors 'none'" in page.headers[POLICY]


def test_pages_of_other_sites_may_load_the_script_for_them_and_nothing_else(framed: FlaskClient) -> None:
    with framed.get("/embed.js", **HTTPS) as script:
        assert script.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert len(script.data) <= 1024
    for path in ("/favicon.ico", "/da/", "/robots.txt"):
        with framed.get(path, **HTTPS) as reply:
            assert reply.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_without_a_cookie_the_person_is_offered_a_window_of_its_own(framed: FlaskClient) -> None:
    begun = framed.post("/da/quiz/kort", headers=FRAME, **HTTPS)
    assert begun.headers["Set-Cookie"].startswith("__Host-framed=")
    assert {"SameSite=None", "Secure", "Partitioned"} <= set(begun.headers["Set-Cookie"].split("; "))
    framed.delete_cookie("__Host-framed", domain="tryg.example")  # the browser keeps none
    page = framed.get(begun.headers["Location"], headers=FRAME, **HTTPS).text
    assert 'target="_blank"' in page
    assert "Åbn i et nyt vindue" in page


@pytest.mark.parametrize("origin", ["https://*.example", "http://a.example", "https://a.example/path", "*", "'self'"])
def test_only_origins_of_https_are_taken(origin: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="TRYG_FRAME_ANCESTORS"):
        Settings.read(data_dir=str(tmp_path), secure="true", frame_ancestors=origin)
