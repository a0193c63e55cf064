"""Judge: the two sides that a message can be on, and the words in which people are asked which of them it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from quizlib.problems import Finding, Location, refuse
from quizlib.say import say
from quizlib.texts.text import Content, Context, Id, PartId, Text
from quizlib.texts.unique import unique_ids

DOUBT = "unsure"
"""The id of the answer that a message should be checked first; it belongs to no side."""
NOTHING = "nothing"
"""What a decoy shows, a sign that belongs to no side."""


def _free(name: str) -> str:
    if name in (DOUBT, NOTHING):
        refuse([Finding((), say("‹{name}› is on neither side", name=name), say("give the side another id"))])
    return name


class Side(Content):
    """One of the two sides.

    An answer has the id of the side on which it puts the message. The application has the words that are None.
    """

    id: Annotated[PartId, AfterValidator(_free)]
    """What `truth`, `shows` and `feedback` call it."""
    name: Text | None = None
    """Its name in headings."""
    answer: Text | None = None
    """The answer that people choose."""
    truth: Text | None = None
    """A sentence that begins the explanation."""


class Judge(Content):
    """Two sides, the harmless one first, then the one to beware of; `doubt` is the answer that leaves it open.

    Judges with the same two sides ask the same thing in other words, so their answers are counted together. Answers to
    judges with other sides are never added to them.
    """

    id: Id
    """What questions call it, in `judge`."""
    sides: Annotated[tuple[Side, ...], Field(min_length=2, max_length=2), unique_ids]
    """Two sides: first the harmless one, then the one to beware of."""
    doubt: Text | None = None
    """The words for the answer that leaves it open."""

    @property
    def harmless(self) -> str:
        """The id of the side that people may trust."""
        return self.sides[0].id

    @property
    def harmful(self) -> str:
        """The id of the side that people should beware of."""
        return self.sides[1].id

    @property
    def pair(self) -> tuple[str, str]:
        """The ids of both sides, the harmless one first."""
        return self.harmless, self.harmful

    def side(self, name: str | None) -> Side | None:
        """Return the side with this id; None if it is not one of the two."""
        return next((side for side in self.sides if side.id == name), None)


_GENUINE_OR_SCAM = (Side(id="genuine"), Side(id="scam"))
JUDGES = (Judge(id="genuine", sides=_GENUINE_OR_SCAM), Judge(id="approve", sides=_GENUINE_OR_SCAM))
"""The built-in judges: is a message genuine or a scam, and should a request be approved or refused."""
SIDES = ("scam", "genuine")
"""The ids of the sides of the built-in judges."""
Judges = Mapping[str, Judge]
BUILT_IN: Judges = {judge.id: judge for judge in JUDGES}


def by_id(own: Iterable[Judge]) -> Judges:
    """Return the judges that a library knows by id: its own, then the built-in ones. The first is its default."""
    return {judge.id: judge for judge in (*own, *JUDGES)}


def in_checks(harmful: str) -> tuple[str, str]:
    """Return what the checks call one message of a harmful side, and several of them."""
    return (say("a scam"), say("scams")) if harmful == "scam" else (f"‹{harmful}›", f"‹{harmful}›")


def judge_of(name: object, context: Context) -> Judge:
    """Return the judge with this id, or the first of the library if the id is None or unknown."""
    judges: Judges = (context or {}).get("judges") or BUILT_IN
    return judges.get(str(name)) or next(iter(judges.values()))


def on_other_sides(question: Mapping[str, Any], judge: Judge, context: Context) -> Iterator[Finding]:
    """Find a truth, and what signs show, if it is a side of another judge than that of the question."""
    known = {*SIDES, *((context or {}).get("sides") or ())} - set(judge.pair)
    hint = say("write {harmful} or {harmless}, or name another judge", harmful=judge.harmful, harmless=judge.harmless)
    message = question.get("message")
    signs = message.get("signs") if isinstance(message, Mapping) else getattr(message, "signs", None)
    shown = [sign.get("shows") if isinstance(sign, Mapping) else getattr(sign, "shows", None) for sign in signs or ()]
    places: list[tuple[Location, object]] = [(("truth",), question.get("truth"))]
    places += [(("message", "signs", number, "shows"), side) for number, side in enumerate(shown)]
    for location, side in places:
        if isinstance(side, str) and side in known:
            yield Finding(location, say("‹{side}› is no side of the judge ‹{judge}›", side=side, judge=judge.id), hint)
