"""Places: municipalities with their areas and libraries, and the channels through which people come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import model_validator

from quizlib.authoring import Content, Finding, Id, refuse, unique_ids

KINDS = ("municipality", "area", "library")
CAMPAIGN = "campaign"  # the root of the tree of places


class Place(Content):
    """A municipality, a local area or a library, with the places within it."""

    id: Id
    kind: Literal["municipality", "area", "library"]
    name: str
    within: tuple[Place, ...] = ()

    @model_validator(mode="after")
    def _lies_right(self) -> Place:
        findings = [
            Finding(("within", index, "kind"), f"a {place.kind} does not lie in a {self.kind}", "mend the tree")
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
    """A way in which people hear of the site, named in its links as `?via=`."""

    id: Id
    name: str


class Places(Content):
    """Where workshops are held, and the channels through which people come."""

    places: Annotated[tuple[Place, ...], unique_ids] = ()
    channels: Annotated[tuple[Channel, ...], unique_ids] = ()

    @model_validator(mode="after")
    def _one_id_each(self) -> Places:
        times = Counter(place.id for root in self.places for place in root.all())
        findings = [
            Finding(("places",), f"‹{name}› is the id of {count} places", "give each its own")
            for name, count in times.items()
            if count > 1
        ]
        return refuse(findings) if findings else self

    def name(self, place: str) -> str:
        """Return the name of a place, or its id if it is no longer listed."""
        return next((found.name for root in self.places for found in root.all() if found.id == place), place)

    def lineage(self, place: str) -> tuple[str, ...]:
        """Return the ids of a place and of all places around it, the campaign last; the place may be unlisted."""
        inside = next((way for root in self.places if (way := root.way(place))), (place,) if place else ())
        return (*inside, CAMPAIGN) if inside != (CAMPAIGN,) else inside
