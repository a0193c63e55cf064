"""A file that is hidden, oddly named or broken never stops the site: what cannot be taken is left out, and is told."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizlib import ContentError
from tests.places import LIBRARY
from tests.webapp.signed_in import signed_in
from tests.webapp.taking import answer, elsewhere, led, remembered, rows, site
from tests.webapp.words import text
from tests.webapp.workshops import workshop
from webapp import create_app
from webapp.application import ready_content
from webapp.cli.main import main
from webapp.config.settings import Settings
from webapp.site_content.reading import SiteContent, read_content, told

Serve = Callable[[Path], Flask]
FILES = sorted(path.relative_to(LIBRARY).as_posix() for path in LIBRARY.rglob("*.yaml"))
NEEDED = ("library.yaml", "help.yaml", "places.yaml")
BROKEN = "title: [never closed\n"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A copy of the larger library, to break."""
    return shutil.copytree(LIBRARY, tmp_path / "library")


def broken(library: Path, *files: str) -> Path:
    for file in files:
        (library / file).write_text(BROKEN, encoding="utf-8")
    return library


def test_a_hidden_file_and_what_editors_and_systems_leave_behind_are_not_read(serve: Serve, library: Path) -> None:
    for folder in ("", "quizzes", "programmes", "monthly"):
        for name in ("._x.yaml", ".#x.yaml", ".x.yaml", "~$x.yaml", "x.yaml.swp", "x.yaml~", "#x.yaml#", "x.tmp"):
            (library / folder / name).write_bytes(b"\0\5\x16\7 not YAML at all")
        for name in ("Thumbs.db", "desktop.ini", ".DS_Store"):
            (library / folder / name).write_bytes(b"\0")
    wanted = {(Path(found.file).name, found.message) for found in read_content(LIBRARY)[1]}
    assert {(Path(found.file).name, found.message) for found in read_content(library)[1]} == wanted
    assert "Beskeder" in text(serve(library).test_client().get("/da/"))


@pytest.mark.parametrize(
    ("file", "hint"),
    [
        ("quizzes/mitid.yaml.txt", "name it mitid.yaml"),
        ("quizzes/sub/ny.yaml", "name it quizzes/ny.yaml"),
        ("quizzes/Ny.YAML", "name it ny.yaml"),
        ("quizzes/ny.yml", "name it ny.yaml"),
        ("quizzes/ny", "name it ny.yaml"),
        ("quizzes/kort.yaml.bak", "kort.yaml is read: remove this one"),
        ("quizzes/Stemme.MP3", "name it stemme.mp3"),
        ("quizzes/noter.docx", "what is read ends in .yaml: keep this elsewhere"),
        ("programmes/nyt.yml", "name it nyt.yaml"),
        ("monthly/2027-01.yaml.txt", "name it 2027-01.yaml"),
        ("outside.yml", "name it outside.yaml"),
        ("mitid.yaml", "name it quizzes/mitid.yaml"),
        ("kort.yml", "quizzes/kort.yaml is read: remove this one"),
        ("places.yaml.txt", "places.yaml is read: remove this one"),
        ("Library.YAML", "library.yaml is read: remove this one"),
    ],
)
def test_every_other_file_that_is_not_read_is_told_with_what_to_call_it(library: Path, file: str, hint: str) -> None:
    (library / file).parent.mkdir(exist_ok=True)
    (library / file).write_text("title: x\n", encoding="utf-8")
    (found,) = [problem for problem in read_content(library)[1] if problem.message == "is not read"]
    assert (found.file, found.level, found.hint) == (str(library / file), "warning", hint)


def test_a_broken_quiz_leaves_out_itself_and_is_told(
    serve: Serve, library: Path, caplog: pytest.LogCaptureFixture
) -> None:
    app = serve(broken(library, "quizzes/kort.yaml"))
    line = "quizzes/kort.yaml:1:8: ‹[› is never closed"
    assert [record.getMessage() for record in caplog.records if line in record.getMessage()]
    assert "Kort" not in (front := text(app.test_client().get("/da/")))
    assert "Beskeder" in front
    assert line in text(signed_in(app, "organiser").get("/en/staff/"))


def test_whoever_wants_all_or_nothing_sets_strict(
    library: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    broken(library, "quizzes/kort.yaml")
    with pytest.raises(ContentError, match=r"kort\.yaml"):
        ready_content(Settings.read(data_dir=str(folder), quiz_content=str(library), strict="true"))
    for name in (
        "TRYG_DATA_DIR",
        "TRYG_QUIZ_CONTENT",
        "TRYG_STRICT",
    ):  # the command sets them for the process that it starts
        monkeypatch.setenv(name, {"TRYG_DATA_DIR": str(folder), "TRYG_QUIZ_CONTENT": str(library)}.get(name, ""))
    with pytest.raises(SystemExit) as ended:
        main(["serve", "--port", "18499", "--strict"])
    assert ended.value.code == 2
    assert "kort.yaml:1:8: ‹[› is never closed" in capsys.readouterr().err


def test_the_start_is_refused_when_no_quiz_is_good(serve: Serve, library: Path) -> None:
    broken(library, *(file for file in FILES if file.startswith("quizzes/")))
    with pytest.raises(ContentError, match="no quiz is without errors"):
        serve(library)


@pytest.mark.parametrize("file", NEEDED)
def test_the_start_is_refused_when_what_all_pages_need_is_broken(serve: Serve, library: Path, file: str) -> None:
    with pytest.raises(ContentError, match=file):
        serve(broken(library, file))


def test_a_programme_goes_on_without_a_broken_quiz(serve: Serve, library: Path) -> None:
    client = serve(broken(library, "quizzes/bekymring.yaml")).test_client()
    assert "Dette trin springer vi over lige nu" in text(client.get("/da/programme/forloeb"))
    assert led(client.post("/da/programme/forloeb")) in ("/da/quiz/tjek-a/1", "/da/quiz/tjek-b/1")


def test_a_programme_that_loses_a_check_up_is_left_out_whole(serve: Serve, library: Path) -> None:
    app = serve(broken(library, "quizzes/tjek-a.yaml"))
    client = app.test_client()
    assert "En time om at være tryg" not in text(client.get("/da/"))
    for reply in (client.get("/da/programme/forloeb"), client.post("/da/programme/forloeb")):
        assert reply.status_code == 503
        assert "Vi er ved at rette en fejl" in text(reply)
    assert "programmes/forloeb.yaml" in text(signed_in(app, "organiser").get("/en/staff/"))


def test_a_check_up_with_an_error_of_teaching_is_lost_too(library: Path) -> None:
    words = (library / "quizzes" / "tjek-a.yaml").read_text(encoding="utf-8")
    (library / "quizzes" / "tjek-a.yaml").write_text(words + "valid_until: 2020-01-01\n", encoding="utf-8")
    content, _ = read_content(library)
    assert list(content.left_out.quizzes) == ["tjek-a"], "it has a first day after its last"
    (why,) = content.left_out.programmes["forloeb"]
    assert why.message == "has 2 check-ups, but the number of forms without errors is 1"


def test_where_a_form_is_left_over_it_takes_the_place_of_a_broken_one(serve: Serve, library: Path) -> None:
    words = (library / "quizzes" / "tjek-b.yaml").read_text(encoding="utf-8")
    (library / "quizzes" / "tjek-c.yaml").write_text(words.replace("form: B", "form: C"), encoding="utf-8")
    client = serve(broken(library, "quizzes/tjek-a.yaml")).test_client()
    offered = site(client).library.programmes["forloeb"]
    assert [step.check_up for step in offered.steps].count(None) == 5
    made, token = workshop(client, programme="forloeb", order="ABC")
    client.post(f"/da/d/{made.code}")
    client.post("/da/people", data={"people": "1"})
    taken = []
    for _ in range(2):
        address = led(client.post("/da/programme/forloeb")) or ""
        taken.append(address.split("/")[3])
        for n, question in enumerate(site(client).library.quizzes[taken[-1]].questions, start=1):
            answer(client, f"/da/quiz/{taken[-1]}/{n}", *(("3",) if question.type == "rating" else question.key or ()))
    assert taken == ["bekymring", "tjek-c"]
    assert "tjek-a" not in client.get(f"/da/lead/{token}").text


@pytest.mark.parametrize(
    ("programme", "file", "told_to_people"),
    [
        (None, "quizzes/kort.yaml", "1 quiz mangler her, fordi den ikke kan tages lige nu."),
        ("forloeb", "quizzes/kort.yaml", "Dette trin springer vi over lige nu"),
        ("forloeb", "programmes/forloeb.yaml", "Det planlagte kan ikke tages lige nu, så vælg en af dem her i stedet."),
    ],
)
def test_a_planned_workshop_goes_on_without_what_is_broken_and_says_so(
    serve: Serve, library: Path, programme: str | None, file: str, told_to_people: str
) -> None:
    before = serve(LIBRARY).test_client()
    made, token = workshop(before, programme=programme, order="AB" if programme else "")
    app = serve(broken(library, file))
    client = app.test_client()
    client.post(f"/da/d/{made.code}")
    client.post("/da/people", data={"people": "1"})
    page = text(client.get("/da/workshop", follow_redirects=True))
    assert told_to_people in page
    assert "Alle slags beskeder" in page or programme is None, "there is something to do"
    name = Path(file).stem
    for reply in (client.get(f"/da/lead/{token}"), signed_in(app, "organiser").get(f"/da/staff/workshops/{made.id}")):
        assert f"»{name}« kan ikke tages lige nu" in text(reply)


def test_an_attempt_under_way_waits_until_the_quiz_is_mended(serve: Serve, library: Path) -> None:
    client = serve(LIBRARY).test_client()
    client.post("/da/quiz/kort")
    answer(client, "/da/quiz/kort/1", "genuine")
    meanwhile = elsewhere(client, serve(broken(library, "quizzes/kort.yaml")))
    for path in ("", "/1", "/2", "/result"):
        reply = meanwhile.get(f"/da/quiz/kort{path}")
        assert reply.status_code == 503
        assert "De svar, du har sendt, er gemt." in text(reply)
    assert answer(meanwhile, "/da/quiz/kort/2", "app").status_code == 503
    assert remembered(meanwhile).attempts.keys() == {"kort"}
    assert rows(meanwhile, "SELECT count(*) FROM liveanswer") == [(1,)]
    again = elsewhere(meanwhile, serve(LIBRARY))
    assert again.get("/da/quiz/kort/2").status_code == 200
    assert "Spørgsmål 2 af" in text(again.get("/da/quiz/kort/2"))


@st.composite
def damage(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file of the library, and what it holds after an accident."""
    file = draw(st.sampled_from(FILES))
    good = (LIBRARY / file).read_bytes()
    start, length = draw(st.integers(0, len(good))), draw(st.integers(0, 40))
    end = draw(st.sampled_from([start, start + length, len(good)]))
    return file, good[:start] + draw(st.binary(max_size=20)) + good[end:]


def ready(library: Path, folder: Path) -> SiteContent | ContentError:
    """Return what the site would be served with, or why it would not start."""
    try:
        return ready_content(Settings.read(data_dir=str(folder), quiz_content=str(library)))
    except ContentError as refused:
        return refused


def starts_after(library: Path, folder: Path, accident: tuple[str, bytes]) -> bool:
    """Return whether the site starts after an accident; see that it has the others, or names the file."""
    file, after = accident
    (library / file).write_bytes(after)
    content = ready(library, folder)
    if isinstance(content, ContentError):
        assert file in str(content)
        return False
    others = {Path(path).stem for path in FILES if path.startswith("quizzes/") and path != file}
    assert others <= content.library.quizzes.keys() or file == "library.yaml"
    lines = told(content.forgone, library)
    assert all(any(Path(error.file).name in line for line in lines) for error in content.forgone)
    return True


@given(accident=damage())
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_file_is_broken_by_whatever_bytes_the_others_are_there_or_it_is_named(
    library: Path, folder: Path, accident: tuple[str, bytes]
) -> None:
    starts_after(library, folder, accident)
    shutil.copy(LIBRARY / accident[0], library / accident[0])


@pytest.mark.trial
@given(accident=damage())
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_file_is_broken_by_whatever_bytes_the_site_starts_with_the_others_or_names_it(
    library: Path, folder: Path, accident: tuple[str, bytes]
) -> None:
    if starts_after(library, folder, accident):
        app = create_app(Settings.read(data_dir=str(folder), quiz_content=str(library)))
        assert app.test_client().get("/da/").status_code == 200
        app.extensions["services"].close()
    shutil.copy(LIBRARY / accident[0], library / accident[0])
