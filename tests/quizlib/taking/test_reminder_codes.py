"""Reminder codes: they hold a result and nobody's identity, and one mistake in writing one down is found."""

from __future__ import annotations

import pickle
import re
from dataclasses import fields, replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizlib import InvalidCode, ReminderCode, VerdictCounts, edition_number
from quizlib.taking.reminder_code import LETTERS

pytestmark = pytest.mark.slow

MONTHS = st.tuples(st.integers(2026, 2038), st.integers(1, 12)).map(lambda two: f"{two[0]}-{two[1]:02}")


def tallies(of: int) -> list[VerdictCounts]:
    """Return every way in which so many messages can be judged."""
    return [VerdictCounts(*three) for three in product(range(of + 1), repeat=3) if sum(three) == of]


def results(*, short: bool, month: str = "2026-11", form: str = "A") -> list[ReminderCode]:
    """Return every result of a form in a month."""
    sides = tallies(3 if short else 4)
    return [ReminderCode(form, short, month, scams, genuine) for scams in sides for genuine in sides]  # type: ignore[arg-type]


@st.composite
def codes(draw: st.DrawFn) -> ReminderCode:
    """Any result of any form, whole or short, in any month and edition."""
    short = draw(st.booleans())
    found = draw(st.sampled_from(results(short=short, month=draw(MONTHS), form=draw(st.sampled_from("ABC")))))
    return replace(found, edition=draw(st.integers(0, 10)))


def read(text: str) -> ReminderCode | str:
    """Return what a code holds, or the reason for which it is none."""
    try:
        return ReminderCode.parse(text)
    except InvalidCode as error:
        return error.reason


@given(codes())
def test_a_code_holds_what_it_was_made_of(code: ReminderCode) -> None:
    assert ReminderCode.parse(str(code)) == code


@pytest.mark.parametrize(("form", "short"), list(product("ABC", [True, False])))
def test_every_result_of_a_form_and_month_comes_back(form: str, short: bool) -> None:  # noqa: FBT001 - a case
    for month in ("2026-01", "2026-12", "2031-07"):
        made = results(short=short, month=month, form=form)
        assert [ReminderCode.parse(str(code)) for code in made] == made


@pytest.mark.parametrize(("short", "count"), [(True, 100), (False, 225)])
def test_an_order_has_at_most_225_codes_a_month(short: bool, count: int) -> None:  # noqa: FBT001 - a case
    made = results(short=short)
    assert len(made) == count
    assert len({str(code) for code in made}) == count


def test_no_two_forms_months_or_editions_share_a_code() -> None:
    made = [
        replace(code, edition=edition)
        for edition in (0, 1, 10)
        for short, form, month in product([True, False], "ABC", ["2026-11", "2026-12", "2027-11"])
        for code in results(short=short, form=form, month=month)
    ]
    assert len({str(code) for code in made}) == len(made) == 3 * 3 * 3 * (100 + 225)


def test_a_code_is_two_groups_of_three_letters_that_spell_nothing() -> None:
    assert not set(LETTERS) & set("AEIOUY")
    for code in results(short=False):
        assert re.fullmatch(rf"[{LETTERS}]{{3}} [{LETTERS}]{{3}}", str(code))


def test_codes_that_people_keep_stay_what_they_are() -> None:
    # They stand on paper at home: another algorithm would make them worthless.
    code = ReminderCode(
        "B", short=True, month="2026-11", harmful=VerdictCounts(2, 1, 0), harmless=VerdictCounts(1, 1, 1)
    )
    assert str(code) == "XZJ RWD"
    assert str(replace(code, short=False, harmful=VerdictCounts(4), harmless=VerdictCounts(3, 0, 1))) == "DKD XPK"


@given(codes())
def test_the_same_result_gives_everybody_the_same_code(code: ReminderCode) -> None:
    assert str(replace(code)) == str(code)
    assert {field.name for field in fields(code)} == {"form", "short", "month", "harmful", "harmless", "edition"}


@given(codes())
def test_any_one_wrong_letter_is_found(code: ReminderCode) -> None:
    letters = str(code).replace(" ", "")
    for place, wrong in product(range(len(letters)), LETTERS):
        if wrong != letters[place]:
            assert read(letters[:place] + wrong + letters[place + 1 :]) == "mistyped"


@given(codes())
def test_two_neighbouring_letters_swapped_are_found(code: ReminderCode) -> None:
    letters = str(code).replace(" ", "")
    for place in range(len(letters) - 1):
        swapped = letters[:place] + letters[place + 1] + letters[place] + letters[place + 2 :]
        if swapped != letters:
            assert read(swapped) == "mistyped"


@given(
    codes(),
    st.lists(
        st.sampled_from(["", " ", "  ", "-", "–", ".", "\n", "\t", "\u00a0", "\u2011", "\u2212", "\u00ad"]),
        min_size=7,
        max_size=7,
    ),
)
def test_spacing_hyphens_and_case_do_not_matter(code: ReminderCode, gaps: list[str]) -> None:
    letters = str(code).replace(" ", "")
    typed = "".join(gap + letter for gap, letter in zip(gaps, [*letters, ""], strict=True))
    assert ReminderCode.parse(typed) == ReminderCode.parse(typed.lower()) == code


@given(st.text(LETTERS + "aeBC19 -", max_size=9) | st.text(max_size=9))
def test_whatever_is_typed_is_a_code_that_would_be_written_so_or_refused(typed: str) -> None:
    code = read(typed)
    if isinstance(code, str):
        assert code in ("length", "letter", "mistyped")
    else:
        assert re.sub(r"[^A-Z]", "", typed.upper()) == str(code).replace(" ", "")


@given(st.text(LETTERS, min_size=5, max_size=5))
def test_of_all_last_letters_at_most_one_makes_a_code(letters: str) -> None:
    assert sum(read(letters + last) != "mistyped" for last in LETTERS) <= 1


@pytest.mark.parametrize("typed", ["", " - ", "BCD", "BCD FGH J", "BCDFG", "BCD FGH BCD FGH"])
def test_too_few_or_too_many_letters_are_told(typed: str) -> None:
    assert read(typed) == "length"


@pytest.mark.parametrize("typed", ["BCD FGA", "BCD FG1", "BCDFGÆ", "B,DFGH", "YCD FGH"])
def test_letters_that_no_code_has_are_told(typed: str) -> None:
    assert read(typed) == "letter"


WHOLE = ReminderCode("A", short=False, month="2026-11", harmful=VerdictCounts(4), harmless=VerdictCounts(4))


@pytest.mark.parametrize(
    "changes",
    [
        {"harmful": VerdictCounts(3)},
        {"harmless": VerdictCounts(2, 1, 0)},
        {"harmful": VerdictCounts(5)},
        {"harmful": VerdictCounts()},
        {"harmless": VerdictCounts(5, -1, 0)},
        {"harmless": VerdictCounts(4, 1, -1)},
        {"short": True},
        {"month": "2026-13"},
        {"month": "2026-00"},
        {"month": "2026-1"},
        {"month": "2026-11-24"},
        {"month": "November"},
        {"month": ""},
    ],
)
def test_only_the_result_of_a_whole_check_up_has_a_code(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="not the result of a whole check-up"):
        str(replace(WHOLE, **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize("month", ["2025-12", "1999-01", "2040-01", "2400-01", "9999-12"])
def test_months_that_no_code_reaches_are_told(month: str) -> None:
    with pytest.raises(ValueError, match="no code reaches"):
        str(replace(WHOLE, month=month))


@pytest.mark.parametrize("edition", [-1, 11])
def test_editions_that_no_code_tells_apart_are_told(edition: int) -> None:
    with pytest.raises(ValueError, match="no code reaches"):
        str(replace(WHOLE, edition=edition))


@given(st.integers(0, 2**32 - 1))
def test_an_edition_of_the_forms_never_has_the_number_of_codes_from_before(edition: int) -> None:
    assert 1 <= edition_number(f"{edition:08x}") <= 10


def test_the_reason_comes_back_from_another_process() -> None:
    again = pickle.loads(pickle.dumps(InvalidCode("mistyped")))  # noqa: S301 - our own
    assert (again.reason, str(again)) == ("mistyped", "mistyped")
