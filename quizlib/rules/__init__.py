"""Checks of a whole quiz or library that need more than one field.

Each name is imported when it is first used: where nothing has changed, nothing is checked.
"""

from typing import TYPE_CHECKING

from quizlib.public_names import first_use

if TYPE_CHECKING:
    from quizlib.rules.across.bank import anchors_are_there, fits_the_bank, ids_once
    from quizlib.rules.across.doubles import Reason, no_reason_twice, reasons_in
    from quizlib.rules.across.forms import parallel_forms
    from quizlib.rules.across.habits import Habits, habits_of, no_habit_helps, three_in_another_order
    from quizlib.rules.across.programmes import steps_are_there
    from quizlib.rules.across.traits import Traits, traits_of
    from quizlib.rules.every_rule import RULES, WHOLE_RULES, Rule, check, check_part, check_topic, message_findings
    from quizlib.rules.ids import begins_openly, quizzes_in_groups
    from quizlib.rules.parity import missing_languages
    from quizlib.rules.wording.language import remembering

__all__ = [
    "RULES",
    "WHOLE_RULES",
    "Habits",
    "Reason",
    "Rule",
    "Traits",
    "anchors_are_there",
    "begins_openly",
    "check",
    "check_part",
    "check_topic",
    "fits_the_bank",
    "habits_of",
    "ids_once",
    "message_findings",
    "missing_languages",
    "no_habit_helps",
    "no_reason_twice",
    "parallel_forms",
    "quizzes_in_groups",
    "reasons_in",
    "remembering",
    "steps_are_there",
    "three_in_another_order",
    "traits_of",
]

MODULES = {
    "rules.across.bank": "anchors_are_there fits_the_bank ids_once",
    "rules.across.doubles": "Reason no_reason_twice reasons_in",
    "rules.across.forms": "parallel_forms",
    "rules.across.habits": "Habits habits_of no_habit_helps three_in_another_order",
    "rules.across.programmes": "steps_are_there",
    "rules.across.traits": "Traits traits_of",
    "rules.every_rule": "RULES WHOLE_RULES Rule check check_part check_topic message_findings",
    "rules.ids": "begins_openly quizzes_in_groups",
    "rules.parity": "missing_languages",
    "rules.wording.language": "remembering",
}
"""The names, separated by spaces, by the module that they are imported from."""

if not TYPE_CHECKING:  # a type checker would take every name to be there
    __getattr__ = first_use(__name__, MODULES, globals())
