"""QTI 2.1, 2.2 and 3: the question of a file. The third version says what the second says, with other names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from quizlib.exchange.item import Item, Part, Place, Refused, Unusable, Words
from quizlib.exchange.nodes import Node
from quizlib.exchange.plain import KNOWN, NEEDED, plain
from quizlib.exchange.qti.choosing import by_identifier, one_right, several_right
from quizlib.exchange.qti.declared import Declared, declared, is_marked_in_its_own_way
from quizlib.exchange.qti.marks import Possible
from quizlib.exchange.usable import item_or_refused
from quizlib.say import say

FEEDBACK = ("feedbackBlock", "feedbackInline", "modalFeedback")
BLOCKS = ("contentBody", "prompt", "rubricBlock", "simpleAssociableChoice", "simpleChoice", *FEEDBACK)
"""Elements of QTI that hold text."""
ASIDE = (*FEEDBACK, "rubricBlock", "endAttemptInteraction", "stylesheet")
"""Elements of QTI that are no part of the text around them."""
EXPLAINS = {"explanation", "general", "rationale", "solution"}
"""What feedback for everybody is called."""


def question_of(root: Node, file: str, language: str, quiz: str = "") -> Item | Refused:
    """Return the question of a file whose outermost element is `root`; `quiz` is the title of its test."""
    node = in_second(root)
    place = Place(file, root.line, node.get("title") or node.get("identifier"))
    try:
        found = _Reading(node, language).item(place, quiz)
    except Unusable as error:
        return Refused(place, str(error))
    return item_or_refused(found)


def in_second(node: Node) -> Node:
    """Return an element with the names of the second version: qti-choice-interaction is choiceInteraction there."""
    parts = tuple(one if isinstance(one, str) else in_second(one) for one in node.parts)
    if not node.name.startswith("qti-"):
        return replace(node, parts=parts)
    attributes = {_camel(name): value for name, value in node.attributes.items()}
    return Node(_camel(node.name.removeprefix("qti-")), node.line, attributes, parts)


def _camel(name: str) -> str:
    first, *others = name.split("-")
    return first + "".join(one.capitalize() for one in others)


@dataclass
class _Reading:
    """Reads one question, and collects what is lost on the way."""

    node: Node
    language: str
    notes: list[str] = field(default_factory=list)

    def item(self, place: Place, quiz: str) -> Item:
        asked = self._asked()
        body = self.node.child("itemBody") or self.node
        feedback = self._feedback()
        named = self.node.get("lang")
        if named and named.lower().partition("-")[0] != self.language.partition("-")[0]:
            said = say(
                "the file says that it is in {named}; it was read as {language}", named=named, language=self.language
            )
            self.notes.append(said)
        name = self.node.get("identifier").removeprefix("_")
        item = Item(place, "single_choice", self.words(body), (), name=name, quiz=quiz)
        known = declared(self.node, asked.get("responseIdentifier"))
        item = WAYS[asked.name](self, item, asked, known, feedback)
        rationale, hint = self._told(feedback)
        notes = tuple(dict.fromkeys((*item.notes, *self.notes)))
        return replace(item, rationale=rationale, hint=hint, notes=notes)

    def words(self, node: Node) -> Words:
        """Return the words inside an element, without feedback and without what is to be chosen."""
        found, lost = plain(_html(node), self.language)
        self.notes += lost
        return found

    def _asked(self) -> Node:
        """Return the interaction; raise Unusable for kinds that a quiz of ours does not have."""
        found = [one for one in self.node.inside() if one.name.endswith("Interaction")]
        asked = [one for one in found if one.name != "endAttemptInteraction"]
        if not asked:
            raise Unusable(say("it asks nothing: there is nothing to choose"))
        if other := next((one.name for one in asked if one.name not in WAYS), ""):
            raise Unusable(say("quizzes here have no questions of this kind: {kind}", kind=other))
        if len(asked) > 1:
            raise Unusable(say("it asks {number} things at once", number=len(asked)))
        if self.node.children("templateDeclaration", "templateProcessing"):
            raise Unusable(say("its texts or numbers are made up anew each time"))
        if self.node.children("assessmentStimulusRef"):
            raise Unusable(say("it needs a text that is in another file"))
        return asked[0]

    def choice(self, item: Item, asked: Node, known: Declared, feedback: _Feedback) -> Item:
        choices = by_identifier(asked.children("simpleChoice"))
        most = asked.number("maxChoices")
        several = known.several and most != 1
        parts = [self._part(one, feedback) for one in choices.values()]
        marks = known.marks(Possible(tuple(choices), several))
        if known.several and 0 < most < len(known.right(tuple(choices))):
            raise Unusable(say("only {most} can be chosen, but more are right", most=most))
        if 1 < most < len(choices):
            self.notes.append(say("there, at most {most} can be chosen; here, any number", most=most))
        if is_marked_in_its_own_way(self.node):
            self.notes.append(say("it is marked by rules of its own, which are lost; its key was taken"))
        return (several_right if several else one_right)(item, parts, marks)

    def order(self, item: Item, asked: Node, known: Declared, feedback: _Feedback) -> Item:
        choices = by_identifier(asked.children("simpleChoice"))
        if sorted(known.key) != sorted(choices):
            raise Unusable(say("it does not give the right order of all its parts once"))
        parts = (replace(self._part(one, feedback), place=known.key.index(name) + 1) for name, one in choices.items())
        return replace(item, type="order", parts=tuple(parts))

    def sort(self, item: Item, asked: Node, known: Declared, feedback: _Feedback) -> Item:
        """Return what sorts: the things are the set whose members have one partner each; the first set if both do."""
        sides = [by_identifier(one.children("simpleAssociableChoice")) for one in asked.children("simpleMatchSet")]
        pairs = {tuple(one.split(" ")) for one in known.right()}
        if len(sides) != 2 or any(len(pair) != 2 for pair in pairs):  # noqa: PLR2004 - a pair
            raise Unusable(say("it does not put together two lists"))
        for things, categories, which in ((sides[0], sides[1], 0), (sides[1], sides[0], 1)):
            belongs = {pair[which]: pair[1 - which] for pair in pairs}
            if (
                belongs.keys() != things.keys()
                or len(pairs) > len(things)
                or not set(belongs.values()) <= set(categories)
            ):
                continue
            parts = [
                replace(self._part(one, feedback), belongs=list(categories).index(belongs[name]))
                for name, one in things.items()
            ]
            named = tuple(self.words(one) for one in categories.values())
            return replace(item, type="sort", parts=tuple(parts), categories=named)
        raise Unusable(say("it does not say of each thing in which one place it belongs"))

    def _part(self, choice: Node, feedback: _Feedback) -> Part:
        return Part(self.words(choice), feedback=feedback.pop(choice.get("identifier"), {}))

    def _feedback(self) -> _Feedback:
        """Return all feedback by the identifier that shows it; what is shown unless it is set is noted."""
        found: dict[str, Words] = {}
        for one in self.node.inside(*FEEDBACK):
            name, words = one.get("identifier"), self.words(one)
            if one.get("showHide", "show") == "hide" or name in found:
                self._left_out(words)
            elif words:
                found[name] = words
        return found

    def _told(self, feedback: _Feedback) -> tuple[Words, Words]:
        """Return the reason and the hint; feedback that has no place in a quiz is noted."""
        by_name = {name.lower(): words for name, words in feedback.items()}
        hint = by_name.pop("hint", {})
        for rubric in self.node.inside("rubricBlock"):
            if "hint" in rubric.get("use"):
                hint = hint or self.words(rubric)
            else:
                self._left_out(self.words(rubric))
        if by_name.get("correct") == by_name.get("incorrect"):
            by_name["general"] = by_name.get("general") or by_name.pop("correct", {})
            by_name.pop("incorrect", None)
        said = [by_name.pop(name) for name in sorted(EXPLAINS & by_name.keys())]
        for words in by_name.values():
            self._left_out(words)
        return next((one for one in said if one), {}), hint

    def _left_out(self, words: Words) -> None:
        self.notes += [say("feedback that was left out: ‹{text}›", text=text) for text in words.values()]


_Feedback = dict[str, Words]
WAYS: Mapping[str, Callable[[_Reading, Item, Node, Declared, _Feedback], Item]] = {
    "choiceInteraction": _Reading.choice,
    "matchInteraction": _Reading.sort,
    "orderInteraction": _Reading.order,
}
"""What reads each kind of question that a quiz of ours has."""


def _html(node: Node) -> str:
    """Return what is inside an element as HTML; of an interaction, what it says before its choices."""
    return "".join(_pieces(node.parts))


def _pieces(parts: Iterable[str | Node]) -> Iterable[str]:
    for one in parts:
        if isinstance(one, str):
            yield Node("", 0, {}, (one,)).html
        elif one.name in WAYS:
            yield from _pieces(one.children("prompt"))
        elif one.name in BLOCKS and one.name not in ASIDE:
            yield f"<div>{_html(one)}</div>"
        elif one.name not in ASIDE:
            if one.name.lower() not in KNOWN or one.name.lower() in NEEDED:
                what = one.get("alt") or one.get("src") or one.get("data")
                raise Unusable(
                    say("it needs what a text cannot show: <{tag}> {what}", tag=one.name, what=what[:60]).strip()
                )
            inside = _html(one)
            yield replace(one, parts=()).outer_html.replace(f"</{one.name}>", f"{inside}</{one.name}>")
