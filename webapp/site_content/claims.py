"""Claims: what the content says although no page that we read says it. A person confirms each before launch."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, RootModel

from quizlib import Problem
from quizlib.authoring import (
    Content,
    Context,
    Document,
    Id,
    Naming,
    Text,
    build,
    did_you_mean,
    read_file,
    say,
    unique_ids,
)

Harm = Literal["high", "medium", "low"]
HARMS: tuple[Harm, ...] = ("high", "medium", "low")
HELP = "help"


class Claim(Content):
    """Advice of our own or an open question, how much harm it does if it is wrong, and where it stands.

    `stands_in` has ids of quizzes and of messages of the month, and "help" for help.yaml.
    """

    id: Id
    """Your own name for it."""
    claim: Text
    """What we say."""
    harm: Harm
    """`high`, `medium` or `low`: how much harm it does if it is wrong."""
    stands_in: Annotated[tuple[Annotated[str, Naming("quiz")], ...], Field(min_length=1)]
    """Ids of quizzes and of messages of the month, and `help`."""


class Claims(RootModel[Annotated[tuple[Claim, ...], unique_ids]]):
    """The list in claims.yaml."""


def read_claims(folder: Path, context: Context, names: Collection[str]) -> tuple[tuple[Claim, ...], list[Problem]]:
    """Return the claims of claims.yaml, if there is one, and its problems. `names` are those that it may give."""
    path = folder / "claims.yaml"
    if not path.exists():
        return (), []
    document = read_file(path)
    found = build(document, Claims, context)
    claims = found.root if found else ()
    return claims, [*document.problems, *_strangers(claims, document, names)]


def _strangers(claims: tuple[Claim, ...], document: Document, names: Collection[str]) -> Iterator[Problem]:
    for index, claim in enumerate(claims):
        for at, name in enumerate(claim.stands_in):
            if name not in names:
                hint = did_you_mean(name, names)
                yield document.report((index, "stands_in", at), say("unknown quiz or month ‹{name}›", name=name), hint)
