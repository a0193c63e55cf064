"""Writing Moodle XML: items become the file that Moodle reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from lxml import etree
from lxml.builder import E

from quizlib.exchange.item import Item, Part, Words

HTML = {"format": "html"}


def write(items: Sequence[Item], language: str) -> bytes:
    """Return a file with these questions in one language; each category is an element before its questions."""
    root = E.quiz()
    quiz = ""
    for item in items:
        if item.quiz != quiz:
            quiz = item.quiz
            path = f"$course$/top/{quiz.replace('/', '//')}"
            root.append(E.question(E.category(E.text(path)), type="category"))
        root.append(E.question(*_question(item, language), type=_type(item)))
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _type(item: Item) -> str:
    return {"order": "ordering", "sort": "matching"}.get(item.type, "multichoice")


def _question(item: Item, language: str) -> Iterator[etree._Element]:
    yield E.name(E.text(item.name or item.stem.get(language, "")))
    yield E.questiontext(_text(item.stem, language), **HTML)
    yield E.generalfeedback(_text(item.rationale, language), **HTML)
    yield E.idnumber(item.name)
    if item.hint:
        yield E.hint(_text(item.hint, language), **HTML)
    match item.type:
        case "single_choice" | "multiple_choice":
            yield E.single(str(item.type == "single_choice").lower())
            yield E.shuffleanswers("false")
            yield from _options(item, language)
        case "order":
            steps = sorted(item.parts, key=lambda part: part.place)
            yield from (_answer(part, f"{part.place}.0000000", language) for part in steps)
        case "sort":
            yield E.shuffleanswers("true")
            yield from _pairs(item, language)


def _options(item: Item, language: str) -> Iterator[etree._Element]:
    several = item.type == "multiple_choice"
    right = sum(part.right for part in item.parts)
    for part in item.parts:
        fraction = (1 if part.right else -1) / right if several else part.fraction
        yield _answer(part, f"{fraction * 100:.5f}".rstrip("0").rstrip("."), language)


def _answer(part: Part, fraction: str, language: str) -> etree._Element:
    answer = E.answer(_text(part.text, language), fraction=fraction, **HTML)
    if part.feedback:
        answer.append(E.feedback(_text(part.feedback, language), **HTML))
    return answer


def _pairs(item: Item, language: str) -> Iterator[etree._Element]:
    for part in item.parts:
        right = E.answer(E.text(item.categories[part.belongs].get(language, "")))
        yield E.subquestion(_text(part.text, language), right, **HTML)
    used = {part.belongs for part in item.parts}
    for number, category in enumerate(item.categories):
        if number not in used:
            yield E.subquestion(E.text(), E.answer(E.text(category.get(language, ""))), **HTML)


def _text(words: Words, language: str) -> etree._Element:
    """Return a text as HTML: an empty line divides paragraphs."""
    text = words.get(language, "")
    paragraphs = escape(text, quote=False).split("\n\n") if text else []
    html = "".join(f"<p>{one.replace(chr(10), '<br>')}</p>" for one in paragraphs)
    return E.text(html)
