"""Typesetting: a template of typst and its words become an accessible PDF (PDF/UA-1), or a picture."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from webapp.extras import NotInstalled

GROUPS = frozenset({"/Document", "/Part", "/Sect", "/Div", "/NonStruct", "/Table", "/THead", "/TBody", "/TFoot"})
"""The tags that hold blocks, not words."""
WORDS = frozenset({"/Span", "/Strong", "/Em"})
"""The tags of words within a block."""


def typeset(template: Path, words: Mapping[str, Any]) -> bytes:
    """Return a PDF of a template, which finds the words as JSON under the name `data`. NotInstalled without typst.

    Fonts are those that typst brings along, so that paper looks alike on every machine. A template may import others
    of its folder.
    """
    data = json.dumps(words, ensure_ascii=False)
    return _mended(_compiled(template, data, format="pdf", pdf_standards="ua-1"))


def typeset_picture(template: Path, data: str) -> bytes:
    """Return a PNG of a template of one page, a pixel for each point; it finds `data` as it is.

    NotInstalled without typst.
    """
    return _compiled(template, data, format="png", ppi=72.0)


def _compiled(template: Path, data: str, **form: Any) -> bytes:  # noqa: ANN401 - what typst takes
    try:
        import typst  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise NotInstalled("pdf") from error
    drawn = typst.compile(template, root=template.parent, ignore_system_fonts=True, sys_inputs={"data": data}, **form)
    if not isinstance(drawn, bytes):  # a list only where there are several pictures
        message = "typst drew more than one picture"
        raise TypeError(message)
    return drawn


def _mended(pdf: bytes) -> bytes:
    """Return a PDF with tags that typst can't set yet; the rest of the file stays byte for byte.

    The first cell of each row of a table heads its row; cells then know their headers by the scopes of these alone.
    Words outside all blocks become a paragraph.
    """
    try:
        from pypdf import PdfWriter  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise NotInstalled("pdf") from error
    writer: Any = PdfWriter(BytesIO(pdf), incremental=True)
    _mend(writer.root_object["/StructTreeRoot"])
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def _mend(element: Any) -> None:  # noqa: ANN401 - a dictionary of pypdf, which is an extra
    """Mend the tags below an element that holds blocks."""
    from pypdf.generic import NameObject  # noqa: PLC0415 - as above

    for kid in _kids(element):
        if kid["/S"] == "/TR":
            cells = list(_kids(kid))
            abouts = [one for cell in cells for one in _listed(cell.get("/A")) if one["/O"] == "/Table"]
            for about in abouts:
                about.pop("/Headers", None)
            if len(cells) > 1 and cells[0]["/S"] == "/TD":
                cells[0][NameObject("/S")] = NameObject("/TH")
                abouts[0][NameObject("/Scope")] = NameObject("/Row")
        elif kid["/S"] in WORDS:
            kid[NameObject("/S")] = NameObject("/P")
        elif kid["/S"] in GROUPS:
            _mend(kid)


def _kids(element: Any) -> Iterator[Any]:  # noqa: ANN401 - as above
    return (kid for kid in _listed(element.get("/K")) if isinstance(kid, Mapping) and "/S" in kid)


def _listed(found: Any) -> list[Any]:  # noqa: ANN401 - as above
    found = [] if found is None else found.get_object()
    return [one.get_object() for one in (found if isinstance(found, list) else [found])]
