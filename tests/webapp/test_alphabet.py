"""Names stand in the order of the Danish alphabet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.alphabet import danish

ORDERS = [
    ["Anne", "Zenia", "Ærlig", "Østen", "Aase", "Åse"],
    ["Odense", "Zoo", "Zürich", "Ærø", "Østerbro", "Aabenraa", "Åbyhøj", "Aarhus"],
    ["Bo", "Bo Andersen", "Bob", "Çelik", "Dorte"],
    ["Andre", "André", "Andrea"],
    ["anna", "Bent", "carl"],
    ["Muh", "My", "Müller", "Mynte"],
    ["Ägir", "Ægæis", "Öland", "Øm"],
]


@pytest.mark.parametrize("names", ORDERS)
def test_the_last_three_letters_come_last_and_accents_and_capitals_do_not_matter(names: list[str]) -> None:
    shuffled = sorted(names, key=hash)
    assert sorted(shuffled, key=danish) == names


@given(st.lists(st.text()))
def test_every_list_of_names_has_one_order(names: list[str]) -> None:
    shuffled = sorted(names, key=hash)
    assert sorted(names, key=danish) == sorted(shuffled, key=danish)
