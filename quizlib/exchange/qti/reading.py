"""Reads questions of QTI, of the versions 1.2, 2.1, 2.2 and 3, from one file or from a package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from quizlib.exchange.archive import is_zip, read_zip
from quizlib.exchange.item import Imported, Item, NotReadable, Place, Refused
from quizlib.exchange.nodes import Node, read_xml
from quizlib.exchange.qti.first import questions_of
from quizlib.exchange.qti.second import in_second, question_of
from quizlib.say import say

FIRST = "questestinterop"
ITEM = "assessmentItem"
TEST = "assessmentTest"
MANIFEST = "manifest"
ITEM_TYPES = ("imsqti_item", "imsqti_xmlv1p2")
"""How a manifest names files of questions."""


def read(raw: bytes, file: str, language: str) -> Imported:
    """Return the questions of a file of XML, or of a package: a zip of such files.

    Raises NotReadable for a file that cannot be read at all, or is no QTI. Inside a package such a file is refused by
    itself.
    """
    if is_zip(raw):
        return _package(raw, file, language)
    root, notes = read_xml(raw)
    if _name(root) not in {FIRST, ITEM}:
        raise NotReadable(say("the file holds no questions of QTI: it begins with <{name}>", name=root.name))
    return Imported.of(_questions(root, file, language), notes)


def _package(raw: bytes, file: str, language: str) -> Imported:
    archive = read_zip(raw)
    roots: dict[str, Node] = {}
    notes = list(archive.notes)
    refused = []
    whole = {_shortened(name) for name, _ in archive.files}
    for name, data in archive.files:
        if name in whole:
            notes.append(say("{name} was left out: the package holds a longer version of it", name=name))
            continue
        try:
            roots[name], own = read_xml(data)
        except NotReadable as error:
            refused.append(Refused(Place(f"{file}/{name}", 1), str(error)))
        else:
            notes += own
    titles = _titles(roots)
    found = [
        one
        for name in dict.fromkeys([*titles, *roots])
        if name in roots
        for one in _questions(roots[name], f"{file}/{name}", language, titles.get(name, ""))
    ]
    there = {name for name, _ in archive.files}
    return Imported.of([*found, *refused, *_missing(roots, there, file)], notes)


def _shortened(name: str) -> str:
    """Return where the package of a whole course of Canvas repeats a quiz, without what not every system knows."""
    inside, _, file = name.rpartition("/")
    return (
        join(dirname(inside), file.removesuffix(".xml.qti"), "assessment_qti.xml")
        if inside.endswith("non_cc_assessments")
        else ""
    )


def _name(root: Node) -> str:
    """Return what a file is, whichever version it is of."""
    return in_second(Node(root.name, 0)).name


def _questions(root: Node, file: str, language: str, quiz: str = "") -> Iterable[Item | Refused]:
    if _name(root) == FIRST:
        yield from questions_of(root, file, language)
    elif _name(root) == ITEM:
        yield question_of(root, file, language, quiz)


def _titles(roots: Mapping[str, Node]) -> Mapping[str, str]:
    """Return the title of the test that each file of a package belongs to; the first test that names it counts."""
    titles: dict[str, str] = {}
    for name, root in roots.items():
        if _name(root) == TEST:
            test = in_second(root)
            for one in test.inside("assessmentItemRef"):
                titles.setdefault(_beside(name, one.get("href")), test.get("title"))
    return titles


def _missing(roots: Mapping[str, Node], there: set[str], file: str) -> Iterator[Refused]:
    """Yield the questions that a manifest names and its package lacks."""
    for name, root in roots.items():
        for one in root.inside("resource") if root.name == MANIFEST else ():
            wanted = _beside(name, one.get("href"))
            if one.get("type").startswith(ITEM_TYPES) and one.get("href").endswith(".xml") and wanted not in there:
                why = say("the manifest names this file, but the package does not hold it")
                yield Refused(Place(f"{file}/{name}", one.line, wanted), why)


def _beside(name: str, href: str) -> str:
    """Return the path in a package of what a file of it names."""
    return normpath(join(dirname(name), unquote(href)))
