"""Places: municipalities with their areas and libraries, and the channels through which people come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator

from quizlib.authoring import Content, Finding, Id, Text, refuse, say, unique_ids
from webapp.alphabet import danish

KINDS = ("municipality", "area", "library")
CAMPAIGN = "campaign"  # the root of the tree of places


class Inhabitants(Content):
    """How many people of 65 or over live at a place: the number of a year, and where it was read."""

    number: Annotated[int, Field(ge=1)]
    """How many."""
    year: Annotated[int, Field(ge=2000, le=2100)]
    """In which year."""
    source: str
    """Where it was read."""


class Place(Content):
    """A municipality, a local area or a library, with the places within it."""

    id: Id
    """What workshops and figures call it: never change it once it is used."""
    kind: Literal["municipality", "area", "library"]
    """`municipality`, `area` or `library`."""
    name: str
    """Its name."""
    older: Inhabitants | None = None
    """How many people of 65 or over live there."""
    within: tuple[Place, ...] = ()
    """The places in it."""

    @model_validator(mode="after")
    def _lies_right(self) -> Place:
        findings = [
            Finding(
                ("within", index, "kind"),
                say("a {kind} does not lie in a {outer}", kind=place.kind, outer=self.kind),
                say("mend the tree"),
            )
            for index, place in enumerate(self.within)
            if KINDS.index(place.kind) <= KINDS.index(self.kind)
        ]
        return refuse(findings) if findings else self

    def all(self) -> Iterator[Place]:
        """Yield this place and all places within it."""
        yield self
        for place in self.within:
            yield from place.all()

    def way(self, wanted: str) -> tuple[str, ...]:
        """Return the ids from a wanted place up to this place; nothing if the wanted place is not within it."""
        if wanted == self.id:
            return (self.id,)
        return next(((*way, self.id) for place in self.within if (way := place.way(wanted))), ())


class Channel(Content):
    """A way in which people hear of the site, named in its links as `?via=`; a plain name is one for all languages."""

    id: Id
    """What links call it, in `?via=`."""
    name: Text | str
    """Its name, in one language or in each."""


class Places(Content):
    """Where workshops are held, and the channels through which people come."""

    places: Annotated[tuple[Place, ...], unique_ids] = ()
    """Municipalities, with local areas and libraries within them."""
    channels: Annotated[tuple[Channel, ...], unique_ids] = ()
    """Ways in which people hear of the site."""

    @model_validator(mode="after")
    def _one_id_each(self) -> Places:
        times = Counter(place.id for root in self.places for place in root.all())
        findings = [
            Finding(
                ("places",),
                say("‹{name}› is the id of {number} places", name=name, number=count),
                say("give each its own"),
            )
            for name, count in times.items()
            if count > 1
        ]
        return refuse(findings) if findings else self

    def listed(self) -> list[tuple[Place, list[Place]]]:
        """Return each municipality with what can be chosen in it: libraries, then local areas, then itself.

        Each list is in the order of the alphabet.
        """
        order = KINDS[::-1]
        roots = sorted(self.places, key=lambda root: danish(root.name))
        return [
            (root, sorted(root.all(), key=lambda place: (order.index(place.kind), danish(place.name))))
            for root in roots
        ]

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all places."""
        return frozenset(place.id for root in self.places for place in root.all())

    def name(self, place: str) -> str:
        """Return the name of a place, or its id if it is no longer listed."""
        return next((found.name for root in self.places for found in root.all() if found.id == place), place)

    def lineage(self, place: str) -> tuple[str, ...]:
        """Return the ids of a place and of all places around it, the campaign last; the place may be unlisted."""
        inside = next((way for root in self.places if (way := root.way(place))), (place,) if place else ())
        return (*inside, CAMPAIGN) if inside != (CAMPAIGN,) else inside
