"""The reasons why a figure is not shown, in words."""

from __future__ import annotations

from webapp.report.wording.words import Phrase, _

NOTHING = _("Nothing has been counted yet.")
FEW_PEOPLE = _("Fewer than 5 people.")
FEW_ANSWERS = _("Fewer than 10 attempts.")
FEW_BLOCKS = _("Not enough yet: it takes three groups and 30 people.")
FEW_PAIRS = _("Not enough yet: it takes 10 people who answered both before and after.")
FEW_PAIRS_WIDE = _("Not enough yet: it takes three groups, and 30 people who answered both before and after.")
FEW_FOR_ITEMS = _("Not enough yet: it takes 30 people.")
NO_INTERVAL = _("Not shown, since it cannot be said how far off it may be.")
NOT_MEASURED = _("Not measured yet.")
NOT_COMPARED = _("Not enough yet: it takes a quiz that three events and 30 people have taken, here and elsewhere.")
NO_SAME_MESSAGES = _(
    "Not enough yet: it takes a message that three groups and 30 people have judged in each of the two years."
)
NOT_DEFINED = _("Cannot be computed: the answers are too much alike.")
NONE_SHOWN = _("No such message was shown.")
NOT_ASKED = _("Nothing was asked both before and after.")
ONE_ORDER = _("Not shown: one event takes the forms in one order, so it may only be that the first was harder.")
OTHER_ORDERS = _("Not shown: these forms were taken in orders in which one may have been harder.")
TOO_LITTLE = _("Too little to say: it takes 100 answers in six groups.")
UNKNOWN_BEGUN = _("Not enough yet: it takes six groups of which it is known how many left before half.")
NOT_COUNTED = _("Too few took it here to be counted for themselves. Their answers were counted with those of others.")

ONLY_THESE = _("Holds only for those who took part.")
INDICATIVE = _("Under 100 people: a first hint.")

NOT_ENOUGH: tuple[Phrase, ...] = (
    FEW_BLOCKS,
    FEW_PAIRS,
    FEW_PAIRS_WIDE,
    FEW_FOR_ITEMS,
    NOT_COMPARED,
    NO_SAME_MESSAGES,
    TOO_LITTLE,
    UNKNOWN_BEGUN,
)
"""The reasons that begin with "not enough yet" and go on with what is needed."""
ALL: tuple[Phrase, ...] = (
    NOTHING,
    FEW_PEOPLE,
    FEW_ANSWERS,
    FEW_BLOCKS,
    FEW_PAIRS,
    FEW_PAIRS_WIDE,
    FEW_FOR_ITEMS,
    NO_INTERVAL,
    NOT_MEASURED,
    NOT_COMPARED,
    NO_SAME_MESSAGES,
    NOT_DEFINED,
    NONE_SHOWN,
    ONE_ORDER,
    OTHER_ORDERS,
    TOO_LITTLE,
    UNKNOWN_BEGUN,
    NOT_COUNTED,
)
"""All reasons."""
