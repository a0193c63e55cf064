"""Differences: two messages with the words that tell them apart numbered alike."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizlib import Difference, Link, Message, Pair, Quotes, Sign, Text

WORDS = ("pakke", "gebyr", "kl. 20", "koden", "app", "retur", "»nu«")


def both(text: str) -> Text:
    return Text.of(da=text, en=text)


def message(*words: str, sign: str = "") -> Message:
    signs = (Sign(id="sign", shows="scam", quote=Quotes.of(da=sign, en=sign), why=both("W")),) if sign else ()
    return Message(channel="sms", sender=both("S"), body=both(" og ".join(words)), signs=signs)


def differ(earlier: str | Quotes, here: str | Quotes, why: str = "W") -> Difference:
    return Difference(earlier=earlier, here=here, why=both(why))


def quote(words: str) -> Quotes:
    return Quotes.of(da=words, en=words)


def test_what_tells_two_messages_apart_has_the_same_number_on_both() -> None:
    earlier, here = message("betal 19 kr.", "skynd dig", sign="betal 19 kr."), message("tag dig tid", "åbn appen")
    differences = [differ("sign", quote("åbn appen"), "A"), differ(quote("skynd"), quote("tag dig tid"), "B")]
    pair = Pair.of(earlier, here, differences, "da")
    assert pair.earlier["body"] == (("betal 19 kr.", 1), (" og ", None), ("skynd", 2), (" dig", None))
    assert pair.here["body"] == (("tag dig tid", 2), (" og ", None), ("åbn appen", 1))
    assert pair.earlier["sender"] == (("S", None),)
    assert pair.whys == ("A", "B")


def test_a_quote_may_stand_in_a_link_and_be_split_by_a_language() -> None:
    split = Quotes.of(da="inden kl. 20", en=["before", "8 pm"])
    link = Link(text=both("Se"), target=both("gebyr-nu.example"))
    earlier = Message(
        channel="sms",
        sender=both("S"),
        body=Text.of(da="Betal inden kl. 20.", en="Pay before tonight, 8 pm."),
        links=(link,),
    )
    pair = Pair.of(earlier, earlier, [differ(split, quote("gebyr-nu.example"))], "en")
    assert [piece for piece in pair.earlier["body"] if piece.number] == [("before", 1), ("8 pm", 1)]
    assert pair.here["target-1"] == (("gebyr-nu.example", 1),)


@given(st.lists(st.sampled_from(WORDS), min_size=1, unique=True), st.integers(1, 3))
def test_joined_the_pieces_give_the_message(words: list[str], count: int) -> None:
    shown = message(*words)
    differences = [differ(quote(word), quote(word)) for word in words[:count]]
    pair = Pair.of(shown, shown, differences, "da")
    for parts in (pair.earlier, pair.here):
        assert {name: "".join(piece.text for piece in pieces) for name, pieces in parts.items()} == shown.parts("da")
        assert sorted(piece.number for pieces in parts.values() for piece in pieces if piece.number) == list(
            range(1, len(differences) + 1)
        )


def test_without_differences_nothing_is_numbered() -> None:
    pair = Pair.of(message("a"), message("b"), (), "da")
    assert pair.earlier == {"sender": (("S", None),), "body": (("a", None),)}
    assert pair.here == {"sender": (("S", None),), "body": (("b", None),)}
    assert pair.whys == ()
