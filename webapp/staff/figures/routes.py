"""The addresses of figures, exports and the item bank: the report is imported when one of them is first asked for."""

from __future__ import annotations

from webapp.staff.route import Route, later

PAGES, EXPORTS, BANK = "webapp.staff.figures.pages", "webapp.staff.figures.exports", "webapp.staff.bank"
LIST = "webapp.staff.figures.workshop_list"
FORMS = "<any(csv, xlsx, pdf):form>"
ROUTES = (
    Route("/figures", later(PAGES, "show_overview"), "figures"),
    Route("/figures/summary", later(PAGES, "show_summary"), "figures"),
    Route("/figures/attendance", later(PAGES, "show_attendance"), "figures"),
    Route("/figures/quizzes", later(PAGES, "quizzes"), "figures"),
    Route("/figures/quiz/<name>", later(PAGES, "show_quiz"), "figures"),
    Route("/figures/workshops", later(LIST, "workshops"), "figures"),
    Route("/figures/workshop/<name>", later(PAGES, "show_workshop"), "figures"),
    Route(f"/exports/<any(overview, summary, attendance):kind>.{FORMS}", later(EXPORTS, "export"), "exports"),
    Route("/exports/overview.pptx", later(EXPORTS, "export_slides"), "exports"),
    Route("/exports/workshops.csv", later(EXPORTS, "export_list"), "exports"),
    Route(
        "/pictures/<any(overview, summary):kind>/<section>.<any(svg, png):form>", later(EXPORTS, "picture"), "exports"
    ),
    Route(f"/exports/<any(quiz, workshop):kind>/<name>.{FORMS}", later(EXPORTS, "export_one"), "exports"),
    Route("/bank", later(BANK, "bank"), "figures"),
)
