"""Every rule for one quiz, topic or question. A new rule is one function, listed here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.content.topic import Topic
from quizlib.problems import Finding
from quizlib.questions import Question
from quizlib.rules.across.bank import both_sides
from quizlib.rules.approvals import approvals_hold
from quizlib.rules.balance import sides_in_balance
from quizlib.rules.completeness import asks_what_to_do, hints_are_used, names_its_sources, shows_and_checks
from quizlib.rules.difficulty import grows, tagged
from quizlib.rules.examples import begins_with_example
from quizlib.rules.guessing import no_two_alike, not_to_be_guessed
from quizlib.rules.ids import known_ids
from quizlib.rules.minutes import takes_as_long_as_it_says
from quizlib.rules.own_advice import advice_of_types
from quizlib.rules.parity import same_paragraphs
from quizlib.rules.story import told_in_a_minute
from quizlib.rules.twins import twins_are_told_apart
from quizlib.rules.wording.addresses import known_addresses
from quizlib.rules.wording.dates import dates_in_order
from quizlib.rules.wording.language import in_its_language
from quizlib.rules.wording.numbers import known_numbers
from quizlib.rules.wording.phrases import nothing_left_to_fill_in, takeaways_come_from_questions, words_for_the_voice
from quizlib.rules.wording.reading import easy_to_read
from quizlib.rules.wording.tone import calm_and_known_words, no_markup, nothing_garbled
from quizlib.rules.wording.translation import no_copies, no_sentence_lost, same_facts

Rule = Callable[[Quiz, LibrarySettings, date], Iterator[Finding]]

MESSAGE_RULES: tuple[Rule, ...] = (
    same_paragraphs,
    known_addresses,
    known_numbers,
    nothing_left_to_fill_in,
    words_for_the_voice,
    no_copies,
    in_its_language,
    same_facts,
    no_sentence_lost,
    no_markup,
    nothing_garbled,
    calm_and_known_words,
)
"""The rules for a message, in a quiz or alone."""

RULES: tuple[Rule, ...] = (
    *MESSAGE_RULES,
    known_ids,
    twins_are_told_apart,
    sides_in_balance,
    not_to_be_guessed,
    no_two_alike,
    advice_of_types,
    hints_are_used,
    dates_in_order,
    approvals_hold,
    easy_to_read,
    told_in_a_minute,
)
"""The rules for every quiz."""

WHOLE = 6  # questions; a shorter quiz is only part of one and need not be complete
WHOLE_RULES: tuple[Rule, ...] = (
    begins_with_example,
    asks_what_to_do,
    shows_and_checks,
    tagged,
    grows,
    takes_as_long_as_it_says,
    names_its_sources,
    takeaways_come_from_questions,
)
"""The rules for a complete quiz."""


def check(quiz: Quiz, settings: LibrarySettings, today: date) -> Iterator[Finding]:
    """Yield the findings of every rule that applies to this quiz."""
    for rule in (*RULES, *(WHOLE_RULES if len(quiz.questions) >= WHOLE else ())):
        yield from rule(quiz, settings, today)


PART_RULES: tuple[Rule, ...] = (
    *MESSAGE_RULES,
    known_ids,
    no_two_alike,
    advice_of_types,
    hints_are_used,
    dates_in_order,
)
"""The rules that look at each part of a quiz by itself."""


def check_part(quiz: Quiz, settings: LibrarySettings, today: date) -> Iterator[Finding]:
    """Yield what is found in a quiz from which questions and fields were left out."""
    for rule in PART_RULES:
        yield from rule(quiz, settings, today)


TOPIC_RULES: tuple[Rule, ...] = (
    *MESSAGE_RULES,
    known_ids,
    twins_are_told_apart,
    no_two_alike,
    advice_of_types,
    hints_are_used,
    dates_in_order,
    shows_and_checks,
    tagged,
    names_its_sources,
)
"""The rules for a topic of the item bank."""


def check_topic(topic: Topic, settings: LibrarySettings, today: date) -> Iterator[Finding]:
    """Yield the findings of every rule about a topic of the item bank."""
    quiz = topic.as_quiz()
    for rule in TOPIC_RULES:
        yield from (found for found in rule(quiz, settings, today) if found.location[:1] != ("summary",))
    yield from both_sides(topic)


def message_findings(question: Question, settings: LibrarySettings) -> Iterator[Finding]:
    """Check a message question that belongs to no quiz; yield each finding with its location inside the question."""
    alone = Quiz(id="alone", title=question.stem, summary=question.stem, minutes=1, questions=(question,))
    for rule in (*MESSAGE_RULES, shows_and_checks):
        for found in rule(alone, settings, date.max):
            if found.location[:1] == ("questions",):
                yield Finding(found.location[2:], found.message, found.hint, found.level)
