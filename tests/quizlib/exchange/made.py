"""Made-up items for tests, and a strategy that draws any."""

from typing import Any

from hypothesis import strategies as st

from quizlib.exchange.item import Item, Kind, Part, Place, Words
from quizlib.exchange.usable import item_or_refused
from quizlib.reading.source import INVISIBLE

PLACE = Place("prøve.gift", 3, "navn")


def da(text: str) -> Words:
    """Return a text in Danish; none if it is empty."""
    return {"da": text} if text else {}


def choice(*parts: Part, stem: str = "Hvad gør du?", kind: Kind = "single_choice", **others: Any) -> Item:  # noqa: ANN401 - fields of an Item
    """Return a question with these options."""
    return Item(PLACE, kind, da(stem), parts, **{"name": "Navn", **others})


LETTERS = st.characters(codec="utf-8", exclude_categories=("C", "Z"), include_characters=" ").filter(
    lambda letter: not INVISIBLE.match(letter)
)
LINES = st.text(LETTERS, min_size=1, max_size=30).map(lambda text: " ".join(text.split())).filter(bool)
WORDS = LINES.map(da)
MAYBE = st.one_of(st.just(da("")), WORDS)


@st.composite
def items(draw: st.DrawFn, *, languages: tuple[str, ...] = ("da",)) -> Item:
    """Draw a question that a quiz can hold."""
    texts = st.fixed_dictionaries(dict.fromkeys(languages, LINES))
    maybe = st.one_of(st.just(dict[str, str]()), texts)
    kind: Kind = draw(st.sampled_from(["single_choice", "multiple_choice", "order", "sort"]))
    told = draw(
        st.lists(texts, min_size=2, max_size=6, unique_by=lambda one: one["da"].casefold()).filter(
            lambda found: all(len({one[code].casefold() for one in found}) == len(found) for code in languages)
        )
    )
    parts = [Part(text, feedback=draw(maybe)) for text in told]
    categories: tuple[Words, ...] = ()
    match kind:
        case "single_choice":
            shares = draw(st.permutations([1.0, *draw(_shares(len(parts) - 1))]))
            parts = [Part(part.text, share, part.feedback) for part, share in zip(parts, shares, strict=True)]
        case "multiple_choice":
            right = draw(st.sets(st.integers(0, len(parts) - 1), min_size=1))
            parts = [Part(part.text, float(n in right), part.feedback) for n, part in enumerate(parts)]
        case "order":
            parts = [Part(part.text, place=place) for place, part in enumerate(parts, start=1)]
        case "sort":
            categories = (da("Den ene bunke"), da("Den anden bunke"))
            categories = tuple({code: f"{one['da']} {code}" for code in languages} for one in categories)
            belongs = draw(st.lists(st.integers(0, 1), min_size=len(parts), max_size=len(parts)))
            parts = [Part(part.text, belongs=n) for part, n in zip(parts, belongs, strict=True)]
    item = Item(PLACE, kind, draw(texts), tuple(parts), categories, rationale=draw(maybe), name=draw(LINES))
    found = item_or_refused(item)
    assert isinstance(found, Item)
    return found


def _shares(number: int) -> st.SearchStrategy[list[float]]:
    return st.lists(st.sampled_from([0.0, 0.25, 0.5, 0.9]), min_size=number, max_size=number)
