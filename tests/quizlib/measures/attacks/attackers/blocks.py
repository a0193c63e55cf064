"""Blocks: people drawn from a crowd, the record they leave, and what a solver can and cannot tell of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ortools.sat.python import cp_model

from quizlib.measures import Counts, Person, Record, record
from tests.quizlib.measures.attacks.attackers.chances import chance_dealt
from tests.quizlib.measures.attacks.attackers.crowds import NONE, Crowd
from tests.quizlib.measures.attacks.attackers.solving import Matrix, Row
from tests.quizlib.measures.people import chance
from tests.shipped import library

TRIES, THOROUGH = 6, 5.0
"""How often to look for a solution, and how long, in the solver's own measure of work, which no machine changes."""


class Block(NamedTuple):
    """A crowd, people of it, and the record they left."""

    crowd: Crowd
    people: list[Person]
    record: Record

    @property
    def matrix(self) -> Matrix:
        """Return the answers that the record leaves possible, to whoever knows how many people there were."""
        return self.matrix_of(len(self.people))

    def matrix_of(self, n: int) -> Matrix:
        """Return those of n people; where the solver begins to look are the true ones, as far as they go."""
        matrix = Matrix(self.crowd.outline, self.record, n)
        for (number, item, category), variable in matrix.said.items():
            if "/" not in item or category != NONE:  # a part is left open with its question: one variable, one hint
                matrix.model.add_hint(variable, self.said(number % len(self.people), item) == category)
        return matrix

    def said(self, number: int, item: str) -> str:
        """Return what one of the people answered."""
        answers = self.people[number].answers
        return answers[item].category if item in answers else NONE


def block(quiz: str, n: int, seed: int) -> Block:
    """Return a block of n people."""
    crowd = Crowd(library().quizzes[quiz], seed)
    random = chance(seed)
    people = [crowd.person(random) for _ in range(n)]
    return Block(crowd, people, record(Counts.from_answers(people, crowd.items), random))


def row(crowd: Crowd, person: Person) -> Row:
    """Return what somebody answered, question by question."""
    return tuple(person.answers[name].category if name in person.answers else NONE for name in crowd.outline.questions)


class TooLittleTimeError(AssertionError):
    """The solver could not tell whether there is a solution."""


def solved(model: cp_model.CpModel, tries: int = TRIES) -> cp_model.CpSolver | None:
    """Return the solver with a solution, or None if there is none; nothing else may come out."""
    for seed in range(tries):
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1  # then it finds the same on every machine
        solver.parameters.linearization_level = 0  # ten times as fast here
        solver.parameters.max_deterministic_time = THOROUGH
        solver.parameters.random_seed = seed
        status = solver.solve(model)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return solver
        if status == cp_model.INFEASIBLE:
            return None
    message = "too little time to tell whether there is a solution"
    raise TooLittleTimeError(message)


def exact(found: Block, matrix: Matrix) -> dict[str, int]:
    """Return every exact number of a block; so the true answers are seen to be among those that are possible."""
    model = matrix.model.clone()
    for (number, item, category), variable in matrix.said.items():
        model.add(variable == (found.said(number, item) == category))
    solver = solved(model)
    assert solver, "the true answers are possible"
    return {name: solver.value(number) for name, number in matrix.exact.items()}


def determined(matrix: Matrix, numbers: dict[str, int]) -> set[str]:
    """Return the numbers that are the same in every solution; one in which some differ often shows it of many."""
    left, same = set(numbers), set()
    while left:
        name = min(left)
        model = matrix.model.clone()
        more = model.new_bool_var("")
        model.add(matrix.exact[name] > numbers[name]).only_enforce_if(more)
        model.add(matrix.exact[name] < numbers[name]).only_enforce_if(more.negated())
        solver = solved(model)
        if solver is None:
            same.add(name)
            left.remove(name)
        else:
            left = {other for other in left if solver.value(matrix.exact[other]) == numbers[other]}
    return same


def without(matrix: Matrix, rows: Iterable[Row]) -> cp_model.CpModel:
    """Return the same, where nobody answered any of these rows."""
    model = matrix.model.clone()
    model.clear_hints()  # type: ignore[no-untyped-call]
    for one in sorted(rows):  # the same order each time, and so the same search
        cells = list(zip(matrix.outline.questions, one, strict=True))
        for person in matrix.people:
            model.add(sum(matrix.said[person, name, said] for name, said in cells) < len(cells))
    return model


def avoiding(matrix: Matrix, rows: list[Row]) -> list[cp_model.CpSolver]:
    """Return solutions of which each lacks some of the rows, and each row is lacking in one; fail if there are none.

    All rows are forbidden at once where that is possible and soon found; else half of them, and then the other half.
    """
    alone = len(rows) == 1
    try:
        solver = solved(without(matrix, rows), TRIES if alone else 1)
    except TooLittleTimeError:
        if alone:
            raise
        solver = None
    if solver:
        return [solver]
    assert not alone, f"in every solution: {rows}"
    middle = len(rows) // 2
    return [*avoiding(matrix, rows[:middle]), *avoiding(matrix, rows[middle:])]


def impossible(found: Block, matrix: Matrix, solver: cp_model.CpSolver) -> list[str]:
    """Return the questions and parts whose record could not have come from a solution, by the rules of rounding."""
    wrong = []
    for item in found.crowd.items:
        kept = dict(found.record.categories[item])
        total = found.record.n - kept.pop(NONE)
        people = tuple(sum(solver.value(matrix.said[person, item, said]) for person in matrix.people) for said in kept)
        surplus = matrix.sign * solver.value(matrix.lots[item.partition("/")[0]])
        if not chance_dealt(tuple(kept.values()), people, surplus, total):
            wrong.append(item)
    return wrong
