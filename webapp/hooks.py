"""Hooks: another application in the same process hears of answers, results and records, once they are stored.

What it hears holds no address, cookie, name or time, and no id that tells which answers are of one person. It is called
on threads of its own, so it can't delay or spoil what the site does. What it is too slow for is lost to it alone.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextvars import Context
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Generic, TypeVar

from quizlib import Answer, Quiz, Response, Result, measures
from webapp.faults import Faults
from webapp.storage.records.group_results import GroupResults

__all__ = ["AnswerStored", "AttemptFinished", "BlockCounted", "Hooks"]  # what another application imports

MOST = 1000  # events that wait for one hook; what comes then is not told
PATIENCE = 2  # seconds that closing waits for a hook that does not return

Event = TypeVar("Event")


@dataclass(frozen=True)
class AnswerStored:
    """The first answer that somebody has given to a question; `score` is None where nothing is right or wrong."""

    quiz: str
    version: str
    question: str
    response: Response
    score: float | None


@dataclass(frozen=True)
class AttemptFinished:
    """What an attempt comes to whose last question has been answered."""

    quiz: str
    version: str
    result: Result


@dataclass(frozen=True)
class BlockCounted:
    """The rounded numbers of a block of ten attempts or more; `place` is empty for people at home."""

    quiz: str
    version: str
    place: str
    mode: str
    record: measures.Record


@dataclass(frozen=True)
class Hooks:
    """What another application wants to hear; each function takes one event, and what it returns or raises is nothing.

    Of practice and of discreet quizzes nobody hears, nor of blocks of workshops that are set aside.
    """

    on_answer: Callable[[AnswerStored], object] | None = None
    on_finished: Callable[[AttemptFinished], object] | None = None
    on_counted: Callable[[BlockCounted], object] | None = None


class Listening:
    """Tells the hooks of a site."""

    def __init__(self, hooks: Hooks | None = None, faults: Faults | None = None) -> None:
        hooks, faults = hooks or Hooks(), faults or Faults()
        self._answer = _Listener(hooks.on_answer, faults, "on_answer")
        self._finished = _Listener(hooks.on_finished, faults, "on_finished")
        self._counted = _Listener(hooks.on_counted, faults, "on_counted")

    @property
    def heard(self) -> frozenset[str]:
        """What is told to another application: `answers`, `results` and `figures`. The page about privacy says it."""
        listens = {
            "answers": self._answer.listens,
            "results": self._finished.listens,
            "figures": self._counted.listens,
        }
        return frozenset(name for name, heard in listens.items() if heard)

    def answered(self, quiz: Quiz, answer: Answer) -> None:
        """Tell that an answer was stored."""
        if self._answer.listens:
            given = (quiz.id, quiz.version, answer.question, answer.response, answer.score)
            self._answer.tell(AnswerStored(*given))

    def finished(self, quiz: Quiz, result: Callable[[], Result]) -> None:
        """Tell that an attempt was finished; the result is worked out if somebody listens."""
        if self._finished.listens:
            self._finished.tell(AttemptFinished(quiz.id, quiz.version, result()))

    def recorded(self, results: GroupResults) -> None:
        """Tell which blocks were recorded."""
        for block in results.blocks:
            self._counted.tell(BlockCounted(block.quiz, block.version, results.place, results.mode, block.record))

    def close(self) -> None:
        """End all threads; one that a hook holds up ends once that returns."""
        for listener in (self._answer, self._finished, self._counted):
            listener.close()


class _Listener(Generic[Event]):
    """Calls one hook on a thread of its own, which begins with the first event."""

    def __init__(self, hook: Callable[[Event], object] | None, faults: Faults, name: str) -> None:
        self._hook = hook
        self._faults = faults
        self._name = name
        self._waiting: SimpleQueue[Event | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    @property
    def listens(self) -> bool:
        """Whether there is a hook."""
        return self._hook is not None

    def tell(self, event: Event) -> None:
        """Let the hook hear of an event soon; never wait for it."""
        if self._hook is None:
            return
        if self._waiting.qsize() >= MOST:
            self._faults.seen("hooks", self._name)
            return
        self._waiting.put(event)
        if self._thread is None:
            self._begin()

    def close(self) -> None:
        """Let the hook hear what waits, and end the thread."""
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join(PATIENCE)

    def _begin(self) -> None:
        with self._lock:
            if self._thread is None:  # in a context of its own: the request that is told of is not in it
                run = Context().run
                self._thread = threading.Thread(target=run, args=(self._listen,), name=self._name, daemon=True)
                self._thread.start()

    def _listen(self) -> None:
        while self._hook is not None and (event := self._waiting.get()) is not None:
            try:
                self._hook(event)
            except BaseException as error:  # noqa: BLE001 - whatever another application raises, even an exit
                self._faults.seen("hooks", self._name, type(error).__name__)
