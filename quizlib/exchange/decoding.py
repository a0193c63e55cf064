"""Decoding: the text of a file, whatever program saved it."""

from __future__ import annotations

import codecs

from quizlib.exchange.item import NotReadable
from quizlib.say import say

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MOST_BYTES = 20_000_000


def decoded(raw: bytes, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Return the text of a file with plain line ends, and a note if its encoding was a guess.

    A mark at the beginning decides, then what the file declares, then UTF-8, then Windows-1252. Raises NotReadable if
    the text cannot be read so, or is too large.
    """
    if len(raw) > MOST_BYTES:
        raise NotReadable(say("the file is larger than {most} MB", most=MOST_BYTES // 1_000_000))
    marked = next((encoding for mark, encoding in MARKS if raw.startswith(mark)), None)
    known = marked or declared
    for encoding in (known,) if known else ("utf-8", "cp1252"):
        try:
            text = raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\0" in text:
            break
        guessed = encoding == "cp1252" and not known
        notes = (say("the file is not UTF-8: it was read as Windows-1252; look at æ, ø and å"),) if guessed else ()
        return text.replace("\r\n", "\n").replace("\r", "\n"), notes
    raise NotReadable(say("the file is no text that can be read: save it as UTF-8"))
