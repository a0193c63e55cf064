"""People to count: a quiz of four questions, and answers to it as chance or hypothesis draws them."""

from __future__ import annotations

from random import Random

from hypothesis import strategies as st

from quizlib.measures import Counts, Given, Item, Pair, Person, Record, record

POINT = 1_000_000
SPANS = {"worry": 4, "score": 8}
VERDICTS = ("scam", "genuine", "unsure")
ITEMS = {
    "parcel": Item(POINT, VERDICTS, "scam"),
    "library": Item(POINT, VERDICTS, "genuine"),
    "hang-up": Item(POINT, ("call-back", "listen"), "scam"),
    "order": Item(POINT, ("0", "0.5", "1")),
}
MARKS = {
    "parcel": {"scam": 1.0, "genuine": 0.0, "unsure": 0.5},
    "library": {"scam": 0.0, "genuine": 1.0, "unsure": 0.5},
    "hang-up": {"call-back": 1.0, "listen": 0.0},
    "order": {"0": 0.0, "0.5": 0.5, "1": 1.0},
}


def given(question: str, category: str, sure: int | None = None) -> Given:
    """Return an answer with the mark that it earns."""
    return Given(category, round(MARKS[question][category] * POINT), sure)


def person(**answers: str) -> Person:
    """Return somebody who gave these answers, "_" written for "-"."""
    named = {name.replace("_", "-"): category for name, category in answers.items()}
    return Person({name: given(name, category) for name, category in named.items()})


def chance(seed: int) -> Random:
    """Return a source of chance that can be repeated."""
    return Random(seed)  # noqa: S311 - nothing here is secret


def crowd(n: int, seed: int, *, pairs: int = 0) -> list[Person]:
    """Return n people, some able and some not, one of whom in eight stops half-way; so many have a pair."""
    random = chance(seed)
    people = []
    for number in range(n):
        able = random.random()
        answers = {}
        for question, item in list(ITEMS.items())[: 2 if random.random() < 1 / 8 else None]:
            right = max(MARKS[question], key=MARKS[question].__getitem__)
            category = right if random.random() < able else random.choice(item.categories)  # type: ignore[arg-type]
            answers[question] = given(question, category, None if category == "unsure" else random.randint(1, 3))
        before = {"worry": random.randint(1, 5), "score": random.randint(0, 8)}
        after = {"worry": random.randint(1, 5), "score": random.randint(0, 8)}
        people.append(Person(answers, Pair("A-B", before, after, SPANS) if number < pairs else None))
    return people


def counted(n: int, *, pairs: int = 0) -> Counts:
    """Return the counts of n people, of whom so many have a pair."""
    return Counts.from_answers(crowd(n, seed=n, pairs=pairs), ITEMS)


def drawn_record(n: int, *, pairs: int = 0, seed: int = 1) -> Record:
    """Return a record of n people."""
    return record(counted(n, pairs=pairs), chance(seed))


def made_up(n: int, **parts: object) -> Record:
    """Return a record of n people with these parts, the others empty."""
    empty: dict[str, object] = {
        "truths": {},
        "categories": {},
        "sureness": {},
        "stopped": {},
        "spreads": {},
        "pairs": {},
    }
    return Record(n, **{**empty, **parts})  # type: ignore[arg-type]


def numbers(part: object, path: str = "") -> dict[str, float]:
    """Return every number of plain data, by where it stands."""
    if isinstance(part, dict):
        return {
            where: number for name, value in part.items() for where, number in numbers(value, f"{path}/{name}").items()
        }
    return {path: part} if isinstance(part, int | float) else {}


MAXIMA = {"a": 2, "b": 3, "c": POINT}
ROW = st.fixed_dictionaries({name: st.integers(0, most) for name, most in MAXIMA.items()})
ROWS = st.lists(ROW, min_size=0, max_size=12)


@st.composite
def persons(draw: st.DrawFn) -> Person:
    """Somebody who left anything open, was as sure as can be, and may have a pair."""
    answers = {}
    for question in draw(st.sets(st.sampled_from(list(ITEMS)))):
        category = draw(st.sampled_from(list(MARKS[question])))
        answers[question] = given(question, category, draw(st.sampled_from([None, 1, 2, 3])))
    numbers = st.dictionaries(st.sampled_from(["worry", "score"]), st.integers(0, 8))
    pairs = st.builds(Pair, st.sampled_from(["A-B", "B-A"]), numbers, numbers, st.just(SPANS))
    return Person(answers, draw(st.none() | pairs))
