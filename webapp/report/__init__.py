"""What the campaign has learned: sums of records become figures under the rules, and figures become views."""

from webapp.report import scales
from webapp.report.definitions import DEFINITIONS, RULES
from webapp.report.figure import Figure, Where
from webapp.report.overview import attendance, overview
from webapp.report.quiz import quiz
from webapp.report.saying import interval, rests_on, said
from webapp.report.sources import Attended, Held, Sums, Tallied, Version
from webapp.report.speech import Speech
from webapp.report.view import Row, Section, View
from webapp.report.workshop import workshop

__all__ = [
    "DEFINITIONS",
    "RULES",
    "Attended",
    "Figure",
    "Held",
    "Row",
    "Section",
    "Speech",
    "Sums",
    "Tallied",
    "Version",
    "View",
    "Where",
    "attendance",
    "interval",
    "overview",
    "quiz",
    "rests_on",
    "said",
    "scales",
    "workshop",
]
