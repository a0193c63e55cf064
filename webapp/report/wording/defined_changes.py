"""The definitions of the figures about before and after."""

from __future__ import annotations

from collections.abc import Mapping

from webapp.report.wording.definition import Definition
from webapp.report.wording.words import _

PRACTICE = _(
    "Not that the campaign is the reason. Practice alone helps, and whoever did unusually badly the first time "
    "often does better the second."
)
PAIRED = _("Only those who answered both times are in it. Not how the others fared.")
WAYS = _("Only which way, not how far.")

CHANGES: Mapping[str, Definition] = {
    "believed:before": Definition(
        _("Before"), _("Scams believed per person in the first check-up, by those who took both."), PAIRED
    ),
    "believed:after": Definition(
        _("After"), _("Scams believed per person in the second check-up, by the same people."), PAIRED
    ),
    "believed:change": Definition(
        _("Change in scams believed"),
        _("Scams believed per person, after minus before. Under zero is better."),
        PRACTICE,
    ),
    "rejected:before": Definition(
        _("Before"), _("Genuine messages rejected per person in the first check-up, by those who took both."), PAIRED
    ),
    "rejected:after": Definition(
        _("After"), _("Genuine messages rejected per person in the second check-up, by the same people."), PAIRED
    ),
    "rejected:change": Definition(
        _("Change in genuine messages rejected"),
        _("Genuine messages rejected per person, after minus before. Over zero is worse: more suspicion."),
        PRACTICE,
    ),
    "worry:before": Definition(
        _("Before"), _("Mean worry, from 1 (not at all) to 5 (very), before the first quiz."), PAIRED
    ),
    "worry:after": Definition(_("After"), _("Mean worry of the same people afterwards, from 1 to 5."), PAIRED),
    "worry:change": Definition(
        _("Change in worry"),
        _("Steps of worry, after minus before. Less worry is good only where judging got better too."),
        PRACTICE,
    ),
    "mastery:before": Definition(
        _("Before"), _("How well people think they can judge a message, from 1 to 5, before the first quiz."), PAIRED
    ),
    "mastery:after": Definition(_("After"), _("The same people's answer afterwards, from 1 to 5."), PAIRED),
    "mastery:change": Definition(
        _("Change in mastery"),
        _("Steps of mastery, after minus before: what people think they can do."),
        PRACTICE,
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
CHANGES = {
    **CHANGES,
    **{
        f"later:{measure}": Definition(
            _("%(name)s, a month or more later", name=found.name),
            _("%(means)s Here a month or more lies between.", means=found.means),
            found.silent,
        )
        for measure, found in CHANGES.items()
    },
}
