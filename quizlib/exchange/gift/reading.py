"""Reading GIFT: each question of a file becomes an item or is refused with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quizlib.exchange.categories import title_of
from quizlib.exchange.decoding import decoded
from quizlib.exchange.gift.blocks import CATEGORY, NAME, Block, blocks, shown
from quizlib.exchange.item import Imported, Item, Kind, Part, Place, Refused, Unusable, Words
from quizlib.exchange.plain import plain
from quizlib.exchange.truth import true_and_false
from quizlib.exchange.usable import item_or_refused
from quizlib.exchange.weights import weighed
from quizlib.say import say

FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]")
WEIGHT = re.compile(r"%(-?[0-9]{1,3}(?:\.[0-9]*)?)%")
IDENTITY = re.compile(r"\[id:([^\]]*)\]")
MARKDOWN = re.compile(r"[*_`#]")
BLANK = "_____"
ARROW = "->"
TRUE = ("T", "TRUE")
FALSE = ("F", "FALSE")


def read(raw: bytes, file: str, language: str) -> Imported:
    """Return the questions of a file; raise NotReadable if it is no text."""
    text, notes = decoded(raw)
    return Imported.of(_questions(text, file, language), notes)


def _questions(text: str, file: str, language: str) -> Iterator[Item | Refused]:
    quiz = ""
    for block in blocks(text):
        if block.text.startswith(CATEGORY):
            quiz = title_of(shown(block.text.removeprefix(CATEGORY)))
            continue
        name, body = _name(block.text)
        place = Place(file, block.line, name or _beginning(body))
        try:
            question = _Question(place, quiz, _identity(block) or name, language)
            yield item_or_refused(question.read(body))
        except Unusable as error:
            yield Refused(place, str(error))


def _name(text: str) -> tuple[str, str]:
    """Return the name of a question, which may be empty, and what follows it."""
    if not text.startswith(NAME):
        return "", text
    name, found, body = text.removeprefix(NAME).partition(NAME)
    return (" ".join(shown(name).split()), body.strip()) if found else ("", text)


def _beginning(body: str) -> str:
    words = " ".join(shown(FORMAT.sub("", body.partition("{")[0])).split())
    return words if len(words) <= 40 else f"{words[:40]}…"  # noqa: PLR2004 - enough to find it


def _identity(block: Block) -> str:
    return next((found[1].strip() for one in block.comments if (found := IDENTITY.search(one))), "")


@dataclass
class _Question:
    """A question that is being read: its texts are in one format, and what they lose is noted once."""

    place: Place
    quiz: str
    name: str
    language: str
    format: str = "moodle"
    notes: dict[str, None] = field(default_factory=dict)

    def read(self, body: str) -> Item:
        """Return the question as an item; raise Unusable if it has no equal here."""
        stem, answers = _parts(body)
        if answers is None:
            raise Unusable(say("it is a text without a question"))
        answers, _, general = _apart(answers)
        self.format = found[1] if (found := FORMAT.match(stem)) else "moodle"
        words = self._words(stem)
        kind, parts, categories = self._answers(answers, words)
        rationale = self._words(general)
        notes = tuple(self.notes)
        return Item(self.place, kind, words, parts, categories, rationale, name=self.name, quiz=self.quiz, notes=notes)

    def _answers(self, answers: str, stem: Words) -> tuple[Kind, tuple[Part, ...], tuple[Words, ...]]:
        if not answers:
            raise Unusable(say("people write the answer themselves"))
        if answers.startswith("#"):
            raise Unusable(say("people write a number themselves"))
        if answers.startswith(">"):
            return "order", self._steps(answers), ()
        if "~" in answers:
            kind: Kind = "single_choice" if "=" in answers else "multiple_choice"
            return kind, self._options(kind, answers), ()
        if "=" in answers and ARROW in answers:
            return "sort", *self._sorting(answers)
        truth, *told = (part.strip() for part in answers.split("#", 2))
        if truth in (*TRUE, *FALSE):
            true = truth in TRUE
            wrong, right = (self._words(text) for text in (*told, "", "")[:2])
            if_true, if_false = (right, wrong) if true else (wrong, right)
            languages = tuple(stem) or (self.language,)
            return "single_choice", true_and_false(languages, true=true, if_true=if_true, if_false=if_false), ()
        raise Unusable(say("people write the answer themselves"))

    def _options(self, kind: Kind, answers: str) -> tuple[Part, ...]:
        before, *told = re.split(r"([~=])", answers)
        if before.strip():
            raise Unusable(say("words are before the first answer: ‹{words}›", words=shown(before.strip())[:40]))
        percents, parts = [], []
        for sign, answer in zip(told[::2], told[1::2], strict=True):
            weight = WEIGHT.match(answer.strip())
            if weight and sign == "=":
                raise Unusable(
                    say("points after = mean different things in different programs: ‹{words}›", words=weight[0])
                )
            if weight and abs(float(weight[1])) > 100:  # noqa: PLR2004 - percent
                raise Unusable(say("an answer gives more than 100 %: ‹{words}›", words=weight[0]))
            percents.append(float(weight[1]) if weight else 100.0 if sign == "=" else 0.0)
            text, _, feedback = answer.strip()[weight.end() if weight else 0 :].partition("#")
            parts.append(Part(self._words(text), feedback=self._words(feedback)))
        found = weighed(kind, percents)
        self.notes.update(dict.fromkeys(found.notes))
        return tuple(
            Part(part.text, fraction, part.feedback) for part, fraction in zip(parts, found.fractions, strict=True)
        )

    def _steps(self, answers: str) -> tuple[Part, ...]:
        _, *told = (line for line in answers.split("\n") if line.strip())
        return tuple(Part(self._words(text), place=place) for place, text in enumerate(told, start=1))

    def _sorting(self, answers: str) -> tuple[tuple[Part, ...], tuple[Words, ...]]:
        before, *told = answers.split("=")
        pairs = [one.partition(ARROW) for one in told]
        if before.strip() or not all(arrow for _, arrow, _ in pairs):
            raise Unusable(say("an answer to match has no ->"))
        texts = [(self._words(left), self._words(right)) for left, _, right in pairs]
        categories: list[Words] = []
        for _, right in texts:
            if right not in categories:
                categories.append(right)
        things = tuple(Part(left, belongs=categories.index(right)) for left, right in texts if left)
        return things, tuple(categories)

    def _words(self, text: str) -> Words:
        """Return a text in each language that it is marked with; it may begin with a format of its own."""
        text = text.strip()
        found = FORMAT.match(text)
        format_ = found[1] if found else self.format
        one_line = re.sub(r"\s+", " ", text[found.end() if found else 0 :])
        if format_ == "markdown" and MARKDOWN.search(shown(one_line)):
            self.notes[say("it is written in Markdown: look at the signs in its texts")] = None
        html = format_ != "plain"
        words, lost = plain(shown(one_line), self.language, html=html, keeps_lines=format_ != "html")
        self.notes.update(dict.fromkeys(lost))
        return words


def _parts(body: str) -> tuple[str, str | None]:
    """Return the text of a question and what is in its braces; None if it has none.

    The place of braces inside a sentence becomes a line to fill in. Raises Unusable if it is not clear which braces.
    """
    begin, end = body.find("{"), body.find("}")
    if begin < 0 and end < 0:
        return body, None
    if begin < 0 or end < begin or body.count("{") != body.count("}"):
        raise Unusable(say("a brace is opened or closed, but not both: write \\{ if it belongs to the text"))
    if body.count("{") > 1:
        raise Unusable(say("it has answers in two places; two questions need an empty line between them"))
    before, after = body[:begin], body[end + 1 :].strip()
    return (
        f"{before}{BLANK} {after}" if after[:1].isalnum() else f"{before}{BLANK}{after}"
    ) if after else before, body[begin + 1 : end].strip()


def _apart(answers: str) -> Sequence[str]:
    """Return the answers, and the words that follow all of them."""
    before, found, general = answers.rpartition("####")
    return (before.strip(), found, general) if found else (answers, "", "")
