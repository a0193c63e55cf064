"""Reading Moodle XML: each question of a file becomes an item or is refused with its line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quizlib.exchange.categories import title_of
from quizlib.exchange.item import Imported, Item, Kind, NotReadable, Part, Place, Refused, Unusable, Words
from quizlib.exchange.nodes import Node, read_xml
from quizlib.exchange.plain import plain
from quizlib.exchange.truth import true_and_false
from quizlib.exchange.usable import item_or_refused
from quizlib.exchange.weights import weighed
from quizlib.say import say

COMBINED = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
KEEPS_LINES = ("moodle_auto_format", "plain_text")
SIGNS = ("markdown", "wiki_like")
WRITTEN = ("shortanswer", "essay", "numerical", "calculated", "calculatedsimple", "regexp", "poodllrecording")


def read(raw: bytes, file: str, language: str) -> Imported:
    """Return the questions of a file; raise NotReadable if it is no Moodle XML."""
    root, notes = read_xml(raw)
    if root.name != "quiz":
        raise NotReadable(say("the file is no Moodle XML: it begins with <{name}>, not <quiz>", name=root.name))
    return Imported.of(_questions(root, file, language), notes)


def _questions(root: Node, file: str, language: str) -> Iterator[Item | Refused]:
    quiz = ""
    for node in root.children("question"):
        kind = node.get("type")
        if kind == "category":
            quiz = title_of(_raw(node.child("category")))
            continue
        place = Place(
            file, node.line, " ".join(plain(_raw(node.child("name"))[:100], language)[0].get(language, "").split())
        )
        try:
            yield item_or_refused(_Question(node, place, quiz, language).read(kind))
        except Unusable as error:
            yield Refused(place, str(error))


def _raw(node: Node | None) -> str:
    """Return what is in the <text> of an element, or in the element itself."""
    return "" if node is None else (node.child("text") or node).text.strip()


@dataclass
class _Question:
    """A question that is being read; what its texts lose is noted once."""

    node: Node
    place: Place
    quiz: str
    language: str
    notes: dict[str, None] = field(default_factory=dict)

    def read(self, kind: str) -> Item:
        """Return the question as an item; raise Unusable if it has no equal here."""
        stem = self._words(self.node.child("questiontext"))
        type_, parts, categories = self._answers(kind, stem)
        hints = [words for one in self.node.children("hint") if (words := self._words(one))]
        if len(hints) > 1:
            self.notes[say("it has {number} hints: here it has the first", number=len(hints))] = None
        if any(self._words(self.node.child(name)) for name in COMBINED):
            self.notes[say("its words for all right and all wrong answers are left out")] = None
        return Item(
            self.place,
            type_,
            stem,
            parts,
            categories,
            rationale=self._words(self.node.child("generalfeedback")),
            hint=hints[0] if hints else {},
            name=_raw(self.node.child("idnumber")) or self.place.name,
            quiz=self.quiz,
            notes=tuple(self.notes),
        )

    def _answers(self, kind: str, stem: Words) -> tuple[Kind, tuple[Part, ...], tuple[Words, ...]]:
        answers = self.node.children("answer")
        match kind:
            case "multichoice":
                several = _raw(self.node.child("single")) in {"false", "0"}
                type_: Kind = "multiple_choice" if several else "single_choice"
                return type_, self._options(type_, answers), ()
            case "truefalse":
                return "single_choice", self._truth(answers, stem), ()
            case "matching" | "match":
                return "sort", *self._sorting()
            case "ordering":
                return "order", self._steps(answers), ()
            case "description":
                raise Unusable(say("it is a text without a question"))
            case _ if kind in WRITTEN:
                raise Unusable(say("people write the answer themselves"))
            case _:
                raise Unusable(say("a question of the type ‹{type}› has no equal here", type=kind))

    def _options(self, kind: Kind, answers: Sequence[Node]) -> tuple[Part, ...]:
        found = weighed(kind, [_percent(answer) for answer in answers])
        self.notes.update(dict.fromkeys(found.notes))
        return tuple(
            Part(self._words(answer), fraction, self._words(answer.child("feedback")))
            for answer, fraction in zip(answers, found.fractions, strict=True)
        )

    def _truth(self, answers: Sequence[Node], stem: Words) -> tuple[Part, Part]:
        by_word = {_raw(answer).lower(): answer for answer in answers}
        percents = {word: _percent(answer) for word, answer in by_word.items()}
        if sorted(percents) != ["false", "true"] or sorted(percents.values()) != [0, 100]:
            raise Unusable(say("one of its answers must be true and one false, and one of them right"))
        told = {word: self._words(answer.child("feedback")) for word, answer in by_word.items()}
        languages = tuple(stem) or (self.language,)
        return true_and_false(languages, true=percents["true"] > 0, if_true=told["true"], if_false=told["false"])

    def _sorting(self) -> tuple[tuple[Part, ...], tuple[Words, ...]]:
        pairs = [
            (self._words(one), self._words(one.child("answer"), "plain_text"))
            for one in self.node.children("subquestion")
        ]
        categories: list[Words] = []
        for _, right in pairs:
            if right not in categories:
                categories.append(right)
        things = tuple(Part(left, belongs=categories.index(right)) for left, right in pairs if left)
        return things, tuple(categories)

    def _steps(self, answers: Sequence[Node]) -> tuple[Part, ...]:
        """Return the steps, whose right order is that of the file; their fractions only count them."""
        places = [_percent(answer) for answer in answers]
        if len(set(places)) == len(places) and places != sorted(places):
            raise Unusable(say("its steps are numbered in another order than the one they stand in"))
        return tuple(Part(self._words(answer), place=place) for place, answer in enumerate(answers, start=1))

    def _words(self, node: Node | None, otherwise: str = "html") -> Words:
        """Return the text of an element in each language; `otherwise` is its format if it names none."""
        if node is None:
            return {}
        format_ = node.get("format", otherwise)
        text = _raw(node) if node.child("text") else ""
        if format_ in SIGNS and text:
            self.notes[say("it is written in Markdown: look at the signs in its texts")] = None
        words, lost = plain(text, self.language, html=format_ != "plain_text", keeps_lines=format_ in KEEPS_LINES)
        self.notes.update(dict.fromkeys(lost))
        return words


def _percent(answer: Node) -> float:
    found = answer.get("fraction", "0")
    try:
        percent = float(found)
    except ValueError:
        percent = float("nan")
    if not abs(percent) <= 100:  # noqa: PLR2004 - percent; it is not a number either
        raise Unusable(say("its points are no number from -100 to 100: ‹{found}›", found=found[:40]))
    return percent
