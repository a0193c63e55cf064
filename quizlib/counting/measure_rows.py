"""Measure rows: one row of whole numbers for each measure of a block's record; rows can be added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from quizlib.counting.question_outline import MARK, YES, QuestionOutline
from quizlib.measures import Measure, Record

Row = tuple[int, ...]
Rows = Iterator[tuple[str, Row]]
Questions = Mapping[str, QuestionOutline]
SIDES = {
    "scam": (Measure.BELIEVED, "genuine", Measure.SCAMS_DOUBTED),
    "genuine": (Measure.REJECTED, "scam", Measure.GENUINE_DOUBTED),
}
"""For each truth of a message: the measure of judging it wrong, the wrong verdict, and the measure of doubt."""


def rows(questions: Questions, record: Record) -> dict[str, Row]:
    """Return the row of every measure that these questions have; the last number of a row is the highest possible.

    All numbers are whole; marks are in millionths of a point. `docs/measures.md` has the formula of each measure.
    Raises ValueError if the record has no categories of some questions.
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
    """Yield the rows of each question by itself; a measure that several questions share comes several times."""
    for name, question in questions.items():
        counts = people[name]
        if question.truth is not None:
            wrong, verdict, doubted = SIDES[question.truth]
            yield wrong, (counts[verdict], n)
            yield doubted, (counts["unsure"], n)
            if question.method is not None:
                yield Measure.of_method(wrong, question.method), (counts[verdict], n)
        elif question.about == "act" and question.marked:
            yield Measure.SAFE, (sum(counts[category] for category, mark in question.marks.items() if mark == MARK), n)
        if question.scale is not None:
            steps = sum(int(step) * counts[step] for step in question.marks)
            yield Measure.mean(question.scale), (steps, sum(counts[step] for step in question.marks))
        if question.marked:
            yield Measure.facility(name), (_points(question, counts), MARK * n)
        for category in counts:
            yield Measure.share(name, category), (counts[category], n)
        for part in question.parts:
            yield Measure.share(f"{name}/{part}", YES), (people[f"{name}/{part}"][YES], n)


def _of_people(questions: Questions, record: Record) -> Rows:
    """Yield the rows of measures over all questions together."""
    verdicts: dict[str, Counter[str]] = {"scam": Counter(), "genuine": Counter()}
    points, marked = 0, 0
    for name, question in questions.items():
        people = record.categories[name]
        if question.truth is not None:
            verdicts[question.truth].update(people)
        marked += question.marked
        points += _points(question, people)
    hits, false_alarms = verdicts.values()
    if hits and false_alarms:
        yield Measure.OUTRIGHT, (hits["scam"], false_alarms["scam"], record.n)
        yield Measure.CAUTIOUS, (*(side["scam"] + side["unsure"] for side in (hits, false_alarms)), record.n)
    if marked:
        yield Measure.SCORE, (points, MARK * marked * record.n)
    yield Measure.FINISHED, (record.stopped["finished"], record.n)


def _points(question: QuestionOutline, people: Mapping[str, int]) -> int:
    return sum(mark * people[category] for category, mark in question.marks.items())
