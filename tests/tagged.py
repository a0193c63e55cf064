"""Tagged: rules of our own for the tags of a PDF, which a screen reader goes by (PDF/UA-1, as far as we can see)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream, DictionaryObject, IndirectObject

BLOCKS = frozenset({"P", "H1", "H2", "H3", "H4", "LBody", "Lbl", "TH", "TD", "Caption", "Figure", "Code", "Note"})
"""What words stand in; everything else only groups it, or marks words within it."""
WORDS = frozenset({"Tj", "TJ", "'", '"'})


@dataclass(frozen=True)
class Element:
    """An element of the tree: its role, what the file says of it, its kids, and the page and ids of its words."""

    role: str
    said: DictionaryObject
    kids: tuple[Element, ...]
    marked: tuple[tuple[int, int], ...] = field(default=(), repr=False)

    @property
    def every(self) -> Iterator[Element]:
        """Itself and all below it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.every

    def attribute(self, name: str) -> str:
        """Return an attribute by its name, or ""."""
        found = self.said.get("/A", [])
        each = [one.get_object() for one in (found if isinstance(found, list) else [found])]
        return next((str(one[name]).lstrip("/") for one in each if name in one), "")

    def of(self, *roles: str) -> list[Element]:
        """Return the elements of some roles, in reading order."""
        return [one for one in self.every if one.role in roles]


class Tags:
    """The tags of a PDF."""

    def __init__(self, data: bytes) -> None:
        self.reader = PdfReader(BytesIO(data))
        trailer: Any = self.reader.trailer
        self.root: Any = trailer["/Root"]
        self._pages = {
            page.indirect_reference.idnum: n for n, page in enumerate(self.reader.pages) if page.indirect_reference
        }
        tree = self.root.get("/StructTreeRoot", DictionaryObject())
        self._roles = {str(name): str(role) for name, role in tree.get("/RoleMap", {}).items()}
        self.order: list[tuple[int, int]] = []
        """The page and id of all marked words, in reading order."""
        self.tree = self._element(tree, None)

    def findings(self) -> list[str]:
        """Return what is wrong with them, in words; nothing if all is well."""
        return [
            *self._document(),
            *self._headings(),
            *self._tables(),
            *self._lists(),
            *self._figures(),
            *self._words(),
            *self._reading_order(),
        ]

    def _element(self, found: Any, page: int | None) -> Element:  # noqa: ANN401 - a dictionary of pypdf
        """Return an element with all below it, and note the order of its words."""
        role = str(found.get("/S", "/Document"))
        page = self._page(found, page)
        kids, marked = [], []
        held: Any = found.get("/K", [])
        for kid in held if isinstance(held, list) else [held]:
            one: Any = kid.get_object()
            if isinstance(one, int):
                marked.append((-1 if page is None else page, int(one)))
                self.order.append(marked[-1])
            elif "/S" in one:
                kids.append(self._element(one, page))
            elif one.get("/Type") == "/MCR":
                marked.append((self._page(one, page) or 0, int(one["/MCID"])))
                self.order.append(marked[-1])
        return Element(self._roles.get(role, role).lstrip("/"), found, tuple(kids), tuple(marked))

    def _page(self, found: Any, otherwise: int | None) -> int | None:  # noqa: ANN401 - as above
        own = found.raw_get("/Pg") if "/Pg" in found else None
        return self._pages[own.idnum] if isinstance(own, IndirectObject) else otherwise

    def _document(self) -> Iterator[str]:
        about = self.reader.xmp_metadata
        if not self.root.get("/MarkInfo", {}).get("/Marked"):
            yield "it is not tagged"
        if not self.root.get("/Lang"):
            yield "it has no language"
        if not self.root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
            yield "readers show the name of the file, not the title"
        title = self.reader.metadata.title if self.reader.metadata else None
        if not title or about is None or title not in (about.dc_title or {}).values():
            yield "it has no title"
        if b"<pdfuaid:part>1</pdfuaid:part>" not in self.root["/Metadata"].get_data():
            yield "it does not say that it is PDF/UA-1"
        for number, page in enumerate(self.reader.pages, start=1):
            if page.get("/Annots") and page.get("/Tabs") != "/S":
                yield f"page {number}: links are not reached in reading order"

    def _headings(self) -> Iterator[str]:
        last = 0
        for one in self.tree.of("H1", "H2", "H3", "H4", "H5", "H6"):
            level = int(one.role[1])
            if level > last + 1:
                yield f"a heading of level {level} follows one of level {last}"
            last = level

    def _tables(self) -> Iterator[str]:
        for table in self.tree.of("Table"):
            rows = [[cell for cell in row.kids if cell.role in {"TH", "TD"}] for row in table.of("TR")]
            if not rows or not all(rows):
                yield "a table has no row, or a row has no cell"
                continue
            if len({sum(int(cell.attribute("/ColSpan") or 1) for cell in row) for row in rows}) > 1:
                yield "the rows of a table have different numbers of cells"
            for row in rows:
                if {cell.role for cell in row} == {"TH"}:
                    wrong = [cell for cell in row if cell.attribute("/Scope") != "Column"]
                else:
                    head, *others = row
                    wrong = [cell for cell in row[:1] if head.role != "TH" or head.attribute("/Scope") != "Row"]
                    wrong += [cell for cell in others if cell.role != "TD"]
                if wrong:
                    yield f"a cell heads neither its row nor its column: {[cell.role for cell in row]}"

    def _lists(self) -> Iterator[str]:
        for one in self.tree.of("L"):
            if {kid.role for kid in one.kids} - {"LI", "Caption"}:
                yield "in a list stands what is no item"
        for item in self.tree.of("LI"):
            if not {"LBody"} <= {kid.role for kid in item.kids} <= {"Lbl", "LBody"}:
                yield "an item of a list has no words"

    def _figures(self) -> Iterator[str]:
        for one in self.tree.of("Figure", "Formula"):
            if not str(one.said.get("/Alt", "")).strip():
                yield "a figure is not told in words"

    def _words(self) -> Iterator[str]:
        """All words stand in a block, and everything else is an artifact."""
        yield from (f"words stand in no block: {roles}" for roles in self._loose(self.tree, ""))
        for number, page in enumerate(self.reader.pages):
            drawn = _drawn(page, self.reader)
            told = [mark for at, mark in self.order if at == number]
            if None in drawn:
                yield f"page {number + 1}: words are neither tagged nor an artifact"
            if missing := {mark for mark in drawn if mark is not None and mark >= 0} - set(told):
                yield f"page {number + 1}: words are in no element: {sorted(missing)}"
            if twice := [mark for mark, times in Counter(told).items() if times > 1]:
                yield f"page {number + 1}: words are in two elements: {twice}"

    def _loose(self, one: Element, above: str) -> Iterator[str]:
        """Yield the roles of an element with words, and of all above it, if none of these is a block."""
        if one.role not in BLOCKS:
            if one.marked:
                yield f"{above} {one.role}".strip()
            for kid in one.kids:
                yield from self._loose(kid, f"{above} {one.role}".strip())

    def _reading_order(self) -> Iterator[str]:
        """The tree goes through the pages in their order, and through each page in the order in which it is drawn."""
        pages = [page for page, _mark in self.order]
        if pages != sorted(pages):
            yield "the reading order goes back to an earlier page"
        for number in range(len(self.reader.pages)):
            drawn = [mark for mark in _drawn(self.reader.pages[number], self.reader) if mark is not None and mark >= 0]
            told = [mark for page, mark in self.order if page == number and mark in set(drawn)]
            if told != list(dict.fromkeys(drawn)):
                yield f"page {number + 1}: words are read in another order than they are drawn"


ARTIFACT = -1


def _drawn(page: PageObject, reader: PdfReader) -> list[int | None]:
    """Return the ids of the words of a page, in the order in which they are drawn: ARTIFACT, or None without an id."""
    found: list[int | None] = []
    inside: list[int | None] = []
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        name = operator.decode()
        if name in {"BDC", "BMC"}:
            inside.append(_mark(operands))
        elif name == "EMC":
            inside.pop()
        elif name in WORDS:
            found.append(next((mark for mark in reversed(inside) if mark is not None), None))
    return found


def _mark(operands: Sequence[Any]) -> int | None:
    if str(operands[0]) == "/Artifact":
        return ARTIFACT
    more = operands[1] if len(operands) > 1 else {}
    return int(more["/MCID"]) if isinstance(more, dict) and "/MCID" in more else None
