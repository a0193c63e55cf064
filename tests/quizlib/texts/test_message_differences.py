"""Twins: two messages beside each other, cut where their words differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizlib import Message, Stretch, differences
from tests.quizlib.sample import both, built, the

SPACE = st.sampled_from([" ", "  ", "\n", "\n\n", "\t", "\u00a0", " \n "])
WORDS = st.lists(st.tuples(st.sampled_from(["Din", "din", "pakke", "venter.", "nu", "æøå", "💌"]), SPACE), max_size=8)
TEXTS = st.one_of(WORDS.map(lambda words: "".join(word + space for word, space in words)), st.text(max_size=20)).filter(
    str.strip
)


@st.composite
def messages(draw: st.DrawFn) -> Message:
    """A mail with any words, and with or without an address, a subject and links."""
    data = {"channel": "email", "sender": {"da": draw(TEXTS)}, "body": {"da": draw(TEXTS)}}
    data |= {name: {"da": draw(TEXTS)} for name in draw(st.sets(st.sampled_from(["address", "subject"])))}
    links = draw(st.lists(st.tuples(TEXTS, TEXTS), max_size=2))
    return Message.model_validate(
        {**data, "links": [{"text": {"da": text}, "target": {"da": target}} for text, target in links]}
    )


def marked(body: str, other: str) -> tuple[str, str]:
    """Return two bodies with what differs in brackets."""
    one, two = (
        Message.model_validate({"channel": "sms", "sender": {"da": "A"}, "body": {"da": text}})
        for text in (body, other)
    )
    mine, theirs = differences(one, two, "da")
    return in_brackets(mine["body"]), in_brackets(theirs["body"])


def in_brackets(stretches: tuple[Stretch, ...]) -> str:
    return "".join(f"[{stretch.text}]" if stretch.differs else stretch.text for stretch in stretches)


@given(messages(), messages())
def test_the_stretches_joined_are_the_part_again(one: Message, other: Message) -> None:
    for message, parts in zip((one, other), differences(one, other, "da"), strict=True):
        joined = {name: "".join(stretch.text for stretch in stretches) for name, stretches in parts.items()}
        assert joined == message.parts("da")
        assert list(joined) == list(message.parts("da")), "in reading order"


@given(messages(), messages())
def test_what_differs_begins_and_ends_with_a_word(one: Message, other: Message) -> None:
    for parts in differences(one, other, "da"):
        for stretch in (stretch for stretches in parts.values() for stretch in stretches):
            assert stretch.text
            assert not stretch.differs or stretch.text == stretch.text.strip()


@given(messages(), messages())
def test_both_have_the_same_words_where_they_do_not_differ(one: Message, other: Message) -> None:
    mine, theirs = differences(one, other, "da")
    for name in mine.keys() & theirs.keys():
        same = [
            [word for stretch in parts[name] if not stretch.differs for word in stretch.text.split()]
            for parts in (mine, theirs)
        ]
        assert same[0] == same[1]


@given(messages())
def test_equal_messages_have_nothing_that_differs(message: Message) -> None:
    for parts in differences(message, message.model_copy(deep=True), "da"):
        assert not [stretch for stretches in parts.values() for stretch in stretches if stretch.differs]


@given(messages(), messages())
def test_a_part_that_only_one_has_differs_whole(one: Message, other: Message) -> None:
    mine, theirs = differences(one, other, "da")
    for parts, others, message in ((mine, theirs, one), (theirs, mine, other)):
        for name in parts.keys() - others.keys():
            assert parts[name] == (Stretch(message.parts("da")[name], differs=True),)


@pytest.mark.parametrize(
    ("body", "other", "wanted"),
    [
        (
            "Betal 19 kr. i dag på bud.example",
            "Betal 190 kr. i morgen på bud.example",
            ("Betal [19] kr. i [dag] på bud.example", "Betal [190] kr. i [morgen] på bud.example"),
        ),
        ("Din pakke venter", "Din pakke venter hos os", ("Din pakke venter", "Din pakke venter [hos os]")),
        ("Hej, din pakke", "Din pakke", ("[Hej, din] pakke", "[Din] pakke")),
        ("Alt andet", "Noget nyt", ("[Alt andet]", "[Noget nyt]")),
        ("Din  pakke\nventer", "Din pakke venter", ("Din  pakke\nventer", "Din pakke venter")),
        ("Hej" + " nej" * 300, "Dav" + " nej" * 300, ("[Hej]" + " nej" * 300, "[Dav]" + " nej" * 300)),
        ("Vent. \n\nNu", "Vent. \n\nSenere", ("Vent. \n\n[Nu]", "Vent. \n\n[Senere]")),
    ],
)
def test_what_differs_is_whole_words_whatever_space_is_between(body: str, other: str, wanted: tuple[str, str]) -> None:
    assert marked(body, other) == wanted
    assert marked(other, body) == (wanted[1], wanted[0])


def test_twins_are_compared_in_each_language_by_itself() -> None:
    one = Message.model_validate({**the("notice")["message"], "body": both("Se her", "Look here")})
    other = Message.model_validate({**the("notice")["message"], "body": both("Se der", "Look here")})
    danish, english = differences(one, other, "da")[0], differences(one, other, "en")[0]
    assert (in_brackets(danish["body"]), in_brackets(english["body"])) == ("Se [her]", "Look here")


def test_the_twins_of_the_sample_differ_where_one_can_see_it() -> None:
    later, earlier = built("notice").message, built("parcel").message
    assert later is not None
    assert earlier is not None
    shown = [{name: in_brackets(part) for name, part in parts.items()} for parts in differences(later, earlier, "en")]
    assert shown == [
        {"sender": "Courier", "body": "Your parcel waits.\n[See the app.]"},
        {
            "sender": "Courier",
            "body": "Your parcel waits.\n[Pay today.]",
            "link-1": "[Pay here]",
            "target-1": "[courier.example]",
        },
    ]
