"""The report of the campaign: it turns sums of records into figures, by fixed rules, and figures into pages."""

from webapp.report.figures.sources import Attended, Held, Sums, Tallied, Version
from webapp.report.figures.view import Row, Section, View
from webapp.report.output import charts
from webapp.report.output.exports import FORMS, exported
from webapp.report.output.paper import as_pdf
from webapp.report.output.rows import Provenance
from webapp.report.output.sheets import as_csv, as_xlsx
from webapp.report.pages.overview import attendance, overview
from webapp.report.pages.quiz import quiz
from webapp.report.pages.summary import summary
from webapp.report.pages.workshop import read_aloud, workshop
from webapp.report.rules.figure import Figure, Where
from webapp.report.rules.figure_text import basis_text, figure_text, interval_text
from webapp.report.wording.definitions import DEFINITIONS, RULES
from webapp.report.wording.messages import Translator

__all__ = [
    "DEFINITIONS",
    "FORMS",
    "RULES",
    "Attended",
    "Figure",
    "Held",
    "Provenance",
    "Row",
    "Section",
    "Sums",
    "Tallied",
    "Translator",
    "Version",
    "View",
    "Where",
    "as_csv",
    "as_pdf",
    "as_xlsx",
    "attendance",
    "basis_text",
    "charts",
    "exported",
    "figure_text",
    "interval_text",
    "overview",
    "quiz",
    "read_aloud",
    "summary",
    "workshop",
]
