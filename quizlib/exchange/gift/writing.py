"""Writing GIFT: items become the text that Moodle reads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizlib.exchange.gift.blocks import ESCAPED
from quizlib.exchange.item import Item, Words

PLAIN = "[plain]"
HTML = "[html]"
TAKEN_FOR_OTHERS = ("[", "%", "//", "::", "$CATEGORY:")
ARROW = "->"
GENERAL = "####"


def write(items: Sequence[Item], language: str) -> bytes:
    """Return a file with these questions in one language; each category is a line before its questions."""
    lines = []
    quiz = ""
    for item in items:
        if item.quiz != quiz:
            quiz = item.quiz
            lines.append(f"$CATEGORY: {_path(quiz)}\n")
        lines.append(_question(item, language))
    return "\n".join(lines).encode()


def _question(item: Item, language: str) -> str:
    """Return a question; a comment above it has the words that the format has no place for."""
    name = f"::{_escaped(item.name)}::" if item.name else ""
    stem = f"{name}{PLAIN}{_escaped(item.stem.get(language, ''))}"
    aside, general = [item.hint], item.rationale
    match item.type:
        case "order":  # a part of Moodle that takes every line for a step, and escaped letters as they stand
            aside, general = [item.hint, item.rationale], {}
            steps = sorted(item.parts, key=lambda part: part.place)
            answers = [
                f">{len(steps)} ALL VERTICAL ABSOLUTE_POSITION SHOW",
                *(_step(one.text, language) for one in steps),
            ]
        case "sort":
            answers = ["", *_pairs(item, language)]
        case _:
            answers = ["", *_options(item, language)]
    comments = [f"// {_escaped(words[language])}" for words in aside if language in words]
    told = [f"{GENERAL}{_text(general, language)}"] if general else []
    return "\n".join([*comments, stem + "{" + answers[0], *answers[1:], *told, "}", ""])


def _options(item: Item, language: str) -> Iterator[str]:
    several = item.type == "multiple_choice"
    right = sum(part.right for part in item.parts)
    written = False
    for part in item.parts:
        feedback = f"#{_text(part.feedback, language)}" if part.feedback else ""
        if several:
            sign = f"~%{_percent((1 if part.right else -1) / right)}%"
        elif part.right and not written:
            sign, written = "=", True
        else:
            sign = f"~%{_percent(part.fraction)}%" if part.fraction else "~"
        yield f"{sign}{_text(part.text, language)}{feedback}"


def _pairs(item: Item, language: str) -> Iterator[str]:
    rights = [_text(text, language) for text in item.categories]
    for part in item.parts:
        left = part.text.get(language, "")
        arrow = ARROW in left
        shown = HTML + _escaped(_html(left)).replace(ARROW, "-&gt;") if arrow else _text(part.text, language)
        yield f"={shown} {ARROW} {rights[part.belongs]}"
    used = {part.belongs for part in item.parts}
    yield from (f"= {ARROW} {right}" for number, right in enumerate(rights) if number not in used)


def _percent(fraction: float) -> str:
    return f"{fraction * 100:.5f}".rstrip("0").rstrip(".")


def _text(words: Words, language: str) -> str:
    """Return a text; it names its format if it begins like something else."""
    text = words.get(language, "")
    return f"{PLAIN if text.startswith(TAKEN_FOR_OTHERS) else ''}{_escaped(text)}"


def _step(words: Words, language: str) -> str:
    text = words.get(language, "")
    signs = r"[{}\\#]" if GENERAL in text else r"[{}\\]"
    escaped = re.sub(signs, lambda found: f"\\{found[0]}", text).replace("\n", "\\n")
    return f"{PLAIN if text.startswith(TAKEN_FOR_OTHERS) else ''}{escaped}"


def _escaped(text: str) -> str:
    return re.sub(rf"([{re.escape(ESCAPED)}\\])", r"\\\1", text).replace("\n", "\\n")


def _path(title: str) -> str:
    """Return a title as the path of a category, where / divides."""
    return title.replace("\\", "\\\\").replace("/", "//")


def _html(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
