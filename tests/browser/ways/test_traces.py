"""What is never stored leaves no trace: not in the data, not in what the server writes."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import person
from tests.browser.pages.kinds.kinds import locked, unavailable
from tests.browser.stored import answers
from tests.browser.taking import answer, begin, onward
from tests.places import LIBRARY
from tests.webapp.serving import running

pytestmark = [pytest.mark.browser, pytest.mark.trial]

AGENT, TONGUE, RESPONSE, ADDRESS = "Kanarie/7.7", "kw-KANARIE", "svar-kanarie", "sti-kanarie"
FORGED = """async (path) => {
  const reply = await fetch(path, {method: 'POST', body: new URLSearchParams({response: 'svar-kanarie'})});
  return reply.status;
}"""


def test_no_trace_of_browser_language_address_or_what_was_refused(browser: Browser, tmp_path: Path) -> None:
    data, log = tmp_path / "data", tmp_path / "log"
    serve = f"exec {shlex.quote(sys.executable)} -m webapp serve >{shlex.quote(str(log))} 2>&1"
    with running(data, ("/bin/sh", "-c", serve), LIBRARY) as server:
        started = log.stat().st_size  # until here it says where it listens
        context = person(browser, server.address, [], user_agent=AGENT, extra_http_headers={"Accept-Language": TONGUE})
        page = context.new_page()
        page.goto("/")
        begin(page, "da", "kort")
        assert page.evaluate(FORGED, "/da/quiz/kort/1") == 400
        answer(page, "unsure")
        onward(page)
        assert page.evaluate(FORGED, "/da/quiz/kort/2") == 400
        page.goto(f"/da/{ADDRESS}?from={ADDRESS}")
        unavailable(page, "da", data)
        with locked(data):
            assert page.evaluate(FORGED, f"/da/quiz/kort/1?{ADDRESS}") in (400, 503)
        page.goto("/da/doubt?at=1.1")
        context.close()
        written = {"the log": log.read_bytes()[started:]}
        written |= {file.name: file.read_bytes() for file in data.rglob("*") if file.is_file()}
    assert [(question, response) for _, question, response in answers(data)] == [("code", '["unsure"]')]
    assert {"tryg.sqlite", "tryg.sqlite-wal", "secret_key"} <= written.keys()
    for name, content in written.items():
        for trace in (AGENT, TONGUE, RESPONSE, ADDRESS, "127.0.0.1", "Chrome"):
            assert trace.lower().encode() not in content.lower(), f"{trace} in {name}"
    assert b"unsure" in written["tryg.sqlite-wal"] + written["tryg.sqlite"], "what is stored would have been found"
