"""The pack: the chosen sheets of some workshops, as one PDF."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Literal, get_args

from webapp.prints.home import help_sheet, reminder
from webapp.prints.leader import leader_sheet
from webapp.prints.leader_papers import head_count, secret, stories
from webapp.prints.printing import OnPaper, Printing, Sheet, language_of
from webapp.prints.questions import letters, messages
from webapp.prints.room import poster, table_cards
from webapp.storage.workshops.workshop import Workshop
from webapp.typeset import typeset
from webapp.web.languages import speaking, words
from webapp.web.visit import Visit

TEMPLATE = Path(__file__).with_name("pack.typ")
Part = Literal["leader", "secret", "stories", "poster", "tables", "messages", "letters", "home", "heads", "large"]
PARTS: tuple[Part, ...] = get_args(Part)
"""What can be printed, in the order of the file. Large posters come last: they need another drawer of the printer."""
LARGE: Part = "large"

SHEETS: dict[Part, Callable[[Printing], list[Sheet]]] = {
    "leader": leader_sheet,
    "secret": secret,
    "stories": stories,
    "poster": poster,
    "tables": table_cards,
    "messages": messages,
    "letters": letters,
    "home": lambda printing: [reminder(printing), help_sheet(printing)],
    "heads": head_count,
    LARGE: poster,
}
"""By part, its sides of paper. Each part begins on a sheet of its own, so that nothing of another is on its back."""


def pack(visit: Visit, workshops: Sequence[Workshop], parts: Collection[Part], on_paper: OnPaper) -> bytes:
    """Return the parts of some workshops as a PDF. NotInstalled without typst."""
    small = [part for part in PARTS if part in parts and part != LARGE]
    large = [part for part in PARTS if part in parts and part == LARGE]
    piles = [_pile(visit, one, some, on_paper) for some in (small, large) for one in workshops if some]
    return typeset(TEMPLATE, {"title": words()["_"]("Sheets to print"), "lang": visit.language.id, "piles": piles})


def parts_of(visit: Visit, workshops: Sequence[Workshop]) -> list[Part]:
    """Return what there is to print of some workshops: a quiz may have no story, and a link may be withdrawn."""
    return [part for part in PARTS if any(_pile(visit, one, [part], OnPaper())["parts"] for one in workshops)]


def _pile(visit: Visit, workshop: Workshop, parts: Sequence[Part], on_paper: OnPaper) -> Sheet:
    with speaking(language_of(visit, workshop)):
        printing = Printing.of(visit, workshop, on_paper)
        return {
            "lang": printing.language,
            "foot": " · ".join(filter(None, (printing.place, printing.when, workshop.name))),
            "parts": [{"part": part, "sides": sides} for part in parts if (sides := SHEETS[part](printing))],
        }
