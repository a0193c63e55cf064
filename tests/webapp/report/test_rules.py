"""A figure is shown from enough people on, as exactly as the rules allow, with intervals computed by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizlib.measures import Clusters, OrderSums, PairSums, change
from webapp.report.rules import reasons
from webapp.report.rules.changes import changed
from webapp.report.rules.figure import Figure, Where
from webapp.report.rules.figure_text import figure_text, interval_text, tenths
from webapp.report.rules.limits import parts, people, plain, share
from webapp.report.wording.messages import Translator
from webapp.site_content.shipped import translations

ONE = Where(wide=False)
ALL = Where()
ENGLISH = Translator.of("en", translations())
ROWS = st.lists(
    st.integers(10, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=0, max_size=12
)


def blocks(*rows: tuple[int, int]) -> Clusters:
    return Clusters.of(rows)


def test_six_blocks_or_more_give_an_interval_of_how_much_they_differ() -> None:
    # 3, 6, 0, 9, 3, 3 of 12 each: 24/72. Σ(d − 4)² = 1+4+16+25+1+1 = 48; V = 6/5·48/72²; t with 5 degrees 2.5706
    found = share("believed", blocks((3, 12), (6, 12), (0, 12), (9, 12), (3, 12), (3, 12)), ALL)
    assert (found.value, found.lower, found.upper) == (0.33, 0.06, 0.6)
    assert (found.n, found.blocks, found.basis, found.notes) == (72, 6, "blocks", ())


def test_with_fewer_blocks_it_is_that_of_the_people_and_says_so() -> None:
    # ten people a block, of whom in each three judged 3 of 4 wrong and seven none
    person = Clusters.of([(3, 4)] * 9 + [(0, 4)] * 21)
    found = share("believed", blocks((9, 40), (9, 40), (9, 40)), ALL, people=person)
    # u = d − 4·0.225: Σu² = 9·2.1² + 21·0.9² = 56.7; V = 30/29·56.7/120² = 0.0040733; t with 29 degrees 2.0452
    assert (found.value, found.lower, found.upper) == (0.23, 0.09, 0.36)
    assert (found.basis, found.notes) == ("people", (reasons.ONLY_THESE,))


def test_with_one_answer_from_each_it_is_wilsons_with_what_rounding_adds() -> None:
    found = share("facility", blocks((3, 12), (6, 12), (9, 12)), ALL, one_each=True)
    # 18 of 36, rounded in three blocks: (18 + 1.9207 ± 1.96·√(9 + 0.9604 + 3·1.5·1.1067))/39.8415
    assert (found.value, found.lower, found.upper, found.basis) == (0.5, 0.31, 0.69, "answers")


def test_without_an_interval_it_is_said_in_tenths() -> None:
    found = share("right_act", blocks((9, 24), (12, 24), (12, 24)), ALL)
    assert (found.value, found.interval, found.basis) == (0.5, None, None)
    assert figure_text(found) == tenths(0.5)


def test_one_workshop_is_always_said_in_tenths() -> None:
    found = share("finished", blocks((87, 90)), ONE, one_each=True)
    assert (found.value, found.interval) == (1.0, None)
    assert figure_text(found) == tenths(1)


def test_two_groups_or_fewer_are_not_enough_for_more_than_a_workshop() -> None:
    found = share("believed", blocks((30, 90), (30, 90)), ALL)
    assert (found.value, found.withheld, found.blocks) == (None, reasons.FEW_BLOCKS, 2)


def test_a_block_has_ten_people_whatever_its_rounded_number_says() -> None:
    assert share("finished", blocks((9, 9)), ONE).n == 10


def test_what_rounding_made_impossible_is_taken_for_what_is_possible() -> None:
    assert share("finished", blocks((15, 12), (12, 12), (12, 12)), ALL, one_each=True).value == 1


def test_numbers_of_people_are_said_from_five_on() -> None:
    assert people("head_count", 4, ALL).withheld == reasons.FEW_PEOPLE
    assert people("head_count", 5, ALL).value == 5
    assert people("head_count", None, ALL).value is None
    assert people("head_count", 0, ALL).value is None
    assert people("head_count", 0, ALL, some=False).value == 0


def test_a_technical_number_takes_thirty_people() -> None:
    assert plain("cic", 41.0, ALL, n=29).withheld == reasons.FEW_FOR_ITEMS
    assert plain("cic", 41.0, ALL, n=30).value == 41
    assert plain("cic", None, ALL, n=30).withheld == reasons.NOT_DEFINED


@given(rows=ROWS, wide=st.booleans(), one_each=st.booleans())
def test_no_share_is_said_of_too_few_and_in_percent_only_with_an_interval(
    rows: list[tuple[int, int]], *, wide: bool, one_each: bool
) -> None:
    found = share("believed", Clusters.of(rows), Where(wide=wide), one_each=one_each)
    assert (found.value is None) == (found.withheld is not None)
    if found.value is None:
        return
    assert 0 <= found.value <= 1
    assert (found.n or 0) >= 10
    assert not wide or ((found.n or 0) >= 30 and (found.blocks or 0) >= 3)
    assert ENGLISH.translate(figure_text(found)).endswith(" of 100") == (found.interval is not None)
    if found.interval:
        assert wide
        assert 0 <= found.interval[0] <= found.value <= found.interval[1] <= 1


PAIRS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=10, max_size=25)


@given(groups=st.lists(PAIRS, max_size=8), measure=st.sampled_from(["believed", "worry"]), wide=st.booleans())
def test_no_change_is_said_of_too_few_and_none_without_an_interval(
    groups: list[list[tuple[int, int]]], measure: str, *, wide: bool
) -> None:
    orders = {"A-B": OrderSums.of([PairSums.of(group) for group in groups])} if groups else None
    found = changed(measure, orders, Where(wide=wide))
    for figure in (*found.means, *found.ways):
        assert (figure.value is None) == (figure.withheld is not None)
        if figure.shown:
            assert (figure.n or 0) >= 10
    if found.change.shown:
        assert wide
        assert found.change.interval
        assert (found.change.n or 0) >= 30
        assert (found.change.blocks or 0) >= 3


def test_change_is_the_mean_over_the_orders_of_forms() -> None:
    # two orders: 36 pairs 2 → 1, mean −1; of 36 pairs 20 go 2 → 1, mean −0.56; over both −0.78
    one = [PairSums.of([(2, 1)] * 12)] * 3
    other = [PairSums.of([(2, 2)] * 6 + [(2, 1)] * 6)] * 2 + [PairSums.of([(2, 2)] * 4 + [(2, 1)] * 8)]
    for names in (("AB@0123abcd", "BA@0123abcd"), ("A-B", "B-A")):
        found = changed("believed", dict(zip(names, map(OrderSums.of, (one, other)), strict=True)), ALL)
        assert (found.before.value, found.after.value, found.change.value) == (2, 1.22, -0.78)
        assert [way.value for way in found.ways] == [0.8, 0.2, 0]


GROUPS = [PairSums.of([(2, 1)] * 6 + [(2, 2)] * (6 + more)) for more in (0, 1, 2, 0, 1, 2)]


@pytest.mark.parametrize("order", ["ABC@0123abcd", "A-B"])
def test_of_one_order_alone_no_change_in_judging_is_shown(order: str) -> None:
    orders = {order: OrderSums.of(GROUPS)}
    found = changed("believed", orders, ALL)
    assert not any(figure.shown for figure in (*found.means, *found.ways))
    assert {figure.n for figure in found.means} == {None}
    assert changed("worry", {"same": OrderSums.of(GROUPS)}, ALL).change.shown


def test_of_one_workshop_no_change_in_judging_is_shown() -> None:
    orders = {"ABC@0123abcd": OrderSums.of(GROUPS[:1])}
    assert all(way.withheld == reasons.ONE_ORDER for way in changed("believed", orders, ONE).ways)
    assert all(way.shown for way in changed("worry", {"same": OrderSums.of(GROUPS[:1])}, ONE).ways)


def test_four_changes_in_judging_are_right_together() -> None:
    groups = [PairSums.of([(2, 1)] * (6 + more) + [(2, 2)] * (6 - more)) for more in (0, 3, -4)]
    orders = {f"{forms}@0123abcd": OrderSums.of(groups) for forms in ("ABC", "BCA", "CAB")}
    judged, alone = changed("believed", orders, ALL).change, change(orders)
    assert alone is not None
    assert judged.lower is not None
    assert judged.lower < (alone.difference.lower or 0) - 0.05


@pytest.mark.parametrize(
    ("value", "lower", "upper", "said", "limits"),
    [
        (-0.06, -0.12, -0.01, "6 fewer of 100", "1 to 12 fewer"),
        (0.06, 0.01, 0.12, "6 more of 100", "1 to 12 more"),
        (-0.01, -0.03, 0.01, "1 fewer of 100", "between 3 fewer and 1 more: it may be chance"),
        (0, 0, 0.03, "as many", "between 0 and 3 more: it may be chance"),
    ],
)
def test_a_difference_is_said_as_fewer_or_more_of_100(
    value: float, lower: float, upper: float, said: str, limits: str
) -> None:
    figure = Figure("x", "difference", value=value, lower=lower, upper=upper)
    assert ENGLISH.translate(figure_text(figure)) == said
    assert ENGLISH.translate(interval_text(figure) or "") == limits


@given(values=st.lists(st.integers(1, 1000), min_size=2, max_size=6), tenths_only=st.booleans())
def test_the_parts_of_a_whole_add_up_and_none_is_off_by_one_or_more(values: list[int], *, tenths_only: bool) -> None:
    ends = None if tenths_only else 0.5
    figures = [Figure("x", "share", value=0.1, lower=ends, upper=ends) for _ in values]
    exact = [value / sum(values) for value in values]
    found = [part.value or 0 for part in parts(figures, exact)]
    unit = 10 if tenths_only else 100
    assert sum(round(value * unit) for value in found) == unit
    assert all(abs(value - true) < 1 / unit for value, true in zip(found, exact, strict=True))


def test_what_stands_before_and_after_is_as_far_apart_as_the_change_says() -> None:
    # of 3 messages 2.36 and 1.62: 79 and 54 of 100, and 24.7 fewer; so each has a decimal
    one = [PairSums.of([(3, 2)] * 9 + [(2, 1)] * (5 + more) + [(1, 1)] * 3) for more in (0, 1, 2)]
    orders = {f"{forms}@0123abcd": OrderSums.of(one) for forms in ("ABC", "BCA", "CAB")}
    found = changed("believed", orders, ALL, messages=3)
    before, after, change_ = (figure.value or 0 for figure in found.means)
    assert {figure.decimals for figure in found.means} in ({0}, {1}, {2})
    assert round(after - before, 6) == change_
    assert [figure.kind for figure in found.means] == ["share", "share", "difference"]
    assert all(figure.interval for figure in found.means)
