"""HTML of sheets: elements from texts, which are escaped, and the page around them with its rules for paper."""

from __future__ import annotations

import html
from collections.abc import Iterable

STYLE = """
@page { size: A4; margin: 16mm 18mm; }
body { max-width: 42rem; margin: 1rem auto; font: 14pt/1.4 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
h1 { margin: 0 0 .6em; font-size: 20pt; break-before: page; } h1:first-of-type { break-before: auto; }
h2 { margin: 0 0 .4em; font-size: 15pt; } section { margin: 0 0 1.6em; } section, li { break-inside: avoid; }
p { margin: .3em 0; white-space: pre-line; overflow-wrap: break-word; } ol, ul { margin: .3em 0; padding-left: 1.6em; }
.message { margin: .5em 0; padding: .5em .8em; border: 1.5pt solid; border-radius: 6pt; }
.kind { font-size: 11pt; } .choices { padding: 0; list-style: none; }
.choices li { margin: .35em 0 .35em 2em; text-indent: -2em; }
.mine { padding-left: 2em; } b.box { display: inline-block; width: 2em; text-indent: 0; font-weight: 400; }
"""


def element(name: str, *inside: str, kind: str = "") -> str:
    """Return an element around HTML, with a class if it is of a `kind`; without anything inside, nothing."""
    return f"<{name}{f' class={kind!r}' if kind else ''}>{''.join(inside)}</{name}>" if any(inside) else ""


def text(words: str | None) -> str:
    """Return an author's text as HTML."""
    return html.escape(words or "")


def paragraph(words: str | None, kind: str = "") -> str:
    """Return an author's text as a paragraph, or nothing; its lines stay lines."""
    return element("p", text(words and words.strip()), kind=kind)


def listed(name: str, items: Iterable[str], kind: str = "") -> str:
    """Return a list of HTML: `ol` with numbers, `ul` without."""
    return element(name, *(f"<li>{one}</li>" for one in items), kind=kind)


def page(title: str, language: str, body: str) -> str:
    """Return a whole page, in ASCII: it reads the same, whatever the terminal takes its letters for."""
    whole = (
        f'<!DOCTYPE html>\n<html lang="{html.escape(language)}">\n<head><meta charset="utf-8">'
        f"<title>{text(title)}</title><style>{STYLE}</style></head>\n<body>\n{body}\n</body>\n</html>\n"
    )
    return whole.encode("ascii", "xmlcharrefreplace").decode()
