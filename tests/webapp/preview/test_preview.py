"""The pages of the preview: what is wrong at its place, the last good state, new versions; nothing is stored."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from webapp.application import StartError
from webapp.cli.main import main
from webapp.preview.application import build
from webapp.preview.watching import Watched

KORT = "/en/see/phone/quiz/kort/1"
BROKEN = {"truth: genuine": "truht: genuine"}
Saved = Callable[..., None]


def seen(author: FlaskClient, address: str) -> str:
    reply = author.get(address)
    assert reply.status_code == 200
    return reply.text


def test_one_question_stands_in_both_languages_side_by_side(author: FlaskClient) -> None:
    page = seen(author, "/da/see/phone/quiz/kort/1")
    assert 'src="/as/phone/da/quiz/kort/1"' in page
    assert 'src="/as/phone/en/quiz/kort/1"' in page
    assert "Forhåndsvisning" in page
    assert "Preview" in seen(author, KORT)


def test_a_state_keeps_what_its_address_adds(author: FlaskClient) -> None:
    assert 'src="/as/large/da/quiz/beskeder/3/give-code?show=1"' in seen(
        author, "/en/see/large/quiz/beskeder/3/give-code?show=1"
    )


def test_a_saved_quiz_is_shown_at_once(author: FlaskClient, saved: Saved) -> None:
    saved("kort", {"You get this text message.": "You get this one."})
    assert "You get this one." in seen(author, "/as/phone/en/quiz/kort/1")


def test_a_page_is_drawn_afresh_only_when_there_is_something_else_to_see(author: FlaskClient, saved: Saved) -> None:
    assert author.get("/en/news/1").status_code == 204
    saved("kort", {"You get this text message.": "You get this one."})
    assert author.get("/en/news/1").headers["HX-Refresh"] == "true"
    saved("kort", {})
    assert author.get("/en/news/2").status_code == 204


@pytest.mark.parametrize(
    "between", [{"You get this text message.": "You get this one."}, BROKEN, {"title: {": "title {"}]
)
def test_the_check_of_the_whole_folder_draws_no_page_afresh_if_it_finds_nothing_else(
    content: Path, previewed: tuple[FlaskClient, Watched], saved: Saved, between: dict[str, str]
) -> None:
    _, watched = previewed
    watched.check()
    before, path = watched.shown, content / "quizzes" / "kort.yaml"
    was = path.read_bytes()
    saved("kort", between)
    changed = watched.shown
    watched.check()
    assert watched.shown.number == changed.number == before.number + 1
    path.write_bytes(was)
    watched.take([path.resolve()])
    mended = watched.shown
    watched.check()
    assert watched.shown.number == mended.number == changed.number + 1


@pytest.mark.parametrize("checked", [False, True])
def test_a_mistake_is_told_at_its_place_while_the_last_good_state_stays(
    author: FlaskClient, saved: Saved, *, checked: bool
) -> None:
    saved("kort", {"You get this text message.": "You get this one."})
    saved("kort", BROKEN, checked=checked)
    page = seen(author, KORT)
    assert "quizzes/<wbr>kort.<wbr>yaml:17:5" in page
    assert "did you mean truth?" in page
    assert "as it was before that" in page
    assert "You get this one." in seen(author, "/as/phone/en/quiz/kort/1")
    saved("kort", {"truht": "truth"}, checked=checked)
    assert "as it was before that" not in seen(author, KORT)


def test_broken_yaml_is_told_too(author: FlaskClient, saved: Saved) -> None:
    saved("kort", {"minutes: 1": "minutes: 1\n  deep: [1"})
    assert 'class="wrong"' in seen(author, KORT)
    assert "You get this text message." in seen(author, "/as/phone/en/quiz/kort/1")


def test_a_mistake_is_told_in_the_language_of_the_page(
    author: FlaskClient, saved: Saved, previewed: tuple[FlaskClient, Watched]
) -> None:
    saved("kort", BROKEN, checked=True)
    seen(author, "/da/see/phone/quiz/kort/1")
    previewed[1].check()
    assert "mente du truth?" in seen(author, "/da/see/phone/quiz/kort/1")
    assert 'lang="da"' in seen(author, KORT).partition('class="lines"')[2][:60]


def test_a_mistake_in_another_file_stands_on_the_first_page_alone(author: FlaskClient, saved: Saved) -> None:
    saved("kort", BROKEN)
    assert 'class="wrong"' not in seen(author, "/en/see/phone/quiz/beskeder/1")
    assert "did you mean truth?" in seen(author, "/en/")


def test_a_quiz_that_has_been_broken_from_the_start_is_named_until_it_is_mended(content: Path) -> None:
    path = content / "quizzes" / "kort.yaml"
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole + "  deep: [1", encoding="utf-8")
    app, watched = build(content)
    author = app.test_client()
    assert "kort.yaml" in seen(author, "/en/")
    path.write_text(whole, encoding="utf-8")
    watched.take([path.resolve()])
    assert "You get this text message." in seen(author, "/as/phone/en/quiz/kort/1")


def test_a_quiz_that_is_added_or_removed_comes_and_goes(content: Path, previewed: tuple[FlaskClient, Watched]) -> None:
    author, watched = previewed
    path = content / "quizzes" / "kort.yaml"
    path.rename(content / "quizzes" / "other.yaml")
    watched.take([path.resolve()])
    watched.check()
    assert "other.yaml" in seen(author, "/en/")
    assert author.get("/as/phone/en/quiz/kort/1").status_code == 404


def test_a_change_of_what_is_asked_says_that_counts_begin_anew(author: FlaskClient, saved: Saved) -> None:
    assert "counts begin anew" not in seen(author, KORT)
    saved("kort", {"You get this text message.": "You get this one."})
    page = seen(author, KORT)
    assert "counts begin anew" in page
    assert "code." in page
    saved("kort", {"You get this one.": "You get this text message."})
    assert "counts begin anew" not in seen(author, KORT)


def test_a_change_of_what_is_said_afterwards_begins_no_new_version(author: FlaskClient, saved: Saved) -> None:
    saved("kort", {"The bank does not.": "Banks never do."}, checked=True)
    assert "counts begin anew" not in seen(author, KORT)
    assert "Banks never do." in seen(author, "/as/phone/en/quiz/kort/1/genuine")


def test_questions_that_change_places_begin_a_new_version(author: FlaskClient, saved: Saved) -> None:
    saved("kort", {"id: door": "id: gate"})
    assert "added, removed or moved" in seen(author, KORT)


def test_a_mistake_in_help_or_in_library_yaml_leaves_the_last_good_state(
    content: Path, previewed: tuple[FlaskClient, Watched]
) -> None:
    author, watched = previewed
    before = seen(author, "/as/phone/en/help")
    for name in ("help.yaml", "library.yaml"):
        path = content / name
        path.write_text("nonsense: [1", encoding="utf-8")
        watched.take([path.resolve()])
        watched.check()
        assert f"{name.removesuffix('.yaml')}.<wbr>yaml" in seen(author, "/en/")
    assert seen(author, "/as/phone/en/help") == before
    assert author.get("/as/phone/en/quiz/kort/1").status_code == 200


def test_only_this_machine_is_answered(author: FlaskClient) -> None:
    for host in ("127.0.0.1:8001", "localhost:8001"):
        assert author.get("/en/", headers={"Host": host}).status_code == 200
    for host in ("evil.example", "127.0.0.1.evil.example", "10.0.0.1:8001"):
        assert author.get("/en/", headers={"Host": host}).status_code == 400
        assert author.get("/as/phone/en/quiz/kort/1", headers={"Host": host}).status_code == 400


def test_pages_may_stand_in_frames_of_the_preview_alone(author: FlaskClient) -> None:
    policy = author.get("/as/phone/en/quiz/kort/1").headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "frame-src 'self'" in policy
    assert "script-src 'self'" in policy


def test_nothing_is_stored_and_no_cookie_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    author = build(content)[0].test_client()
    for address in ("/en/", "/as/phone/en/", "/as/phone/en/quiz/kort", KORT, "/as/phone/en/room/kort/1/answers/0"):
        assert author.get(address).status_code == 200
    reply = author.post("/as/phone/en/quiz/kort/1", data={"response": "scam"})
    assert "Set-Cookie" not in reply.headers
    assert list(here.iterdir()) == []
    assert {path.suffix for path in content.rglob("*") if path.is_file()} <= {".yaml", ".mp3"}


def test_a_folder_without_languages_is_refused(tmp_path: Path) -> None:
    (tmp_path / "library.yaml").write_text("languages: []\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["preview", str(tmp_path)])
    assert done.exit_code == 2
    assert "languages" in done.output


def test_a_port_that_is_taken_is_told_in_one_line(content: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        done = CliRunner().invoke(main, ["preview", str(content), "--port", port])
    assert done.exit_code == 2
    assert f"port {port}" in done.output


def test_a_language_that_the_interface_lacks_is_refused(content: Path) -> None:
    library = content / "library.yaml"
    text = library.read_text(encoding="utf-8")
    library.write_text(text.replace("{id: en, name: English}", "{id: nb, name: Norsk}"), encoding="utf-8")
    with pytest.raises(StartError):
        build(content)


def test_the_site_imports_nothing_of_the_preview() -> None:
    look = "import sys; sys.stdout.write(' '.join(sys.modules))"
    serves = (
        f"from webapp.cli import main, serve; from webapp import application; from webapp.server import serving; {look}"
    )
    done = subprocess.run((sys.executable, "-c", serves), check=True, capture_output=True, text=True)  # noqa: S603 - this very Python
    assert [name for name in done.stdout.split() if name.startswith("webapp.preview")] == []


def test_a_draft_language_is_seen_here_alone_with_the_words_of_the_default_where_it_has_none(content: Path) -> None:
    settings = content / "library.yaml"
    english = "  - {id: en, name: English}\n"
    words = settings.read_text(encoding="utf-8")
    assert english in words
    swedish = f"{english}  - {{id: sv, name: Svenska, draft: true}}\n"
    settings.write_text(words.replace(english, swedish), encoding="utf-8")
    author = build(content)[0].test_client()
    assert 'lang="sv"' in seen(author, KORT)
    question = author.get("/as/phone/sv/quiz/kort/1")
    assert question.status_code == 200
