"""Content is published by two people: one proposes it, another one reads what changes and says yes."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from quizlib.authoring import read_settings
from tests.places import LIBRARY
from tests.webapp.signed_in import signed_in, site_of
from webapp.publishing.generations import Generation
from webapp.publishing.proposal import Proposals

PAGE = "/en/staff/publish"
KORT = Path("quizzes") / "kort.yaml"
WORDS = (LIBRARY / KORT).read_text(encoding="utf-8")
NEW = WORDS.replace("Hvad er hoveddøren?", "Hvilken vej er hoveddøren?")
YES = "Yes, publish it"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The content of a site."""
    return Path(shutil.copytree(LIBRARY, tmp_path / "content"))


@pytest.fixture
def app(serve: Callable[[Path], Flask], content: Path) -> Flask:
    """The site."""
    return serve(content)


@pytest.fixture
def mette(app: Flask) -> FlaskClient:
    """The browser of the person who proposes."""
    return signed_in(app, "administrator", "Mette Holm")


@pytest.fixture
def anna(app: Flask, mette: FlaskClient) -> FlaskClient:  # noqa: ARG001 - she comes second
    """The browser of the person who says yes."""
    return signed_in(app, "administrator", "Anna Lund")


def propose(client: FlaskClient, data: str | bytes = NEW, name: str = "kort.yaml") -> TestResponse:
    """Send a file, and return the page that follows."""
    sent = data.encode() if isinstance(data, str) else data
    reply = client.post(f"{PAGE}/file", data={"file": (io.BytesIO(sent), name)})
    assert reply.status_code == 303
    return client.get(reply.location)


def waiting(client: FlaskClient) -> str:
    """Return the id of what waits."""
    found = re.search(r'name="proposal" value="([^"]+)"', client.get(PAGE).text)
    return found[1] if found else ""


def decide(client: FlaskClient, answer: str = "yes") -> TestResponse:
    """Press a button beside what waits."""
    return client.post(f"{PAGE}/decide", data={"proposal": waiting(client), answer: "1"})


def packed(**files: str) -> bytes:
    """Return an archive of these files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in files.items():
            archive.writestr(name, words)
    return made.getvalue()


def done(app: Flask) -> list[tuple[str, str, str]]:
    """Return who has proposed, published or taken back what."""
    lines = site_of(app).accounts.audit.newest(9)
    return [(line.who, line.what, line.about) for line in lines if line.what.startswith("content-")]


def test_one_person_proposes_and_another_publishes(
    app: Flask, mette: FlaskClient, anna: FlaskClient, content: Path
) -> None:
    page = propose(mette).text
    assert "somebody else must say yes: Anna Lund" in page
    assert YES not in page
    assert (content / KORT).read_text(encoding="utf-8") == WORDS
    page = anna.get(PAGE).text
    assert "Mette Holm has proposed it: quizzes/kort.yaml" in page
    assert "Hvilken vej er" in page
    assert "It has a new version" in page
    reply = decide(anna)
    assert reply.status_code == 303
    assert "It is published" in anna.get(reply.location).text
    assert (content / KORT).read_text(encoding="utf-8") == NEW
    assert Generation.of(content) is not None
    app.extensions["content"].look(app)
    assert site_of(app).library.quizzes["kort"].questions[1].stem["da"] == "Hvilken vej er hoveddøren?"
    assert done(app) == [
        ("Anna Lund", "content-published", "quizzes/kort.yaml (Mette Holm)"),
        ("Mette Holm", "content-proposed", "quizzes/kort.yaml"),
    ]
    assert Proposals(site_of(app).settings.data_dir).waiting() is None


def test_an_author_proposes_a_draft_and_an_administrator_publishes_it(
    app: Flask, anna: FlaskClient, content: Path
) -> None:
    author = signed_in(app, "author", "Ane Dahl")
    begun = author.post("/en/staff/drafts", data={"from": "kort", "name": ""})
    draft = begun.location.partition("?")[0]
    form = {"text": NEW, "before": "1", "n": "1"}
    assert author.post(draft, data=form, content_type="multipart/form-data").status_code == 303
    button = re.search(r'action="([^"]+/publish/draft/[^"]+)"', author.get(draft).text)
    assert button is not None
    page = author.get(author.post(button[1]).location).text
    assert "Hvilken vej er" in page
    assert YES not in page
    assert decide(author).status_code == 403
    assert "Ane Dahl has proposed it" in anna.get(PAGE).text
    assert decide(anna).status_code == 303
    assert (content / KORT).read_text(encoding="utf-8") == NEW
    assert [one[:2] for one in done(app)] == [("Anna Lund", "content-published"), ("Ane Dahl", "content-proposed")]


def test_nobody_publishes_what_they_have_proposed_themselves(mette: FlaskClient, content: Path) -> None:
    assert "a second person is needed" in propose(mette).text
    assert decide(mette).status_code == 403
    assert Generation.of(content) is None


def test_content_with_errors_is_shown_with_its_problems_and_cannot_be_published(
    mette: FlaskClient, anna: FlaskClient, content: Path
) -> None:
    propose(mette, WORDS.replace("truth: genuine", "truth: real"))
    page = anna.get(PAGE).text
    assert "quizzes/kort.yaml:17" in page
    assert YES not in page
    decide(anna)
    assert Generation.of(content) is None


def test_problems_are_told_in_the_language_of_the_page(mette: FlaskClient) -> None:
    propose(mette)
    assert "Den har en ny version" in mette.get("/da/staff/publish").text


def test_what_waits_can_be_taken_back(app: Flask, mette: FlaskClient, content: Path) -> None:
    propose(mette)
    assert "Nothing has changed on the site" in mette.get(decide(mette, "no").location).text
    assert Generation.of(content) is None
    assert done(app)[0] == ("Mette Holm", "content-withdrawn", "quizzes/kort.yaml")
    assert "Mette Holm has proposed it" not in mette.get(PAGE).text
    assert mette.get(f"{PAGE}/content.zip").status_code == 404


def test_a_yes_is_for_what_was_read_and_not_for_what_has_taken_its_place(
    mette: FlaskClient, anna: FlaskClient, content: Path
) -> None:
    propose(mette)
    read = re.search(r'name="proposal" value="([^"]+)"', anna.get(PAGE).text)
    assert read is not None
    propose(mette, NEW.replace("Appen", "App'en"))
    reply = anna.post(f"{PAGE}/decide", data={"proposal": read[1], "yes": "1"})
    assert "Somebody else has changed this" in anna.get(reply.location).text
    assert Generation.of(content) is None


def test_a_zip_file_of_the_folder_brings_what_differs_and_nothing_else(
    mette: FlaskClient, anna: FlaskClient, content: Path
) -> None:
    new = NEW.replace("title: {da: Et par", "title: {da: Et andet par")
    data = packed(
        **{
            "content/quizzes/kort.yaml": NEW,
            "content/quizzes/nyt.yaml": new,
            "content/library.yaml": (LIBRARY / "library.yaml").read_text(encoding="utf-8"),
            "content/quizzes/.hidden.yaml": "x",
            "content/quizzes/../../outside.yaml": "x",
            "content/notes.txt": "x",
        }
    )
    assert "quizzes/kort.yaml, quizzes/nyt.yaml" in propose(mette, data, "content.zip").text
    assert decide(anna).status_code == 303
    assert not (content.parent / "outside.yaml").exists()


def test_a_new_quiz_gets_its_place_on_the_front_page_from_who_proposes_it(
    mette: FlaskClient, anna: FlaskClient, content: Path
) -> None:
    page = propose(mette, NEW.replace("Et par", "Et andet par"), "nyt.yaml").text
    assert "the quiz ‹nyt› stands in no group" in page
    form = {"proposal": waiting(mette), "quiz": "nyt", "group": "1"}
    assert "Put it there" not in anna.get(PAGE).text
    assert anna.post(f"{PAGE}/group", data=form).location == f"{PAGE}?problem=other"
    for wrong in ({"group": "9"}, {"group": ""}, {"quiz": "kort"}, {"quiz": "../x"}):
        assert mette.post(f"{PAGE}/group", data=form | wrong).status_code == 400
    page = mette.get(mette.post(f"{PAGE}/group", data=form).location).text
    assert "stands in no group" not in page
    assert "Put it there" not in page
    assert decide(anna).status_code == 303
    assert (content / "quizzes" / "nyt.yaml").exists()
    groups = read_settings(content)[0].groups
    assert ["nyt" in group.quizzes for group in groups] == [False, True, False]


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "kort.yaml", "Choose the file first"),
        (WORDS.encode(), "kort.yaml", "on the site already"),
        (b"MZ", "kort.exe", "no quiz file"),
        (packed(readme="x"), "content.zip", "no quiz file"),
        (packed(**{"quizzes/big.yaml": " " * (65 * 2**20)}), "c.zip", "holds too much"),
    ],
)
def test_what_is_no_content_is_told_in_words(mette: FlaskClient, data: bytes, name: str, words: str) -> None:
    assert words in propose(mette, data, name).text


def test_where_the_folder_cannot_be_written_the_content_can_be_saved(
    mette: FlaskClient, anna: FlaskClient, content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    propose(mette)
    anna.get(PAGE)

    def read_only(*_: object, **__: object) -> str:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("webapp.publishing.staging.tempfile.mkdtemp", read_only)
    monkeypatch.setattr("webapp.publishing.proposal.tempfile.TemporaryDirectory", Kept(content.parent / "kept"))
    assert "The site can&#39;t write its content here" in decide(anna).text
    with zipfile.ZipFile(io.BytesIO(anna.get(f"{PAGE}/content.zip").data)) as archive:
        assert archive.read("quizzes/kort.yaml").decode() == NEW


class Kept:
    """Folders of a test, in place of temporary ones."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, **_: str) -> Kept:
        """Begin with an empty one."""
        shutil.rmtree(self.folder, ignore_errors=True)
        return self

    def __enter__(self) -> str:
        """Make it."""
        self.folder.mkdir()
        return str(self.folder)

    def __exit__(self, *_: object) -> None:
        """Leave it."""
