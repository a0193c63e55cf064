"""Addresses: messages have made-up ones under .example; explanations have real ones that library.yaml lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from quizlib.content.every_text import in_message, texts
from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.problems import Finding
from quizlib.say import say

ENDINGS = (
    "aero|ai|app|at|be|biz|bz|ca|cc|ch|click|club|cn|co|com|cz|de|dev|dk|edu|es|eu|example|fi|fo|fr|gl|gov|gr|hk|hu"
    "|icu|ie|info|int|invalid|io|is|it|jp|link|live|local|lt|lu|lv|me|mil|mobi|net|news|nl|no|nu|online|org|page|pl"
    "|pt|ro|ru|se|shop|si|site|sk|store|support|test|to|top|tv|uk|us|vip|website|wiki|work|world|ws|xyz"
)
ADDRESS = re.compile(rf"(?<![\w.-])(?:[\wæøå-]+\.)+(?:{ENDINGS})(?![\w-])(?!\.\w)", re.IGNORECASE)


def known_addresses(quiz: Quiz, settings: LibrarySettings, _today: date) -> Iterator[Finding]:
    """Find real addresses in messages, and addresses elsewhere that library.yaml does not list, if it lists any."""
    listed = settings.addresses
    for location, text in texts(quiz):
        if location[-1] == "audio":  # file names
            continue
        for language in (language.id for language in settings.languages):
            for found in map(str.lower, ADDRESS.findall(text[language])):
                if found.endswith(".example"):
                    continue
                if in_message(location):
                    yield Finding(
                        (*location, language),
                        say("‹{found}› may be somebody's address", found=found),
                        say("let it end in .example"),
                    )
                elif listed is not None and not any(found == one or found.endswith(f".{one}") for one in listed):
                    hint = say("name one of addresses in library.yaml, or add it there")
                    yield Finding(
                        (*location, language), say("‹{found}› is not listed in library.yaml", found=found), hint
                    )
