"""What a session leaves behind: the response, and nothing about who gave it, from where, with what or when."""

from __future__ import annotations

import http.client
import os
import signal
import sqlite3
import subprocess
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.webapp.serving import FIXTURE, GRANIAN, free_port, start

CANARIES = ("canary-agent", "canary-language", "canary-referrer", "canary-query", "10.11.12.13", "127.0.0.1")
HEADERS = {
    "User-Agent": "canary-agent",
    "Accept-Language": "da, canary-language",
    "Referer": "http://canary-referrer.example/",
    "X-Forwarded-For": "10.11.12.13",
    "Content-Type": "application/x-www-form-urlencoded",
}


@pytest.mark.slow
def test_neither_files_nor_output_tell_who_answered(tmp_path: Path) -> None:
    port = free_port()
    output = tmp_path / "output"
    environment = {**os.environ, "PORT": str(port), "DATA_DIR": str(tmp_path / "data"), "QUIZ_CONTENT": str(FIXTURE)}
    with output.open("wb") as stream:
        process = subprocess.Popen(  # noqa: S603 - our own command
            GRANIAN, env=environment, stdout=stream, stderr=stream, start_new_session=True
        )
        try:
            wait_for(port, process)
            cookie = send(port, "/da/quiz/kort")
            for form in ("scam", "canary-response"):
                send(port, "/da/quiz/kort/1?x=canary-query", cookie, response=form)
            send(port, "/da/quiz/kort/9", cookie, response="scam")
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(20)
    said = output.read_text(encoding="utf-8")
    kept = b"".join(path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file())
    assert [canary for canary in CANARIES if canary.encode() in kept] == []
    assert b"canary-response" not in kept
    assert cookie.partition("=")[2].encode() not in kept
    lines = [line for line in said.splitlines() if f"127.0.0.1:{port}" not in line]  # where it listens
    assert [canary for canary in (*CANARIES, "canary-response", cookie) for line in lines if canary in line] == []
    with sqlite3.connect(tmp_path / "data" / "tryg.sqlite") as connection:
        assert connection.execute("SELECT question, response FROM liveanswer").fetchall() == [("parcel", '["scam"]')]


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        try:
            send(port, "/healthz", method="GET")
        except OSError:
            continue
        return


def send(port: int, path: str, cookie: str = "", method: str = "POST", **form: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path, urlencode(form), {**HEADERS, "Cookie": cookie})
    reply = connection.getresponse()
    reply.read()
    connection.close()
    return (reply.headers.get("Set-Cookie") or cookie).split(";")[0]


def test_rows_stand_in_no_order_of_arrival(tmp_path: Path) -> None:
    server = start(tmp_path)
    server.kill()
    with sqlite3.connect(tmp_path / "tryg.sqlite") as connection:
        for table in ("liveattempt", "liveanswer"):
            with pytest.raises(sqlite3.OperationalError, match="rowid"):
                connection.execute(f"SELECT rowid FROM {table}")  # noqa: S608 - our own names
