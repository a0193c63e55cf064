"""Node: an element of an XML file that a stranger may have made. Reading it opens nothing else and has bounds."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

from lxml import etree

from quizlib.exchange.decoding import MOST_BYTES, decoded
from quizlib.exchange.item import NotReadable
from quizlib.say import say

MOST_NODES = 150_000
MOST_ATTRIBUTES = 100  # of one element: lxml takes long to read thousands
CHUNK = 65_536
RESOURCE_LIMIT = 114  # libxml2's number for what is too deep, too long, or grows
NUMBER = re.compile(r"\d{1,9}")
DECLARED = re.compile(rb"""\s*<\?xml\s[^>]*encoding\s*=\s*["']""")


@dataclass(frozen=True)
class Node:
    """An element: its name and attributes without namespaces, its line, and texts and elements in their order."""

    name: str
    line: int
    attributes: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[str | Node, ...] = ()

    def get(self, attribute: str, otherwise: str = "") -> str:
        """Return the value of an attribute, without spaces around it."""
        return self.attributes.get(attribute, otherwise).strip()

    def number(self, attribute: str) -> int:
        """Return the whole number that an attribute holds; 0 if it holds none, or one too long to be meant."""
        text = self.get(attribute)
        return int(text) if NUMBER.fullmatch(text) else 0

    def children(self, *names: str) -> tuple[Node, ...]:
        """Return the elements directly inside that have one of these names; without names, all of them."""
        return tuple(one for one in self.parts if isinstance(one, Node) and (not names or one.name in names))

    def child(self, name: str) -> Node | None:
        """Return the first element directly inside that has this name."""
        return next(iter(self.children(name)), None)

    def inside(self, *names: str) -> Iterator[Node]:
        """Yield the elements at any depth inside that have one of these names, in the order of the file."""
        for one in self.children():
            if not names or one.name in names:
                yield one
            yield from one.inside(*names)

    @property
    def text(self) -> str:
        """All text inside, as it stands."""
        return "".join(one if isinstance(one, str) else one.text for one in self.parts)

    @property
    def html(self) -> str:
        """What is inside, as HTML."""
        return "".join(escape(one, quote=False) if isinstance(one, str) else one.outer_html for one in self.parts)

    @property
    def outer_html(self) -> str:
        """The element itself, as HTML."""
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in self.attributes.items())
        return f"<{self.name}{attributes}>{self.html}</{self.name}>"


def read_xml(data: bytes) -> tuple[Node, tuple[str, ...]]:
    """Return the outermost element of an XML file, and a note if its encoding was a guess.

    Raises NotReadable for a file with a DOCTYPE, for one that is no XML, and for one that is larger or deeper than a
    file of questions.
    """
    data, notes = _decodable(data)
    parser = etree.XMLPullParser(
        events=("start", "end"),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    built = _Built()
    try:
        for start in range(0, len(data), CHUNK):
            parser.feed(data[start : start + CHUNK])
            for event, element in parser.read_events():
                built.take(event, element)
        parser.close()
    except etree.XMLSyntaxError as error:
        raise _not_readable(error, parser) from error
    return built.root, notes


class _Built:
    """What has been read so far: for each element that is still open, the elements inside it."""

    def __init__(self) -> None:
        self.open: list[list[Node]] = [[]]
        self.number = 0

    @property
    def root(self) -> Node:
        return self.open[0][0]

    def take(self, event: str, element: etree._Element) -> None:
        if event == "start":
            self._begin(element)
            return
        inside = self.open.pop()
        parts: list[str | Node] = [element.text or ""]
        for node, one in zip(inside, element, strict=True):
            parts += [node, one.tail or ""]
        attributes = {_local(str(name)): str(value) for name, value in element.attrib.items()}
        self.open[-1].append(
            Node(_local(str(element.tag)), element.sourceline or 0, attributes, tuple(filter(None, parts)))
        )

    def _begin(self, element: etree._Element) -> None:
        if not self.number and element.getroottree().docinfo.doctype:
            raise NotReadable(say("the file has a DOCTYPE, which can make a small file huge: take that line out"))
        self.number += 1
        if self.number > MOST_NODES:
            raise NotReadable(say("the file has more than {number} elements", number=MOST_NODES))
        if len(element.attrib) > MOST_ATTRIBUTES:
            raise NotReadable(say("the file has an element with more than {number} attributes", number=MOST_ATTRIBUTES))
        self.open.append([])


def _local(name: str) -> str:
    """Return a name without its namespace."""
    return name.rpartition("}")[2]


def _decodable(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return the bytes of a file as libxml2 can decode them, and a note if the encoding was a guess."""
    wide = data.startswith((BOM_UTF16_BE, BOM_UTF16_LE))
    if len(data) <= MOST_BYTES and (wide or DECLARED.match(data[:1000].removeprefix(BOM_UTF8))):
        return data, ()
    text, notes = decoded(data)
    return text.encode(), notes


def _not_readable(error: etree.XMLSyntaxError, parser: etree.XMLPullParser[etree._Element]) -> NotReadable:
    """Return what is wrong with a file that libxml2 refuses; its first complaint is the cause of the others."""
    first = next(iter(parser.feed_error_log), None)
    code, line = (first.type, first.line) if first else (error.code, error.lineno or 1)
    if code == RESOURCE_LIMIT:
        return NotReadable(say("the file nests deeper, or grows larger, than a file of questions does"))
    detail = " ".join((first.message if first else error.msg or "").split())
    return NotReadable(say("the file is not XML without faults: line {line}: {detail}", line=line, detail=detail))
