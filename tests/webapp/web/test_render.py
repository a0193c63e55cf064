"""What templates are given to write authors' texts with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from webapp.web.replying.render import breakable


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("pakke-info.gebyr-nu.example", ["pakke-info.", "gebyr-nu.", "example"]),
        ("kontor@kvaedeskolen.example", ["kontor@", "kvaedeskolen.", "example"]),
        ("https://gebyr.example/betal?id=8", ["https://", "gebyr.", "example/", "betal?", "id=", "8"]),
        ("Se f.eks. kl. 20.30 på mail/sms.", ["Se f.eks. kl. 20.30 på mail/sms."]),
        ("Et brev <b>uden</b> adresse & tegn", ["Et brev <b>uden</b> adresse & tegn"]),
    ],
)
def test_an_address_may_break_at_its_signs_and_nothing_else_may(text: str, parts: list[str]) -> None:
    assert breakable(text) == Markup("<wbr>").join(parts)


@given(st.text())
def test_no_text_is_changed_or_becomes_markup(text: str) -> None:
    assert breakable(text).replace("<wbr>", "") == escape(text)
