"""Measure rows: one row of whole numbers for each measure of a block's record; rows can be added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from quizlib import measures
from quizlib.counting.question_outline import MARK, YES, QuestionOutline
from quizlib.measures import DOUBT, Measure, Sides

Row = tuple[int, ...]
OPEN = "none"
"""The category of a question that was left open."""
Rows = Iterator[tuple[str, Row]]
Questions = Mapping[str, QuestionOutline]


def rows(questions: Questions, record: measures.Record, occasion: int = 0) -> dict[str, Row]:
    """Return the row of every measure that these questions have; the last number of a row is the highest possible.

    `occasion` says which check-up it is for all these people, from 1, or 0 if that is not known; only the measures by
    occasion need it. All numbers are whole; marks are in millionths of a point. `docs/measures.md` has the
    formula of each measure. Raises ValueError if the record has no categories of some questions.
    """
    people = record.categories
    if unknown := [name for name in questions if name not in people]:
        message = f"the record has no categories of {', '.join(unknown)}"
        raise ValueError(message)
    found: dict[str, Row] = {}
    for name, row in _of_answers(questions, people, record.n, occasion):
        found[name] = tuple(map(sum, zip(found[name], row, strict=True))) if name in found else row
    return found | dict(_of_people(questions, record))


def _of_answers(questions: Questions, people: Mapping[str, Mapping[str, int]], n: int, occasion: int) -> Rows:
    """Yield the rows of each question by itself; a measure that several questions share comes several times."""
    for name, question in questions.items():
        counts = people[name]
        if question.truth is not None:
            yield from _judged(name, question, counts, n, occasion)
        elif question.about == "act" and question.marked:
            yield (
                Measure.RIGHT_ACT,
                (sum(counts[category] for category, mark in question.marks.items() if mark == MARK), n),
            )
        if question.scale is not None:
            steps = sum(int(step) * counts[step] for step in question.marks)
            yield Measure.mean(question.scale), (steps, sum(counts[step] for step in question.marks))
        if question.marked:
            yield Measure.facility(name), (_points(question, counts), MARK * n)
        for category in counts:
            yield Measure.share(name, category), (counts[category], n)
        for part in question.parts:
            yield Measure.share(f"{name}/{part}", YES), (people[f"{name}/{part}"][YES], n)


def _judged(name: str, question: QuestionOutline, counts: Mapping[str, int], n: int, occasion: int) -> Rows:
    """Yield the rows of a message that is judged; a reserved message has only those of its occasion."""
    truth = question.truth or ""
    wrong, doubted = Measure.mistaken(truth), Measure.doubted(truth)
    mistaken, in_doubt = (counts[question.mistaken], n), (counts[DOUBT], n)
    if question.reserved:
        if occasion:
            yield Measure.unseen(occasion, wrong), mistaken
            yield Measure.unseen(occasion, doubted), in_doubt
        return
    yield wrong, mistaken
    yield doubted, in_doubt
    yield Measure.right(truth), (counts[truth], n)
    yield Measure.handled(truth), (counts[truth] + counts[DOUBT], n)
    yield Measure.left_open(truth), (counts[OPEN], n)
    if question.method is not None:
        yield Measure.of_method(wrong, question.method), mistaken
    if question.item is not None:
        yield Measure.of_item(wrong, name, question.item), mistaken
        if occasion:
            for method in ("", *filter(None, [question.method])):
                yield Measure.at_occasion(occasion, wrong, method), mistaken


def _of_people(questions: Questions, record: measures.Record) -> Rows:
    """Yield the rows of measures over all questions together."""
    verdicts: dict[Sides, dict[str, Counter[str]]] = {}
    points, marked = 0, 0
    for name, question in questions.items():
        people = record.categories[name]
        if question.truth is not None and not question.reserved:
            counts = verdicts.setdefault(question.sides, {side: Counter() for side in question.sides})
            counts[question.truth].update(people)
        marked += question.marked
        points += _points(question, people)
    for sides, counts in verdicts.items():
        harmless, harmful = sides
        hits, false_alarms = counts[harmful], counts[harmless]
        if hits and false_alarms:
            yield Measure.cut("outright", sides), (hits[harmful], false_alarms[harmful], record.n)
            warily = (each[harmful] + each[DOUBT] for each in (hits, false_alarms))
            yield Measure.cut("cautious", sides), (*warily, record.n)
    if marked:
        yield Measure.SCORE, (points, MARK * marked * record.n)
    yield Measure.FINISHED, (record.stopped["finished"], record.n)
    if record.begun:
        yield Measure.COMPLETED, (record.stopped["finished"], record.begun)
        yield Measure.LEFT, (record.begun - record.n, record.begun)


def _points(question: QuestionOutline, people: Mapping[str, int]) -> int:
    return sum(mark * people[category] for category, mark in question.marks.items())
