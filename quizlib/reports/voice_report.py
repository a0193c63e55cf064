"""VoiceReport: what `quizlib voices` says of the words that people hear: a list for speakers, and what files lack."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from quizlib.content.media import NAME, audio_type, recordings
from quizlib.content.voices import Spoken, calls, spoken
from quizlib.library import Library
from quizlib.say import say

TYPES = {"mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg", "opus": "audio/ogg"}
PACE = 2.3  # words a second, of somebody who speaks calmly
FASTEST, SLOWEST = 4.0, 1.0  # words a second; outside of this it is another text, or cut off
PAUSE = 3  # seconds more, for a telephone that is lifted


def voice_report(library: Library) -> str:
    """Return a table, with tabs between its columns, of everything that should be spoken by a person."""
    there = {Path(name).stem for name in _files(library)}
    rows = [
        (
            f"{one.name}.mp3",
            f"{_words(one) / PACE:.0f}",
            one.language,
            say("there") if one.name in there else say("missing"),
            " ".join(one.words.split()),
        )
        for one in _wanted(library)
    ]
    head = (say("file"), say("seconds"), say("language"), say("there"), say("words"))
    return "".join("\t".join(row) + "\n" for row in (head, *rows))


def voice_problems(library: Library) -> Iterator[str]:
    """Yield what is wrong with the recordings: missing, too many, of another format, too short or too long."""
    files: defaultdict[str, list[str]] = defaultdict(list)
    for name in _files(library):
        files[Path(name).stem].append(name)
    wanted = {one.name: one for one in _wanted(library)}
    for name, one in wanted.items():
        if name not in files:
            yield say("{name}.mp3: is missing", name=name)
        elif len(files[name]) > 1:
            several = {"name": name, "number": len(files[name]), "files": ", ".join(files[name])}
            yield say("{name}: is there {number} times ({files}) – keep one", **several)
        else:
            yield from _mistakes(library, files[name][0], one)
    named = {name for quiz in library.quizzes.values() for name in recordings(quiz)}
    for name in (one for stem, names in files.items() if stem not in wanted for one in names):
        if name not in named:
            yield say("{name}: belongs to no words – give it a name of the list, or remove it", name=name)


def _mistakes(library: Library, name: str, one: Spoken) -> Iterator[str]:
    """Yield what is wrong with one file."""
    path = (library.folder or Path()) / name
    kind, ending = audio_type(path), path.suffix[1:]
    if kind is None:
        yield say("{name}: is not a recording – save it as mp3, m4a or ogg", name=name)
    elif kind != TYPES[ending]:
        real = next(each for each, media in TYPES.items() if media == kind)
        yield say("{name}: is {real}, not {ending} – let its name end in .{real}", name=name, real=real, ending=ending)
    elif (seconds := _seconds(path)) is not None:
        shortest, longest = _words(one) / FASTEST, _words(one) / SLOWEST + PAUSE
        if not shortest <= seconds <= longest:
            yield say(
                "{name}: lasts {seconds:.0f} s, but its {words} words take {shortest:.0f} to {longest:.0f} s",
                name=name,
                seconds=seconds,
                words=_words(one),
                shortest=shortest,
                longest=longest,
            )


def _seconds(path: Path) -> float | None:
    """Return how long a recording lasts, 0 if that cannot be read; None where tinytag is not installed."""
    try:
        import tinytag  # noqa: PLC0415 - only in the extra `voices`
    except ModuleNotFoundError:
        return None
    try:
        return tinytag.TinyTag.get(path, tags=False).duration or 0
    except tinytag.TinyTagException:
        return 0


def _wanted(library: Library) -> Iterator[Spoken]:
    return spoken(library.quizzes.values(), calls(library), [language.id for language in library.languages])


def _words(one: Spoken) -> int:
    return len(one.words.split())


def _files(library: Library) -> list[str]:
    """Return the names of all files beside the quizzes that are recordings by their endings."""
    folder = library.folder
    return sorted(path.name for path in folder.iterdir() if NAME.fullmatch(path.name)) if folder else []
