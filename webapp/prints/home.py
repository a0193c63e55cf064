"""Sheets to take home: what to remember and do, and on the back what to do after a scam."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice, zip_longest

from quizlib import Number, Quiz, Text
from webapp.prints.printing import Printing, Sheet
from webapp.site_content.help import HelpStep

TAKEAWAYS, PLANS, ACTIONS = 5, 3, 4  # for which a sheet has room in large letters


def reminder(printing: Printing) -> Sheet:
    """Return the reminder sheet of a workshop: the first things of each quiz, then the second ones."""
    _ = printing.gettext
    quizzes = [one.quiz for one in printing.quizzes]

    def first(told: Callable[[Quiz], tuple[Text, ...]], most: int) -> list[str]:
        return list(
            islice(
                dict.fromkeys(_in_turn([[text[printing.language] for text in told(quiz)] for quiz in quizzes])), most
            )
        )

    return {
        "kind": "reminder",
        "what": printing.what,
        "drawing": printing.drawing,
        "title": _("Your reminder sheet"),
        "plans": {
            "title": _("My plan"),
            "choose": _("Choose one, or write your own."),
            "texts": first(lambda quiz: quiz.plans, PLANS),
        },
        "takeaways": {"title": _("What matters most"), "texts": first(lambda quiz: quiz.takeaways, TAKEAWAYS)},
        "actions": {"title": _("I'll do this at home"), "texts": first(lambda quiz: quiz.actions, ACTIONS)},
        "help": _("If you've been scammed, turn the sheet over."),
        "behind": _behind(printing),
    }


def help_sheet(printing: Printing) -> Sheet:
    """Return what to do after a scam, in the order in which things are done."""
    _, found = printing.gettext, printing.visit.services.help
    checked = _("Checked on %(date)s", date=printing.words["day"](found.seen)) if found and found.seen else ""
    return {
        "kind": "help",
        "title": _("Have you been scammed?"),
        "first": found.first[printing.language] if found else "",
        "calm": _("It can happen to anyone. Take one thing at a time."),
        "bank": _("My bank's number"),
        "steps": list(_steps(printing, found.steps if found else ())),
        "behind": " · ".join(filter(None, (checked, _behind(printing)))),
    }


def _steps(printing: Printing, steps: Sequence[HelpStep]) -> Iterator[Sheet]:
    """Yield what is done; a number to call is given at the first step that needs it."""
    told: set[str] = set()
    for step in steps:
        numbers = [number for number in step.numbers if number.id not in told]
        told |= {number.id for number in numbers}
        yield {
            "title": step.title[printing.language],
            "text": (step.paper or step.text)[printing.language].strip().split("\n\n"),
            "numbers": [_phone(printing, number) for number in numbers],
        }


def _phone(printing: Printing, number: Number) -> list[str]:
    hours = number.hours[printing.language] if number.hours else ""
    return [number.name[printing.language], number.number.replace(" ", "\N{NO-BREAK SPACE}"), hours]


def _behind(printing: Printing) -> str:
    """Return the address to type, and who is behind the site if that is known."""
    owner = printing.visit.services.library.owner
    return " · ".join(filter(None, (printing.address, owner[printing.language] if owner else "")))


def _in_turn(lists: list[list[str]]) -> Iterator[str]:
    return (text for turn in zip_longest(*lists) for text in turn if text is not None)
