"""What people type: codes, numbers and names, read as they were meant, whatever keyboard, paper or mail they come from.

Every field and address that takes such a thing reads it here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby
from urllib.parse import unquote, urlencode

CODE_DIGITS = 6
LONGEST = 300  # characters that are read; a pasted address is no longer
LOOK_ALIKE = str.maketrans("OoØøIiLl|", "000011111")
INVISIBLE = ("Cf", "Me", "Mn")  # categories of Unicode: what joins, hides, or draws a key around a digit
BREAKS = frozenset("/?#&=:;,\n")  # signs that do not stand within a code, as a blank, a dot or a stroke may
LINK = re.compile(r".*/d/([^?#&]+)", re.IGNORECASE | re.DOTALL)
AROUND = re.compile(r"^[\W_]+|[\W_]+$")
BELOW_ZERO = re.compile(r"(?<!\w)[-−–]\d")
POWER = re.compile("[⁰¹²³⁴-⁹₀-₉]")

Piece = str | None
"""Digits that were typed together; None for a word, or a sign, that parts them from the next."""


def six_digits(typed: str) -> str:
    """Return the code of six digits in what was typed; if there is none, all the digits that were typed.

    Letters that look like digits count as such, and so do the digits of every script. Blanks, strokes and dots may
    stand between the digits, words and an address around them.
    """
    text = _plain(unquote(typed[:LONGEST]))
    link = LINK.match(text)
    pieces = list(_pieces(link[1] if link else text))
    certain = [piece if piece and any(map(str.isdigit, piece)) else None for piece in pieces]
    for each in (certain, pieces):  # a lone O or l is a digit only if there is no code without it
        codes = sorted((run for run in _runs(each) if len("".join(run)) == CODE_DIGITS), key=len)
        if codes:
            return "".join(codes[0])  # the one of fewest pieces: 230251 rather than the 127.0.0.1 before it
    return "".join(map("".join, _runs(certain))) or "".join(map("".join, _runs(pieces)))


def is_code(text: str) -> bool:
    """Return whether a text is six digits and nothing else: a code as the site itself writes it."""
    return len(text) == CODE_DIGITS and six_digits(text) == text


def number(typed: str, most: int) -> int | None:
    """Return the whole number in what was typed, whatever words are around it.

    None if there is none, if there is another one, or if it is more than `most`.
    """
    text = _plain(typed[:LONGEST])
    found = [digits for word in _words(text) for digits in _numbers_in(word)]
    if len(found) != 1 or int(found[0]) > most or BELOW_ZERO.search(text) or POWER.search(typed):
        return None
    return int(found[0])


def letters(typed: str) -> str:
    """Return the letters and digits of a code or of a link's secret that was typed, in small letters."""
    return "".join(filter(str.isalnum, _plain(typed))).lower()


def name(typed: str) -> str:
    """Return an id that was typed, without blanks, and without the signs around it that a mail may put there."""
    return AROUND.sub("", "".join(_plain(typed).split())).lower()


def sent_back(fields: Iterable[tuple[str, str | None]]) -> str:
    """Return what follows the question mark of a form's address, so that it shows what was typed.

    What no keyboard types is left out: an address with that is refused.
    """
    return urlencode([(field, "".join(filter(str.isprintable, typed or ""))) for field, typed in fields])


def looks_like_digits(word: str) -> bool:
    """Return whether a word has nothing but digits, and letters that look like them."""
    return word.translate(LOOK_ALIKE).isdecimal()


def _plain(typed: str) -> str:
    """Return a text with the digits 0 to 9 for those of every script, and without signs that nobody sees."""
    shown = (each for each in unicodedata.normalize("NFKC", typed) if unicodedata.category(each) not in INVISIBLE)
    return "".join(each if (value := unicodedata.digit(each, None)) is None else str(value) for each in shown)


def _words(text: str) -> Iterator[str]:
    """Yield the words and numbers of a text, and each sign that parts them."""
    for together, signs in groupby(text, lambda each: each.isalnum() or each == "|"):
        if together:
            yield "".join(signs)
        else:
            yield from BREAKS.intersection(signs)


def _pieces(text: str) -> Iterator[Piece]:
    """Yield what may be digits, still as it was typed; None for everything that parts them."""
    for word in _words(text):
        if looks_like_digits(word):
            yield word
            continue
        yield None
        for within in re.findall(r"[\dOoØøIiLl|]*\d[\dOoØøIiLl|]*", word, re.ASCII):
            yield from (within, None)


def _runs(pieces: list[Piece]) -> Iterator[list[str]]:
    """Yield the digits that nothing parts, as they were typed together."""
    for together, run in groupby(pieces, lambda piece: piece is not None):
        if together:
            yield [piece.translate(LOOK_ALIKE) for piece in run if piece]


def _numbers_in(word: str) -> list[str]:
    if looks_like_digits(word) and any(map(str.isdigit, word)):
        return [word.translate(LOOK_ALIKE)]
    return re.findall(r"\d+", word, re.ASCII)
