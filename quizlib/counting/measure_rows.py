"""Figures: what a block's record says of its people, measure by measure, as rows that can be added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from quizlib.counting.question_outline import MARK, YES, QuestionOutline
from quizlib.measures import Record

Row = tuple[int, ...]
Rows = Iterator[tuple[str, Row]]
Questions = Mapping[str, QuestionOutline]
SIDES = {"scam": ("believed", "genuine", "scams-doubted"), "genuine": ("rejected", "scam", "genuine-doubted")}
"""By what a message is: the measure of judging it wrong, the verdict that is wrong, the measure of doubt."""


def rows(questions: Questions, record: Record) -> dict[str, Row]:
    """Return the row of every measure that these questions have; the last number is what the others are out of.

    Whole numbers all, marks in millionths of a point. `docs/measures.md` has a formula for
    each. ValueError names questions of which the record has no categories.
    """
    people = record.categories
    if unknown := [name for name in questions if name not in people]:
        message = f"the record has no categories of {', '.join(unknown)}"
        raise ValueError(message)
    found: dict[str, Row] = {}
    for name, row in _of_answers(questions, people, record.n):
        found[name] = tuple(map(sum, zip(found[name], row, strict=True))) if name in found else row
    return found | dict(_of_people(questions, record))


def _of_answers(questions: Questions, people: Mapping[str, Mapping[str, int]], n: int) -> Rows:
    """Yield what each question adds: measures that several questions share come several times."""
    for name, asked in questions.items():
        said = people[name]
        if asked.truth is not None:
            wrong, verdict, doubted = SIDES[asked.truth]
            yield wrong, (said[verdict], n)
            yield doubted, (said["unsure"], n)
            if asked.method is not None:
                yield f"{wrong}:{asked.method}", (said[verdict], n)
        elif asked.about == "act" and asked.marked:
            yield "safe", (sum(said[category] for category, mark in asked.marks.items() if mark == MARK), n)
        if asked.scale is not None:
            steps = sum(int(step) * said[step] for step in asked.marks)
            yield f"mean:{asked.scale}", (steps, sum(said[step] for step in asked.marks))
        if asked.marked:
            yield f"facility:{name}", (_points(asked, said), MARK * n)
        for category in said:
            yield f"share:{name}:{category}", (said[category], n)
        for part in asked.parts:
            yield f"share:{name}/{part}:{YES}", (people[f"{name}/{part}"][YES], n)


def _of_people(questions: Questions, record: Record) -> Rows:
    """Yield what several questions make together."""
    verdicts: dict[str, Counter[str]] = {"scam": Counter(), "genuine": Counter()}
    points, marked = 0, 0
    for name, asked in questions.items():
        people = record.categories[name]
        if asked.truth is not None:
            verdicts[asked.truth].update(people)
        marked += asked.marked
        points += _points(asked, people)
    hits, false_alarms = verdicts.values()
    if hits and false_alarms:
        yield "outright", (hits["scam"], false_alarms["scam"], record.n)
        yield "cautious", (*(side["scam"] + side["unsure"] for side in (hits, false_alarms)), record.n)
    if marked:
        yield "score", (points, MARK * marked * record.n)
    yield "finished", (record.stopped["finished"], record.n)


def _points(asked: QuestionOutline, people: Mapping[str, int]) -> int:
    return sum(mark * people[category] for category, mark in asked.marks.items())
