"""Models: what an app sends and gets, each a JSON object. The contract in docs/openapi.json is made from them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from quizlib import Explanation, Prompt, Result, Share
from webapp.participant.taking.marks import How

LONGEST_ID = 100  # characters
MOST_PARTS = 200

Id = Annotated[str, Field(min_length=1, max_length=LONGEST_ID)]
Responded = Annotated[tuple[Annotated[str, Field(max_length=LONGEST_ID)], ...], Field(max_length=MOST_PARTS)]


class Sent(BaseModel):
    """What an app sends; fields that are not known here are refused."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Reply(BaseModel):
    """What an app gets."""

    model_config = ConfigDict(frozen=True)


class Nothing(Sent):
    """No body is sent."""


class Start(Sent):
    """Which quiz an attempt is begun at."""

    quiz: Id


class Response(Sent):
    """A response to a question; `asks` in its prompt says what a response is.

    `again` says that it is the second try. `sure` is how sure the person is, from 1 to 3; it is ignored where
    `asks_sureness` is false.
    """

    question: Id
    response: Responded = ()
    sure: Annotated[int, Field(ge=1, le=3)] | None = None
    again: bool = False


class Path(Sent):
    """The choices so far in a question that is asked step by step."""

    question: Id
    response: Responded = ()


class LanguageReply(Reply):
    """A language of the site; `dir` is `rtl` if it is written from right to left."""

    id: str
    name: str
    dir: Literal["ltr", "rtl"]


class QuizCard(Reply):
    """What is told of a quiz beside its questions; `questions` is how many are answered, without worked examples."""

    id: str
    version: str
    title: str
    minutes: int
    questions: int


class GroupReply(Reply):
    """A heading, and the ids of the quizzes below it."""

    title: str
    quizzes: tuple[str, ...]


class LibraryReply(Reply):
    """The quizzes that can be taken in the language of the reply."""

    owner: str | None
    language: str
    languages: tuple[LanguageReply, ...]
    groups: tuple[GroupReply, ...]
    quizzes: tuple[QuizCard, ...]


class QuizReply(QuizCard):
    """A quiz with its questions as they are asked first: without hints, and without anything that shows what is right.

    `takeaways`, `actions` and `plans` are for the reminder sheet: what to remember, to do at home, and to do if it
    happens.
    """

    prompts: tuple[Prompt, ...]
    takeaways: tuple[str, ...]
    actions: tuple[str, ...]
    plans: tuple[str, ...]


class AttemptReply(Reply):
    """Where an attempt is. Send `token` with the next request, and forget the one before.

    `counted` says that the answers are stored and will be counted; else the token alone holds them. `expires` is the
    day on which the attempt ends at the latest. `prompt` is the next question, None after the last. Where it is a
    worked example, `example` shows all of it, and its response is empty. `number` counts the questions that are
    answered, without worked examples, and `of` those that there are.
    """

    token: str
    quiz: str
    version: str
    counted: bool
    expires: date
    number: int
    of: int
    finished: bool
    prompt: Prompt | None
    example: Explanation | None
    asks_sureness: bool


class AnswerReply(Reply):
    """What follows an answer.

    Where a second try is open, `second_try` is the question with its hint, and nothing is explained yet. Nothing is
    explained after worked examples and ratings.
    """

    attempt: AttemptReply
    second_try: Prompt | None
    explanation: Explanation | None


class ExplanationReply(Reply):
    """What an answered question shows; None after worked examples and ratings."""

    explanation: Explanation | None


class StepReply(Reply):
    """The question after a response that may be incomplete; `whole` says that it can be sent as an answer."""

    prompt: Prompt
    whole: bool


class DeletedReply(Reply):
    """Whether answers were deleted: not if they are counted already, or were never stored."""

    deleted: bool


class MarkReply(Reply):
    """How a question ended for the person; `safe` says that it ended in a safe place."""

    question: str
    how: How
    safe: bool
    parts: Share | None


class ResultReply(Reply):
    """How it went so far: `result` of first answers, and the `marks` of each question, in which second tries count."""

    finished: bool
    number: int
    of: int
    result: Result
    marks: tuple[MarkReply, ...]
    safely: Share


class Fault(Reply):
    """What is wrong with a body, for the developer: where in it, and why."""

    where: str
    why: str


class Problem(Reply):
    """A problem (RFC 9457). `title` and `detail` are for people, in the words of the site's pages."""

    type: str
    title: str
    status: int
    detail: str
    faults: tuple[Fault, ...] = ()
