"""Of those who wait, half of a block at most comes from one workshop or laptop, and a third from one series."""

from __future__ import annotations

from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from webapp.storage.closing.shares import within_shares

SOURCES = st.one_of(
    st.just(frozenset[str]()),
    st.sampled_from(["workshop-a", "workshop-b", "laptop-c", "laptop-d"]).map(lambda one: frozenset({one})),
    st.tuples(st.sampled_from(["laptop-c", "laptop-d"]), st.sampled_from(["series-e", "series-f"])).map(frozenset),
)


def chosen(*sizes: tuple[int, frozenset[str]]) -> tuple[set[str], dict[str, frozenset[str]]]:
    """Return whom a block has when so many come from each of these sources; and where everybody comes from."""
    all_of_them = {f"{number}-{n}": own for number, (size, own) in enumerate(sizes) for n in range(size)}
    return within_shares(all_of_them, {name: own for name, own in all_of_them.items() if own}, Random(3)), all_of_them  # noqa: S311 - no secret


@given(sources=st.lists(SOURCES, max_size=40), seed=st.integers(0, 99))
def test_no_source_has_more_than_its_share(sources: list[frozenset[str]], seed: int) -> None:
    people = {str(n): own for n, own in enumerate(sources)}
    found = within_shares(people, {name: own for name, own in people.items() if own}, Random(seed))  # noqa: S311 - as above
    for source, n in Counter(source for name in found for source in people[name]).items():
        assert n * (3 if source.startswith("series") else 2) <= len(found)
    if not any(sources):
        assert found == people.keys()


def test_two_groups_of_seven_are_fourteen_and_nine_beside_one_are_two() -> None:
    workshop, laptop = frozenset({"workshop-a"}), frozenset({"laptop-b"})
    assert len(chosen((7, workshop), (7, laptop))[0]) == 14
    assert len(chosen((9, laptop), (1, workshop))[0]) == 2
    assert len(chosen((9, laptop), (5, workshop))[0]) == 10


def test_a_third_is_the_most_of_a_series_whatever_workshop_of_it_they_come_from() -> None:
    meetings = [(5, frozenset({f"workshop-{n}", "series-x"})) for n in range(3)]
    found, people = chosen(*meetings, (8, frozenset({"workshop-y"})), (8, frozenset({"workshop-z"})))
    assert len(found) == 24
    assert sum("series-x" in people[name] for name in found) == 8
