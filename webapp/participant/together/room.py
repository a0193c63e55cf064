"""Room: where the room is, and what this browser has answered there."""

from __future__ import annotations

from dataclasses import dataclass

from quizlib import Answer
from webapp.participant.progress.ongoing_attempt import OngoingAttempt, find
from webapp.storage.workshops.together import Response, RoomMoment
from webapp.storage.workshops.workshop import Workshop
from webapp.together.hour import END, Hour, Stop
from webapp.web.visit import Visit

OPEN = ("answer", "talk")
"""The steps in which a first answer is asked for."""
TAKEN = (*OPEN, "answers")
"""The steps in which a first answer is taken, of somebody who was about to send it: until the truth is shown."""


@dataclass(frozen=True)
class Room:
    """Where the room is, and the attempt of this browser at the quiz there, if it has begun.

    `moment` is None before the first question, and `stop` is None at the end too. `first` is this person's answer to
    the question, and `later` the response after talking.
    """

    moment: RoomMoment | None
    stop: Stop | None = None
    ongoing: OngoingAttempt | None = None
    first: Answer | None = None
    later: Response | None = None

    @property
    def asks(self) -> bool:
        """Whether the first answer of this person is asked for now."""
        return self.moment is not None and self.moment.step in OPEN and self.first is None

    @property
    def talks(self) -> bool:
        """Whether the answer of this person after talking is asked for now."""
        talking = self.moment is not None and self.moment.step == "talk"
        return talking and self.first is not None and self.later is None

    @property
    def takes_first(self) -> bool:
        """Whether a first answer is still taken."""
        return self.moment is not None and self.moment.step in TAKEN

    @classmethod
    def of(cls, visit: Visit, joined: Workshop) -> Room:
        """Return where the room of a workshop is. StorageUnavailable if that cannot be read."""
        moment = visit.services.together.present(joined.id)
        stop = Hour.of(visit.offered, joined).stop(moment)
        if stop is None:
            return cls(moment and END)
        found = find(visit, stop.quiz)
        if not isinstance(found, OngoingAttempt):
            return cls(moment, stop)
        name = stop.question.id
        first = next((answer for answer in found.attempt.answers if answer.question == name), None)
        later = visit.services.together.discussed(found.attempt.id, name) if first else None
        return cls(moment, stop, found, first, later)
