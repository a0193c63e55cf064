"""The examples and the README: each runs in an environment that has the wheel, and two type checkers find nothing."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

import pytest

from tests.installed.environments import TYPES, environment, installed, page, run, serving, type_mistakes
from tests.places import FIXTURE, ROOT
from tests.shipped import library
from tests.webapp.serving import free_port

pytestmark = pytest.mark.trial

EXAMPLES = ROOT / "examples" / "embedding"
ONE_AFTER_ANOTHER = """
import functools, sys, terminal
terminal.load_library = functools.cache(terminal.load_library)
for quiz in sys.argv[2:]:
    terminal.main(quiz, sys.argv[1])
"""
"""Takes quizzes in the terminal: all that ships is read once, which takes longer than to answer one of them."""
QUIZZES = [quiz for quiz in library().quizzes.values() if quiz.kind == "quiz"]


@pytest.fixture(scope="module")
def api(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of an environment that has what the example with storage of its own asks for."""
    return installed(tmp_path_factory.mktemp("api"), f"{wheel}", "fastapi", "uvicorn")


@pytest.fixture(scope="module")
def django(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of an environment that has what the example with Django asks for, and the types that it lacks."""
    return installed(tmp_path_factory.mktemp("django"), f"{wheel}[webapp]", "django", TYPES)


def test_the_ten_lines_of_the_readme_need_the_wheel_alone(engine: Path, tmp_path: Path) -> None:
    (block,) = re.findall(r"^```python\n(.*?)^```$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert len(block.splitlines()) == 10
    assert run(engine / "python", "-c", block, cwd=tmp_path).stdout.count("right=") == 3


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_quiz_can_be_taken_in_the_terminal(engine: Path, tmp_path: Path, language: str) -> None:
    shutil.copy(EXAMPLES / "terminal.py", tmp_path)
    first, all_of_them = (EXAMPLES / "terminal.py", QUIZZES[0].id, language), ("-c", ONE_AFTER_ANOTHER, language)
    for command, quizzes in ((first, QUIZZES[:1]), ((*all_of_them, *(quiz.id for quiz in QUIZZES)), QUIZZES)):
        typed = "".join(f"{' '.join(question.key or ())}\n" for quiz in quizzes for question in quiz.questions)
        done = subprocess.run(  # noqa: S603 - our own command
            (engine / "python", *command),
            input=typed,
            check=True,
            capture_output=True,
            encoding="utf-8",
            cwd=tmp_path,
            env=environment(),
        )
        points = re.findall(r"^(\d\S*) of (\d\S*)$", done.stdout, re.MULTILINE)
        assert len(points) == len(quizzes)
        assert [reached for reached, _ in points] == [of for _, of in points]


def test_every_quiz_can_be_taken_through_an_api_that_stores_attempts_itself(api: Path, tmp_path: Path) -> None:
    port = free_port()
    command = (api / "uvicorn", "own_storage:app", "--app-dir", EXAMPLES, "--port", str(port), "--log-level=warning")
    with running(*command, folder=tmp_path, at=f"http://127.0.0.1:{port}/docs"):
        for quiz in QUIZZES:
            begun = call(port, "/attempts?language=da", quiz=quiz.id)
            address = f"/attempts/{begun['token']}?language=da"
            for question in quiz.questions:
                assert json.loads(page(f"http://127.0.0.1:{port}{address}"))["prompt"]["question"] == question.id
                last = call(port, address, question=question.id, response=list(question.key or ()))
                assert last["explanation"]["score"] == question.explain(question.mark(question.key or ()), "da").score
            assert (last["prompt"], last["points"]) == (None, last["of"])
        again = call(port, "/attempts", quiz=quiz.id)
        first, second = quiz.questions[:2]
        for asked, response, status in ((first, ["no-such-choice"], 422), (second, [], 409)):
            assert refused(port, f"/attempts/{again['token']}", question=asked.id, response=response) == status
        assert refused(port, "/attempts", quiz="no-such-quiz") == 404


@pytest.mark.parametrize("script", ["mounted.py", "django_host.py"])
def test_a_quiz_can_be_taken_on_the_site_in_another_application(django: Path, tmp_path: Path, script: str) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = (django / "python", EXAMPLES / script, str(port))
    settings = {"TRYG_DATA_DIR": f"{tmp_path}", "TRYG_QUIZ_CONTENT": f"{FIXTURE}"}
    with running(*command, folder=tmp_path, at=address, **settings):
        assert '<a href="/tryg/da/">' in page(address)
        person = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        person.open(f"{address}/tryg/da/quiz/kort", b"?").close()
        with person.open(f"{address}/tryg/da/quiz/kort/1", b"response=scam") as reply:
            assert "<h1" in reply.read().decode()
        with person.open(f"{address}/tryg/da/quiz/kort/2") as reply:
            assert reply.url == f"{address}/tryg/da/quiz/kort/2", "the first is answered"


def test_the_page_with_a_frame_shows_what_its_site_lets_it_show(site: Path, tmp_path: Path) -> None:
    html = (EXAMPLES / "framed.html").read_text("utf-8")
    (origin,) = re.findall(r"TRYG_FRAME_ANCESTORS=(\S+)", html)
    with serving(site, tmp_path, TRYG_SECURE="true", TRYG_FRAME_ANCESTORS=origin) as address:
        for shown in re.findall(r'src="https://tryg.example([^"]*)"', html):
            with urllib.request.urlopen(address + shown, timeout=10) as reply:  # noqa: S310 - our own address
                policy = reply.headers["Content-Security-Policy"] or ""
                assert shown.endswith(".js") or f"frame-ancestors {origin}" in policy


@pytest.mark.parametrize(
    ("environment_of", "scripts"),
    [("engine", ["terminal.py"]), ("api", ["own_storage.py"]), ("django", ["mounted.py", "django_host.py"])],
)
def test_two_type_checkers_find_nothing_in_the_scripts(
    environment_of: str, scripts: list[str], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    for script in scripts:
        shutil.copy(EXAMPLES / script, tmp_path)
    assert type_mistakes(request.getfixturevalue(environment_of), tmp_path) == []


def test_every_script_is_tried_here() -> None:
    here = Path(__file__).read_text("utf-8")
    assert [path.name for path in EXAMPLES.iterdir() if path.is_file() and f'"{path.name}"' not in here] == []


@contextmanager
def running(*command: str | Path, folder: Path, at: str, **settings: str) -> Iterator[None]:
    """Run a server in a folder until the block ends, from when it answers at an address."""
    process = subprocess.Popen(command, cwd=folder, env=environment(**settings), stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
    try:
        while True:
            try:
                page(at)
                break
            except (urllib.error.URLError, ConnectionError):
                assert process.poll() is None, "it has ended"
                time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(30)


def refused(port: int, path: str, **sent: Any) -> int:  # noqa: ANN401 - as below
    """Send what the API refuses and return the status of its answer."""
    with pytest.raises(urllib.error.HTTPError) as raised:
        call(port, path, **sent)
    with raised.value:
        return raised.value.code


def call(port: int, path: str, **sent: Any) -> dict[str, Any]:  # noqa: ANN401 - what JSON holds
    """Send something to the API and return its answer; HTTPError if that is an error."""
    headers = {"Content-Type": "application/json"}
    wanted = urllib.request.Request(f"http://127.0.0.1:{port}{path}", json.dumps(sent).encode(), headers)
    with urllib.request.urlopen(wanted, timeout=30) as reply:  # noqa: S310 - our own address
        answer: dict[str, Any] = json.loads(reply.read())
        return answer
