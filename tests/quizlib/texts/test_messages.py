"""Messages: cut at their signs and numbered in reading order, in each language, whatever breaks their lines."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from quizlib import Message
from tests.quizlib.sample import both, built, the

WORDS = st.lists(st.text("abcdefgh.", min_size=1, max_size=3), min_size=1, max_size=12)
SPACE = st.sampled_from([" ", "  ", "\n", " \n ", "\n\n", "\t", "\u00a0"])


@st.composite
def messages(draw: st.DrawFn) -> tuple[Message, list[str]]:
    """A message in one language with signs on whole words, and the words each sign quotes."""
    words = draw(WORDS)
    bounds = sorted(draw(st.sets(st.integers(0, len(words)), max_size=6)))
    spans = [(start, end) for start, end in zip(bounds[::2], bounds[1::2], strict=False)]
    quotes = [" ".join(words[start:end]) for start, end in spans]
    body = "".join(word + draw(SPACE) for word in words)
    flat = " ".join(words)
    assume(all(flat.count(quote) == 1 and "zz" not in quote for quote in quotes))
    order = draw(st.permutations(range(len(quotes))))
    broken = [quotes[index].replace(" ", draw(SPACE)) for index in order]
    signs = [
        {"id": f"s{number}", "shows": "scam", "quote": {"da": quote}, "why": {"da": "x"}}
        for number, quote in enumerate(broken)
    ]
    data = {"channel": "sms", "sender": {"da": "zz"}, "body": {"da": body}, "signs": signs}
    return Message.model_validate(data), quotes


@given(messages())
def test_the_segments_joined_are_the_part_again(made: tuple[Message, list[str]]) -> None:
    message, _ = made
    for part, text in message.parts("da").items():
        assert "".join(segment.text for segment in message.marked("da")[part]) == text


@given(messages())
def test_signs_are_numbered_from_1_in_reading_order(made: tuple[Message, list[str]]) -> None:
    message, quotes = made
    segments = [segment for part in message.marked("da").values() for segment in part]
    numbers = [segment.number for segment in segments if segment.sign]
    assert numbers == list(range(1, len(quotes) + 1))
    assert [" ".join(segment.text.split()) for segment in segments if segment.sign] == quotes
    assert all(segment.number is None for segment in segments if segment.sign is None)


@given(messages())
def test_the_list_beside_a_message_has_the_same_numbers(made: tuple[Message, list[str]]) -> None:
    message, quotes = made
    listed = message.numbered("da")
    assert [number for number, _, _ in listed] == list(range(1, len(quotes) + 1))
    assert [" ".join(quote.split()) for _, _, quote in listed] == quotes
    marked = {
        segment.number: segment.sign for part in message.marked("da").values() for segment in part if segment.sign
    }
    assert {number: sign for number, sign, _ in listed} == marked


def message(**changes: object) -> Message:
    return Message.model_validate({**the("parcel")["message"], **changes})


def quoted(quote: object, body: str = "Betal\nnu, ellers  lukker vi. Betal her.") -> Message:
    sign = {"id": "a", "shows": "scam", "quote": {"da": quote}, "why": {"da": "x"}}
    return Message.model_validate({"channel": "sms", "sender": {"da": "Vi"}, "body": {"da": body}, "signs": [sign]})


def test_parts_are_those_that_are_there_in_reading_order() -> None:
    shown = built("parcel").message
    assert shown is not None
    assert shown.parts("en") == {
        "sender": "Courier",
        "body": "Your parcel waits.\nPay today.",
        "link-1": "Pay here",
        "target-1": "courier.example",
    }


def test_numbers_follow_the_parts_of_a_message() -> None:
    shown = built("parcel").message
    assert shown is not None
    assert [(number, sign.id) for number, sign, _ in shown.numbered("da")] == [(1, "haste"), (2, "address")]
    assert [segment.number for segment in shown.marked("da")["target-1"]] == [2]


def test_numbers_follow_each_languages_own_order() -> None:
    sign = {"shows": "scam", "why": both("x", "x")}
    signs = [{"id": "b", "quote": both("to", "two"), **sign}, {"id": "a", "quote": both("en", "one"), **sign}]
    made = message(body=both("en to", "two one"), links=[], signs=signs)
    assert [sign.id for _, sign, _ in made.numbered("da")] == ["a", "b"]
    assert [sign.id for _, sign, _ in made.numbered("en")] == ["b", "a"]


def test_a_quote_is_found_across_any_white_space() -> None:
    made = quoted("Betal nu, ellers\nlukker")
    assert [segment.text for segment in made.marked("da")["body"]] == ["Betal\nnu, ellers  lukker", " vi. Betal her."]


def test_a_sign_in_several_passages_has_one_number() -> None:
    made = quoted(["Betal her", "lukker vi"])
    assert [(segment.text, segment.number) for segment in made.marked("da")["body"] if segment.sign] == [
        ("lukker vi", 1),
        ("Betal her", 1),
    ]
    assert [(number, quote) for number, _, quote in made.numbered("da")] == [(1, "Betal her … lukker vi")]


@pytest.mark.parametrize(
    "quote", ["betal nu", "Betal  nu ellers", "Betalnu", "al nu, el lukker", ["Betal her", "findes ikke"], "v.i"]
)
def test_a_quote_that_does_not_stand_there_letter_for_letter_is_refused(quote: object) -> None:
    with pytest.raises(ValidationError, match="does not stand in the message"):
        quoted(quote)


@pytest.mark.parametrize("quote", ["Betal", "e", "l"])
def test_a_quote_that_stands_there_twice_is_refused(quote: str) -> None:
    with pytest.raises(ValidationError, match=r"stands \d times in the message"):
        quoted(quote)


def test_a_quote_does_not_run_from_one_part_into_the_next() -> None:
    with pytest.raises(ValidationError, match="does not stand"):
        quoted("Vi Betal")


def test_signs_that_touch_do_not_overlap() -> None:
    sign = {"shows": "scam", "why": both("x", "x")}
    signs = [
        {"id": "b", "quote": both("Betal i", "Pay to"), **sign},
        {"id": "a", "quote": both(" dag.", "day."), **sign},
    ]
    assert len(message(signs=signs).numbered("en")) == 2
    signs[1]["quote"] = both("i dag", "today")
    with pytest.raises(ValidationError, match="overlaps another sign") as raised:
        message(signs=signs)
    assert [error["loc"] for error in raised.value.errors()] == [
        ("signs", 1, "quote", "da"),
        ("signs", 1, "quote", "en"),
    ]


def test_everything_wrong_with_a_message_is_said_at_once() -> None:
    sign = {"id": "a", "shows": "danger", "quote": both("findes ikke", "today"), "why": both("x", "x")}
    with pytest.raises(ValidationError) as raised:
        message(subject=both("Emne", "Subject"), signs=[sign], sendr="x")
    assert {error["loc"] for error in raised.value.errors()} == {
        ("subject",), ("signs", 0, "quote", "da"), ("signs", 0, "shows"), ("sendr",),
    }  # fmt: skip
