"""FormReport: what the forms of a library's check-ups have in common, in words for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import mean

from quizlib.content.quiz import Quiz
from quizlib.library import Library
from quizlib.rules.across.crossing import CUES, PARTS, Item, by_heart, items
from quizlib.rules.across.forms import counts
from quizlib.say import say

WIDTH = 34


def form_report(library: Library) -> str:
    """Return how balanced the forms are, and what a person who has learnt one by heart gets right in another."""
    forms: dict[str, Quiz] = {
        quiz.form: quiz for quiz in sorted(library.quizzes.values(), key=lambda one: one.form or "") if quiz.form
    }
    return "\n".join(_lines(forms, library)) + "\n"


def _lines(forms: Mapping[str, Quiz], library: Library) -> Iterator[str]:
    if not forms:
        yield say("There are no check-ups here.")
        return
    yield _row("", forms)
    yield _row(say("version"), [quiz.version for quiz in forms.values()])
    anchors = set(library.anchors)
    yield _row(
        say("anchors"), [f"{len(anchors.intersection(quiz.items))}/{len(quiz.questions)}" for quiz in forms.values()]
    )
    for part, size in PARTS:
        questions = {form: quiz.questions[:size] for form, quiz in forms.items()}
        messages = {form: items(asked, library.bank) for form, asked in questions.items()}
        yield "\n" + say("How often each occurs in {part}", part=say(part))
        numbers = [counts(asked) for asked in questions.values()]
        for tag in sorted(set().union(*numbers)):
            yield _row(tag, [number[tag] for number in numbers])
        yield _row(say("topics"), [len({item.topic for item in found}) for found in messages.values()])
        yield "\n" + say("What is right by heart in {part}: who knows the first form takes the second", part=say(part))
        yield from _learnt(messages)


def _learnt(messages: Mapping[str, Sequence[Item]]) -> Iterator[str]:
    pairs = by_heart(messages, CUES["topic"])
    yield _row("", [*(f"{pair.learnt}, {pair.asked}" for pair in pairs), say("all pairs")])
    for cue, of in CUES.items():
        found = by_heart(messages, of)
        overall = f"{100 * mean(pair.overall for pair in found):.0f} %" if found else "–"
        yield _row(
            say(cue), [*(say("{right:g} of {shared}", right=pair.right, shared=pair.shared) for pair in found), overall]
        )


def _row(name: str, cells: Sequence[object] | Mapping[str, object]) -> str:
    return f"  {name:{WIDTH}}" + "".join(f"{cell!s:>11}" for cell in cells)
