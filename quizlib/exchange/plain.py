"""Plain: words without HTML, in each language that they are marked with."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from quizlib.exchange.item import Unusable, Words
from quizlib.say import say


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


PARAGRAPHS = _tags("p div h1 h2 h3 h4 h5 h6 blockquote pre section article table ul ol dl figure hr")
LINES = _tags("br li tr dt dd caption figcaption")
CELLS = _tags("td th")
UNSEEN = _tags("script style head title template")
FLAT = _tags("sub sup table ruby del s strike")
"""Their words mean something else in a line with the others."""
NEEDED = _tags("img svg math audio video object embed iframe canvas picture map input select textarea")
"""What a question cannot do without, and a text cannot hold."""
DROPPED = _tags(
    "a abbr acronym address b bdi bdo big body cite code col colgroup dfn em font footer header html i ins kbd label "
    "legend link main mark meta nav nolink o:p param q rb rp rt samp small source span strong tbody tfoot thead time "
    "track tt u var wbr"
)
"""What leaves its words as they are."""
KNOWN = PARAGRAPHS | LINES | CELLS | UNSEEN | FLAT | NEEDED | DROPPED
MLANG = re.compile(r"\{\s*mlang(?P<codes>[^{}]*)\}", re.IGNORECASE)
CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]+)*")
OTHER = "other"
INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x2060, 0xFEFF)) | dict.fromkeys({*range(32), 127} - {9, 10}, " ")
"""Letters that only say where a line may break, and control characters."""
MOST_LETTERS = 5_000


@dataclass
class _Reader(HTMLParser):
    """Collects the words between the tags: each with the language that it is marked with, or none."""

    keeps_lines: bool
    words: list[tuple[str, str]] = field(default_factory=list)
    lost: dict[str, None] = field(default_factory=dict)
    unseen: int = 0
    spans: list[str | None] = field(default_factory=list)
    target: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in KNOWN:
            self.handle_data(self.get_starttag_text() or "")
        elif tag in NEEDED:
            what = " ".join((given.get("alt") or given.get("src") or given.get("data") or "").split())
            raise Unusable(say("it needs what a text cannot show: <{tag}> {what}", tag=tag, what=what[:60]).strip())
        elif tag in UNSEEN:
            self.unseen += 1
        elif tag in FLAT:
            self.lost[say("<{tag}> became plain words", tag=tag)] = None
        elif tag == "a":
            self.target = given.get("href", "")
        elif tag == "span":
            named = given.get("lang") or given.get("xml:lang") or ""
            self.spans.append(_code(named) if "multilang" in given.get("class", "").split() else None)
        self._break(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in UNSEEN or tag == "span":
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag == "span" and self.spans:
            self.spans.pop()
        elif tag == "a" and self.target:
            shown = "".join(text for _, text in self.words)
            if self.target not in shown:
                self.handle_data(f" ({self.target})")
            self.lost[say("the link to {target} became plain words", target=self.target)] = None
            self.target = ""
        if tag not in LINES:
            self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            text = data if self.keeps_lines else re.sub(r"\s+", " ", data)
            self.words.append((next((one for one in reversed(self.spans) if one), ""), text))

    def _break(self, tag: str) -> None:
        if not self.unseen:
            mark = "\n\n" if tag in PARAGRAPHS else "\n" if tag in LINES else " " if tag in CELLS else ""
            self.words.append(("", mark))


def plain(text: str, language: str, *, html: bool = True, keeps_lines: bool = False) -> tuple[Words, tuple[str, ...]]:
    """Return the words of a text in each language that it is marked with, and sentences about what was lost.

    Words without a mark are in `language`. Lines of the file itself are kept on request. Raises Unusable if the text
    needs a picture, a sound or a formula.
    """
    if len(text) > MOST_LETTERS:
        raise Unusable(say("a text is longer than {most} letters", most=MOST_LETTERS))
    lost: dict[str, None] = {}
    pieces = [("", text)]
    if html:
        reader = _Reader(keeps_lines=keeps_lines)
        reader.feed(text.replace("<![", "&lt;!["))  # no HTML: the parser raises an error for it
        reader.close()
        pieces, lost = reader.words, reader.lost
    return _in_languages(_with_mlang(pieces), language), tuple(lost)


def _with_mlang(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the pieces with the languages of {mlang da}…{mlang}, which may begin in one piece and end in another."""
    found: list[tuple[str, str]] = []
    inside = ""
    for language, text in pieces:
        begin = 0
        for mark in MLANG.finditer(text):
            found.append((language or inside, text[begin : mark.start()]))
            inside, begin = ",".join(map(_code, mark["codes"].split(","))), mark.end()
        found.append((language or inside, text[begin:]))
    return found


def _in_languages(pieces: list[tuple[str, str]], language: str) -> Words:
    codes = {code: None for named, _ in pieces for code in named.split(",") if CODE.fullmatch(code)}
    words = {code: _tidy("".join(text for named, text in pieces if _shown(named, code))) for code in codes}
    if any(OTHER in named.split(",") for named, _ in pieces) and language not in words:
        words[language] = _tidy("".join(text for named, text in pieces if not named or OTHER in named.split(",")))
    if not codes and not words:
        words = {language: _tidy("".join(text for _, text in pieces))}
    return {code: text for code, text in words.items() if text}


def _shown(named: str, code: str) -> bool:
    return not named or code in named.split(",")


def _code(named: str) -> str:
    """Return a language as we write it: `en_US` and `en-us` are both `en-US`; unknown ones stay as they are."""
    first, _, others = named.strip().replace("_", "-").partition("-")
    return "-".join(part for part in (first.lower(), others.upper()) if part)


def _tidy(text: str) -> str:
    """Return a text without spaces at the ends of lines, and with at most one empty line between two others."""
    lines = "\n".join(" ".join(line.split()) for line in text.translate(INVISIBLE).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()
