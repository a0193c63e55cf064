"""Words of HTML become plain words, and what is lost is told."""

import pytest

from quizlib.exchange.item import Unusable
from quizlib.exchange.plain import plain


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>Er <b>A</b> &lt; B?</p>", "Er A < B?"),
        ("x <y og z> w & c<d", "x <y og z> w & c<d"),
        ("<p>Et</p>\n<p>To</p>", "Et\n\nTo"),
        ("Et<br>to<br/>tre", "Et\nto\ntre"),
        ("<ul><li>en</li><li>to</li></ul>", "en\nto"),
        ("\n  <table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("a&nbsp;b&shy;c\u200bd", "a bcd"),
        ("<script>alert(1)</script>Hej<style>p{}</style>", "Hej"),
        ('se <a href="https://borger.dk/">borger.dk</a>', "se borger.dk (https://borger.dk/)"),
        ("<!-- nej -->ja", "ja"),
        ("<![CCDATA[ja", "<![CCDATA[ja"),
    ],
)
def test_html_becomes_plain_paragraphs(html: str, words: str) -> None:
    assert plain(html, "da")[0] == {"da": words}


@pytest.mark.parametrize("tag", ["img src='a.png'", "math", "audio", "iframe", "svg", "input"])
def test_a_text_that_needs_a_picture_or_a_sound_is_refused(tag: str) -> None:
    with pytest.raises(Unusable, match=f"<{tag.split(maxsplit=1)[0]}>"):
        plain(f"Hvad er det? <{tag}>", "da")


def test_why_a_text_is_refused_is_one_line() -> None:
    with pytest.raises(Unusable, match=r"^it needs what a text cannot show: <img> Et kort over Aarhus$"):
        plain('<img alt="Et kort\n over  Aarhus">', "da")


def test_words_are_taken_apart_by_the_languages_that_they_are_marked_with() -> None:
    spans = '<span lang="da" class="multilang">Ja</span><span lang="en_us" class="multilang">Yes</span>!'
    assert plain(spans, "da")[0] == {"da": "Ja!", "en-US": "Yes!"}
    assert plain("<p>{mlang da}Ja{mlang}{mlang en}Yes{mlang}!</p>", "da")[0] == {"da": "Ja!", "en": "Yes!"}
    assert plain("{mlang sv}Ja{mlang}{mlang other}Yes{mlang}", "en")[0] == {"sv": "Ja", "en": "Yes"}


def test_what_is_lost_is_told() -> None:
    assert plain("H<sub>2</sub>O", "da") == ({"da": "H2O"}, ("<sub> became plain words",))
    assert plain('<a href="https://a.dk">her</a>', "da")[1] == ("the link to https://a.dk became plain words",)
