"""A made-up library with an item bank of nine topics, and three crossed check-ups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

SETTINGS = "languages:\n  - {id: en, name: English}\n"
CHANNELS = ("sms", "email", "call")
FORMS: Mapping[str, Sequence[str]] = {
    "A": ("t1-s1", "t2-g1", "t4-s1", "t5-g1", "t7-s1", "t8-g1"),
    "B": ("t1-s2", "t2-g2", "t5-s1", "t6-g1", "t8-s1", "t9-g1"),
    "C": ("t2-s1", "t1-g1", "t4-s2", "t6-g2", "t7-s2", "t9-g2"),
}
"""Every two forms share four topics: two of them on the same side, two on opposite sides."""


def item(name: str, channel: str, truth: str, more: str = "") -> str:
    """Return the YAML of one question of a topic or quiz."""
    sign = f"{{id: name, shows: {truth}, quote: {{en: {name}}}, why: {{en: It says so}}}}"
    return (
        f"  - id: {name}\n    type: verdict\n    stem: {{en: Is it genuine?}}\n    truth: {truth}\n"
        f"    message: {{channel: {channel}, sender: {{en: Somebody}}, body: {{en: Hello {name}.}},\n"
        f"      signs: [{sign}]}}\n    check: {{en: Ask somebody.}}\n"
        f"    difficulty: {{cues: some, premise: high}}\n{more}"
    )


def topic(name: str, channel: str, more: str = "") -> str:
    """Return the YAML of a topic with two messages of each side."""
    kinds = (("s1", "scam"), ("s2", "scam"), ("g1", "genuine"), ("g2", "genuine"))
    source = f"sources:\n  - {{title: About {name}, url: https://{name}.example/, seen: 2026-01-01}}\n"
    return f"title: {{en: {name}}}\n{source}{more}questions:\n" + "".join(
        item(f"{name}-{kind}", channel, truth) for kind, truth in kinds
    )


def check_up(form: str, items: Sequence[str], more: str = "") -> str:
    """Return the YAML of a check-up that is put together from the bank."""
    listed = "".join(f"  - {name}\n" for name in items)
    texts = "title: {en: Check}\nsummary: {en: Check}\nminutes: 3\n"
    return f"{texts}kind: check-up\nform: {form}\n{more}items:\n{listed}"


def channel_of(number: int) -> str:
    """Return the channel of a topic of the made-up bank."""
    return CHANNELS[(number - 1) // len(CHANNELS)]


def library(folder: Path, forms: Mapping[str, Sequence[str]] = FORMS, **files: str) -> Path:
    """Write a library with nine topics and these check-ups; `files` are further quizzes by name."""
    for name in ("quizzes", "check-ups"):
        (folder / name).mkdir(exist_ok=True)
    (folder / "library.yaml").write_text(SETTINGS, encoding="utf-8")
    for number in range(1, 10):
        put(folder, f"check-ups/t{number}", topic(f"t{number}", channel_of(number)))
    for form, items in forms.items():
        put(folder, f"quizzes/test-{form.lower()}", check_up(form, items))
    for name, text in files.items():
        put(folder, f"quizzes/{name}", text)
    return folder


def put(folder: Path, name: str, text: str) -> None:
    """Write one YAML file of a library."""
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
