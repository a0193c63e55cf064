"""What the campaign has learned: sums of records become figures under the rules, and figures become views."""

from webapp.report import scales
from webapp.report.definitions import DEFINITIONS, RULES
from webapp.report.figure import Figure, Where
from webapp.report.overview import attendance, overview
from webapp.report.paper import NoPdf, as_pdf
from webapp.report.quiz import quiz
from webapp.report.rows import Made
from webapp.report.saying import interval, rests_on, said
from webapp.report.sheets import as_csv, as_xlsx
from webapp.report.sources import Attended, Held, Sums, Tallied, Version
from webapp.report.speech import Speech
from webapp.report.taking import FORMS, taken
from webapp.report.view import Row, Section, View
from webapp.report.workshop import workshop

__all__ = [
    "DEFINITIONS",
    "FORMS",
    "RULES",
    "Attended",
    "Figure",
    "Held",
    "Made",
    "NoPdf",
    "Row",
    "Section",
    "Speech",
    "Sums",
    "Tallied",
    "Version",
    "View",
    "Where",
    "as_csv",
    "as_pdf",
    "as_xlsx",
    "attendance",
    "interval",
    "overview",
    "quiz",
    "rests_on",
    "said",
    "scales",
    "taken",
    "workshop",
]
