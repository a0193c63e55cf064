"""The definitions of the measures of a side that a library has named: the same measures as for scams and genuine."""

from __future__ import annotations

from collections.abc import Mapping

from quizlib.measures import Measure, Sides
from webapp.report.wording.defined_changes import (
    ALL_CHECK_UPS,
    DIFFERENT_PEOPLE,
    NOT_THE_CAUSE,
    PAIRED,
    WAYS,
    later,
    practised,
)
from webapp.report.wording.defined_technical import OF_A_GROUP
from webapp.report.wording.definition import Definition
from webapp.report.wording.words import Words, _

SELF_CHOSEN = _("Participants chose themselves; others might have answered differently.")


def defined(side: str, name: Words, other: Words) -> Mapping[str, Definition]:
    """Return the definitions of all figures about messages of a side, which can be taken for the `other`."""
    mistaken, both = Measure.mistaken(side), {"side": name, "other": other}
    title = _("“%(side)s” taken for “%(other)s”", **both)
    before = _("%(title)s: of 100 in the first check-up, by those who took both.", title=title)
    after = _("%(title)s: of 100 in the second check-up, by the same people.", title=title)
    changed = _("How many fewer or more of 100 afterwards; fewer is better.")
    changes = {
        f"{mistaken}:before": Definition(_("Before"), before, PAIRED),
        f"{mistaken}:after": Definition(_("After"), after, PAIRED),
        f"{mistaken}:change": Definition(_("Change in %(title)s", title=title), changed, NOT_THE_CAUSE),
        f"{mistaken}:down": Definition(_("Less often"), _("The share of people who did so less often."), WAYS),
        f"{mistaken}:same": Definition(_("As often"), _("The share of people who did so as often as before."), WAYS),
        f"{mistaken}:up": Definition(_("More often"), _("The share of people who did so more often."), WAYS),
    }
    return {
        mistaken: Definition(
            title,
            _(
                "Of all messages that are “%(side)s”, the share that people took for “%(other)s”; it should fall.",
                **both,
            ),
            _("Not what people do in real life; here they had time, and knew that it was a quiz."),
        ),
        Measure.doubted(side): Definition(
            _("“%(side)s”: would be checked first", side=name),
            _(
                (
                    "Of all messages that are “%(side)s”, the share of which people said that they would check first; "
                    "that is a good answer."
                ),
                side=name,
            ),
            _("Not whether they really would check at home."),
        ),
        Measure.right(side): Definition(
            _("“%(side)s” judged right", side=name),
            _("Of 100 messages that are “%(side)s”, how many people judged right.", side=name),
            _("Not what people do in real life; here they had time, and knew that it was a quiz."),
        ),
        Measure.handled(side): Definition(
            _("“%(side)s” judged right or checked first", side=name),
            _("Of 100 messages that are “%(side)s”, how many people judged right or would check first.", side=name),
            _("Answers in a quiz, not what people do."),
        ),
        Measure.left_open(side): Definition(
            _("“%(side)s”: not answered", side=name),
            _("Of 100 messages that are “%(side)s”, how many were left open.", side=name),
            _("Not why."),
        ),
        f"{mistaken}:standardised": Definition(
            _("%(title)s, made comparable", title=title),
            _("As if every place had taken the quizzes in the same mix."),
            SELF_CHOSEN,
        ),
        f"{mistaken}:difference": Definition(
            _("Compared with all other places"),
            _(
                "The place's share of “%(side)s” taken for “%(other)s” minus that of all others, over the quizzes both "
                "have taken.",
                **both,
            ),
            SELF_CHOSEN,
        ),
        f"{mistaken}:year": Definition(
            title, _("The same, of the messages that were in the check-ups of both years."), ALL_CHECK_UPS
        ),
        f"{mistaken}:years": Definition(
            _("Change from year to year"), _("The share of the later year minus that of the earlier."), ALL_CHECK_UPS
        ),
        f"unseen:{mistaken}": Definition(
            _("%(title)s, of a new kind", title=title),
            _("The same, of messages of kinds that no quiz teaches this year."),
            DIFFERENT_PEOPLE,
        ),
        f"occasion:{mistaken}": Definition(title, _("The same, in check-ups at this occasion."), DIFFERENT_PEOPLE),
        **changes,
        **later(changes),
        **practised(changes),
    }


def defined_cuts(sides: Sides, harmless: Words, harmful: Words) -> Mapping[str, Definition]:
    """Return the definitions of d′ and c of two sides."""
    cautious, outright = Measure.cut("cautious", sides), Measure.cut("outright", sides)
    both = {"harmful": harmful, "harmless": harmless}
    return {
        f"d_prime:{cautious}": Definition(
            _("d′, cautious"),
            _(
                "How well “%(harmful)s” and “%(harmless)s” are told apart, calling it “%(harmful)s” and checking first "
                "both being cautious.",
                **both,
            ),
            OF_A_GROUP,
        ),
        f"c:{cautious}": Definition(
            _("c, cautious"),
            _("Which way people lean: under zero towards caution, over zero towards belief."),
            OF_A_GROUP,
        ),
        f"d_prime:{outright}": Definition(
            _("d′, outright"),
            _("The same, where only calling it “%(harmful)s” counts.", harmful=harmful),
            OF_A_GROUP,
        ),
        f"c:{outright}": Definition(
            _("c, outright"),
            _("Which way people lean, where only calling it “%(harmful)s” counts.", harmful=harmful),
            OF_A_GROUP,
        ),
    }
