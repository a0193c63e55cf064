"""Alphabet: the order of names in Danish lists, the same on every machine and in every database."""

from __future__ import annotations

import unicodedata

LAST = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "ü": "y", "ð": "d", "þ": "th"})
"""Signs that stand behind z in their order, in the place of the last letters; foreign letters as Danes sort them."""


def danish(name: str) -> tuple[str, str]:
    """Return a key that sorts names as Danes do: æ, ø and å last, aa like å, accents and capitals no matter."""
    letters = unicodedata.normalize("NFC", name).casefold().replace("aa", "å").translate(LAST)
    plain = (letter for letter in unicodedata.normalize("NFD", letters) if not unicodedata.combining(letter))
    return "".join(plain), name
