"""The item bank: its topics have both sides, and what is reserved is in whole forms alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from quizlib.content.quiz import SHORT, Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.content.topic import Topic
from quizlib.problems import Finding, did_you_mean
from quizlib.say import say
from quizlib.texts.judge import in_checks

ANCHORED = 3  # one item in so many is an anchor, at least
EACH_SIDE = 2  # messages of a topic; of a reserved topic one


def both_sides(topic: Topic) -> Iterator[Finding]:
    """Find topics with fewer than two messages on a side; a reserved topic needs one."""
    least = EACH_SIDE if topic.reserved is None else 1
    judge = topic.questions[0].judging
    harmful = sum(question.harmful for question in topic.questions)
    for side, number in ((judge.harmful, harmful), (judge.harmless, len(topic.questions) - harmful)):
        if number < least:
            found = say("{number} of the messages are {many}", number=number, many=in_checks(side)[1])
            yield Finding(
                ("questions",),
                found,
                say("write at least {least}, so that the topic tells nothing", least=least),
                "warning",
            )


def ids_once(topics: Iterable[Topic]) -> Iterator[tuple[str, Finding]]:
    """Yield (topic id, finding) for every id that an earlier topic of the bank has too."""
    seen: dict[str, str] = {}
    for topic in topics:
        for index, question in enumerate(topic.questions):
            if seen.setdefault(question.id, topic.id) != topic.id:
                found = say("‹{name}› is in ‹{other}› too", name=question.id, other=seen[question.id])
                yield topic.id, Finding(("questions", index, "id"), found, say("give each item an id of its own"))


def anchors_are_there(settings: LibrarySettings, bank: Mapping[str, Topic]) -> Iterator[Finding]:
    """Find anchors of library.yaml that are no items of the bank, or are reserved."""
    known = {question.id: topic for topic in bank.values() for question in topic.questions}
    for index, name in enumerate(settings.anchors):
        if name in known and known[name].reserved is not None:
            found = say("‹{name}› is reserved", name=name)
            yield Finding(("anchors", index), found, say("name another: reserved messages are renewed with the forms"))
        elif name not in known:
            yield Finding(("anchors", index), say("there is no item ‹{name}›", name=name), did_you_mean(name, known))


def fits_the_bank(quiz: Quiz, bank: Mapping[str, Topic], settings: LibrarySettings, today: date) -> Iterator[Finding]:
    """Find what is reserved in quizzes and short forms, and check-ups with too few reserved items or anchors."""
    if not quiz.items:
        yield from _kinds(quiz, bank, today)
        return
    yield from _items(quiz, bank, today)
    ordinary = set(quiz.items).difference(quiz.reserved)
    kept = len(ordinary.intersection(settings.anchors))
    if settings.anchors and ANCHORED * kept < len(ordinary):
        found = say("{number} of the {every} items are anchors", number=kept, every=len(ordinary))
        hint = say("let a third be of the anchors in library.yaml: years are compared on these alone")
        yield Finding(("items",), found, hint, "warning")


def _kinds(quiz: Quiz, bank: Mapping[str, Topic], today: date) -> Iterator[Finding]:
    """Find questions of a quiz about a kind of fraud that only reserved topics of the bank have."""
    reserved = _methods(bank, today, reserved=True) - _methods(bank, today, reserved=False)
    for index, question in enumerate(quiz.questions):
        if question.method in reserved:
            found = say("‹{method}› is reserved for check-ups this year", method=question.method)
            yield Finding(
                ("questions", index, "method"), found, say("check-ups measure it as new: teach it another year")
            )


def _items(quiz: Quiz, bank: Mapping[str, Topic], today: date) -> Iterator[Finding]:
    """Find reserved items in a short form, whole forms without one of each side, and those whose year is over."""
    topics = {question.id: topic for topic in bank.values() for question in topic.questions}
    for index, name in enumerate(quiz.items):
        if name in quiz.reserved and index < SHORT:
            found = say(
                "‹{name}› is reserved: it stands in the whole form, not in the first {size}", name=name, size=SHORT
            )
            yield Finding(("items", index), found, say("put it behind them"))
        elif name in quiz.reserved and not topics[name].reserved_on(today):
            found = say("‹{name}› was reserved until {year}", name=name, year=topics[name].reserved)
            yield Finding(
                ("items", index), found, say("renew the forms: name a message of a topic reserved now"), "warning"
            )
    sides = [question.harmful for question in quiz.questions if question.id in quiz.reserved]
    wanted = any(topic.reserved_on(today) for topic in bank.values()) and len(quiz.items) > SHORT
    if (sides or wanted) and sorted(sides) != [False, True]:
        found = say(
            "has {harmful} harmful and {harmless} harmless reserved messages",
            harmful=sum(sides),
            harmless=len(sides) - sum(sides),
        )
        yield Finding(("items",), found, say("let it have one of each, behind the short form"), "warning")


def _methods(bank: Mapping[str, Topic], today: date, *, reserved: bool) -> set[str]:
    topics = (topic for topic in bank.values() if topic.reserved_on(today) == reserved)
    return {question.method for topic in topics for question in topic.questions if question.method}
