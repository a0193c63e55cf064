"""What pydantic found in an author's value, in words: what belongs there, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from unicodedata import normalize

from pydantic_core import ErrorDetails

from quizlib.problems import either
from quizlib.say import later, say

BLOCK, LIST = later("a block of keys"), later("a list")
EXPECTED = {
    BLOCK: ("model_type", "model_attributes_type"),
    later("one text for each language, as in da: …"): ("dict_type",),
    LIST: ("tuple_type", "list_type"),
    later("text"): ("string_type",),
    later("a whole number"): ("int_type", "int_parsing", "int_parsing_size", "int_from_float"),
    later("a number"): ("float_type", "float_parsing"),
    later("true or false"): ("bool_type", "bool_parsing"),
    later("a date as 2026-11-20"): (
        "date_type",
        "date_parsing",
        "date_from_datetime_parsing",
        "date_from_datetime_inexact",
    ),
}
WANTED = {kind: what for what, kinds in EXPECTED.items() for kind in kinds}
MISSING, UNKNOWN = later("is missing"), later("unknown key")
SAID = {
    "missing": MISSING,
    "extra_forbidden": UNKNOWN,
    "literal_error": later("found {found}, expected {expected}"),
    "too_short": later("has {actual_length}, needs at least {min_length}"),
    "too_long": later("has more than {max_length}"),
    "string_too_short": later("is shorter than {min_length} characters"),
    "string_too_long": later("is longer than {max_length} characters"),
    "greater_than_equal": later("expected {ge:g} or more, found {found}"),
    "less_than_equal": later("expected {le:g} or less, found {found}"),
    "union_tag_invalid": later("unknown type ‹{tag}›"),
    "union_tag_not_found": MISSING,
}
INSTEAD = {
    **dict.fromkeys(EXPECTED[LIST], later("begin each member with - on a line of its own")),
    **dict.fromkeys(EXPECTED[BLOCK], later("write its fields, each on a line of its own, as in title: …")),
    "too_long": later("leave some out, or split it in two"),
    "union_tag_not_found": later("say which type of question it is, as in type: verdict"),
}
AT_KEY = (MISSING, UNKNOWN, later("unknown language"))
IN_IDS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
PERCENT = re.compile(r"(?:[2-9]|[1-9]\d|100)(?:\.\d+)?")
DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[./-] ?(?P<month>\d{1,2})[./-] ?(?P<year>\d{4})")
YEAR_FIRST = re.compile(r"(?P<year>\d{4})[./-](?P<month>\d{1,2})[./-](?P<day>\d{1,2})")
ADDRESS = re.compile(r"(?:http://)?([\w-]+(?:\.[\w-]+)+(?:/\S*)?)")
THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
DECIMAL = re.compile(r"-?\d+,\d+")
YES_OR_NO = {"ja": "true", "nej": "false", "rigtigt": "true", "forkert": "false", "x": "true"}
SHAPES = {  # the pattern of a field, in words
    "url": later("an address that begins with https://"),
    "source": later("an address that begins with https://"),
    "number": later("digits and spaces, as in 33 37 00 37"),
    "id": later("an id of a–z, 0–9 and hyphens, as in parcel-fee"),
    "languages": later("a language's code, as in da"),
}


def nearest_id(found: str) -> str:
    """Return the id that comes nearest to what was found; nothing if none of its letters may stay."""
    plain = normalize("NFD", found.lower().translate(IN_IDS)).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def words_for(error: ErrorDetails) -> tuple[str, str]:
    """Return the message and hint that follow from the error alone."""
    context, found, kind = error.get("ctx", {}), _shown(error["input"]), error["type"]
    if kind == "found":
        return context["message"], context["hint"]
    names = re.split(r", | or ", str(context.get("expected", "")).replace("'", ""))
    hint = (
        say(INSTEAD[kind]) if kind in INSTEAD else _instead(kind, str(error["input"]).strip(), names, context.get("le"))
    )
    if kind in WANTED:
        return say("expected {what}, found {found}", what=say(WANTED[kind]), found=found), hint
    if kind in SAID:
        return say(SAID[kind], **{**context, "found": found, "expected": either(names)}), hint
    if kind == "string_pattern_mismatch":
        *_, field = (str(part) for part in error["loc"] if isinstance(part, str))
        shape = SHAPES.get("languages" if error["loc"][0] == "languages" else field, SHAPES["id"])
        name = nearest_id(str(error["input"])) if shape == SHAPES["id"] else ""
        hint = say("write {name}", name=name) if name else ""
        if field in ("url", "source") and (address := ADDRESS.fullmatch(str(error["input"]))):
            hint = say("write {name}", name=f"https://{address[1]}")
        return say("expected {what}, found {found}", what=say(shape), found=found), hint
    return f"{error['msg'][0].lower()}{error['msg'][1:]}, found {found}", ""


def _instead(kind: str, found: str, names: Sequence[str], most: object) -> str:
    """Return what to write in place of a value that is right but for its form; nothing if that cannot be known."""
    if kind.startswith("float") and DECIMAL.fullmatch(found):
        return say("write {number}", number=found.replace(",", "."))
    if kind.startswith("int") and THOUSANDS.fullmatch(found):
        return say("write {number}", number=found.replace(".", ""))
    if kind.startswith("bool") and found.casefold() in YES_OR_NO:
        return say("write {word}", word=YES_OR_NO[found.casefold()])
    if most == 1 and PERCENT.fullmatch(found):
        return say("write {number}", number=f"{float(found) / 100:g}")
    if kind.startswith("date") and (day := DAY_FIRST.fullmatch(found) or YEAR_FIRST.fullmatch(found)):
        return _as_day(int(day["year"]), int(day["month"]), int(day["day"]))
    near = get_close_matches(found.casefold(), names, n=1) if kind == "literal_error" else []
    return say("did you mean {word}?", word=near[0]) if near else ""


def _as_day(year: int, month: int, day: int) -> str:
    """Return the hint to write a day in the form of our files, or that there is none."""
    try:
        return say("write {day}", day=date(year, month, day).isoformat())
    except ValueError:
        return say("there is no such day")


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return say(BLOCK)
    if isinstance(value, list | tuple):
        return say(LIST)
    text = " ".join(str(value).split())
    return f"‹{text[:60]}{'…' if len(text) > 60 else ''}›" if text else say("nothing")  # noqa: PLR2004 - a line's worth
