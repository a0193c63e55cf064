"""Questions of every type, and responses to them, as hypothesis draws them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from hypothesis import strategies as st

from quizlib import Conversation, ConversationStep, Question
from quizlib.questions.registry import OWN, name_of
from quizlib.questions.types.conversation_steps import LONGEST
from quizlib.questions.types.rating import STEPS
from tests.quizlib.sample import QUESTION, Plain, both

TYPES = tuple(map(name_of, OWN))
IDS = st.sampled_from(["a", "b", "c", "d", "call-back", "1", "scam"])
TEXT = both("Ja", "Yes")
SAID = st.one_of(st.none(), st.just(TEXT))
TRUTH = st.sampled_from(["scam", "genuine"])
VERDICTS = ("genuine", "scam", "unsure")
WORDS = st.one_of(IDS, st.sampled_from(["genuine", "unsure", "2", "5", "6", "", ":"]), st.text(max_size=3))


def some_ids(least: int, most: int) -> st.SearchStrategy[list[str]]:
    """Ids that differ from each other."""
    return st.lists(IDS, min_size=least, max_size=most, unique=True)


@st.composite
def messages(draw: st.DrawFn, least: int = 0) -> Plain:
    """A message with as many words as it has signs, of which one shows something."""
    names = draw(some_ids(least, 6))
    body = " ".join(f"w{number}." for number in range(len(names))) or "."
    shows = [draw(st.sampled_from(["scam", "genuine", "nothing"])) for _ in names]
    if names:
        shows[draw(st.integers(0, len(names) - 1))] = "scam"
    signs = [
        {"id": name, "shows": show, "quote": both(f"w{number}.", f"w{number}."), "why": TEXT}
        for number, (name, show) in enumerate(zip(names, shows, strict=True))
    ]
    return {"channel": "sms", "sender": both("A", "A"), "body": both(body, body), "signs": signs}


@st.composite
def example(draw: st.DrawFn) -> Plain:
    return {"message": draw(messages()), "truth": draw(TRUTH), "check": TEXT}


@st.composite
def options(draw: st.DrawFn, *, several: bool) -> list[Plain]:
    """Options of which at least one is right."""
    names = draw(some_ids(2, 6))
    rights = draw(st.lists(st.booleans(), min_size=len(names), max_size=len(names)))
    rights[draw(st.integers(0, len(names) - 1))] = True
    worth = st.one_of(st.none(), st.floats(0, 0.9))
    return [
        {"id": name, "text": TEXT, "feedback": draw(SAID), "otherwise": draw(SAID)}
        | ({"right": True} if right else {} if several else {"fraction": draw(worth)})
        for name, right in zip(names, rights, strict=True)
    ]


@st.composite
def single_choice(draw: st.DrawFn) -> Plain:
    return {"options": draw(options(several=False))}


@st.composite
def multiple_choice(draw: st.DrawFn) -> Plain:
    return {"options": draw(options(several=True)), "score": draw(st.sampled_from(["net", "each", "exact"]))}


@st.composite
def verdict(draw: st.DrawFn) -> Plain:
    said = draw(st.dictionaries(st.sampled_from(["scam", "genuine", "unsure"]), st.just(TEXT)))
    return {"message": draw(messages()), "truth": draw(TRUTH), "feedback": said}


@st.composite
def signs(draw: st.DrawFn) -> Plain:
    return {"message": draw(messages(least=1)), "truth": draw(TRUTH)}


@st.composite
def order(draw: st.DrawFn) -> Plain:
    names = draw(some_ids(2, 6))
    right = list(range(1, len(names) + 1))
    places = draw(st.permutations(right).filter(lambda places: places != right))
    return {
        "steps": [{"id": name, "place": place, "text": TEXT} for name, place in zip(names, places, strict=True)],
    }


@st.composite
def sort(draw: st.DrawFn) -> Plain:
    categories, things = draw(some_ids(2, 4)), draw(some_ids(2, 6))
    return {
        "categories": [{"id": name, "text": TEXT} for name in categories],
        "things": [
            {"id": name, "text": TEXT, "belongs": draw(st.sampled_from(categories)), "why": draw(SAID)}
            for name in things
        ],
    }


@st.composite
def conversation(draw: st.DrawFn) -> Plain:
    """Up to five steps, each of which leads to the next or at last to the good ending, and perhaps to anywhere."""
    count = draw(st.integers(1, 5))
    places = [*(f"step-{number}" for number in range(count)), "won", "lost"]
    steps = []
    for number, name in enumerate(places[:count]):
        ways = [
            places[number + 1],
            *(["lost"] if number == 0 else []),
            *draw(st.lists(st.sampled_from(places), max_size=4)),
        ]
        choices = [
            {"id": f"{name}-{index}", "text": TEXT, "feedback": draw(SAID), "to": place}
            for index, place in enumerate(draw(st.permutations(ways)))
        ]
        steps.append({"id": name, "says": TEXT, "choices": choices})
    endings = [{"id": "lost", "score": draw(st.floats(0, 0.9)), "text": TEXT}, {"id": "won", "score": 1, "text": TEXT}]
    return {"channel": "call", "truth": draw(TRUTH), "steps": steps, "endings": endings}


@st.composite
def rating(draw: st.DrawFn) -> Plain:
    return {"scale": draw(st.sampled_from(["worry", "mastery"]))}


FIELDS: dict[str, st.SearchStrategy[Plain]] = {
    "example": example(),
    "single_choice": single_choice(),
    "multiple_choice": multiple_choice(),
    "verdict": verdict(),
    "signs": signs(),
    "order": order(),
    "sort": sort(),
    "conversation": conversation(),
    "rating": rating(),
}
"""By type, what a question has beside its id and its stem."""


@st.composite
def questions(draw: st.DrawFn, kind: str) -> Question:
    """A question of a type."""
    return QUESTION.validate_python({"id": "asked", "type": kind, "stem": TEXT, **draw(FIELDS[kind])})


def ids_in(content: Any) -> Iterator[str]:  # noqa: ANN401 - blocks and lists, all the way down
    """Yield every id that stands in what a question was made of."""
    if isinstance(content, dict):
        if "id" in content:
            yield content["id"]
        content = tuple(content.values())
    for member in content if isinstance(content, list | tuple) else ():
        yield from ids_in(member)


@st.composite
def walks(draw: st.DrawFn, question: Conversation) -> list[str]:
    """A path through a conversation, to an ending or to somewhere before."""
    path: list[str] = []
    here = question.step(path)
    while isinstance(here, ConversationStep) and len(path) < LONGEST and draw(st.integers(0, 9)):
        path.append(draw(st.sampled_from([choice.id for choice in here.choices])))
        here = question.step(path)
    return path


def some_of(members: Sequence[Any]) -> st.SearchStrategy[list[str]]:
    """Ids of some members, in any order."""
    return st.lists(st.sampled_from([member.id for member in members]), unique=True)


def one_of(words: Sequence[str]) -> st.SearchStrategy[list[str]]:
    """One word, in a list."""
    return st.sampled_from(words).map(lambda word: [word])


POSSIBLE: dict[str, Callable[[Any], st.SearchStrategy[list[str]]]] = {
    "example": lambda _: st.just([]),
    "single_choice": lambda asked: one_of([option.id for option in asked.options]),
    "multiple_choice": lambda asked: some_of(asked.options),
    "verdict": lambda _: one_of(VERDICTS),
    "signs": lambda asked: some_of(asked.message.signs),
    "order": lambda asked: st.permutations(list(asked.key)),
    "sort": lambda asked: st.tuples(
        *(st.sampled_from([f"{thing.id}:{category.id}" for category in asked.categories]) for thing in asked.things)
    ).map(list),
    "conversation": walks,
    "rating": lambda _: one_of(STEPS),
}
"""By type, the responses that a form can send."""


@st.composite
def impossible(draw: st.DrawFn, question: Question) -> list[str]:
    """Of what the question offers, joined or not, in any order and repeated, or of anything."""
    own = st.sampled_from([*ids_in(question.model_dump()), *(question.key or ()), *VERDICTS, *STEPS])
    pairs = st.tuples(own, own).map(":".join)
    return draw(st.lists(draw(st.sampled_from([own, pairs, WORDS])), max_size=8, unique=draw(st.booleans())))


@st.composite
def asked(draw: st.DrawFn, kind: str) -> tuple[Question, list[str]]:
    """A question of a type, and a response to it: one that a form can send, one with something more, or any."""
    question = draw(questions(kind))
    right, wrong = POSSIBLE[kind](question), impossible(question)
    more = st.tuples(right, wrong).flatmap(lambda two: st.permutations([*two[0], *two[1][:2]]))
    return question, draw(st.one_of(right, more, wrong))
