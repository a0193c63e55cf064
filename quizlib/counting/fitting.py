"""Fitting: whether a record can be one of these questions: their categories, and no more points than they have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from math import ceil

from quizlib.counting.question_outline import MARK
from quizlib.measures import STEP, FormOrder, Item, Measure, Record
from quizlib.measures.block.records import TOTAL
from quizlib.measures.group.answers import NONE, SURENESS
from quizlib.measures.group.bins import points

PAIRED = re.compile(r"(later:|practice:)?(mistaken:)?[\w-]{1,60}")
OLD_ORDER = re.compile(r"same|[A-Z]-[A-Z]")
"""The order of ratings, and those of check-ups in records from before orders had editions."""


def misfits(items: Mapping[str, Item], record: Record) -> Iterator[str]:
    """Yield a line for everything in a record that cannot be of these questions: its place and what is there."""
    highest = sum(item.maximum for item in items.values())
    judged = {name: item.truth for name, item in items.items() if item.judged}
    yield from _named("truths", record.truths, judged)
    yield from _named("categories", record.categories, items)
    for name in record.categories.keys() & items.keys():
        yield from _named(f"categories.{name}", record.categories[name], {*items[name].categories, NONE})
    for name, rows in record.sureness.items():
        said = items[name].categories if name in items else ()
        yield from _named(f"sureness.{name}", rows, {one for one in rows if one in said})
        for category, steps in rows.items():
            yield from _named(f"sureness.{name}.{category}", steps, [str(step) for step in SURENESS])
    if record.products is not None:
        yield from _named("products", record.products, [name for name, item in items.items() if item.maximum])
    if record.totals is not None:
        yield from _named("totals", record.totals, points({}, highest, MARK) or ())
    yield from _spreads(judged, ceil(highest / MARK), record)
    for measure, orders in record.pairs.items():
        if not PAIRED.fullmatch(measure) or not all(
            OLD_ORDER.fullmatch(order) or FormOrder.parse(order) for order in orders
        ):
            yield f"pairs.{measure} is no measure of pairs in an order of forms"


def _spreads(judged: Mapping[str, str | None], highest: int, record: Record) -> Iterator[str]:
    messages = Counter(Measure.mistaken(truth) for truth in judged.values() if truth is not None)
    widths = {measure: number for measure, number in messages.items() if number > 1}
    if highest:
        widths[TOTAL] = highest
    yield from _named("spreads", record.spreads, widths)
    for measure, width in widths.items():
        most = (record.n + STEP) * width**2
        if record.spreads.get(measure, 0) > most:
            yield f"spreads.{measure} is {record.spreads[measure]:,}, more than {most:,}"
    most = (record.n + STEP) * highest
    for name, product in (record.products or {}).items():
        if abs(product) > most:
            yield f"products.{name} is {product:,}, farther from 0 than {most:,}"


def _is_order(name: str) -> bool:
    return bool(OLD_ORDER.fullmatch(name) or FormOrder.parse(name))


def _named(where: str, found: Collection[str], wanted: Collection[str]) -> Iterator[str]:
    differing = sorted(set(found) ^ set(wanted))
    if differing:
        yield f"{where}: {', '.join(differing[:3])} missing or unknown"
