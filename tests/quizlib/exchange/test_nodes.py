"""XML of strangers is read into nodes, or refused in one line; nothing else is opened, and nothing grows."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizlib.exchange.item import NotReadable
from quizlib.exchange.nodes import MOST_NODES, read_xml

ENTITIES = b"".join(b'<!ENTITY l%d "%s">' % (number + 1, b"&l%d;" % number * 10) for number in range(9))
LAUGHS = b'<!DOCTYPE a [<!ENTITY l0 "ha">' + ENTITIES + b"]>"
HOSTILE = {
    "entities that grow": (LAUGHS + b"<a>&l9;</a>", "grows larger"),
    "entities that grow in an attribute": (LAUGHS + b'<a b="&l9;"/>', "grows larger"),
    "a file of this machine": (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "DOCTYPE"),
    "a definition elsewhere": (b'<!DOCTYPE a SYSTEM "https://example.org/a.dtd"><a/>', "DOCTYPE"),
    "10,000 deep": (b"<a>" * 10_000 + b"</a>" * 10_000, "nests deeper"),
    "many elements": (b"<a>" + b"<b/>" * MOST_NODES + b"</a>", "elements"),
    "many attributes": (b"<a " + b" ".join(b'a%d=""' % number for number in range(5_000)) + b"/>", "attributes"),
    "more than 20 MB": (b"<a>" + b" " * 20_000_000 + b"</a>", "larger than 20 MB"),
    "one long text": (b"<a>" + b"x" * 11_000_000 + b"</a>", "grows larger"),
    "another encoding than it names": (b'<?xml version="1.0" encoding="utf-8"?>\n<a>\xe6</a>', "line 2: "),
    "an encoding that nobody knows": (b'<?xml version="1.0" encoding="klingon"?><a/>', "klingon"),
    "cut off": (b"<a>\n<b>", "line 2: "),
    "an entity of HTML": (b"<a>&nbsp;</a>", "nbsp"),
    "nothing": (b"", "not XML"),
    "no XML": (b"PK\x03\x04 and more", "not XML"),
    "zeros": (bytes(5), "no text"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_one_line(name: str) -> None:
    data, told = HOSTILE[name]
    with pytest.raises(NotReadable) as caught:
        read_xml(data)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_named_inside_is_never_opened(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("a secret")
    named = f'<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="{tmp_path}/secret.txt" parse="text"/></a>'
    root, _ = read_xml(named.encode())
    assert root.text == ""
    assert [node.name for node in root.inside()] == ["include"]


def test_a_node_has_its_words_its_line_and_its_attributes_without_namespaces() -> None:
    root, notes = read_xml(b'<q:a xmlns:q="urn:q" q:b=" c ">\n one <i>t&lt;o</i> <!-- not this -->three<q:d/></q:a>')
    assert (root.name, root.line, root.get("b"), root.get("none"), notes) == ("a", 1, "c", "", ())
    assert root.text == "\n one t<o three"
    assert [(node.name, node.line) for node in root.children()] == [("i", 2), ("d", 2)]
    assert root.html == "\n one <i>t&lt;o</i> three<d></d>"


@pytest.mark.parametrize(
    ("data", "noted"),
    [
        ("<a>æøå</a>".encode(), False),
        (b"\xef\xbb\xbf" + "<a>æøå</a>".encode(), False),
        ('<?xml version="1.0" encoding="UTF-16"?><a>æøå</a>'.encode("utf-16"), False),
        ('<?xml version="1.0" encoding="ISO-8859-1"?><a>æøå</a>'.encode("latin-1"), False),
        ("<a>æøå</a>".encode("cp1252"), True),
    ],
)
def test_danish_letters_survive_every_encoding(data: bytes, noted: bool) -> None:  # noqa: FBT001 - a row of the table
    root, notes = read_xml(data)
    assert root.text == "æøå"
    assert bool(notes) == noted


@given(st.binary(max_size=400) | st.text(alphabet="<>/&;ab\"'=!?[]- æ", max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    told = ""
    try:
        read_xml(data)
    except NotReadable as error:
        told = str(error)
    assert "\n" not in told
