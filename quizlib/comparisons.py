"""Comparisons: what rules find that look at all quizzes of a library. A new comparison is a function, listed here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain, islice
from typing import NamedTuple

from quizlib import rules
from quizlib.content.programme import Programme
from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.content.topic import Topic
from quizlib.problems import Finding
from quizlib.reading.builder import MAX_PROBLEMS

PROGRAMME = "programme"
"""What a comparison looks at that looks at programmes, beside traits of quizzes."""


@dataclass(frozen=True)
class Compared:
    """A library as far as comparisons look at it.

    `names` are the ids of all quiz files, `quizzes` what could be built of them, each when it is asked for, and
    `traits` what is looked at in each of these.
    """

    settings: LibrarySettings
    names: Sequence[str]
    quizzes: Mapping[str, Quiz]
    traits: Mapping[str, rules.Traits]
    topics: Mapping[str, Topic]
    programmes: Mapping[str, Programme]

    @property
    def languages(self) -> list[str]:
        """The languages that are no drafts."""
        return [language.id for language in self.settings.languages if not language.draft]

    @property
    def forms(self) -> dict[str, Quiz]:
        """The quizzes that are forms of a check-up, by id."""
        return {name: self.quizzes[name] for name, traits in self.traits.items() if traits["form"]}


class Comparison(NamedTuple):
    """A comparison: its name, the traits of quizzes that it looks at, and the function that looks.

    `find` yields findings, each with the id of the quiz that it is about, or with no id if it is about the settings.
    With `of_programmes` the ids are those of programmes.
    """

    name: str
    looks_at: AbstractSet[str]
    find: Callable[[Compared], Iterator[tuple[str, Finding]]]
    of_programmes: bool = False


def _in_settings(compared: Compared) -> Iterator[tuple[str, Finding]]:
    free = [name for name, traits in compared.traits.items() if traits["kind"] != "quiz"]
    for found in (
        rules.quizzes_in_groups(compared.settings, compared.names, free),
        rules.begins_openly(compared.settings, compared.quizzes),
        rules.anchors_are_there(compared.settings, compared.topics),
    ):
        yield from (("", one) for one in islice(found, MAX_PROBLEMS))


def _in_forms(compared: Compared) -> Iterator[tuple[str, Finding]]:
    return rules.parallel_forms(compared.forms.values(), compared.topics)


def _in_order(compared: Compared) -> Iterator[tuple[str, Finding]]:
    orders = {name: traits["three"] for name, traits in compared.traits.items() if traits["three"]}
    return rules.three_in_another_order(compared.settings, orders)


def _in_steps(compared: Compared) -> Iterator[tuple[str, Finding]]:
    forms = len({traits["form"][0] for traits in compared.traits.values() if traits["form"]})
    broken = set(compared.names).difference(compared.traits)
    for name, programme in compared.programmes.items():
        found = rules.steps_are_there(programme, compared.quizzes, forms, broken)
        yield from ((name, one) for one in islice(found, MAX_PROBLEMS))


def _in_habits(compared: Compared) -> Iterator[tuple[str, Finding]]:
    habits = [rules.Habits(*traits["habits"]) for traits in compared.traits.values()]
    return (("", found) for found in rules.no_habit_helps(habits, compared.languages))


def _in_reasons(compared: Compared) -> Iterator[tuple[str, Finding]]:
    reasons = [rules.Reason(*reason) for traits in compared.traits.values() for reason in traits["reasons"]]
    reasons += chain.from_iterable(map(rules.reasons_in, compared.topics.values()))
    return (("", found) for found in rules.no_reason_twice(reasons, compared.languages))


COMPARISONS = (
    Comparison("settings", frozenset({"kind", "discreet"}), _in_settings),
    Comparison("forms", frozenset({"form"}), _in_forms),
    Comparison("order", frozenset({"three"}), _in_order),
    Comparison(
        "steps", frozenset({"kind", "discreet", "form", "story", "verdicts", PROGRAMME}), _in_steps, of_programmes=True
    ),
    Comparison("habits", frozenset({"habits"}), _in_habits),
    Comparison("reasons", frozenset({"reasons"}), _in_reasons),
)
