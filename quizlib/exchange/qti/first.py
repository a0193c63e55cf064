"""QTI 1.2: the questions of its files, as Canvas and other learning systems write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape

from quizlib.exchange.item import Item, Part, Place, Refused, Unusable, Words
from quizlib.exchange.nodes import Node
from quizlib.exchange.plain import plain
from quizlib.exchange.qti.choosing import by_identifier, one_right, several_right
from quizlib.exchange.qti.conditions import feedback_links, marks_of, most_points, right_pairs
from quizlib.exchange.qti.marks import Possible
from quizlib.exchange.usable import item_or_refused
from quizlib.say import say

RESPONSES = ("response_lid", "response_str", "response_num", "response_grp", "response_xy")
OTHER_WAYS = ("render_fib", "render_hotspot", "render_slider")
NOT_HERE = {
    "calculated_question",
    "essay_question",
    "file_upload_question",
    "fill_in_multiple_blanks_question",
    "hot_spot_question",
    "multiple_dropdowns_question",
    "numerical_question",
    "short_answer_question",
    "text_only_question",
}
"""What Canvas calls the questions that a quiz of ours does not have."""
HASH = re.compile(r"[a-z_]{0,3}[0-9a-f-]{16,}")
GENERAL, RIGHT, WRONG = "general_fb", "correct_fb", "general_incorrect_fb"


def questions_of(root: Node, file: str, language: str) -> Iterator[Item | Refused]:
    """Yield each question of a file whose outermost element is `root`."""
    for outer in root.children():
        title = outer.get("title") or _field(outer, "bank_title")
        for item in (outer,) if outer.name == "item" else outer.inside("item"):
            name = item.get("title") if item.get("title") not in {"", "Question"} else _ident(item)
            place = Place(file, item.line, name)
            try:
                found = _Reading(item, language).item(place, "" if outer is item else title)
            except Unusable as error:
                yield Refused(place, str(error))
            else:
                yield item_or_refused(found)


@dataclass
class _Reading:
    """Reads one question, and collects what is lost on the way."""

    node: Node
    language: str
    notes: list[str] = field(default_factory=list)

    def item(self, place: Place, title: str) -> Item:
        asked = self._asked()
        without = ("response_label",) if len(asked) == 1 else RESPONSES
        item = Item(
            place,
            "single_choice",
            self.words(_materials(self.node.child("presentation"), *without)),
            parts=(),
            hint=self._spoken_of("hint"),
            name=_ident(self.node),
            quiz=title,
        )
        feedback = _Feedback(self)
        if len(asked) > 1:
            item = self._sort(item, asked, feedback)
        elif asked[0].get("rcardinality").lower() == "ordered":
            item = self._order(item, asked[0])
        else:
            item = self._choice(item, asked[0], feedback)
        rationale = feedback.rationale(self._spoken_of("solution"))
        return replace(item, rationale=rationale, notes=tuple(dict.fromkeys((*item.notes, *self.notes))))

    def words(self, materials: Sequence[Node]) -> Words:
        """Return the words of materials, each a paragraph of its own."""
        found, lost = plain("".join(f"<div>{_html(one)}</div>" for one in materials), self.language)
        self.notes += lost
        return found

    def _spoken_of(self, what: str) -> Words:
        return self.words([one for node in self.node.inside(what) for one in _materials(node)])

    def _asked(self) -> list[Node]:
        """Return what is responded to; raise Unusable for kinds that a quiz of ours does not have."""
        presentation = self.node.child("presentation")
        asked = list(presentation.inside(*RESPONSES)) if presentation else []
        named = _field(self.node, "question_type")
        kinds = [one.name for one in asked if one.name != "response_lid"]
        kinds += [one.name for lid in asked for one in lid.inside(*OTHER_WAYS)]
        if named in NOT_HERE or kinds:
            raise Unusable(say("quizzes here have no questions of this kind: {kind}", kind=named or kinds[0]))
        if not asked:
            raise Unusable(say("it asks nothing: there is nothing to choose"))
        return asked

    def _choice(self, item: Item, lid: Node, feedback: _Feedback) -> Item:
        labels = _labels(lid)
        several = lid.get("rcardinality").lower() == "multiple"
        marks = marks_of(self.node, Possible(tuple(labels), several), lid.get("ident"))
        parts = [
            Part(self.words(_materials(label)), feedback=feedback.of(lid.get("ident"), name))
            for name, label in labels.items()
        ]
        most = most_points(self.node)
        if most and marks.best not in {most, 1.0, *self._points()}:
            self.notes.append(say("the best answer gives {best:g} of {most:g} points", best=marks.best, most=most))
        return (several_right if several else one_right)(item, parts, marks)

    def _points(self) -> Iterator[float]:
        try:
            yield float(_field(self.node, "points_possible"))
        except ValueError:
            return

    def _order(self, item: Item, lid: Node) -> Item:
        labels = _labels(lid)
        order = [label for part, label in right_pairs(self.node) if part == lid.get("ident")]
        if sorted(order) != sorted(labels):
            raise Unusable(say("it does not give the right order of all its parts once"))
        parts = (Part(self.words(_materials(label)), place=order.index(name) + 1) for name, label in labels.items())
        return replace(item, type="order", parts=tuple(parts))

    def _sort(self, item: Item, lids: Sequence[Node], feedback: _Feedback) -> Item:
        """Return what sorts: a response of one label names the category, one of several labels is a category."""
        rows = by_identifier(lids, "ident")
        labels = _labels(lids[0])
        if any(_labels(lid).keys() != labels.keys() for lid in lids):
            raise Unusable(say("its parts offer different answers: as in a text with gaps"))
        named = {name: self.words(_materials(lid, "response_label")) for name, lid in rows.items()}
        offered = {name: self.words(_materials(label)) for name, label in labels.items()}
        pairs = set(right_pairs(self.node))
        piles = all(lid.get("rcardinality").lower() == "multiple" for lid in lids)
        things, categories = (offered, named) if piles else (named, offered)
        if piles:
            pairs = {(label, row) for row, label in pairs}
        parts = []
        for thing, text in things.items():
            where = [category for one, category in pairs if one == thing]
            if len(where) != 1 or where[0] not in categories:
                shown = next(iter(text.values()), thing)
                raise Unusable(say("it does not say in which one place this belongs: ‹{thing}›", thing=shown))
            why = {} if piles else feedback.of(thing, "")
            parts.append(Part(text, belongs=list(categories).index(where[0]), feedback=why))
        return replace(item, type="sort", parts=tuple(parts), categories=tuple(categories.values()))


class _Feedback:
    """The feedback of a question: each is about one label, about all of the question, or is left out with a note."""

    def __init__(self, reading: _Reading) -> None:
        self.reading = reading
        self.links = feedback_links(reading.node)
        self.words = {
            one.get("ident"): reading.words(_materials(one, "hint", "solution"))
            for one in reading.node.children("itemfeedback")
        }
        if self.words.get(RIGHT) == self.words.get(WRONG):
            said = self.words.pop(RIGHT, {})
            self.words[GENERAL] = self.words.get(GENERAL) or said
            self.words.pop(WRONG, None)

    def of(self, part: str, label: str) -> Words:
        """Return and use up what is shown for one label of one part alone."""
        shown = [name for name in self.words if name != GENERAL and self.links.get(name) == {(part, label)}]
        own = [name for name in shown if name not in {RIGHT, WRONG}] or shown
        return self.words.pop(own[0]) if own else {}

    def rationale(self, solution: Words) -> Words:
        """Return what everybody is told; what only some are told, and has no place in a quiz, is noted."""
        said = [solution, self.words.pop(GENERAL, {})]
        for text in (one for words in self.words.values() for one in words.values()):
            self.reading.notes.append(say("feedback that was left out: ‹{text}›", text=text))
        told = list(dict.fromkeys(language for words in said for language in words))
        return {one: "\n\n".join(dict.fromkeys(words[one] for words in said if one in words)) for one in told}


def _ident(item: Node) -> str:
    """Return the identifier of an item; one that a machine made tells nothing and is left out."""
    return "" if HASH.fullmatch(item.get("ident")) else item.get("ident")


def _labels(lid: Node) -> Mapping[str, Node]:
    """Return what can be chosen, by identifier."""
    return by_identifier(lid.inside("response_label"), "ident")


def _materials(node: Node | None, *without: str) -> list[Node]:
    """Return the materials inside an element, but for those inside elements with these names."""
    found: list[Node] = []
    for one in node.children() if node else ():
        if one.name == "material":
            found.append(one)
        elif one.name not in without:
            found += _materials(one, *without)
    return found


def _html(material: Node) -> str:
    """Return a material as HTML; it may hold HTML as text, plain text, and line breaks."""
    pieces = []
    for one in material.children():
        if one.name == "matbreak":
            pieces.append("<br>")
        elif one.name not in {"mattext", "matemtext"}:
            raise Unusable(say("it needs what a text cannot show: <{tag}> {what}", tag=one.name, what=one.get("uri")))
        elif one.children():
            pieces.append(one.html)
        elif "html" in one.get("texttype").lower():
            pieces.append(one.text)
        else:
            pieces.append(escape(one.text, quote=False).replace("\n", "<br>"))
    return " ".join(pieces)


def _field(node: Node, label: str) -> str:
    """Return a value from the metadata that belongs to an element itself; empty if there is none."""
    around = [one for name in ("itemmetadata", "qtimetadata") for one in node.children(name)]
    for one in (found for block in around for found in block.inside("qtimetadatafield")):
        label_, entry = one.child("fieldlabel"), one.child("fieldentry")
        if label_ and entry and label_.text.strip() == label:
            return entry.text.strip()
    return ""
