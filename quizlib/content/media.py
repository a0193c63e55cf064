"""Recorded voices: audio files beside the quiz; their type is found in their first bytes, not in their names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from quizlib.content.every_text import texts
from quizlib.content.quiz import Quiz
from quizlib.problems import Finding
from quizlib.say import say

NAME = re.compile(r"[a-z0-9][a-z0-9_-]*\.(mp3|m4a|ogg|opus)")
BEGINNINGS = (  # of files, with their media types
    (re.compile(rb"ID3|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]"), "audio/mpeg"),  # a frame of layer III; \xff\xfe is UTF-16
    (re.compile(rb"OggS"), "audio/ogg"),
    (re.compile(rb"....ftyp", re.DOTALL), "audio/mp4"),
)


def audio_type(path: Path) -> str | None:
    """Return the media type of a recording by its first bytes; None if it is no recording or cannot be read."""
    try:
        with path.open("rb") as stream:
            head = stream.read(12)
    except OSError:
        return None
    return next((kind for beginning, kind in BEGINNINGS if beginning.match(head)), None)


def recordings(quiz: Quiz) -> frozenset[str]:
    """Return the names of all recordings that a quiz plays."""
    return frozenset(name for location, text in texts(quiz) if location[-1] == "audio" for name in text.root.values())


def missing_recordings(quiz: Quiz, folder: Path) -> Iterator[Finding]:
    """Find recordings that are missing in the folder of the quiz, and files that are no recordings."""
    for location, text in texts(quiz):
        if location[-1] != "audio":
            continue
        for language, name in text.root.items():
            if not NAME.fullmatch(name):
                hint = say("name a file beside the quiz, as in parcel-da.mp3 (or m4a, ogg, opus)")
                yield Finding((*location, language), say("found ‹{name}›", name=name), hint)
            elif not (folder / name).is_file():
                yield Finding(
                    (*location, language),
                    say("there is no file ‹{name}› beside the quiz", name=name),
                    say("put it there"),
                )
            elif audio_type(folder / name) is None:
                yield Finding(
                    (*location, language),
                    say("‹{name}› is not a recording", name=name),
                    say("save it as mp3, m4a or ogg"),
                )
