"""What is left of a leader link when its workshop is closed: it reads how it went, in sentences to read aloud."""

from __future__ import annotations

from flask import Response

from webapp.storage.workshops.workshop import Workshop
from webapp.web.replying.render import render
from webapp.web.visit import Visit


def read(visit: Visit, found: Workshop) -> Response:
    """Show the sentences of a closed workshop; none of one that was set aside, however that is decided."""
    return render(
        visit,
        "leader/read.html",
        place=visit.services.places.name(found.place),
        stood_aside=found.stood_aside,
        sentences=[] if found.stood_aside else _sentences(visit, found),
        until=found.read_until,
    )


def _sentences(visit: Visit, found: Workshop) -> list[str]:
    from webapp.figure_source import content_of, sums_of, translator_of  # noqa: PLC0415 - most sites need no figures
    from webapp.report import read_aloud  # noqa: PLC0415 - as above

    told = read_aloud(sums_of(visit.services), content_of(visit.services), found.id)
    return [translator_of(visit).translate(words) for words in told]
