"""What people type: a code, a number or a name is read as it was meant, whatever is around it or instead of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.web.typed import letters, name, number, six_digits

CODES = st.text("0123456789", min_size=6, max_size=6)
ARABIC, FULL_WIDTH, DEVANAGARI = "٠١٢٣٤٥٦٧٨٩", "０１２３４５６７８９", "०१२३४५६७८९"
GAPS = ["", " ", "  ", "-", "–", "—", "‑", "−", ".", "·", "\u00a0", "\u200b", "\u202f", "\u00ad", "\t", "_", "'"]
BEFORE = ["", " ", "Koden er ", "kode:", "Code ", "nr. ", "(", "»", "#", "Vi er i ", "\ufeff", "tryg.example/d/"]
ADDRESSES = ["http://127.0.0.1:8000/d/", "https://tryg.example/da/d/", "192.168.1.20:8000/D/", "www.tryg.example/en/d/"]
AFTER = ["", " ", ".", ",", ")", "«", "!", " tak", " kl. 10", "\n", "/", " i Hasle"]


@st.composite
def as_typed(draw: st.DrawFn, code: str) -> str:
    """A code as somebody may type it: in other digits, with letters that look like digits, in groups, with words."""
    script = draw(st.sampled_from(["0123456789", ARABIC, FULL_WIDTH, DEVANAGARI]))
    like = {"0": "Oo", "1": "Il|i"}
    drawn = [draw(st.sampled_from([script[int(each)], *like.get(each, "")])) for each in code]
    if not any(each.isdigit() for each in drawn):
        drawn[0] = code[0]
    gap = draw(st.sampled_from(GAPS))
    group = draw(st.sampled_from([1, 2, 3, 6])) if gap.strip("'") else 6
    groups = ["".join(drawn[at : at + group]) for at in range(0, 6, group)]
    if not all(any(each.isdigit() for each in one) for one in groups):
        groups = ["".join(drawn)]
    return draw(st.sampled_from(BEFORE)) + gap.join(groups) + draw(st.sampled_from(AFTER))


@given(st.data(), CODES)
def test_a_code_is_read_however_it_is_decorated(data: st.DataObject, code: str) -> None:
    assert six_digits(data.draw(as_typed(code))) == code


@given(CODES, st.sampled_from(ADDRESSES), st.sampled_from(["", "/", "?via=plakat", "?place=a&n=12", "#main", ".", " "]))
def test_a_code_is_found_in_an_address_that_was_pasted(code: str, before: str, after: str) -> None:
    assert six_digits(before + code + after) == code


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("23O25l", "230251"),
        ("２３０２５１", "230251"),
        ("٢٣٠٢٥١", "230251"),
        ("2️⃣3️⃣0️⃣2️⃣5️⃣1️⃣", "230251"),
        ("127.0.0.1:8000/d/230251", "230251"),
        ("127.0.0.1:8000/230251", "230251"),
        ("/d/230%20251", "230251"),
        ("kode230251tak", "230251"),
        ("230/251", "230251"),
        ("OOO 123", "000123"),
        ("OIOlOi", "010101"),
        ("vi er i 230 251", "230251"),
        ("230251, vi er 10", "230251"),
        ("1234", "1234"),
        ("2302517", "2302517"),
        ("230251 7", "2302517"),
        ("", ""),
        ("koden", ""),
    ],
)
def test_a_code_or_the_digits_that_there_are(typed: str, read: str) -> None:
    assert six_digits(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("12", 12),
        ("12 ", 12),
        ("12 personer", 12),
        ("Vi var 12 i alt.", 12),
        ("１２", 12),
        ("١٢", 12),
        ("1O", 10),
        ("l2", 12),
        ("12stk", 12),
        ("12.", 12),
        ("012", 12),
        ("0", 0),
        ("12-14", None),
        ("-3", None),
        ("−3", None),
        ("12,5", None),
        ("12 og 2", None),
        ("tolv", None),
        ("²", None),
        ("10²", None),
        ("", None),
        ("500", 500),
        ("501", None),
        ("9" * 400, None),
    ],
)
def test_a_number_is_read_where_there_is_exactly_one(typed: str, read: int | None) -> None:
    assert number(typed, 500) == read


@pytest.mark.parametrize("typed", ["Plakat", "plakat ", " plakat/", "plakat.", "(plakat)", "ＰＬＡＫＡＴ", "»plakat«"])
def test_a_name_is_read_without_what_is_around_it(typed: str) -> None:
    assert name(typed) == "plakat"


@pytest.mark.parametrize("typed", ["XF6G-AB2C", "xf6g – ab2c", "xf6gab2c.", " xf6g\u00a0ab2c/", "ｘｆ６ｇ‑ａｂ２ｃ"])
def test_the_letters_of_a_link_are_read_without_what_parts_them(typed: str) -> None:
    assert letters(typed) == "xf6gab2c"


@given(st.text() | st.text("0123456789OIl|/d.:?-% \u0660²①½", max_size=400))
def test_whatever_is_typed_is_read_as_digits_letters_or_nothing(typed: str) -> None:
    assert all(each in "0123456789" for each in six_digits(typed))
    assert 0 <= (number(typed, 500) or 0) <= 500
    assert not set(letters(typed)) & set(" /?#%-.")
    assert name(name(typed)) == name(typed)
