"""Habits: over a whole library, neither a fixed place or length nor the kind of a question tells the right answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import mean
from typing import NamedTuple

from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.problems import Finding
from quizlib.questions import Question
from quizlib.questions.prompt import Choosable
from quizlib.say import later, say
from quizlib.texts.judge import in_checks

ENOUGH = 8  # questions of one kind; fewer show no habit
MOST_POINTS = 60  # per cent of the points, for answers that are chosen by place or length alone
MOST_ALIKE = 75  # per cent of the questions of one kind, or of the twins, that may be alike
LONGEST = 30  # choices on one path

Pick = Callable[[Sequence[Choosable]], Choosable]
KINDS: Mapping[str, Callable[[Question], bool]] = {
    later("conversations"): lambda question: question.asks == "path",
    later("questions about what to do with a message"): lambda question: (
        question.about == "act" and question.message is not None
    ),
    later("examples"): lambda question: question.type == "example",
}
"""Kinds of questions that could be on one side."""


class Habit(NamedTuple):
    """A way to choose without reading, such as `first`, and the points that it earns in per cent."""

    name: str
    points: float


class Habits(NamedTuple):
    """What of a quiz can help people who do not read, as plain data.

    `choices` has for each of its choices and conversations how it is asked, and the score of each way to choose.
    `kinds` has what kind of question each of some is, the two sides that it can be on, and its own. `twins` says of
    each pair that is asked as verdicts whether they differ.
    """

    choices: list[tuple[str, list[float]]]
    kinds: list[tuple[str, str, str, str]]
    twins: list[bool]


def habits_of(quiz: Quiz, languages: Sequence[str]) -> Habits:
    """Return what of a quiz can help people who do not read; nothing of a check-up."""
    questions = quiz.questions if quiz.kind == "quiz" else ()
    asked = [question for question in questions if question.asks in ("one", "path") and question.key]
    judged = {question.id: question for question in questions if question.judges}
    pairs = [(judged[question.twin], question) for question in judged.values() if question.twin in judged]
    return Habits(
        [(question.asks, _scores(question, languages)) for question in asked if _worded(question)],
        [
            (kind, *question.judging.pair, str(question.truth))
            for kind, is_one in KINDS.items()
            for question in questions
            if is_one(question)
        ],
        [earlier.harmful != later.harmful for earlier, later in pairs],
    )


def no_habit_helps(quizzes: Collection[Habits], languages: Sequence[str]) -> Iterator[Finding]:
    """Find what helps people through the quizzes of a library who do not read."""
    yield from _places_and_lengths([choice for quiz in quizzes for choice in quiz.choices], languages)
    yield from _kinds([one for quiz in quizzes for one in quiz.kinds])
    yield from _twins([differ for quiz in quizzes for differ in quiz.twins])


def three_in_another_order(
    settings: LibrarySettings, orders: Mapping[str, Sequence[str | None]]
) -> Iterator[tuple[str, Finding]]:
    """Find quizzes whose three messages come in the same order of truths as those of the quiz before, by id.

    `orders` are those of the quizzes that have three messages, as `order_of_three` returns them. The quiz before is
    that of the front page.
    """
    shown = [name for group in settings.groups for name in group.quizzes] or list(orders)
    for before, name in pairwise(name for name in shown if name in orders):
        if orders[name] == orders[before]:
            order = ", ".join(truth or say("to do") for truth in orders[name])
            found = say("are {order}, as in the quiz before, ‹{quiz}›", order=order, quiz=before)
            yield name, Finding(("three",), found, say("name three that come in another order"), "warning")


def order_of_three(quiz: Quiz) -> list[str | None]:
    """Return on which side each of the three messages of a quiz is, None where none is judged; empty if it has none."""
    three = (question for question in quiz.questions if question.id in quiz.three_messages)
    return [str(question.truth) if question.about == "judge" else None for question in three]


def best_habit(questions: Sequence[Question], languages: Sequence[str]) -> Habit | None:
    """Return what earns most of people who choose by place or length alone; None if there is nothing to choose."""
    asked = [question for question in questions if question.asks in ("one", "path") and question.key]
    scores = [_scores(question, languages) for question in asked]
    return max(_habits(scores, languages), key=lambda habit: habit.points) if asked else None


def _habits(scores: Sequence[Sequence[float]], languages: Sequence[str]) -> Iterator[Habit]:
    """Yield each way to choose with what it earns, of the scores of all questions."""
    for (name, _), earned in zip(_picks(languages), zip(*scores, strict=True), strict=True):
        yield Habit(name, 100 * mean(earned))


def _scores(question: Question, languages: Sequence[str]) -> list[float]:
    """Return the score of a question for each way to choose."""
    return [question.mark(_walk(question, pick)).score or 0 for _, pick in _picks(languages)]


def _places_and_lengths(choices: Sequence[tuple[str, Sequence[float]]], languages: Sequence[str]) -> Iterator[Finding]:
    """Find a place or a length that earns more than 60 % of the points, in choices and in conversations."""
    for words, asks in ((later("questions with options"), "one"), (later("conversations"), "path")):
        asked = [scores for how, scores in choices if how == asks]
        for habit in _habits(asked, languages) if len(asked) >= ENOUGH else ():
            if habit.points > MOST_POINTS:
                found = say(
                    "always the {habit} earns {points:.0f} % of the points of {every} {words}",
                    habit=habit.name,
                    points=habit.points,
                    every=len(asked),
                    words=say(words),
                )
                yield Finding(
                    (), found, say("let at most {most} % be earned without reading", most=MOST_POINTS), "warning"
                )


def _kinds(members: Sequence[tuple[str, str, str, str]]) -> Iterator[Finding]:
    """Find kinds of questions that are on one side, for every pair of sides, in more than 75 %."""
    for words in KINDS:
        for sides in sorted({(one, other) for kind, one, other, _ in members if kind == words}):
            truths = Counter(truth for *about, truth in members if about == [words, *sides])
            side, most = truths.most_common(1)[0]
            if truths.total() >= ENOUGH and 100 * most > MOST_ALIKE * truths.total():
                many = in_checks(sides[1])[1] if side == sides[1] else side
                found = say(
                    "{most} of {every} {words} are {many}", most=most, every=truths.total(), words=say(words), many=many
                )
                yield Finding((), found, say("let at most {most} % be on one side", most=MOST_ALIKE), "warning")


def _twins(differ: Sequence[bool]) -> Iterator[Finding]:
    """Find out whether more than 75 % of the twins that are both asked as verdicts have different answers."""
    if len(differ) >= ENOUGH and 100 * sum(differ) > MOST_ALIKE * len(differ):
        found = say("{number} of {every} twins have different verdicts", number=sum(differ), every=len(differ))
        hint = say("let at most {most} % differ, or show one of the two to compare only", most=MOST_ALIKE)
        yield Finding((), found, hint, "warning")


def _picks(languages: Sequence[str]) -> Iterator[tuple[str, Pick]]:
    """Yield a name and a way to choose without reading, by place and by length."""
    yield say("first"), lambda choices: choices[0]
    yield say("second"), lambda choices: choices[min(1, len(choices) - 1)]
    yield say("last"), lambda choices: choices[-1]
    for language in languages:
        yield say("shortest in {language}", language=language), _by_length(language, min)
        yield say("longest in {language}", language=language), _by_length(language, max)


def _by_length(language: str, extreme: Callable[..., Choosable]) -> Pick:
    """Return the way to choose the shortest or the longest in a language: `extreme` is min or max."""
    return lambda choices: extreme(choices, key=lambda choice: len(choice.text[language]) if choice.text else 0)


def _worded(question: Question) -> bool:
    """Return whether an author wrote the choices, so that their places and lengths are the author's too."""
    choices = question.choices()
    return bool(choices) and all(choice.text for choice in choices)


def _walk(question: Question, pick: Pick) -> tuple[str, ...]:
    """Return the response of a way to choose; a path that comes back to its beginning ends with the last choices."""
    response: tuple[str, ...] = ()
    while not response or question.goes_on(response):
        choices = question.choices(response)
        response += ((pick if len(response) < LONGEST // 2 else _last)(choices).id,)
    return response


def _last(choices: Sequence[Choosable]) -> Choosable:
    return choices[-1]
