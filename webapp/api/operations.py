"""Operations: everything that an app can ask for, with its address, what is sent, what comes back, and who answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from webapp.api import attempts, library
from webapp.api.call import Call
from webapp.api.models import (
    AnswerReply,
    AttemptReply,
    DeletedReply,
    ExplanationReply,
    LibraryReply,
    Nothing,
    Path,
    QuizReply,
    Reply,
    Response,
    ResultReply,
    Sent,
    Start,
    StepReply,
)
from webapp.api.problems import Kind

ROOT = "/api/v1"
Needs = Literal["nothing", "key", "token"]
"""What says who asks: nothing, the key of a client if the answers are to be counted, or the token of an attempt."""
Body = TypeVar("Body", bound=Sent)


@dataclass(frozen=True)
class Operation(Generic[Body]):
    """One thing that an app can ask for; `problems` are those that it alone can have, beside the usual ones."""

    view: Callable[[Call, Body], Reply]
    path: str
    body: type[Body]
    reply: type[Reply]
    status: int = 200
    needs: Needs = "nothing"
    problems: tuple[Kind, ...] = ()
    deletes: bool = False

    @property
    def method(self) -> Literal["get", "post", "delete"]:
        """The method of its requests."""
        return "delete" if self.deletes else "get" if self.body is Nothing else "post"

    def answer(self, call: Call) -> Reply:
        """Return the reply to a call; ProblemError if there is none."""
        return self.view(call, call.sent(self.body))


IN_ATTEMPT: tuple[Kind, ...] = ("token", "gone")
GIVEN: tuple[Kind, ...] = (*IN_ATTEMPT, "nowhere", "ahead", "impossible")
OPERATIONS: tuple[Operation[Nothing] | Operation[Start] | Operation[Response] | Operation[Path], ...] = (
    Operation(library.library, "/library", Nothing, LibraryReply),
    Operation(library.quiz, "/quizzes/{quiz}", Nothing, QuizReply, problems=("nowhere", "left-out")),
    Operation(attempts.start, "/attempts", Start, AttemptReply, 201, "key", problems=("key", "nowhere", "left-out")),
    Operation(attempts.attempt, "/attempt", Nothing, AttemptReply, needs="token", problems=IN_ATTEMPT),
    Operation(attempts.delete, "/attempt", Nothing, DeletedReply, needs="token", problems=IN_ATTEMPT, deletes=True),
    Operation(attempts.answer, "/attempt/answers", Response, AnswerReply, needs="token", problems=(*GIVEN, "missing")),
    Operation(
        attempts.answered,
        "/attempt/answers/{question}",
        Nothing,
        ExplanationReply,
        needs="token",
        problems=(*IN_ATTEMPT, "nowhere", "ahead"),
    ),
    Operation(attempts.step, "/attempt/steps", Path, StepReply, needs="token", problems=GIVEN),
    Operation(attempts.result, "/attempt/result", Nothing, ResultReply, needs="token", problems=IN_ATTEMPT),
)
