"""Exporting: the questions of a quiz become items in one language, for the writers of every format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from quizlib.content.quiz import Quiz
from quizlib.exchange.item import Imported, Item, Kind, Part, Place, Refused, Score, Unusable, Words
from quizlib.library import Library
from quizlib.questions import Question
from quizlib.questions.explanation import Explanation
from quizlib.questions.prompt import PromptMessage
from quizlib.questions.types.multiple_choice import MultipleChoice
from quizlib.say import say, speaking
from quizlib.sheets.words import channel_words, choice_words, truth_words
from quizlib.texts.text import Text

KINDS: Mapping[str, Kind] = {"one": "single_choice", "many": "multiple_choice", "order": "order", "sort": "sort"}
"""The kind of item for what a question asks."""


def exported(library: Library, quiz: Quiz, language: str) -> Imported:
    """Return the questions of a quiz in one language; what has no equal in other programs is refused."""
    return Imported.of(_exported(library, quiz, language))


def _exported(library: Library, quiz: Quiz, language: str) -> Iterator[Item | Refused]:
    for question in quiz.questions:
        place = Place(f"{quiz.id}.yaml", 0, question.id)
        exporting = _Exporting(library, question, language)
        try:
            with speaking(language):
                found = exporting.item(place, quiz.title[language])
        except Unusable:
            yield Refused(place, exporting.why())
        else:
            yield replace(found, notes=tuple(exporting.lost()))


class _Exporting:
    """One question on its way out."""

    def __init__(self, library: Library, question: Question, language: str) -> None:
        self.library = library
        self.question = question
        self.language = language

    def why(self) -> str:
        """Return why the question has no equal."""
        if self.question.asks == "path":
            return say("a conversation has no equal in other programs")
        if self.question.asks == "none":
            return say("it asks nothing: it is an example")
        if not self.question.marked:
            return say("nothing is right or wrong in it")
        return say("what people point at in a message has no equal in other programs")

    def lost(self) -> Iterator[str]:
        """Yield what other programs have no place for."""
        if self.question.asks == "order" and self._explained().swappable:
            yield say("some steps may come in any order: other programs know one right order")
        if isinstance(self.question, MultipleChoice) and self.question.score != "net":
            yield say("score: {score} is left out: there, wrong choices are taken away", score=self.question.score)
        if self.question.audio:
            yield say("its recording is left out")
        if self.question.message and self.question.message.signs:
            yield say("the signs in its message are left out")
        if any(option.otherwise for option in getattr(self.question, "options", ())):
            yield say("words for those who do not choose an option are left out")

    def item(self, place: Place, title: str) -> Item:
        """Return the item; raise Unusable if there is no equal."""
        question = self.question
        if question.asks not in KINDS or not question.marked or (question.asks == "many" and not question.worth):
            raise Unusable
        prompt = question.prompt(self.language)
        stem = "\n\n".join(filter(None, (prompt.stem, self._message(prompt.message))))
        score: Score = question.score if isinstance(question, MultipleChoice) else "net"
        categories = tuple(self._words(one.text) for one in prompt.categories)
        return Item(
            place,
            KINDS[question.asks],
            self._words(stem),
            tuple(self._parts()),
            categories,
            rationale=self._words(self._rationale()),
            hint=self._words(prompt.hint),
            score=score,
            name=question.id,
            quiz=title,
        )

    def _parts(self) -> Iterator[Part]:
        question, prompt = self.question, self.question.prompt(self.language)
        key = question.key or ()
        belongs = dict(one.partition(":")[::2] for one in key)
        names = [category.id for category in prompt.categories]
        for choice in prompt.choices:
            text = self._words(choice_words(prompt, choice))
            match question.asks:
                case "one":
                    outcome = question.mark((choice.id,))
                    yield Part(text, outcome.score or 0.0, self._feedback(outcome.feedback, choice.id))
                case "many":
                    outcome = question.mark((choice.id,))
                    yield Part(text, float(choice.id in key), self._feedback(outcome.feedback, choice.id))
                case "order":
                    yield Part(text, place=key.index(choice.id) + 1)
                case _:
                    yield Part(text, belongs=names.index(belongs[choice.id]))

    def _rationale(self) -> str:
        explained = self._explained()
        truth = truth_words(explained.side) if explained.side else None
        return "\n\n".join(filter(None, (truth, *self._whys(), explained.rationale, explained.check)))

    def _whys(self) -> Iterator[str]:
        """Yield the reasons why things belong where they do: other programs have no place beside a thing."""
        if self.question.asks == "sort":
            told = self._explained().feedback
            yield from (f"{one.text}: {told[one.id]}" for one in self._explained().asked.choices if one.id in told)

    def _message(self, message: PromptMessage | None) -> str:
        """Return a message as it is read, each line behind a sign that quotes it."""
        if message is None:
            return ""
        kind = (channel_words(self.library, message.channel, self.language), say("made-up example"), message.time)
        lines = [" · ".join(filter(None, kind)), *(one.text for one in message.earlier)]
        for name, words in message.texts.items():
            led = say("The link leads to {target}", target=words)
            lines += (led if name.startswith("target-") else words).split("\n")
        return "\n".join(f"> {line}".rstrip() for line in lines)

    def _explained(self) -> Explanation:
        return self.question.explain(self.question.mark(self.question.key or ()), self.language)

    def _feedback(self, feedback: Mapping[str, Text], name: str) -> Words:
        return self._words(feedback[name][self.language] if name in feedback else None)

    def _words(self, text: str | None) -> Words:
        return {self.language: text} if text else {}
