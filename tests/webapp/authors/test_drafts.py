"""Authors begin drafts from quizzes and files, save them with their history, and see them as participants will."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.webapp.signed_in import signed_in, site_of
from webapp.authors.texts import LONGEST
from webapp.staff.roles import RIGHTS

DRAFTS = "/en/staff/drafts"


@pytest.fixture
def author(app: Flask) -> FlaskClient:
    """The browser of an author."""
    return signed_in(app, "author", "Ane Dahl")


def begun(author: FlaskClient, source: str = "new", name: str = "parcel-fee") -> str:
    """Begin a draft, and return its address."""
    reply = author.post(DRAFTS, data={"from": source, "name": name})
    assert reply.status_code == 303
    assert reply.location.endswith("?said=begun")
    return reply.location.partition("?")[0]


def text_of(author: FlaskClient, address: str) -> str:
    """Return the text that a draft has now, as its file has it."""
    return author.get(f"{address}/file").text


def save(author: FlaskClient, address: str, text: str, before: int = 1) -> int:
    """Save a text, and return the status."""
    form = {"text": text, "before": str(before), "n": "1"}
    return author.post(address, data=form, content_type="multipart/form-data").status_code


def test_a_draft_of_a_quiz_of_the_site_begins_with_its_file_to_the_letter(app: Flask, author: FlaskClient) -> None:
    library = site_of(app).library
    for name in library.quizzes:
        address = begun(author, name, "")
        file = Path(str(library.folder)) / f"{name}.yaml"
        assert text_of(author, address) == file.read_text("utf-8")
        assert f'filename="{name}.yaml"' in author.get(f"{address}/file").headers["Content-Disposition"]


def test_a_new_draft_tells_each_place_that_is_left_to_write_at_its_line(author: FlaskClient) -> None:
    page = author.get(begun(author)).text
    assert "mistakes</h2>" in page
    assert re.search(r"<b>Line \d+</b> <code[^>]*>[^<]*‹write here", page)


def test_the_text_alone_asks_for_the_editor_and_is_a_plain_text_without_it(app: Flask, author: FlaskClient) -> None:
    draft = begun(author, "kort")
    assert asks_for_the_editor(author, draft) is site_of(app).assets.has("editor.js")
    assert '<textarea class="entry yaml" id="text" name="text"' in author.get(draft).text
    others = [f"{draft}/{page}" for page in ("history", "see", "reviews", "questions/1")]
    others += [DRAFTS, f"{DRAFTS}/import", "/en/staff/", "/en/staff/account", "/en/"]
    assert not any(asks_for_the_editor(author, page) for page in others)


def asks_for_the_editor(author: FlaskClient, page: str) -> bool:
    """Return whether a page loads the editor. It has to be there."""
    reply = author.get(page, follow_redirects=True)
    assert reply.status_code == 200
    return "/static/editor." in reply.text


def test_an_example_of_every_kind_of_question_can_be_begun_with(author: FlaskClient) -> None:
    text = text_of(author, begun(author, "every-type"))
    assert set(re.findall(r"type: (\w+)", text)) >= {"verdict", "signs", "order", "sort", "conversation", "rating"}


def test_a_mistake_is_told_in_the_language_of_the_page(app: Flask, author: FlaskClient) -> None:
    name = next(iter(site_of(app).library.quizzes))
    address = begun(author, name, "")
    save(author, address, text_of(author, address).replace("minutes:", "minuttes:"))
    assert "unknown key – did you mean minutes?" in author.get(address).text
    assert "mente du minutes?" in author.get(address.replace("/en/", "/da/")).text


def test_saving_keeps_every_version_with_its_name(author: FlaskClient) -> None:
    address = begun(author)
    first = text_of(author, address)
    assert save(author, address, f"{first}# more\r\n") == 303
    assert text_of(author, address) == f"{first}# more\n"
    assert author.get(f"{address}/file?version=1").text == first
    history = author.get(f"{address}/history").text
    assert history.count("<span>Ane Dahl</span> <span>") == 2
    assert "This is an older version" in author.get(f"{address}?version=1").text


def test_the_same_text_once_more_is_no_new_version(author: FlaskClient) -> None:
    address = begun(author)
    save(author, address, text_of(author, address))
    assert author.get(f"{address}/history").text.count("?version=") == 1


def test_what_two_people_write_at_once_is_lost_by_neither(app: Flask, author: FlaskClient) -> None:
    other, address = signed_in(app, "author", "Bo Friis"), begun(author)
    assert save(other, address, "title: his\n") == 303
    reply = author.post(address, data={"text": "title: hers\n", "before": "1"})
    assert reply.status_code == 409
    assert "Bo Friis has saved version 2 meanwhile" in reply.text
    assert "title: hers" in reply.text
    assert text_of(author, address) == "title: his\n"
    assert 'name="before" value="2"' in reply.text
    assert save(author, address, "title: hers\n", 2) == 303


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("x.yaml", b"", "Choose the file first"),
        ("x.yaml", "title: B\u00f8der".encode("cp1252"), "not saved as UTF-8"),
        ("B\u00f8der.yaml", b"title: x", "Give the file a name of small letters"),
        ("x.yaml", b"#" * (LONGEST + 1), "too long"),
    ],
)
def test_a_file_that_cannot_be_a_draft_says_why(author: FlaskClient, name: str, data: bytes, told: str) -> None:
    reply = author.post(f"{DRAFTS}/file", data={"file": (BytesIO(data), name)}, follow_redirects=True)
    assert told in reply.text


def test_a_file_may_be_as_long_as_a_draft_can_be(author: FlaskClient) -> None:
    longest = {"file": (BytesIO(b"#" * LONGEST), "x.yaml")}
    assert author.post(f"{DRAFTS}/file", data=longest, follow_redirects=True).request.path.startswith(f"{DRAFTS}/")


def test_a_file_becomes_a_draft_of_its_name(author: FlaskClient) -> None:
    data = "\ufefftitle: B\u00f8der\r\n".encode()
    reply = author.post(f"{DRAFTS}/file", data={"file": (BytesIO(data), "boeder.yaml")})
    assert text_of(author, reply.location.partition("?")[0]) == "title: B\u00f8der\n"


@pytest.mark.parametrize("name", ["", "Parcel", "a b", "../x", "a--b", "a" * 61])
def test_a_name_that_is_no_id_is_refused(author: FlaskClient, name: str) -> None:
    reply = author.post(DRAFTS, data={"from": "new", "name": name})
    found = reply.location
    assert ("problem=name" in found) is (name not in ("Parcel", "a" * 61))  # made small, or as much as a field holds


@pytest.mark.parametrize("text", ["", "\0", "- - -", "title: [", "!!python/object:os.system x", "a: &a [*a]", "\u2028"])
def test_any_text_can_be_saved_and_looked_at(author: FlaskClient, text: str) -> None:
    address = begun(author)
    assert save(author, address, text) == 303
    assert author.get(address).status_code == 200


def test_a_draft_is_seen_in_every_state_and_language_and_is_on_no_public_page(app: Flask, author: FlaskClient) -> None:
    name = next(name for name, quiz in site_of(app).library.quizzes.items() if quiz.kind == "quiz")
    address = begun(author, name, "")
    title = site_of(app).library.quizzes[name].questions[0].stem["en"]
    save(author, address, text_of(author, address).replace(title, "A stem that nobody has read yet?"))
    page = author.get(address)
    frames = re.findall(r'<iframe src="([^"]+)"', page.text)
    assert [frame.split("/as/phone/")[1] for frame in frames] == [f"da/quiz/{name}/1", f"en/quiz/{name}/1"]
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    shown = author.get(frames[1])
    assert "A stem that nobody has read yet?" in shown.text
    assert 'lang="da"' in author.get(frames[0]).text[:300]
    assert "frame-ancestors 'self'" in shown.headers["Content-Security-Policy"]
    every = author.get(f"{address}/see", follow_redirects=True)
    states = set(re.findall(rf'href="({address}/see/phone/[^"]+)"', every.text))
    assert len(states) > 3
    assert f"{address}/see/phone/quiz/{name}/1?missing=1" in states
    assert len(set(re.findall(rf'href="{address}/see/phone/quiz/{name}/1([?/][^"]+)"', every.text))) > 1
    assert "<small>" in author.get(f"{address}/see/phone/quiz/{name}/1").text
    assert "<small>" not in author.get(f"{address}/see/phone/quiz/{name}").text, "it is of no question"
    for state in states:
        bench = author.get(state).text
        for frame in re.findall(r'<iframe src="([^"]+)"', bench):
            assert author.get(frame).status_code == 200, frame
    assert "A stem that nobody has read yet?" not in app.test_client().get(f"/en/quiz/{name}").text
    assert "frame-ancestors 'none'" in app.test_client().get("/en/").headers["Content-Security-Policy"]


def test_static_files_of_a_framed_page_are_those_of_the_site(app: Flask, author: FlaskClient) -> None:
    name = next(iter(site_of(app).library.quizzes))
    frame = author.get(f"{begun(author, name, '')}/as/phone/en/quiz/{name}/1").text
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', frame)
    assert sheets
    for sheet in sheets:
        with author.get(sheet) as reply:
            assert reply.status_code == 200


def test_an_answer_in_a_frame_leads_to_its_feedback_and_stores_nothing(app: Flask, author: FlaskClient) -> None:
    quiz = next(quiz for quiz in site_of(app).library.quizzes.values() if quiz.kind == "quiz")
    n = next(n for n, question in enumerate(quiz.questions, 1) if question.asks == "one")
    address = begun(author, quiz.id, "")
    key = quiz.questions[n - 1].choices()[0].id
    reply = author.post(f"{address}/as/phone/en/quiz/{quiz.id}/{n}", data={"response": key})
    assert reply.location.startswith(f"{address}/as/phone/en/quiz/{quiz.id}/{n}/")
    assert author.get(reply.location).status_code == 200
    rows = site_of(app).database.read(lambda one: one.execute("SELECT count(*) FROM liveattempt").fetchone())
    assert rows == (0,)


def test_a_draft_that_is_deleted_is_gone_with_its_versions(app: Flask, author: FlaskClient) -> None:
    address = begun(author)
    assert author.post(f"{address}/delete").location == f"{DRAFTS}?said=deleted"
    assert author.get(address).status_code == 404
    left = site_of(app).database.read(lambda one: one.execute("SELECT count(*) FROM draftversion").fetchone())
    assert left == (0,)
    log = signed_in(app, "administrator").get("/en/staff/log").text
    assert "began a draft: parcel-fee" in log
    assert "deleted a draft: parcel-fee" in log


@pytest.mark.parametrize("role", RIGHTS)
def test_the_front_page_leads_to_drafts_who_may_write_them(app: Flask, role: str) -> None:
    page = signed_in(app, role).get("/en/staff/").text
    assert (f'href="{DRAFTS}"' in page) is (role in ("administrator", "author"))


def test_the_check_of_a_draft_is_that_of_its_file_on_the_command_line(app: Flask, author: FlaskClient) -> None:
    for name in site_of(app).library.quizzes:
        page = author.get(begun(author, name, "")).text
        assert 'class="wrong"' not in page, name
