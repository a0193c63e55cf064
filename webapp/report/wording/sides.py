"""Sides: what the report says of the messages on both sides of a judge; scams and genuine messages have own words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from quizlib.measures import GENUINE_OR_SCAM, Measure, Sides
from webapp.report.wording.defined_sides import defined, defined_cuts
from webapp.report.wording.definition import Definition
from webapp.report.wording.words import Words, _

Said = Callable[..., Words]
"""A sentence with values that are still to come."""


@dataclass(frozen=True)
class SideWords:
    """The words about the messages of one side, and about how often they were judged wrong.

    `label` belongs to a row; `mistaken` names the measure. `seen`, `doubted` and `told` are read aloud with the share
    that was judged right, would be checked first, or was judged wrong. `sum` says how many of 100 messages were `right`
    or would be checked. `changed` and `lasted` say what was judged wrong before and after, with values that are still
    to come. `counted` and `wrong` are parts of sentences: a number of messages, and that this number was judged wrong.
    """

    id: str
    label: Words
    mistaken: Words
    seen: Said
    told: Said
    doubted: Said
    sum: Said
    changed: Said
    lasted: Said
    counted: Said
    wrong: Said

    @property
    def measure(self) -> str:
        """The measure of judging these messages wrong."""
        return Measure.mistaken(self.id)

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures of the four parts of all answers: right, would check first, wrong, left open."""
        return Measure.right(self.id), Measure.doubted(self.id), self.measure, Measure.left_open(self.id)


@dataclass(frozen=True)
class PairWords:
    """The words about both sides of a judge. `suffix` makes the ids of its sections and measures differ from others.

    `cuts` name the two ways to draw the line. `beside` explains the kinds of message; `warier` says that suspicion has
    grown, and `silent` says what the figures do not show.
    """

    sides: Sides
    harmful: SideWords
    harmless: SideWords
    cuts: Mapping[str, Words]
    beside: Words
    warier: Words
    silent: Words
    suffix: str = ""
    definitions: Mapping[str, Definition] = field(default_factory=dict)

    @property
    def both(self) -> tuple[SideWords, SideWords]:
        """Both sides, the harmful one first."""
        return self.harmful, self.harmless

    @property
    def measures(self) -> tuple[str, str]:
        """The measures of judging wrong, that of the harmful side first."""
        return self.harmful.measure, self.harmless.measure

    def in_blocks(self, blocks: Mapping[str, object]) -> bool:
        """Return whether something was judged to be on one of these sides."""
        return any(measure in blocks for measure in self.measures)


SCAMS = SideWords(
    id="scam",
    label=_("Scams"),
    mistaken=_("Scams believed"),
    seen=lambda share: _("Of the scams you saw through %(share)s.", share=share),
    told=lambda share: _("Of the scams you believed %(share)s.", share=share),
    doubted=lambda share: _("Of the scams you would check %(share)s first. That is always a good answer.", share=share),
    sum=lambda **values: _(
        "%(right)s seen through + %(check)s they would check = %(sum)s of 100. These are answers in a quiz, not what "
        "people do.",
        **values,
    ),
    changed=lambda **values: _(
        "Before, they believed %(before)s scams, afterwards %(after)s (%(apart)s; %(people)s).", **values
    ),
    lasted=lambda **values: _(
        "The first time they believed %(before)s scams, a month or more later %(after)s (%(apart)s; %(people)s).",
        **values,
    ),
    counted=lambda n: _("%(n)s scams", n=n),
    wrong=lambda n: _("believed %(n)s scams", n=n),
)
GENUINE = SideWords(
    id="genuine",
    label=_("Genuine messages"),
    mistaken=_("Genuine messages rejected"),
    seen=lambda share: _("Of the genuine messages you recognised %(share)s.", share=share),
    told=lambda share: _("Of the genuine messages you took %(share)s for scams.", share=share),
    doubted=lambda share: _(
        "Of the genuine messages you would check %(share)s first. That is quite all right.", share=share
    ),
    sum=lambda **values: _(
        "%(right)s recognised + %(check)s they would check = %(sum)s of 100. These are answers in a quiz, not what "
        "people do.",
        **values,
    ),
    changed=lambda **values: _(
        "Before, they rejected %(before)s genuine messages, afterwards %(after)s (%(apart)s; %(people)s).", **values
    ),
    lasted=lambda **values: _(
        "The first time they rejected %(before)s genuine messages, a month or more later %(after)s (%(apart)s; "
        "%(people)s).",
        **values,
    ),
    counted=lambda n: _("%(n)s genuine messages", n=n),
    wrong=lambda n: _("rejected %(n)s genuine messages", n=n),
)
BUILT_IN = PairWords(
    sides=GENUINE_OR_SCAM,
    harmful=SCAMS,
    harmless=GENUINE,
    cuts={
        "cautious": _("Calling it a scam, or checking first"),
        "outright": _("Only calling it a scam"),
    },
    beside=_("Beside each stands how often a genuine message of the same kind was taken for a scam."),
    warier=_(
        "People believe fewer scams, but they reject more genuine messages. That is more suspicion, not better "
        "judgement."
    ),
    silent=_(
        "What the figures don't show: whether fewer people are scammed in real life. And those who took part chose it "
        "themselves; others might have answered differently."
    ),
)


def pair_words(sides: Sides, name: Callable[[str], Words]) -> PairWords:
    """Return the words about two sides, made from the name that a library gives each of them."""
    if sides == GENUINE_OR_SCAM:
        return BUILT_IN
    harmless, harmful = map(name, sides)
    both = {"harmful": harmful, "harmless": harmless}
    return PairWords(
        sides=sides,
        harmful=_side(sides[1], harmful, harmless),
        harmless=_side(sides[0], harmless, harmful),
        cuts={
            "cautious": _("Calling it “%(harmful)s”, or checking first", harmful=harmful),
            "outright": _("Only calling it “%(harmful)s”", harmful=harmful),
        },
        beside=_(
            "Beside each stands how often a message of the same kind that is “%(harmless)s” was taken for "
            "“%(harmful)s”.",
            **both,
        ),
        warier=_(
            "People take less for “%(harmless)s” that is not, but more for “%(harmful)s” that is not. That is more "
            "suspicion, not better judgement.",
            **both,
        ),
        silent=_(
            "What the figures don't show: what people do in real life. And those who took part chose it themselves; "
            "others might have answered differently."
        ),
        suffix=f"-{sides[1]}",
        definitions={
            **defined(sides[1], harmful, harmless),
            **defined(sides[0], harmless, harmful),
            **defined_cuts(sides, harmless, harmful),
        },
    )


def _side(side: str, name: Words, other: Words) -> SideWords:
    both = {"side": name, "other": other}
    return SideWords(
        id=side,
        label=name,
        mistaken=_("“%(side)s” taken for “%(other)s”", **both),
        seen=lambda share: _("Of “%(side)s” you judged %(share)s right.", share=share, side=name),
        told=lambda share: _("Of “%(side)s” you took %(share)s for “%(other)s”.", share=share, **both),
        doubted=lambda share: _("Of “%(side)s” you would check %(share)s first.", share=share, side=name),
        sum=lambda **values: _(
            "%(right)s judged right + %(check)s they would check = %(sum)s of 100. These are answers in a quiz, not "
            "what people do.",
            **values,
        ),
        changed=lambda **values: _(
            "Before, they took %(before)s “%(side)s” for “%(other)s”, afterwards %(after)s (%(apart)s; %(people)s).",
            **both,
            **values,
        ),
        lasted=lambda **values: _(
            "The first time they took %(before)s “%(side)s” for “%(other)s”, a month or more later %(after)s "
            "(%(apart)s; %(people)s).",
            **both,
            **values,
        ),
        counted=lambda n: _("%(n)s “%(side)s”", n=n, side=name),
        wrong=lambda n: _("took %(n)s “%(side)s” for “%(other)s”", n=n, **both),
    )
