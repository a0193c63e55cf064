"""The definitions of the figures about before and after."""

from __future__ import annotations

from collections.abc import Mapping

from quizlib import LATER, PRACTICE
from webapp.report.wording.definition import Definition
from webapp.report.wording.words import _

FELT = ("worry", "mastery")
NOT_THE_CAUSE = _("Not that the campaign is the reason: there is no comparison group, and practice counts in.")
PAIRED = _("Only those who answered both times are in it; not how the others fared.")
WAYS = _("Only which way, not how far.")

CHANGES: Mapping[str, Definition] = {
    "believed:before": Definition(
        _("Before"), _("Of 100 scams in the first check-up, how many those who took both believed."), PAIRED
    ),
    "believed:after": Definition(
        _("After"), _("Of 100 scams in the second check-up, how many the same people believed."), PAIRED
    ),
    "believed:change": Definition(
        _("Change in scams believed"),
        _("How many fewer or more of 100 scams they believed afterwards; fewer is better."),
        NOT_THE_CAUSE,
    ),
    "rejected:before": Definition(
        _("Before"), _("Of 100 genuine messages in the first check-up, how many those who took both rejected."), PAIRED
    ),
    "rejected:after": Definition(
        _("After"), _("Of 100 genuine messages in the second check-up, how many the same people rejected."), PAIRED
    ),
    "rejected:change": Definition(
        _("Change in genuine messages rejected"),
        _("How many fewer or more of 100 genuine messages they rejected afterwards; more is worse: more suspicion."),
        NOT_THE_CAUSE,
    ),
    "worry:before": Definition(
        _("Before"), _("Mean worry, from 1 (not at all) to 5 (very), before the first quiz."), PAIRED
    ),
    "worry:after": Definition(_("After"), _("Mean worry of the same people afterwards, from 1 to 5."), PAIRED),
    "worry:change": Definition(
        _("Change in worry"),
        _("Steps of worry, after minus before; less worry is good only where judging got better too."),
        NOT_THE_CAUSE,
    ),
    "mastery:before": Definition(
        _("Before"), _("How well people think they can judge a message, from 1 to 5, before the first quiz."), PAIRED
    ),
    "mastery:after": Definition(_("After"), _("The same people's answer afterwards, from 1 to 5."), PAIRED),
    "mastery:change": Definition(
        _("Change in mastery"),
        _("Steps of mastery, after minus before: what people think they can do."),
        NOT_THE_CAUSE,
    ),
    "believed:down": Definition(_("Believed fewer scams"), _("The share of people who believed fewer scams."), WAYS),
    "believed:same": Definition(_("As many scams"), _("The share of people who believed as many as before."), WAYS),
    "believed:up": Definition(_("Believed more scams"), _("The share of people who believed more scams."), WAYS),
    "rejected:down": Definition(
        _("Rejected fewer genuine messages"), _("The share of people who rejected fewer genuine messages."), WAYS
    ),
    "rejected:same": Definition(
        _("Rejected as many"), _("The share of people who rejected as many genuine messages as before."), WAYS
    ),
    "rejected:up": Definition(
        _("Rejected more genuine messages"), _("The share of people who rejected more genuine messages."), WAYS
    ),
    "worry:down": Definition(_("Less worried"), _("The share of people who were less worried afterwards."), WAYS),
    "worry:same": Definition(_("As worried as before"), _("The share of people whose worry was the same."), WAYS),
    "worry:up": Definition(_("More worried"), _("The share of people who were more worried afterwards."), WAYS),
    "mastery:down": Definition(
        _("Thinks less of what they can do"), _("The share of people who chose a lower step than before."), WAYS
    ),
    "mastery:same": Definition(_("The same"), _("The share of people who chose the same step as before."), WAYS),
    "mastery:up": Definition(
        _("Thinks more of what they can do"), _("The share of people who chose a higher step than before."), WAYS
    ),
}


DIFFERENT_PEOPLE = _("Different people, and other messages, at each check-up: not how anybody has changed.")
ALL_CHECK_UPS = _("Different people each year, and both those who had learned something and those who had not.")
YEARS: Mapping[str, Definition] = {
    "believed:year": Definition(
        _("Scams believed"),
        _("Of the scams that were in the check-ups of both years, the share that people believed in this one."),
        ALL_CHECK_UPS,
    ),
    "believed:years": Definition(
        _("Change from year to year"), _("The share of the later year minus that of the earlier."), ALL_CHECK_UPS
    ),
    "rejected:year": Definition(
        _("Genuine messages rejected"),
        _("Of the genuine messages in the check-ups of both years, the share taken for scams in this one."),
        ALL_CHECK_UPS,
    ),
    "rejected:years": Definition(
        _("Change from year to year"), _("The share of the later year minus that of the earlier."), ALL_CHECK_UPS
    ),
}
UNSEEN: Mapping[str, Definition] = {
    "unseen:believed": Definition(
        _("Scams of a new kind believed"),
        _("Of the scams of kinds that no quiz teaches this year, the share that people believed."),
        DIFFERENT_PEOPLE,
    ),
    "unseen:rejected": Definition(
        _("Genuine messages of a new kind rejected"),
        _("Of the genuine messages like kinds of fraud that no quiz teaches this year, the share taken for scams."),
        DIFFERENT_PEOPLE,
    ),
    "occasion:believed": Definition(
        _("Scams believed"),
        _("Of 100 scams in a check-up at this occasion, how many people believed."),
        DIFFERENT_PEOPLE,
    ),
    "occasion:rejected": Definition(
        _("Genuine messages rejected"),
        _("Of 100 genuine messages in a check-up at this occasion, how many people rejected."),
        DIFFERENT_PEOPLE,
    ),
}


def later(changes: Mapping[str, Definition]) -> dict[str, Definition]:
    """Return the definitions of the same changes where a month or more lies between."""
    return {
        f"{LATER}{measure}": Definition(
            _("%(name)s, a month or more later", name=found.name),
            _("A month or more later: %(means)s", means=found.means),
            found.silent,
        )
        for measure, found in changes.items()
    }


def practised(changes: Mapping[str, Definition]) -> dict[str, Definition]:
    """Return the definitions of the same changes in judging with no quiz between the two check-ups."""
    return {
        f"{PRACTICE}{measure}": Definition(
            _("%(name)s, with practice alone", name=found.name),
            _("With no quiz between: %(means)s", means=found.means),
            _("Not what the quiz teaches: the same people take it only afterwards."),
        )
        for measure, found in changes.items()
        if measure.partition(":")[0] not in FELT
    }


CHANGES = {**CHANGES, **later(CHANGES), **practised(CHANGES), **YEARS, **UNSEEN}
