"""The leader's sheet: what to do and to press when, and on its back what to do if something goes wrong."""

from __future__ import annotations

from webapp.prints.hour_plan import HourPart
from webapp.prints.printing import Printing, Sheet

MOST_TOLD = 8  # moments of a plan for which the sheet has room for words to say


def leader_sheet(printing: Printing) -> list[Sheet]:
    """Return the two sides of the leader's sheet: what to press when, and what to do if something goes wrong."""
    _ = printing.gettext
    about = {
        "place": printing.place,
        "when": printing.when,
        "name": printing.workshop.name or "",
        "what": printing.what,
    }
    front = {
        "kind": "plan",
        "for": _("For whoever leads the event"),
        **about,
        "drawing": printing.drawing,
        "joining": {"title": _("For everybody"), **printing.joining} if not printing.by_hands else None,
        "plan": {
            "title": _("What happens when"),
            "heads": [
                _("Time") if printing.workshop.time else _("Minutes"),
                _("What happens, and what you can say"),
                _("What you press"),
            ],
            "rows": _rows(printing),
        },
        "doing": {"title": _("What to do"), "steps": _five(printing)},
    }
    back = {
        "kind": "trouble",
        "title": _("If something goes wrong"),
        "rows": _trouble(printing),
        "call": {"title": _("Whom you can call"), "words": printing.on_paper.call},
        "wifi": _wifi(printing),
        "talk": {
            "title": _("Questions that start a talk"),
            "texts": [
                _("Who was in doubt? What made you doubt?"),
                _("Where would you look, or whom would you ask, before you did anything?"),
                _("Has anybody here had something like it? Only tell it if you feel like it."),
            ],
        },
        "answers": {
            "title": _("What happens to the answers"),
            "text": _(
                "They are kept under random numbers until the event closes. Then they are added up into rounded "
                "figures, and the single answers are deleted. If you are fewer than ten, they wait for others, at most "
                "four weeks. Nobody can see who answered what."
            ),
        },
    }
    return [front, back]


def _rows(printing: Printing) -> list[Sheet]:
    """Return the rows of the plan: when it is, what is done, the words to say, and what to press."""
    _ = printing.gettext
    plan = printing.plan
    press = {0: _("“Begin”, and then “Show on the big screen”")}
    if not printing.by_hands:
        press[1] = _("“Let nobody else in”, when all are in")
    press[len(plan.moments) - 1] = _("“Finish”, and type how many you were")
    roomy = len(plan.moments) <= MOST_TOLD
    return [
        {
            "when": printing.words["clock"](at) if (at := plan.at(moment)) else str(moment.minute),
            "title": moment.title,
            "say": list(moment.say) if roomy else [],
            "story": _story(printing, moment) if roomy else "",
            "press": press.get(number, ""),
        }
        for number, moment in enumerate(plan.moments)
    ]


def _story(printing: Printing, moment: HourPart) -> str:
    if moment.story is None:
        return ""
    return printing.gettext("Tell the story “%(title)s”.", title=moment.story.title[printing.language])


def _five(printing: Printing) -> list[list[str]]:
    _, way = printing.gettext, printing.workshop.way
    joining, answering = (
        _(
            "They point their camera at the code, or open the address, choose “Type the code”, and type the six "
            "digits. Nobody types a name."
        ),
        _("You can see how far they are, never what they answer. Let them talk together, and take breaks."),
    )
    if way == "together":
        answering = _("The large button on your phone leads all of you on: answer alone, talk, see the answers.")
    if printing.by_hands:
        joining = _("Give everybody the cards with letters. Nobody needs a phone, and nobody says a name.")
        answering = _("All cards up at once, eyes on the message. Count, and type the numbers on your phone.")
    return [
        [_("The day before:"), _("Open your link, and see that it is the right event.")],
        [_("When people come:"), _("Open your link, and choose “Begin”. Then choose “Show on the big screen”.")],
        [_("Joining:"), joining],
        [_("While they answer:"), answering],
        [
            _("At the end:"),
            _(
                "Choose “Finish”. Everybody gets two minutes for the last answer. Then type how many you were, and "
                "tear up the sheet with your link."
            ),
        ],
    ]


def _trouble(printing: Printing) -> list[list[str]]:
    _ = printing.gettext
    lead = f"{printing.address}/{printing.language}/lead"
    screens = [
        [
            _("The code doesn't fit"),
            _(
                "Have you pressed “Begin”? And is the door still open? “Somebody comes late: let them in” opens it "
                "again."
            ),
        ],
        [
            _("The page doesn't open"),
            _(
                "Is it on the right Wi-Fi? Type %(address)s at the very top, not in a search field.",
                address=printing.address,
            ),
        ],
        [
            _("A tablet is stuck"),
            _(
                "Load the page again: the answers are kept. If that doesn't help, open the address, and type the code "
                "again."
            ),
        ],
    ]
    return [
        *(screens if not printing.by_hands else []),
        [
            _("You finished too early"),
            _("Press “Take it back: we haven't finished” within two minutes. After that, talk on without the screens."),
        ],
        [
            _("Your own phone gives up"),
            _(
                "Borrow another one. Open %(address)s, and type the join code and the PIN from your folded sheet.",
                address=lead,
            ),
        ],
        [
            _("There is no internet"),
            _("Use the messages on paper and the cards with letters: all cards up at once, eyes on the message."),
        ],
        [
            _("Somebody is being scammed right now"),
            _("Give them the sheet “Have you been scammed?”: the bank first. They don't have to tell the others."),
        ],
    ]


def _wifi(printing: Printing) -> Sheet:
    _, typed = printing.gettext, printing.on_paper
    return {
        "title": _("Wi-Fi"),
        "rows": [[_("Network"), typed.network], [_("Password"), typed.password]],
    }
