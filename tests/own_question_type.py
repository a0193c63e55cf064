"""Run with the site installed: take the quiz of the example, count twelve people, and print what the report says."""

from __future__ import annotations

import re
import sys
from datetime import date, timedelta
from pathlib import Path

from webapp import create_app, report
from webapp.config.settings import Settings
from webapp.figure_source import FigureSource
from webapp.open_storage import open_storage
from webapp.report.wording.names import Names
from webapp.site_content import shipped
from webapp.site_content.reading import read_content
from webapp.storage.records.figure_queries import FigureQueries
from webapp.web.services import now

PEOPLE = 12


def main(content: Path, data: Path) -> None:
    """Take, count and report."""
    settings = Settings.read(data_dir=data, quiz_content=content)
    app = create_app(settings)
    for number in range(PEOPLE):
        client = app.test_client()
        client.post("/en/quiz/alarms")
        asked = client.get("/en/quiz/alarms/1").text
        client.post("/en/quiz/alarms/1", data={"response": str(number + 4)})
        told = client.get("/en/quiz/alarms/1?show=1").text
    offered = re.findall(r'type="radio" name="response" value="(\d+)"( checked)?', asked)
    print(f"{len(offered)} numbers to choose from, none of them marked as right")  # noqa: T201 - the test reads it
    print(*re.findall(r"Right: <b>\d+", told)[0].split("<b>"), sep="")  # noqa: T201 - as above
    storage = open_storage(settings, read := read_content(content)[0])
    closed = storage.closing.run(now() + timedelta(days=15))
    print(f"{closed.blocks} block of {PEOPLE} people")  # noqa: T201 - as above
    source = FigureSource(storage.database, storage.records, FigureQueries(storage.database))
    view = report.quiz(source, read, "alarms")
    assert view is not None
    translator = report.Translator.of("en", shipped.translations())
    made = report.Provenance(date(2026, 1, 1), "1")
    print(report.exported(view, "csv", Names(read), translator, made).decode("utf-8-sig"))  # noqa: T201 - as above


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
