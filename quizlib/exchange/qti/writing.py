"""Writes questions as a package of QTI 3: a zip with a file for each question, a test for each quiz, and a manifest.

The same questions give the same bytes. A hint becomes a note for the teacher: QTI has no other place for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import count
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from quizlib.exchange.item import Item, Words
from quizlib.exchange.nodes import Node
from quizlib.exchange.qti.scoring import SHAPES, answers_of, declaration, processing

ITEMS = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
PACKAGE = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
BEGINNING = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can name
OUR_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def write(items: Sequence[Item], language: str) -> bytes:
    """Return a package with these questions in one language."""
    names = _identifiers(items)
    files = {f"items/{name}.xml": _item(item, name, language) for name, item in zip(names, items, strict=True)}
    for number, quiz in enumerate(dict.fromkeys(item.quiz for item in items), start=1):
        own = [name for name, item in zip(names, items, strict=True) if item.quiz == quiz]
        files[f"tests/quiz-{number}.xml"] = _test(f"quiz-{number}", quiz, own)
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        for path, root in {"imsmanifest.xml": _manifest(files), **files}.items():
            archive.writestr(ZipInfo(path, BEGINNING), f"{DECLARATION}{root.outer_html}\n", ZIP_DEFLATED)
    return data.getvalue()


def _identifiers(items: Sequence[Item]) -> list[str]:
    """Return an identifier for each question: its own id if no other has it. None may begin with a digit."""
    known = {item.name for item in items}
    names: list[str] = []
    for number, item in enumerate(items, start=1):
        name = item.name
        if not OUR_ID.fullmatch(name) or name in names:
            name = next(free for more in count(number) if (free := f"question-{more}") not in {*known, *names})
        names.append(name)
    return [f"_{name}" if name[0].isdigit() else name for name in names]


def _qti(name: str, *parts: str | Node, **attributes: str) -> Node:
    """Return an element of QTI; its attributes have hyphens where Python has underscores."""
    named = {key.replace("_", "-"): value for key, value in attributes.items()}
    return Node(f"qti-{name}", 0, named, parts)


def _item(item: Item, name: str, language: str) -> Node:
    title = " ".join(_text(item.stem, language).split())[:80]
    return Node(
        "qti-assessment-item",
        0,
        {"xmlns": ITEMS, "identifier": name, "title": title, "xml:lang": language, "time-dependent": "false"},
        tuple(_lines(*_declarations(item), _body(item, language), processing(item), *_explanation(item, language))),
    )


def _declarations(item: Item) -> Iterator[Node]:
    """Yield the declarations of the response, the score, and what shows feedback."""
    yield declaration(item)
    yield _qti("outcome-declaration", identifier="SCORE", cardinality="single", base_type="float")
    if any(part.feedback for part in item.parts):
        cardinality, _ = SHAPES[item.type]
        yield _qti("outcome-declaration", identifier="FEEDBACK", cardinality=cardinality, base_type="identifier")
    if item.rationale:
        yield _qti("outcome-declaration", identifier="EXPLANATION", cardinality="single", base_type="identifier")


def _body(item: Item, language: str) -> Node:
    hint = _text(item.hint, language)
    aside = [_qti("rubric-block", _content(hint), use="ext:hint", view="tutor")] if hint else []
    return _qti("item-body", *_lines(*_paragraphs(_text(item.stem, language)), _interaction(item, language), *aside))


def _interaction(item: Item, language: str) -> Node:
    answers = answers_of(item)
    if item.type == "sort":
        categories = [
            _choice("simple-associable-choice", f"category-{number}", _text(text, language), match_max="0")
            for number, text in enumerate(item.categories, start=1)
        ]
        things = [
            _choice(
                "simple-associable-choice",
                name,
                _text(part.text, language),
                _text(part.feedback, language),
                match_max="1",
            )
            for name, part in answers.items()
        ]
        sets = (_qti("simple-match-set", *_lines(*things)), _qti("simple-match-set", *_lines(*categories)))
        return _qti("match-interaction", *_lines(*sets), response_identifier="RESPONSE", max_associations="0")
    choices = [
        _choice("simple-choice", name, _text(part.text, language), _text(part.feedback, language))
        for name, part in answers.items()
    ]
    if item.type == "order":
        return _qti("order-interaction", *_lines(*choices), response_identifier="RESPONSE", shuffle="false")
    most = "1" if item.type == "single_choice" else "0"
    return _qti("choice-interaction", *_lines(*choices), response_identifier="RESPONSE", max_choices=most)


def _choice(element: str, name: str, text: str, feedback: str = "", **attributes: str) -> Node:
    told = [
        _qti(
            "feedback-inline",
            *_with_breaks(feedback),
            outcome_identifier="FEEDBACK",
            identifier=name,
            show_hide="show",
        )
    ]
    return _qti(element, *_with_breaks(text), *(told if feedback else ()), identifier=name, **attributes)


def _explanation(item: Item, language: str) -> tuple[Node, ...]:
    text = _text(item.rationale, language)
    if not text:
        return ()
    shown = {"outcome_identifier": "EXPLANATION", "identifier": "rationale", "show_hide": "show"}
    return (_qti("modal-feedback", _content(text), **shown),)


def _content(text: str) -> Node:
    return _qti("content-body", *_paragraphs(text))


def _paragraphs(text: str) -> list[Node]:
    return [Node("p", 0, {}, tuple(_with_breaks(one))) for one in text.split("\n\n")]


def _with_breaks(text: str) -> list[str | Node]:
    first, *others = text.split("\n")
    return [first, *(part for one in others for part in (Node("br", 0), one))]


def _lines(*nodes: Node) -> list[str | Node]:
    """Return elements on lines of their own."""
    return ["\n", *(part for one in nodes for part in (one, "\n"))]


def _text(words: Words, language: str) -> str:
    return words.get(language, "")


def _test(name: str, title: str, items: Iterable[str]) -> Node:
    refs = [_qti("assessment-item-ref", identifier=one, href=f"../items/{one}.xml") for one in items]
    section = _qti("assessment-section", *_lines(*refs), identifier="section", title=title or name, visible="true")
    part = _qti("test-part", section, identifier="part", navigation_mode="linear", submission_mode="individual")
    return Node("qti-assessment-test", 0, {"xmlns": ITEMS, "identifier": name, "title": title}, tuple(_lines(part)))


def _manifest(files: Mapping[str, Node]) -> Node:
    resources = [
        Node(
            "resource",
            0,
            {
                "identifier": f"resource-{number}",
                "type": f"imsqti_{'item' if path.startswith('items/') else 'test'}_xmlv3p0",
                "href": path,
            },
            (Node("file", 0, {"href": path}),),
        )
        for number, path in enumerate(files, start=1)
    ]
    about = (Node("schema", 0, {}, ("QTI Package",)), Node("schemaversion", 0, {}, ("3.0.0",)))
    parts = (
        Node("metadata", 0, {}, about),
        Node("organizations", 0),
        Node("resources", 0, {}, tuple(_lines(*resources))),
    )
    return Node("manifest", 0, {"xmlns": PACKAGE, "identifier": "quizzes"}, tuple(_lines(*parts)))
