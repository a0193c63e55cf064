"""The definitions of what is counted: events, attendances, and quizzes that were begun and completed."""

from __future__ import annotations

from collections.abc import Mapping

from webapp.report.wording.definition import Definition
from webapp.report.wording.words import _

NOT_PERSONS = _("Somebody who takes three quizzes is counted three times, and two at one screen count once.")
NOBODY_KNOWS = _("Not how many people: anybody can begin as often as the app lets them.")
COUNTED_OTHERWISE = _("Not whether it was counted as here.")

PEOPLE: Mapping[str, Definition] = {
    "head_count": Definition(
        _("Attendances"),
        _("How many were in the room, as the person who led the event counted them, summed up over events."),
        _("Not persons: somebody who came to two events is counted twice; events with fewer than five are not in it."),
    ),
    "per_thousand": Definition(
        _("Attendances per 1,000"),
        _("Attendances for each 1,000 inhabitants of 65 or over."),
        _("Not how many of the inhabitants came: some came twice, and some live elsewhere."),
    ),
    "workshops": Definition(
        _("Events"),
        _("Events that have been held and are over."),
        _("Not how many took part, or for how long."),
    ),
    "libraries": Definition(
        _("Libraries with an event"),
        _("Libraries where at least one event has been held."),
        _("Not how many came to each."),
    ),
    "earlier:attendances": Definition(_("Attendances"), _("Published by an earlier campaign."), COUNTED_OTHERWISE),
    "earlier:libraries": Definition(_("Libraries"), _("Published by an earlier campaign."), COUNTED_OTHERWISE),
    "earlier:quizzes": Definition(_("Quizzes completed"), _("Published by an earlier campaign."), COUNTED_OTHERWISE),
    "reached": Definition(
        _("Reached"), _("What has been reached so far, counted as in the other figures."), _("Not what came of it.")
    ),
    "target": Definition(_("Target"), _("What the campaign wanted to reach, from campaign.yaml."), _("Not why.")),
    "cost": Definition(
        _("Cost for each attendance"),
        _("The cost in campaign.yaml divided by the attendances; it is stored with no answer."),
        _("Not what an attendance is worth; where not every event was counted, it is rather less."),
    ),
    "starts": Definition(
        _("Quizzes begun"),
        _(
            "How many attempts had an answer; three messages alone, practice, refreshers and pages that were only"
            " opened do not count, and who begins anew counts once."
        ),
        NOT_PERSONS,
    ),
    "finishes": Definition(
        _("Quizzes completed"),
        _(
            "How many times a quiz was answered to the end; somebody who takes it again in the same week or at "
            "the same event counts once; groups of fewer than five are left out."
        ),
        NOT_PERSONS,
    ),
    "app-starts": Definition(
        _("Quizzes begun"),
        _("How many attempts in the app had an answer; groups of fewer than five are left out."),
        NOBODY_KNOWS,
    ),
    "app-finishes": Definition(
        _("Quizzes completed"),
        _("How many times a quiz was answered to the end in the app; groups of fewer than five are left out."),
        NOBODY_KNOWS,
    ),
    "lessons": Definition(
        _("Lessons"),
        _("Events held at the library in the calendar year."),
        _("Not how long each lasted."),
    ),
    "participants": Definition(
        _("Participants"),
        _("The sum of what those who led the lessons counted, as they typed it."),
        _("Lessons with fewer than five participants are not in it, nor those where nobody counted."),
    ),
    "visits": Definition(
        _("Visits"),
        _("How many times a quiz was begun by somebody who came through a link or poster that names its channel."),
        _("Most people type the address themselves, and are not counted here."),
    ),
    "age": Definition(
        _("Age"),
        _("What people answered when they were asked for their age after a quiz; nobody has to answer."),
        _("Not how old those are who did not answer; it is tied to no other answer."),
    ),
}
