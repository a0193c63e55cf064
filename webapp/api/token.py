"""Token: an attempt as an app holds it, sealed by the site. Nothing in it says who takes the quiz, or where."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from quizlib import Answer, Attempt
from webapp.storage.batches import OPEN_FOR
from webapp.storage.weeks import monday, week_of
from webapp.web.devices.encryption import Encryption

OWNER = "an attempt of the API"


@dataclass(frozen=True)
class Ticket:
    """An attempt: its quiz and version, the ISO week in which it began, and the client whose answers are counted.

    Where there is no `client`, nothing is stored, and the ticket has the answers.
    """

    id: str
    quiz: str
    version: str
    week: str
    client: str = ""
    answers: tuple[Answer, ...] = ()

    @classmethod
    def begun(cls, attempt: Attempt, today: date, client: str) -> Self:
        """Return the ticket of an attempt that begins today."""
        return cls(attempt.id, attempt.quiz.id, attempt.quiz.version, week_of(today), client)

    @property
    def expires(self) -> date:
        """The day on which it can be used no longer: attempts of its week are counted then."""
        return monday(self.week) + OPEN_FOR

    def after(self, attempt: Attempt) -> Ticket:
        """Return it with the answers of an attempt, unless they are stored."""
        return self if self.client else replace(self, answers=attempt.answers)

    def sealed(self, encryption: Encryption) -> str:
        """Return it as a token that only this site can read, and nobody can change."""
        answers = [list(one.to_plain().values()) for one in self.answers]
        held = [self.id, self.quiz, self.version, self.week, self.client, answers]
        return encryption.close(json.dumps(held, ensure_ascii=False, separators=(",", ":")), OWNER)


def read(token: str, encryption: Encryption) -> Ticket | None:
    """Return the ticket in a token; None if this site has not sealed it."""
    text = encryption.open(token, OWNER)
    if text is None:
        return None
    id_, quiz, version, week, client, answers = json.loads(text)
    return Ticket(id_, quiz, version, week, client, tuple(Answer(*values) for values in answers))
