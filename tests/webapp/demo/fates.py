"""Fates: what happens to every attempt of a campaign, followed from evening to evening in the live tier."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Literal, NamedTuple

from quizlib import Outline
from webapp.demo.filling import Filling
from webapp.storage.batches import CAMPAIGN, workshop_batch
from webapp.storage.bulk import Bulk, Taken
from webapp.storage.closing.live_rows import Closed

Fate = Literal["counted at once", "counted later", "waited in vain", "too short", "aside and too few", "practice"]
LEAST = 10


class Known(NamedTuple):
    """An attempt as it was stored, and the batch in which it was last seen."""

    taken: Taken
    batch: str

    @property
    def asked(self) -> tuple[str, tuple[str, ...] | None]:
        """What was asked: those of the same can be counted together."""
        return self.taken.attempt.quiz.id, self.taken.attempt.only

    @property
    def enough(self) -> bool:
        """Whether at least half was answered."""
        outline = Outline.of(self.taken.attempt.quiz, self.taken.attempt.only)
        return outline.enough(answer.question for answer in self.taken.attempt.answers)


class Noting(Bulk):
    """Stores, and remembers what was stored."""

    def __init__(self, filling: Filling) -> None:
        super().__init__(filling.database)
        self.known: dict[str, Known] = {}

    def store(self, taken: Iterable[Taken]) -> None:
        """Store, and remember."""
        stored = list(taken)
        self.known |= {one.attempt.id: Known(one, one.batch) for one in stored}
        super().store(stored)


class Fates:
    """Lives through a campaign and notes the fate of every attempt; `closed` is what closing says of it."""

    def __init__(self, filling: Filling) -> None:
        self.filling = filling
        self.noting = filling.bulk = Noting(filling)
        self.fate: dict[str, Fate] = {}
        self.closed = Closed()
        for closed in filling.days():
            self.closed += closed
            self._look()

    def of(self, *fates: Fate, workshops: Iterable[str] | None = None) -> list[Taken]:
        """Return the attempts with one of these fates, of these workshops or of all."""
        batches = None if workshops is None else {workshop_batch(name) for name in workshops}
        known = self.noting.known
        found = [known[name].taken for name, fate in self.fate.items() if fate in fates]
        return [taken for taken in found if batches is None or taken.batch in batches]

    def left(self) -> dict[str, str]:
        """Return the batches of the attempts that are in the live tier."""
        sql = "SELECT id, batch FROM liveattempt"
        return dict(self.filling.database.read(lambda connection: connection.execute(sql).fetchall()))

    def _look(self) -> None:
        """Note the fate of all that has gone, which follows from how many went together."""
        left = self.left()
        gone = {name: one for name, one in self.noting.known.items() if name not in left and name not in self.fate}
        together = Counter[tuple[object, ...]]()
        for one in gone.values():
            together[(one.batch, *one.asked)] += one.enough and one.taken.counted
        waiting: defaultdict[tuple[object, ...], list[str]] = defaultdict(list)
        for name, one in gone.items():
            if one.batch.startswith("wait-"):
                waiting[(_where(one), *one.asked)].append(name)
            elif not one.taken.counted:
                self.fate[name] = "practice"
            elif not one.enough:
                self.fate[name] = "too short"
            elif together[(one.batch, *one.asked)] >= _least(one):
                self.fate[name] = "counted at once"
            elif one.batch.startswith("home-"):  # whoever is too few there, waits, and is looked at in the same run
                waiting[("home", *one.asked)].append(name)
            else:
                self.fate[name] = "aside and too few"
        self._waited(waiting)
        self.noting.known |= {name: self.noting.known[name]._replace(batch=batch) for name, batch in left.items()}

    def _waited(self, waiting: dict[tuple[object, ...], list[str]]) -> None:
        """Where fewer than ten of a municipality went, they had joined the campaign's group."""
        joined: defaultdict[tuple[object, ...], list[str]] = defaultdict(list)
        for (where, *asked), names in waiting.items():
            own = where == "home" or len(self._together(names)) >= _least(self.noting.known[names[0]])
            joined[(where if own else CAMPAIGN, *asked)] += names
        for names in joined.values():
            block = self._together(names)
            counted = block if len(block) >= _least(self.noting.known[names[0]]) else set()
            self.fate |= {name: "counted later" if name in counted else "waited in vain" for name in names}

    def _together(self, names: list[str]) -> set[str]:
        """Return the most of these who may be a block, of no workshop more than half; whom the lot chose is unknown."""
        workshops = {name: self.noting.known[name].taken.batch for name in names}
        came = Counter(batch for batch in workshops.values() if not batch.startswith("home-"))
        size, before = len(names), 0
        while size != before:
            before, size = (
                size,
                len(names) - sum(came.values()) + sum(min(of_one, size // 2) for of_one in came.values()),
            )
        taken = Counter[str]()
        found: set[str] = set()
        for name, batch in workshops.items():
            if batch not in came or taken[batch] < size // 2:
                taken[batch] += 1
                found.add(name)
        return found


def _least(one: Known) -> int:
    return LEAST * (2 if one.taken.attempt.quiz.kind == "ratings" else 1)


def _where(one: Known) -> str:
    """Return where it waited: the batch is wait-YEAR-WEEK-WHERE-QUIZ."""
    return one.batch.split("-", 3)[3].removesuffix(f"-{one.taken.attempt.quiz.id}")
