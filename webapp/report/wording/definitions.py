"""The definitions of all measures, and the rules that figures follow."""

from __future__ import annotations

from collections.abc import Mapping

from webapp.report.wording.defined_changes import CHANGES
from webapp.report.wording.defined_people import PEOPLE
from webapp.report.wording.defined_sides import SELF_CHOSEN
from webapp.report.wording.defined_technical import TECHNICAL
from webapp.report.wording.definition import Definition
from webapp.report.wording.words import _

JUDGING: Mapping[str, Definition] = {
    "believed": Definition(
        _("Scams believed"),
        _("Of 100 scams shown, how many people took to be genuine; it should fall."),
        _("Not how many are scammed in real life; here people had time, and knew that it was a quiz."),
    ),
    "seen-through": Definition(
        _("Scams seen through"),
        _("Of 100 scams shown, how many people took to be scams."),
        _("Not what people would do in real life; here they had time, and knew that it was a quiz."),
    ),
    "scams-doubted": Definition(
        _("Scams they would check first"),
        _("Of 100 scams shown, how many people said that they would check first; that is a good answer."),
        _("Not whether they really would check at home."),
    ),
    "scams-handled": Definition(
        _("Scams seen through or checked first"),
        _("Of 100 scams shown, how many people saw through or would check first."),
        _("Answers in a quiz, not what people do."),
    ),
    "scams-open": Definition(_("Scams not answered"), _("Of 100 scams shown, how many were left open."), _("Not why.")),
    "rejected": Definition(
        _("Genuine messages rejected"),
        _("Of 100 genuine messages shown, how many people took to be scams; it should fall too."),
        _("Not what it costs in real life to leave a genuine message unanswered."),
    ),
    "recognised": Definition(
        _("Genuine messages recognised"),
        _("Of 100 genuine messages shown, how many people took to be genuine."),
        _("Not what people would do in real life; here they had time, and knew that it was a quiz."),
    ),
    "genuine-doubted": Definition(
        _("Genuine messages they would check first"),
        _("Of 100 genuine messages shown, how many people would check first; that is a good answer too."),
        _("Not whether they really would check at home."),
    ),
    "genuine-handled": Definition(
        _("Genuine messages recognised or checked first"),
        _("Of 100 genuine messages shown, how many people recognised or would check first."),
        _("Answers in a quiz, not what people do."),
    ),
    "genuine-open": Definition(
        _("Genuine messages not answered"),
        _("Of 100 genuine messages shown, how many were left open."),
        _("Not why."),
    ),
    "right_act": Definition(
        _("Right about what to do"),
        _("Of 100 answers about what one would do, how many were fully right."),
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
        _("Other people were asked, in other words and at another time; it can't be compared with ours directly."),
    ),
}

QUESTIONS: Mapping[str, Definition] = {
    "facility": Definition(
        _("How far people got"),
        _("The mean of what people got for the question, from nothing to all of it; a doubt counts a half."),
        _("Not whether the question was hard or only hard to read; left open counts as nothing."),
    ),
    "overlooked": Definition(
        _("Signs overlooked"),
        _("The share of people who did not mark this sign, although it gives the message away."),
        _("Somebody may have seen it without marking it."),
    ),
    "chosen": Definition(
        _("Chose this"),
        _("The share of people who chose this answer; those who left the question open count among them all."),
        _("Not why they chose it."),
    ),
    "completed": Definition(
        _("Answered to the end"),
        _("Of 100 who answered something, how many came to the end."),
        _("Not why others stopped, and not those who only opened a page."),
    ),
    "left": Definition(
        _("Left before half"),
        _("How many answered something, but less than half; their answers are in no other figure."),
        _("Not why they left, and not where: it is only summed up over six groups or more."),
    ),
    "stopped": Definition(
        _("Where people stopped"),
        _("Of those who answered at least half of the quiz, the share whose last answer lies in this third of it."),
        _("Not why they stopped; at an event it may simply have been over."),
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
"""The definition of each measure, of scams and genuine messages and of everything that has no sides."""


RULES = (
    _(
        "Nobody is asked who they are. Answers are added up in groups of at least ten attempts, and the answers "
        "deleted."
    ),
    _(
        "Every number is rounded once, by chance, to a multiple of three, when a group is added up. So sums may be a "
        "little off."
    ),
    _("Numbers of people are shown from five on, and anything about answers from ten."),
    _("Under 30 people figures are said in words or tenths; from 30 on as a number out of 100, with an interval."),
    _("Figures of more than one event take three groups and 30 people."),
    _(
        "The interval says how far off a figure may be: 95 of 100 such intervals hold the true value. From six groups "
        "on it rests on how much the groups differ; with fewer it holds only for those who took part."
    ),
    _(
        "A change in judging is shown once each order of the forms has 30 pairs in three groups: only then does it not "
        "matter that one form may be harder. The changes are read together, so their intervals are wider: in 95 of 100 "
        "campaigns all of them hold the true value."
    ),
    _("Only first answers count. Second tries, practice and refreshers are in no figure."),
    _("Attendances and quizzes completed are two different things, never added together."),
    _("A question or sign is ranked from 100 answers in six groups on, by the end of its interval that is sure."),
    _(
        "Figures from events and from home stand apart. Answers from home are open to everybody, so fakes can't be "
        "excluded."
    ),
)
"""The rules that pages and exports show beside the figures."""
