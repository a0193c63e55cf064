"""The published figures, computed a second time from the stored records, without anything of the report.

What a record holds is read as plain JSON; shares, intervals and sums are written out here once more.
"""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import exp, floor, lgamma, pi, sqrt
from typing import Any

import pytest
from flask import Flask

from tests.places import CONTENT
from tests.shipped import content
from tests.webapp.report.campaign import Campaign
from tests.webapp.report.in_memory import store
from tests.webapp.signed_in import signed_in
from webapp import create_app
from webapp.config.settings import Settings
from webapp.web.services import Services

Row = tuple[int, int]
PARTS = {
    "scam": {"scam": "seen-through", "unsure": "scams-doubted", "genuine": "believed", "none": "scams-open"},
    "genuine": {"genuine": "recognised", "unsure": "genuine-doubted", "scam": "rejected", "none": "genuine-open"},
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Return a site with the figures of many events."""
    app = create_app(Settings.read(data_dir=str(tmp_path_factory.mktemp("again")), quiz_content=str(CONTENT)))
    current: Services = app.extensions["services"]
    store(Campaign(content(), workshops=48, at_home=30, seed=11), current.database, current.records)
    yield app
    current.close()


@pytest.fixture(scope="module")
def published(site: Flask) -> dict[str, dict[str, str]]:
    """Return the figures of the overview as its CSV has them, by id."""
    text = signed_in(site, "analyst").get("/en/staff/exports/overview.csv").data.decode("utf-8-sig")
    head, *lines = csv.reader(io.StringIO(text))
    return {line[0]: dict(zip(head, line, strict=True)) for line in lines}


@pytest.fixture(scope="module")
def blocks(site: Flask) -> list[dict[str, Any]]:
    """Return every block with its record and the questions of its quiz version, as they are stored."""
    current: Services = site.extensions["services"]

    def rows(connection: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401 - a transaction, of which only SQL is used
        sql = """SELECT b.workshop, b.mode, b.numbers, o.items FROM block b
                 JOIN outline o ON o.quiz = b.quiz AND o.version = b.version"""
        return list(connection.execute(sql).fetchall())

    names = ("workshop", "mode", "numbers", "items")
    found = [dict(zip(names, row, strict=True)) for row in current.database.read(rows)]
    return [one | {"numbers": json.loads(one["numbers"]), "items": json.loads(one["items"])} for one in found]


def rows_of(blocks: Iterable[dict[str, Any]], side: str, verdict: str) -> list[Row]:
    """Return (people with this verdict, people who were shown the message), one row for each event."""
    found: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for block in blocks:
        if block["mode"] != "workshop":
            continue
        for name, question in block["items"]["questions"].items():
            if question["truth"] == side and not question.get("reserved"):
                found[block["workshop"]][0] += block["numbers"]["categories"][name][verdict]
                found[block["workshop"]][1] += block["numbers"]["n"]
    return [(d, n) for d, n in found.values()]


def density(t: float, df: float) -> float:
    """Return the density of Student's t."""
    scale = exp(lgamma((df + 1) / 2) - lgamma(df / 2)) / sqrt(df * pi)
    return float(scale * (1 + t * t / df) ** (-(df + 1) / 2))


def quantile(df: float, above: float = 0.025) -> float:
    """Return the value of t that this share lies above, by adding up the density in small steps."""
    t, area, step = 0.0, 0.5, 0.0005
    while area < 1 - above:
        area += step * (density(t, df) + density(t + step, df)) / 2
        t += step
    return t


def limits(rows: list[Row]) -> tuple[float, float]:
    """Return the interval of a share over blocks (Cochran's ratio, with Kish's effective number of blocks)."""
    d, n = sum(row[0] for row in rows), sum(row[1] for row in rows)
    share, squares, cubes = d / n, sum(row[1] ** 2 for row in rows), sum(row[1] ** 3 for row in rows)
    effective = n * n / squares
    variance = effective / (effective - 1) * sum((one - many * share) ** 2 for one, many in rows) / n**2
    df = (n - squares / n) ** 2 / (squares - 2 * cubes / n + (squares / n) ** 2)
    half = quantile(df) * sqrt(variance)
    return max(share - half, 0), min(share + half, 1)


@pytest.mark.parametrize("side", PARTS)
def test_the_four_parts_of_judging_at_events(
    blocks: list[dict[str, Any]], published: dict[str, dict[str, str]], side: str
) -> None:
    rows = {measure: rows_of(blocks, side, verdict) for verdict, measure in PARTS[side].items()}
    shares = {measure: 100 * sum(d for d, _ in found) / sum(n for _, n in found) for measure, found in rows.items()}
    left = 100 - sum(floor(share) for share in shares.values())
    up = sorted(shares, key=lambda measure: floor(shares[measure]) - shares[measure])[:left]
    for measure, share in shares.items():
        assert float(published[measure]["Value"]) == (floor(share) + (measure in up)) / 100, measure
        for end, true in zip(("From", "To"), limits(rows[measure]), strict=True):
            assert float(published[measure][end]) == pytest.approx(true, abs=0.0051), (measure, end)


def test_attendances_events_and_completed_quizzes(site: Flask, published: dict[str, dict[str, str]]) -> None:
    current: Services = site.extensions["services"]

    def rows(connection: Any) -> tuple[Any, ...]:  # noqa: ANN401 - as above
        (held,) = connection.execute(
            "SELECT count(*), sum(coalesce(head_count, 0)), count(head_count) FROM workshop WHERE closed"
        ).fetchall()
        finished = dict(
            connection.execute("SELECT mode, sum(coalesce(finishes, 0)) FROM attendance GROUP BY mode").fetchall()
        )
        return held, finished

    (held, came, counted), finished = current.database.read(rows)
    assert published["workshops"]["Value"] == str(held)
    assert (published["head_count"]["Value"], published["head_count"]["n"]) == (str(came), str(counted))
    assert published["head_count"]["Notes"] == f"counted at {counted} of {held} events"
    assert published["head_count"]["In words"].replace(",", "") == f"at least {came}"
    assert published["finishes"]["Value"] == str(finished["workshop"])
    assert published["finishes.home"]["Value"] == str(finished["home"])


@pytest.mark.parametrize("measure", ["believed", "rejected"])
def test_the_change_is_the_mean_over_the_orders_of_what_each_person_changed(
    blocks: list[dict[str, Any]], published: dict[str, dict[str, str]], measure: str
) -> None:
    orders: defaultdict[str, list[tuple[float, float, int]]] = defaultdict(list)
    for block in blocks:
        for order, pairs in block["numbers"]["pairs"].get(measure, {}).items():
            orders[order].append((pairs["x"], pairs["d"], pairs["n"]))
    messages = 3  # a short form has three scams and three genuine messages
    found = [tuple(map(sum, zip(*rows, strict=True))) for rows in orders.values()]
    before = sum(x / n for x, _, n in found) / len(found) / messages
    change = sum(d / n for _, d, n in found) / len(found) / messages
    assert float(published[f"{measure}:before"]["Value"]) == pytest.approx(before, abs=0.0051)
    assert float(published[f"{measure}:change"]["Value"]) == pytest.approx(change, abs=0.0051)
    shown = [float(published[f"{measure}:{part}"]["Value"]) for part in ("before", "after", "change")]
    assert round(shown[1] - shown[0], 6) == shown[2]
