"""The definitions of all measures, and the rules that figures follow."""

from __future__ import annotations

from collections.abc import Mapping

from webapp.report.wording.defined_changes import CHANGES
from webapp.report.wording.defined_technical import TECHNICAL
from webapp.report.wording.definition import Definition
from webapp.report.wording.words import _

SELF_CHOSEN = _("Participants chose themselves. Others might have answered differently.")
NOT_PERSONS = _("Somebody who takes three quizzes is counted three times, and two at one screen count once.")

PEOPLE: Mapping[str, Definition] = {
    "head_count": Definition(
        _("People who came"),
        _("How many were in the room, as the person who led the event counted them."),
        _("Somebody who came to two events is counted twice."),
    ),
    "workshops": Definition(
        _("Events"),
        _("Events that have been held and are over."),
        _("Not how many took part, or for how long."),
    ),
    "starts": Definition(
        _("Quizzes begun"),
        _("How many times a quiz was begun. Groups of fewer than five are left out."),
        NOT_PERSONS,
    ),
    "finishes": Definition(
        _("Quizzes completed"),
        _("How many times a quiz was answered to the end. Groups of fewer than five are left out."),
        NOT_PERSONS,
    ),
    "lessons": Definition(
        _("Lessons"),
        _("Events held at the library in the calendar year."),
        _("Not how long each lasted."),
    ),
    "participants": Definition(
        _("Participants"),
        _("The sum of the head counts, exactly as they were typed in."),
        _("Lessons with fewer than five participants are not in it, nor those where nobody counted."),
    ),
    "visits": Definition(
        _("Visits"),
        _("How many times a quiz was begun by somebody who came through a link or poster that names its channel."),
        _("Most people type the address themselves, and are not counted here."),
    ),
    "age": Definition(
        _("Age"),
        _("What people answered when they were asked for their age after a quiz. Nobody has to answer."),
        _("Not how old those are who did not answer. It is tied to no other answer."),
    ),
}

JUDGING: Mapping[str, Definition] = {
    "believed": Definition(
        _("Scams believed"),
        _("Of all scams shown, the share that people took to be genuine. It should fall."),
        _("Not how many are scammed in real life. Here people had time, and knew that it was a quiz."),
    ),
    "scams-doubted": Definition(
        _("Scams they would check first"),
        _("Of all scams shown, the share of which people said that they would check first. That is a good answer."),
        _("Not whether they really would check at home."),
    ),
    "rejected": Definition(
        _("Genuine messages rejected"),
        _("Of all genuine messages shown, the share that people took to be scams. It should fall too."),
        _("Not what it costs in real life to leave a genuine message unanswered."),
    ),
    "genuine-doubted": Definition(
        _("Genuine messages they would check first"),
        _("Of all genuine messages shown, the share that people would check first. That is a good answer too."),
        _("Not whether they really would check at home."),
    ),
    "safe": Definition(
        _("Safe choices"),
        _("Of all questions about what one would do, the share that was answered with what is safe."),
        _("What people say they would do, not what they do."),
    ),
    "believed:standardised": Definition(
        _("Scams believed, made comparable"),
        _("As if every place had taken the quizzes in the same mix, so that a hard quiz does no place an injustice."),
        SELF_CHOSEN,
    ),
    "believed:difference": Definition(
        _("Compared with all other places"),
        _("The place's share of scams believed minus that of all others, over the quizzes both have taken."),
        SELF_CHOSEN,
    ),
    "rejected:standardised": Definition(
        _("Genuine rejected, made comparable"),
        _("As if every place had taken the quizzes in the same mix."),
        SELF_CHOSEN,
    ),
    "rejected:difference": Definition(
        _("Compared with all other places"),
        _("The place's share of genuine messages rejected minus that of all others, over the quizzes both have taken."),
        SELF_CHOSEN,
    ),
}

OUTSIDE: Mapping[str, Definition] = {
    "outside": Definition(
        _("Measured by others"),
        _("What a survey or a statistic says, typed in with its source and the day on which it was read."),
        _("Other people were asked, in other words and at another time. It can't be compared with ours directly."),
    ),
}

QUESTIONS: Mapping[str, Definition] = {
    "facility": Definition(
        _("How far people got"),
        _("The mean of what people got for the question, from nothing to all of it. A doubt counts a half."),
        _("Not whether the question was hard or only hard to read. Left open counts as nothing."),
    ),
    "overlooked": Definition(
        _("Signs overlooked"),
        _("The share of people who did not mark this sign, although it gives the message away."),
        _("Somebody may have seen it without marking it."),
    ),
    "chosen": Definition(
        _("Chose this"),
        _("The share of people who chose this answer. Those who left the question open count among them all."),
        _("Not why they chose it."),
    ),
    "finished": Definition(
        _("Answered to the end"),
        _("Of those who answered at least half of the quiz, the share who came to its end."),
        _("Those who left before half of it are not counted."),
    ),
    "stopped": Definition(
        _("Where people stopped"),
        _("Of those who answered at least half of the quiz, the share whose last answer lies in this third of it."),
        _("Not why they stopped. At an event it may simply have been over."),
    ),
    "sure": Definition(
        _("How sure people were"),
        _("Their mean certainty: a guess counts as a half, rather sure as three quarters, quite sure as the whole."),
        _("Only answers that were decided; a doubt is never asked how sure it is."),
    ),
    "right": Definition(
        _("How often they were right"),
        _("Of the answers where people said how sure they were, the share that was right."),
        _("Not which of them were right by luck."),
    ),
}

DEFINITIONS: Mapping[str, Definition] = {**PEOPLE, **JUDGING, **CHANGES, **OUTSIDE, **QUESTIONS, **TECHNICAL}
"""The definition of each measure."""


RULES = (
    _("Nobody is asked who they are. Answers are added up in groups of at least ten people, and the answers deleted."),
    _(
        "Every number is rounded once, by chance, to a multiple of three, when a group is added up. So sums may be a "
        "little off."
    ),
    _("Numbers of people are shown from five on, and anything about answers from ten."),
    _("Under 30 people figures are said in words or tenths; from 30 on in percent, with an interval."),
    _("Figures of more than one event take three groups and 30 people."),
    _(
        "The interval says how far off a figure may be: 95 of 100 such intervals hold the true value. From six groups "
        "on it rests on how much the groups differ; with fewer it holds only for those who took part."
    ),
    _("People who came and quizzes completed are two different things, never added together."),
    _(
        "Figures from events and from home stand apart. Answers from home are open to everybody, so fakes can't be "
        "excluded."
    ),
)
"""The rules that pages and exports show beside the figures."""
