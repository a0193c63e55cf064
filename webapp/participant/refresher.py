"""The refresher: four messages some months after a quiz, offered and begun."""

from __future__ import annotations

from flask import Response

from webapp.participant.progress.refreshers import due
from webapp.participant.taking.quiz import begin_uncounted
from webapp.web.replying.render import redirect_to, render
from webapp.web.visit import Visit


def refresh(visit: Visit) -> Response:
    """Offer the refresher that is due, if any."""
    refresher = due(visit.offered, visit.device)
    return render(visit, "taking/refresh.html", offer=refresher) if refresher else redirect_to(visit, visit.path(""))


def begin_refresher(visit: Visit) -> Response:
    """Begin the refresher that is due."""
    refresher = due(visit.offered, visit.device)
    if refresher is None:
        return redirect_to(visit, visit.path(""))
    quiz, because = refresher.quiz, (refresher.done.id, refresher.count)
    return begin_uncounted(visit, visit.device, quiz, quiz.refresher, because_of=because)
