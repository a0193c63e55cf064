"""Changes in words: what people see differently, which counts begin anew, and which approval lapses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizlib.content.quiz import Quiz
from quizlib.content.source import NOT_APPROVED
from quizlib.content.topic import Topic
from quizlib.editing.cosmetic import cosmetic_changes
from quizlib.editing.differences import Difference, differences, shortened
from quizlib.library import Library
from quizlib.problems import Location
from quizlib.questions import Question
from quizlib.say import say


def changes_in_words(old: Library, new: Library) -> Iterator[str]:
    """Yield the lines that tell what has changed from one library to another; nothing if nothing has."""
    for name in dict.fromkeys((*old.quizzes, *new.quizzes)):
        yield from _of_quiz(name, old.quizzes.get(name), new.quizzes.get(name))
    for name in dict.fromkeys((*old.bank, *new.bank)):
        yield from _of_topic(name, old.bank.get(name), new)
    for one in cosmetic_changes(old, new):
        if one.mistake:
            told = say("Question ‹{name}› of ‹{place}› cannot keep its version:", name=one.question, place=one.place)
            yield f"{told} {one.mistake}"
    for name in dict.fromkeys((*old.programmes, *new.programmes)):
        found = list(differences(old.programmes.get(name), new.programmes.get(name)))
        if found:
            yield say("Programme ‹{name}›", name=name)
            yield from map(_line, found)


def _of_quiz(name: str, old: Quiz | None, new: Quiz | None) -> Iterator[str]:
    if old is None or new is None:
        there = new is not None
        yield say("Quiz ‹{name}› is new.", name=name) if there else say("Quiz ‹{name}› is gone.", name=name)
        return
    found = [one for one in differences(old, new) if one.location[0] != "questions"]
    asked = list(_of_questions(old.questions, new.questions)) if not new.items else []
    if not found and not asked and old.version == new.version:
        return
    yield say("Quiz ‹{name}›", name=name)
    if old.version != new.version:
        yield "  " + say(
            "It has a new version: its counts begin anew, and people who are in it go on with the old one."
        )
    elif asked or any(one.location[0] not in NOT_APPROVED for one in found):
        yield "  " + say("It keeps its version: its counts go on.")
    seen = bool(asked) or any(one.location[0] not in NOT_APPROVED for one in found)
    lapsed = old.approved if seen and new.approved == old.approved else ()
    for approval in lapsed:
        by, day = approval.by, approval.date
        told = say("The approval by {by} on {day} lapses: it was of the words before.", by=by, day=day)
        yield f"  {told}"
    yield from map(_line, found)
    yield from asked


def _of_topic(name: str, old: Topic | None, library: Library) -> Iterator[str]:
    new = library.bank.get(name)
    if old is None or new is None:
        there = new is not None
        yield say("Topic ‹{name}› is new.", name=name) if there else say("Topic ‹{name}› is gone.", name=name)
        return
    asked = list(_of_questions(old.questions, new.questions))
    found = [one for one in differences(old, new) if one.location[0] != "questions"]
    if asked or found:
        yield say("Topic ‹{name}›", name=name)
        yield from map(_line, found)
        yield from asked
    before = {question.id: question.version for question in old.questions}
    changed = [one.id for one in new.questions if before.get(one.id, one.version) != one.version]
    if lost := [one for one in changed if one in library.anchors]:
        told = say("Years cannot be compared any more on: {items}", items=", ".join(lost))
        yield f"  {told}"


def _of_questions(old: Sequence[Question], new: Sequence[Question]) -> Iterator[str]:
    """Yield what has changed in questions: gone, new, changed, and in another order."""
    before, after = {one.id: one for one in old}, {one.id: one for one in new}
    for name in before.keys() - after.keys():
        told = say("Question ‹{name}› is gone.", name=name)
        yield f"  {told}"
    for name, question in after.items():
        if name not in before:
            told = say("Question ‹{name}› is new.", name=name)
            yield f"  {told}"
        elif found := list(differences(before[name], question)):
            version, typo = before[name].version, question.cosmetic != before[name].cosmetic
            if version != question.version:
                told = say("Question ‹{name}› has a new version:", name=name)
                kept = say("If all of it is a typo, cosmetic: {version} keeps the version.", version=version)
            elif typo:
                told, kept = say("Question ‹{name}› keeps its version, for a typo:", name=name), ""
            else:
                told, kept = say("Question ‹{name}›, afterwards:", name=name), ""
            yield f"  {told}"
            yield from (f"  {_line(one)}" for one in found)
            if kept:
                yield f"    {kept}"
    if [name for name in before if name in after] != [name for name in after if name in before]:
        yield "  " + say("The questions are in another order.")


def _line(found: Difference) -> str:
    place = _place(found.location)
    if found.old is None:
        return "  " + say("{place}: new: ‹{new}›", place=place, new=found.new)
    if found.new is None:
        return "  " + say("{place}: gone: ‹{old}›", place=place, old=found.old)
    old, new = shortened(found.old, found.new)
    return "  " + say("{place}: ‹{old}› is now ‹{new}›", place=place, old=old, new=new)


def _place(location: Location) -> str:
    return ".".join(map(str, location))
