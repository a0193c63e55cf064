"""The definitions of the technical figures."""

from __future__ import annotations

from collections.abc import Mapping

from webapp.report.wording.definition import Definition
from webapp.report.wording.words import _

OF_A_GROUP = _("It describes a group on one quiz; it says nothing of learning, and nothing of one person.")
OF_A_QUIZ = _("Not whether the quiz asks about the right things.")

TECHNICAL: Mapping[str, Definition] = {
    "d_prime:cautious": Definition(
        _("d′, cautious"),
        _("How well scams and genuine messages are told apart, calling a scam and checking first both being cautious."),
        OF_A_GROUP,
    ),
    "c:cautious": Definition(
        _("c, cautious"),
        _("Which way people lean: under zero towards caution, over zero towards belief."),
        OF_A_GROUP,
    ),
    "d_prime:outright": Definition(_("d′, outright"), _("The same, where only calling it a scam counts."), OF_A_GROUP),
    "c:outright": Definition(
        _("c, outright"), _("Which way people lean, where only calling it a scam counts."), OF_A_GROUP
    ),
    "discrimination": Definition(
        _("Discrimination"),
        _("How far those who do well on the other questions do well on this one: −100 to 100."),
        _("Rounded numbers and few people make it uncertain; it says nothing of the interval."),
    ),
    "cic": Definition(
        _("Internal consistency"),
        _("How far the questions measure one thing, in percent (Cronbach's alpha); it may be under zero."),
        OF_A_QUIZ,
    ),
    "standard_error": Definition(
        _("Standard error"),
        _("How far off, in points, one person's result may easily be."),
        OF_A_QUIZ,
    ),
    "brier": Definition(
        _("Brier score"),
        _("How far certainty lay from being right: 0 is best; always guessing gives a quarter."),
        _("Not whether people were too sure or not sure enough."),
    ),
}
