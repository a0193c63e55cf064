"""Sheets: the worksheet, the key and the talking points of a quiz, from what people may see before and afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from quizlib.content.quiz import Quiz
from quizlib.library import Library
from quizlib.questions import Question
from quizlib.questions.conversing import comes_to, steps_and_endings
from quizlib.questions.explanation import Explanation
from quizlib.questions.prompt import Prompt, PromptMessage
from quizlib.questions.response import Response
from quizlib.say import say
from quizlib.sheets.html import element, listed, page, paragraph, text
from quizlib.sheets.words import channel_words, choice_words, sign_words, talk_words, truth_words

PARTS = ("worksheet", "key", "talk")
"""What can be printed of a quiz."""
BOX = "<b class='box'>☐</b>"


@dataclass(frozen=True)
class Sheets:
    """What is printed of the quizzes of a library in one language. `speaking` says in which one our own words are."""

    library: Library
    language: str

    def page(self, parts: Sequence[str]) -> str:
        """Return these parts of every quiz, each on paper of its own."""
        does = {"worksheet": self.worksheet, "key": self.key, "talk": self.talk}
        named = {"worksheet": say("Worksheet"), "key": say("Key"), "talk": say("Talking points")}
        quizzes = [(self._title(quiz), quiz) for quiz in self.library.quizzes.values()]
        body = "\n".join(
            element("h1", text(f"{title} – {named[part]}")) + does[part](quiz)
            for title, quiz in quizzes
            for part in parts
        )
        return page(" · ".join(title for title, _ in quizzes), self.language, body)

    def worksheet(self, quiz: Quiz) -> str:
        """Return the questions, with boxes to tick."""
        return "\n".join(self._section(number, question, self._asked(question)) for number, question in _numbered(quiz))

    def key(self, quiz: Quiz) -> str:
        """Return what is right, the author's words about each answer, the signs, and how to check."""
        return "\n".join(
            self._section(number, question, self._told(question))
            for number, question in _numbered(quiz)
            if question.marked or question.asks == "none"
        )

    def talk(self, quiz: Quiz) -> str:
        """Return what somebody who leads a talk asks and points at, after the story and before what matters most."""
        most = listed("ul", (text(one[self.language]) for one in quiz.takeaways))
        return "\n".join(
            (
                element("section", _label(say("A story")), paragraph(quiz.story[self.language])) if quiz.story else "",
                *(
                    self._section(number, question, self._pointed_at(question))
                    for number, question in _numbered(quiz)
                    if question.marked and question.asks != "none"
                ),
                element("section", _label(say("What matters most")), most) if most else "",
            )
        )

    def _title(self, quiz: Quiz) -> str:
        return f"{quiz.title[self.language]} {quiz.form}" if quiz.form else quiz.title[self.language]

    def _section(self, number: str, question: Question, inside: Iterator[str]) -> str:
        return element("section", element("h2", number, text(question.stem[self.language])), *inside)

    def _asked(self, question: Question) -> Iterator[str]:
        """Yield what is asked; a worked example shows itself."""
        prompt = question.prompt(self.language)
        if question.asks == "none":
            yield from self._told(question)
            return
        yield self._message(prompt.message)
        if prompt.asks == "path":
            yield from self._steps(question)
        elif prompt.asks == "sort":
            across = "&emsp;".join(f"☐ {text(choice_words(prompt, one))}" for one in prompt.categories)
            yield listed("ul", (f"{text(choice_words(prompt, one))}<br>{across}" for one in prompt.choices))
        elif prompt.asks == "order":
            yield paragraph(say("Write 1 at what comes first, 2 at what comes next, and so on."), "kind")
            yield listed("ul", (f"{BOX}{words}" for words in _lettered(prompt).values()), "choices")
        else:
            if prompt.asks == "many":
                yield paragraph(say("Choose all that apply."), "kind")
            yield listed("ul", (f"{BOX}{words}" for words in _lettered(prompt).values()), "choices")

    def _steps(self, question: Question) -> Iterator[str]:
        """Yield the steps of a conversation, each with what can be said to it and where that leads."""
        places = steps_and_endings(question, self.language)
        numbers = {place: n for n, place in enumerate(places, start=1)}
        for place, path in places.items():
            prompt = question.prompt(self.language, path)
            if not question.goes_on(path):
                end = say("The end.")
                yield paragraph(f"{numbers[place]}. {end}")
                continue
            says = text(prompt.turns[-1].says)
            kind = element("span", text(channel_words(self.library, prompt.channel or "", self.language)), kind="kind")
            yield element("p", element("b", f"{numbers[place]}. "), kind, f"<br>{says}")
            leads = [numbers[comes_to(question, (*path, one.id), self.language)] for one in prompt.choices]
            said = zip(prompt.choices, leads, strict=True)
            yield listed("ul", (f"{BOX}{text(one.text)} → {n}" for one, n in said), "choices")

    def _told(self, question: Question) -> Iterator[str]:
        """Yield what is right and why."""
        explanation = self._explained(question, question.key or ())
        if question.asks == "none":
            yield self._message(question.prompt(self.language).message)
        if explanation.side:
            yield element("p", element("b", text(truth_words(explanation.side))))
        yield from self._answers(question, explanation)
        yield from _shown(explanation)
        yield paragraph(explanation.rationale)

    def _answers(self, question: Question, explanation: Explanation) -> Iterator[str]:
        """Yield the right answer, and the author's words about each answer."""
        prompt, key = question.prompt(self.language), explanation.key or ()
        letters = _lettered(prompt)
        if prompt.asks == "path":
            ends = (path for path in steps_and_endings(question, self.language).values() if not question.goes_on(path))
            yield from (self._ending(question, path) for path in ends)
        elif prompt.asks == "sort":
            categories = {one.id: choice_words(prompt, one) for one in prompt.categories}
            pairs = (one.rpartition(":") for one in key)
            yield listed("ul", (f"{letters[thing]} → <b>{text(categories[place])}</b>" for thing, _, place in pairs))
        else:
            yield listed("ol" if prompt.asks == "order" else "ul", (f"<b>{letters[name]}</b>" for name in key))
        if prompt.asks in ("one", "many") and key:
            signs = {sign.id for sign in explanation.signs}
            for name, words in letters.items():
                said = self._explained(question, (name,)).feedback.get(name)
                if said and name not in signs:
                    yield element("p", words, f" – {text(said)}")

    def _ending(self, question: Question, path: Response) -> str:
        """Return what people said on the way to an ending, and how it ended."""
        explanation = self._explained(question, path)
        right = element("b", text(say("Right:"))) + " " if explanation.score == 1 else ""
        said = " → ".join(text(turn.chose) for turn in explanation.turns)
        return element("p", right, said) + paragraph(explanation.ending)

    def _pointed_at(self, question: Question) -> Iterator[str]:
        """Yield what to ask, and what to point at."""
        yield _label(say("Ask"))
        yield paragraph(talk_words(question, self.language))
        yield from _shown(self._explained(question, question.key or ()))

    def _explained(self, question: Question, response: Response) -> Explanation:
        return question.explain(question.mark(response), self.language)

    def _message(self, message: PromptMessage | None) -> str:
        """Return a message as it is read, with where its links lead: nobody can open them on paper."""
        if message is None:
            return ""
        kind = (channel_words(self.library, message.channel, self.language), say("made-up example"), message.time)
        lines = [paragraph(" · ".join(filter(None, kind)), "kind")]
        lines += [paragraph(one.text, "mine" if one.mine else "") for one in message.earlier]
        for name, words in message.texts.items():
            if name.startswith("target-"):
                lines.append(paragraph(say("The link leads to {target}", target=words), "kind"))
            else:
                lines.append(paragraph(words) if name == "body" else _label(words))
        return element("div", *lines, kind="message")


def _numbered(quiz: Quiz) -> Iterator[tuple[str, Question]]:
    """Yield each question with the number that people read; a worked example has none."""
    n = 0
    for question in quiz.questions:
        n += question.asks != "none"
        yield "" if question.asks == "none" else f"{n}. ", question


def _label(words: str) -> str:
    return element("p", element("b", text(words)))


def _shown(explanation: Explanation) -> Iterator[str]:
    """Yield the signs of a message, and how to check."""
    if explanation.signs:
        yield _label(say("What to notice"))
        yield listed(
            "ol",
            (
                f"<q>{text(sign.quote)}</q> {text(sign.why)} <span class='kind'>{text(sign_words(sign))}</span>"
                for sign in explanation.signs
            ),
        )
    if explanation.check:
        yield _label(say("How to check"))
        yield paragraph(explanation.check)


def _lettered(prompt: Prompt) -> dict[str, str]:
    """Return the words of each choice, behind its letter where people name them by letters."""
    words = {choice.id: text(choice_words(prompt, choice)) for choice in prompt.choices}
    if prompt.asks in ("order", "sort"):
        return words
    return {name: f"{letter} {said}" for letter, (name, said) in zip(ascii_uppercase, words.items(), strict=False)}
