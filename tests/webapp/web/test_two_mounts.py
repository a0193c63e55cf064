"""Two sites mounted on one host, and a third at its top: what a person does on one changes nothing on the others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.test import Client

from tests.places import FIXTURE
from webapp import create_app
from webapp.config.settings import Settings

MOUNTS = ("", "/a", "/b")


HOW: dict[str, dict[str, str]] = {
    "without https": {},
    "with https": {"secure": "true"},
    "in frames": {"secure": "true", "frame_ancestors": "https://www.library.example"},
}


@pytest.fixture(params=HOW)
def host(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Client]:
    """A browser at a host with three sites."""
    sites: dict[str, Flask] = {}
    for mount in MOUNTS:
        data = str(tmp_path / f"data{mount}")
        sites[mount] = create_app(Settings.read(data_dir=data, quiz_content=str(FIXTURE), **HOW[request.param]))
    yield Client(DispatcherMiddleware(sites[""], {mount: sites[mount] for mount in MOUNTS[1:]}))
    for site in sites.values():
        site.extensions["services"].close()


def test_an_attempt_goes_on_at_each_of_them(host: Client) -> None:
    https = {"base_url": "https://www.example/"}
    for mount in MOUNTS:
        assert host.post(f"{mount}/da/quiz/kort", **https).status_code == 303
    for mount in MOUNTS:
        reply = host.post(f"{mount}/da/quiz/kort/1", data={"response": "scam"}, **https)
        assert reply.headers["Location"].endswith(f"{mount}/da/quiz/kort/1")
    host.post("/a/da/done", **https)
    for mount, goes_on in (("", True), ("/a", False), ("/b", True)):
        found = host.get(f"{mount}/da/quiz/kort/1", **https)
        assert (found.status_code == 200) is goes_on


@pytest.mark.parametrize("mount", MOUNTS[1:])
def test_nothing_else_of_the_host_gets_a_cookie_of_a_site_below_a_path(host: Client, mount: str) -> None:
    begun = host.post(f"{mount}/da/quiz/kort", base_url="https://www.example/")
    cookies = begun.headers.getlist("Set-Cookie")
    assert len(cookies) == 1
    assert all(f"Path={mount}" in cookie.split("; ") for cookie in cookies)
    assert [host.get_cookie(cookie.partition("=")[0], "www.example", path="/") for cookie in cookies] == [None]


@pytest.mark.parametrize("mount", MOUNTS)
def test_the_staff_sign_in_at_each_of_them_alone(app: Flask, mount: str) -> None:
    with app.test_request_context("/da/staff/", base_url=f"https://www.example{mount}"):
        assert app.session_interface.get_cookie_path(app) == (mount or "/")
        assert app.session_interface.get_cookie_name(app) == f"staff{mount.replace('/', '-')}"
