"""Recorded voices: the site plays those that lie beside the quizzes under the names of the list."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from flask import Flask

from tests.places import LIBRARY
from tests.webapp.taking import arrive

VOICE = "maader_bank-call_hello_da.mp3"
SOUND = b"\xff\xfb\x90\x64" + bytes(413)


def played(page: str) -> list[str]:
    return re.findall(r'<audio controls preload="none" data-recording src="([^"]+)">', page)


def test_a_voice_is_played_in_its_language_where_it_is_there(serve: Callable[[Path], Flask], tmp_path: Path) -> None:
    library = Path(shutil.copytree(LIBRARY, tmp_path / "library"))
    silent = serve(library).test_client()
    assert played(silent.get(arrive(silent, 6)).text) == []
    (library / "quizzes" / VOICE).write_bytes(SOUND)
    client = serve(library).test_client()
    address = arrive(client, 6)
    (voice,) = played(client.get(address).text)
    assert voice.endswith(VOICE)
    with client.get(voice) as sound:
        assert (sound.status_code, sound.mimetype, sound.data) == (200, "audio/mpeg", SOUND)
    assert played(client.get(address.replace("/da/", "/en/")).text) == []
