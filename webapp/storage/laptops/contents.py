"""Contents: what is in a packet, the attempts of small groups as they wait, without any id, time or language."""

from __future__ import annotations

import json
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from webapp.storage.batches import CAMPAIGN, Waiting
from webapp.storage.weeks import monday

Word = Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f]{1,100}$")]
Text = Annotated[str, Field(max_length=500)]
MOST = 1000  # attempts or answers
Three = Annotated[list[Annotated[int, Field(ge=0, le=MOST)]], Field(min_length=3, max_length=3)]
Step = Annotated[int, Field(ge=1, le=5)] | Annotated[str, Field(pattern="^[1-5]$")]
Before = dict[Word, bool | Word | Three | dict[Word, Step]]
"""An earlier result: order, edition, month and counts of three, or the steps of ratings; see `quizlib.pair`."""


class PacketPart(BaseModel):
    """A part of a packet."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", defer_build=True)


class PackedAnswer(PacketPart):
    """A stored answer, as far as it is counted."""

    question: Word
    response: Annotated[list[Text], Field(max_length=MOST)]
    score: Annotated[float, Field(ge=0, le=1)] | None
    sure: Annotated[int, Field(ge=1, le=3)] | None


class PackedAttempt(PacketPart):
    """An attempt that waits; `series` is the series of workshops that it comes from, if it comes from one."""

    version: Word
    people: Annotated[int, Field(ge=1, le=9)]
    before: Before | None
    only: Annotated[list[Word], Field(max_length=MOST)] | None
    finished: bool
    series: Word | None
    answers: Annotated[list[PackedAnswer], Field(max_length=MOST)]


class PackedGroup(PacketPart):
    """Attempts at one quiz that wait together, as `Waiting` names them."""

    week: Word
    where: Word
    quiz: Word
    together: bool
    attempts: Annotated[list[PackedAttempt], Field(max_length=MOST)]

    @model_validator(mode="after")
    def _waits(self) -> PackedGroup:
        monday(self.week)
        batch = str(self.waiting)
        if Waiting.read(batch, self.quiz) != self.waiting:
            message = f"{batch!r} is no group that waits"
            raise ValueError(message)
        return self

    @property
    def waiting(self) -> Waiting:
        """The batch that they are."""
        return Waiting(self.week, self.where, self.quiz, self.together)


class Contents(PacketPart):
    """All of a packet: which laptop it comes from, the token that proves it, and its small groups."""

    laptop: Word
    token: Word
    groups: Annotated[list[PackedGroup], Field(max_length=MOST)]

    def to_bytes(self) -> bytes:
        """Return it as it is sealed."""
        return json.dumps(self.model_dump(), ensure_ascii=False, separators=(",", ":")).encode()

    @property
    def places(self) -> set[str]:
        """Where its groups wait, apart from those that wait with the whole campaign's."""
        return {group.where for group in self.groups} - {CAMPAIGN}
