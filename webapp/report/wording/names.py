"""The names of places, quizzes, questions, answers and signs. What authors have removed is named by its id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from quizlib import Outline, Question, QuestionOutline, Quiz, Text, form_order
from quizlib.measures import Measure, Sides
from webapp.alphabet import danish
from webapp.report.wording.definition import Definition
from webapp.report.wording.definitions import DEFINITIONS
from webapp.report.wording.sides import PairWords, pair_words
from webapp.report.wording.words import Amount, Words, _
from webapp.site_content.places import CAMPAIGN, Place
from webapp.site_content.reading import SiteContent
from webapp.sums import APP

DOUBTED = _("I'm not sure – I'd check first")
VERDICTS: Mapping[str, Mapping[str, Words]] = {
    "genuine": {"scam": _("Scam"), "genuine": _("Genuine"), "unsure": DOUBTED},
    "approve": {"scam": _("Don't approve"), "genuine": _("Approve"), "unsure": DOUBTED},
}
"""The answers of the built-in judges. A question that is gone has those of the first."""
RATINGS = {
    "worry": (
        _("Not at all worried"),
        _("Slightly worried"),
        _("Somewhat worried"),
        _("Rather worried"),
        _("Very worried"),
    ),
    "mastery": (
        _("Not at all"),
        _("With a lot of help"),
        _("With a little help"),
        _("Nearly always by myself"),
        _("By myself"),
    ),
}
AGES = {"under-65": _("Under 65"), "65-74": _("65 to 74"), "75-84": _("75 to 84"), "85-over": _("85 or over")}
OPEN = _("Left open")
FORMS = 3
CAN_LAST = _(
    "It takes 30 people who come back in each of three orders, so that each form stands first and last equally often. "
    "The programme gives that if enough people come back."
)
CANNOT_LAST = _("These programmes can't tell it: it takes three forms of the check-up, two of them in one programme.")


class Names:
    """The names that the content gives."""

    def __init__(self, content: SiteContent) -> None:
        self.content = content

    @cached_property
    def places(self) -> dict[str, Place]:
        """All places by id."""
        return {place.id: place for root in self.content.places.places for place in root.all()}

    @cached_property
    def pairs(self) -> tuple[PairWords, ...]:
        """The words about the pairs of sides that quizzes judge; if none does, about those of the first judge."""
        library = self.content.library
        judged = {sides for quiz in library.quizzes.values() for sides in quiz.sides}
        known = [sides for sides in library.sides if sides in judged] or library.sides[:1]
        return tuple(pair_words(sides, self._side) for sides in known)

    @cached_property
    def judged(self) -> tuple[str, ...]:
        """The measures of judging wrong, two for each pair of sides."""
        return tuple(measure for pair in self.pairs for measure in pair.measures)

    @cached_property
    def forms(self) -> Mapping[Sides, list[Quiz]]:
        """The forms of the check-up, by the sides that they judge."""
        found: defaultdict[Sides, list[Quiz]] = defaultdict(list)
        for quiz in self.content.library.quizzes.values():
            if quiz.form and quiz.sides:
                found[quiz.sides[0]].append(quiz)
        return found

    @cached_property
    def editions(self) -> Mapping[Sides, tuple[str, str]]:
        """The editions of the short and of the whole forms that check-ups have now, by the sides that they judge."""
        return {
            sides: (_edition(found, short=True), _edition(found, short=False)) for sides, found in self.forms.items()
        }

    @cached_property
    def messages(self) -> Mapping[str, Mapping[str, float]]:
        """How many messages of each side a form has, by edition and by the measure of judging them wrong.

        That is the mean of the forms, since each is taken equally often at each occasion.
        """
        return {
            edition: {
                Measure.mistaken(side): sum(_messages(quiz, side, short=short) for quiz in forms) / len(forms)
                for side in sides
            }
            for sides, editions in self.editions.items()
            for edition, short in zip(editions, (True, False), strict=True)
            for forms in [self.forms[sides]]
        }

    def lasting(self, sides: Sides) -> Words:
        """Return whether the programmes can ever tell what lasts a month: it takes three forms and two occasions."""
        twice = any(programme.check_ups > 1 for programme in self.content.library.programmes.values())
        return CAN_LAST if twice and len(self.forms.get(sides, ())) == FORMS else CANNOT_LAST

    @cached_property
    def definitions(self) -> Mapping[str, Definition]:
        """The definition of each measure, those of the library's own sides included."""
        found = dict(DEFINITIONS)
        for pair in self.pairs:
            found |= pair.definitions
        return found

    def of_kind(self, kind: str) -> list[Place]:
        """Return the places of a kind, in the order of the Danish alphabet."""
        return sorted((place for place in self.places.values() if place.kind == kind), key=lambda one: danish(one.name))

    def place(self, name: str) -> Words:
        """Return the name of a place."""
        if name == CAMPAIGN:
            return _("The whole campaign")
        return self.places[name].name if name in self.places else name.removeprefix(APP)

    def channel(self, name: str) -> Words:
        """Return the name of a channel."""
        return next((channel.name for channel in self.content.places.channels if channel.id == name), name)

    def order(self, words: Words | None) -> tuple[str, str]:
        """Return the place of a name in lists, which follow the names in the library's first language."""
        return danish(words[self.content.library.languages[0].id] if isinstance(words, Text) else str(words or ""))

    def method(self, name: str) -> Words:
        """Return the title of a kind of fraud."""
        return next((method.title for method in self.content.library.methods if method.id == name), name)

    def quiz(self, name: str) -> Words:
        """Return the title of a quiz."""
        found = self.content.library.quizzes.get(name)
        return found.full_title if found else name

    def question(self, quiz: str, name: str) -> Words:
        """Return the stem of a question."""
        found = self._question(quiz, name)
        return found.stem if found else name

    def number(self, quiz: str, name: str) -> Words | None:
        """Return which question of a quiz it is, as participants read it; None if it is gone."""
        found = self.content.library.quizzes.get(quiz)
        asked = found.questions[found.examples :] if found else ()
        places = {question.id: n for n, question in enumerate(asked, start=1)}
        return _("Question %(number)s", number=str(places[name])) if name in places else None

    def answer(self, quiz: str, name: str, asked: QuestionOutline, category: str) -> Words:
        """Return the name of a category of answers."""
        found = self._question(quiz, name)
        if category == "none":
            return OPEN
        if asked.truth is not None:
            own = dict(_choices(found)).get(category)
            return own or VERDICTS.get(found.judging.id if found else "", VERDICTS["genuine"]).get(category, category)
        if asked.scale in RATINGS:
            return RATINGS[asked.scale][int(category) - 1]
        if asked.by == "score":
            return _score(category)
        return _named(_choices(found), category)

    def part(self, quiz: str, name: str, part: str) -> Words:
        """Return the text of an option or a sign that is counted on its own."""
        found = self._question(quiz, name)
        return _named((*_quotes(found), *_choices(found)), part)

    def _side(self, name: str) -> Words:
        side = self.content.library.side(name)
        return side.name if side and side.name else name

    def _question(self, quiz: str, name: str) -> Question | None:
        found = self.content.library.quizzes.get(quiz)
        return next((question for question in found.questions if question.id == name), None) if found else None


def _edition(check_ups: Sequence[Quiz], *, short: bool) -> str:
    order = form_order(min(quiz.form or "" for quiz in check_ups), check_ups, short=short)
    return order.edition if order else ""


def _messages(quiz: Quiz, side: str, *, short: bool) -> int:
    """Return how many messages of a side a form has that count in before and after; reserved ones do not."""
    asked = Outline.of(quiz, quiz.short if short else None).questions.values()
    return sum(one.truth == side and not one.reserved for one in asked)


def _named(named: Iterable[tuple[str, Words]], name: str) -> Words:
    return dict(named).get(name, name)


def _choices(question: Question | None) -> Iterator[tuple[str, Text]]:
    for choice in question.choices() if question else ():
        if choice.text:
            yield choice.id, choice.text


def _quotes(question: Question | None) -> Iterator[tuple[str, Text]]:
    for sign in question.message.signs if question and question.message else ():
        yield sign.id, Text({language: " … ".join(passages) for language, passages in sign.quote.root.items()})


def _score(category: str) -> Words:
    """Return how much was right, for a question whose answers are counted by score alone."""
    score = float(category)
    if score in {0, 1}:
        return _("Everything right") if score else _("Nothing right")
    return _("%(mark)s of 1", mark=Amount(score, 2))
