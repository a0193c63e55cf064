"""The examples of embedding do what they say, where they need no more than is here: a mounted site, a framed page."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.places import FIXTURE, ROOT
from tests.shipped import library
from tests.webapp.serving import free_port
from webapp.config.settings import ORIGIN

EXAMPLES = ROOT / "examples" / "embedding"


@pytest.mark.slow
def test_the_site_is_mounted_in_another_application_that_hears_of_answers(tmp_path: Path) -> None:
    port = free_port()
    settings = {"TRYG_DATA_DIR": str(tmp_path), "TRYG_QUIZ_CONTENT": str(FIXTURE)}
    command = (sys.executable, str(EXAMPLES / "mounted.py"), str(port))
    process = subprocess.Popen(command, env=os.environ | settings, stdout=subprocess.PIPE, text=True)  # noqa: S603 - as above
    with process:
        try:
            person = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
            address = f"http://127.0.0.1:{port}"
            assert "The library" in _answered(person, address, process)
            for path, sent in (("/tryg/da/quiz/kort", b"?"), ("/tryg/da/quiz/kort/1", b"response=scam")):
                person.open(f"{address}{path}", sent).close()
            assert process.stdout is not None
            assert process.stdout.readline() == "kort parcel scam\n"
        finally:
            process.terminate()


def test_the_page_with_a_frame_shows_a_quiz_that_there_is_and_names_an_origin_that_is_taken() -> None:
    page = (EXAMPLES / "framed.html").read_text("utf-8")
    (quiz,) = re.findall(r'src="https://tryg.example/da/quiz/([\w-]+)\?embed=1"', page)
    assert quiz in library().quizzes
    (origin,) = re.findall(r"TRYG_FRAME_ANCESTORS=(\S+)", page)
    assert ORIGIN.fullmatch(origin)
    assert (ROOT / "webapp" / "static" / "root" / "embed.js").exists()


def _answered(person: urllib.request.OpenerDirector, address: str, process: subprocess.Popen[str]) -> str:
    """Return what an application answers once it has begun."""
    while True:
        try:
            with person.open(address, timeout=30) as reply:
                return str(reply.read().decode())
        except urllib.error.URLError:
            assert process.poll() is None, "it has ended"
            time.sleep(0.1)
