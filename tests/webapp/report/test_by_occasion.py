"""Occasions are shown by kind of fraud only where each form has been taken enough, with the same weight for each."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import cast

import pytest

from quizlib import Outline
from quizlib.measures import Clusters, Measure
from webapp.report import Section, Sums, Version
from webapp.report.figures.over_time.by_occasion import by_occasion
from webapp.report.wording.names import Names
from webapp.site_content.reading import SiteContent

PEOPLE = 12  # in a block


@dataclass(frozen=True)
class Kept:
    """The blocks of check-ups, by version."""

    blocks: Mapping[Version, Mapping[str, Clusters]]

    def compared(
        self, _places: Collection[str], measures: Collection[str], _mode: str = "workshop"
    ) -> Mapping[str, Mapping[Version, Mapping[str, Clusters]]]:
        found = {
            version: {name: of for name, of in blocks.items() if name in measures}
            for version, blocks in self.blocks.items()
        }
        return {"campaign": found}


def kept(names: Names, *, short: bool = True, blocks: int = 4, without: str = "") -> Kept:
    """Return blocks in which so many of 12 people believed each scam of form A, B and C the first time."""
    (pair,) = (pair for pair in names.pairs if pair.sides in names.forms)
    found = {}
    for rate, form in zip((3, 6, 9), names.forms[pair.sides], strict=True):
        outline = Outline.of(form, form.short if short else None)
        asked = [one for one in outline.questions.values() if one.item and one.truth == "scam" and not one.reserved]
        if form.form != without:
            each = [(rate * len(asked) + spread, PEOPLE * len(asked)) for spread in (-1, 0, 1, 0) * 3]
            found[Version(outline.quiz, outline.version)] = {
                Measure.at_occasion(1, "believed"): Clusters.of(each[:blocks])
            }
    return Kept(found)


def section(names: Names, sums: Kept) -> Section:
    return by_occasion(cast("Sums", sums), names, names.pairs[0])


@pytest.mark.parametrize("short", [True, False])
def test_each_form_has_the_same_weight_at_an_occasion(content: SiteContent, *, short: bool) -> None:
    names = Names(content)
    (row,) = section(names, kept(names, short=short)).rows
    (figure,) = row.figures
    assert (figure.value, figure.of, figure.blocks) == (0.5, "1/all", 12)
    assert figure.interval
    more = list(kept(names, short=short, blocks=9).blocks.items())[:1]  # of the first form alone
    assert section(names, Kept({**kept(names, short=short).blocks, **dict(more)})).rows[0].figures[0].value == 0.5


@pytest.mark.parametrize("form", ["A", "B", "C"])
def test_an_occasion_is_absent_while_a_form_is_missing_at_it(content: SiteContent, form: str) -> None:
    names = Names(content)
    assert section(names, kept(names, without=form)).rows == ()


def test_an_occasion_is_absent_while_a_form_has_too_few_groups(content: SiteContent) -> None:
    names = Names(content)
    assert section(names, kept(names, blocks=2)).rows == ()
    assert section(names, kept(names, blocks=2)).empty is not None


def test_it_is_no_change(content: SiteContent) -> None:
    names = Names(content)
    found = section(names, kept(names))
    assert not [measure for measure in found.measures if "change" in measure or "before" in measure]
