"""Change from the three orders: forms of unequal difficulty make none, and a true one is held by its interval.

Four hundred campaigns are drawn from the model of `webapp demo` and counted and rounded as closing does. Both sides at
both occasions are one family, as in the report.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from random import Random

import pytest

from quizlib import LATER
from tests import shipped
from tests.webapp.demo.drawing import Drawing
from tests.webapp.demo.three_orders import MEASURES, SIDES, ThreeOrders, holds, reported, says_change
from webapp.demo.model import Truth
from webapp.demo.people import Answering
from webapp.report.rules.changes import learned

pytestmark = pytest.mark.trial

CAMPAIGNS = 400
SURE = 0.92
SIZES = (9, 12, 18, 24, 36)
"""Workshops of 12 to 24 people, who all come twice; from nine on the orders are balanced."""


def campaigns(truth: Truth, seed: int) -> ThreeOrders:
    return ThreeOrders(Drawing(Answering(shipped.library(), truth, Random(seed))))  # noqa: S311 - nothing is secret


def test_without_any_learning_no_change_is_reported_on_any_side_or_occasion() -> None:
    made = campaigns(Truth(learned_scams=0, learned_genuine=0), seed=11)
    assert all(made.true_change(measure) == pytest.approx(0, abs=1e-9) for measure in MEASURES)
    quiet = Counter[int]()
    for _ in range(CAMPAIGNS):
        for size, orders in made.growing(18):
            if size in SIZES:
                quiet[size] += not any(map(says_change, reported(orders).values()))
    assert all(quiet[size] / CAMPAIGNS >= SURE for size in (9, 12, 18)), quiet


def test_with_six_tenths_lasting_the_intervals_hold_the_truth_and_larger_campaigns_see_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    made = campaigns(Truth(), seed=12)
    truth = {measure: made.true_change(measure) for measure in MEASURES}
    assert truth["believed"] < truth[f"{LATER}believed"] < 0
    held: defaultdict[int, Counter[str]] = defaultdict(Counter)
    seen: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for _ in range(CAMPAIGNS):
        for size, orders in made.growing(max(SIZES)):
            if size not in SIZES:
                continue
            found = reported(orders)
            right = {measure for measure, figure in found.items() if holds(figure, truth[measure])}
            held[size].update([*right, *(["all four"] if len(right) == len(found) else [])])
            seen[size].update(measure for measure, figure in found.items() if says_change(figure))
            for occasion in ("", LATER):
                seen[size][f"{occasion}learning"] += bool(learned(*(found[f"{occasion}{side}"] for side in SIDES)))
    with capsys.disabled():
        sys.stdout.write(f"\nReported (and intervals that hold the truth):\n{table(held, seen)}\n")
    names = [*MEASURES, "all four"]
    assert not {(size, name): row[name] for size, row in held.items() for name in names if row[name] < SURE * CAMPAIGNS}
    for name in (f"{occasion}learning" for occasion in ("", LATER)):
        assert seen[SIZES[0]][name] < seen[SIZES[-1]][name]


def table(held: dict[int, Counter[str]], seen: dict[int, Counter[str]]) -> str:
    """Return the power by size of campaign, and how often intervals held the truth, in percent."""
    names = [*MEASURES, "learning", f"{LATER}learning"]
    lines = ["workshops  " + "  ".join(f"{name:>15}" for name in [*names, "all four"])]
    for size in seen:
        cells = [f"{seen[size][name] / CAMPAIGNS:.0%}" for name in names]
        for place, name in enumerate(MEASURES):
            cells[place] += f" ({held[size][name] / CAMPAIGNS:.1%})"
        cells.append(f"({held[size]['all four'] / CAMPAIGNS:.1%})")
        lines.append(f"{size:>9}  " + "  ".join(f"{cell:>15}" for cell in cells))
    return "\n".join(lines)
