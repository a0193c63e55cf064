"""The wheel: all there is to install, wherever one then stands; the engine alone, or the site with its quizzes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.places import ROOT
from tests.webapp.serving import free_port

pytestmark = pytest.mark.trial

FIXTURE = ROOT / "tests" / "fixture"
FETCHED = "webapp/static/build/htmx.*"  # what the build of this checkout has fetched, so that no network is needed
BARE = {"annotated-types", "pip", "pydantic", "pydantic-core", "pyyaml", "setuptools", "typing-extensions"}
BARE |= {"typing-inspection", "tryg-paa-nettet"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from what git knows, without anything else that happens to lie here."""
    source = tmp_path_factory.mktemp("source")
    listed = run("git", "ls-files", "--cached", "--others", "--exclude-standard", cwd=ROOT).stdout.split("\n")
    for name in filter(None, [*listed, *(str(path.relative_to(ROOT)) for path in ROOT.glob(FETCHED))]):
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, source / name)
    target = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", target, source)
    (built,) = target.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def engine(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of an environment that has the wheel without extras."""
    return installed(f"{wheel}", tmp_path_factory.mktemp("engine"))


@pytest.fixture(scope="module")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of an environment that has the wheel with the extra `webapp`."""
    return installed(f"{wheel}[webapp]", tmp_path_factory.mktemp("site"))


def test_the_engine_needs_pydantic_and_pyyaml_and_nothing_else(engine: Path, tmp_path: Path) -> None:
    listed = run(engine / "python", "-m", "pip", "list", "--format=freeze", cwd=tmp_path).stdout
    names = {line.split("==")[0].lower().replace("_", "-") for line in listed.split()}
    assert names <= BARE
    done = run(engine / "quizlib", "check", FIXTURE, cwd=tmp_path)
    assert (done.stdout, done.stderr) == ("", "")


def test_the_engine_alone_reads_and_takes_the_example_of_another_subject(engine: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples" / "fire_safety", tmp_path / "fire")
    done = run(engine / "quizlib", "check", "--strict", "fire", cwd=tmp_path)
    assert (done.stdout, done.stderr) == ("", "")
    take = (
        "from quizlib import Attempt, load_library, shipped\n"
        "attempt = Attempt.start(load_library('fire').quizzes['alarms'])\n"
        "print(attempt.answer('how-often', ['monthly']).attempt.result.points)\n"
        "print(len(load_library(shipped()).quizzes))\n"
    )
    points, quizzes = run(engine / "python", "-c", take, cwd=tmp_path).stdout.splitlines()
    assert points == "Points(reached=1.0, answered=1, of=2)"
    assert int(quizzes) == len(list((ROOT / "content" / "quizzes").glob("*.yaml")))


def test_without_its_extra_the_site_says_in_one_line_how_to_install_it(engine: Path, tmp_path: Path) -> None:
    for way in ((engine / "webapp",), (engine / "python", "-m", "webapp")):
        done = run(*way, "serve", cwd=tmp_path, status=1)
        assert done.stdout == ""
        assert done.stderr.count("\n") == 1
        assert "pip install 'tryg-paa-nettet[webapp]'" in done.stderr


def test_the_site_serves_the_shipped_quizzes_from_any_folder(site: Path, tmp_path: Path) -> None:
    with serving(site, tmp_path) as address:
        danish, english = page(f"{address}/da/"), page(f"{address}/en/")
        assert '<html lang="da"' in danish
        assert '<html lang="en"' in english
        for folder, place in (("quizzes", "quiz"), ("programmes", "programme")):
            for path in (ROOT / "content" / folder).glob("*.yaml"):
                assert "<h1" in page(f"{address}/da/{place}/{path.stem}")
        assert "<h1" in page(f"{address}/en/month")
        assert "Been scammed?" not in danish, "the translations are there"
        assets = re.findall(r'"(/static/[^"]+)"', danish)
        assert len(assets) == 2 + bool(list(ROOT.glob("webapp/static/build/htmx.min.js")))
        for asset in assets:
            assert page(address + asset)


def test_the_site_serves_other_quizzes(site: Path, tmp_path: Path) -> None:
    with serving(site, tmp_path, QUIZ_CONTENT=str(FIXTURE)) as address:
        assert "/da/quiz/kort" in page(f"{address}/da/")


def test_an_installed_question_type_works_in_check_site_counting_and_report(site: Path, tmp_path: Path) -> None:
    example = tmp_path / "example"
    shutil.copytree(ROOT / "examples" / "own_question_type", example)
    run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", tmp_path, example)
    (built,) = tmp_path.glob("*.whl")
    run(site / "python", "-m", "pip", "install", "-q", "--no-deps", built, cwd=tmp_path)
    for command in ("quizlib", "webapp"):
        done = run(site / command, "check", "--strict", example / "content", cwd=tmp_path)
        assert (done.stdout, done.stderr) == ("", "")
    done = run(site / "python", ROOT / "tests" / "own_question_type.py", example / "content", tmp_path, cwd=tmp_path)
    asked, told, counted, *report = done.stdout.splitlines()
    assert asked == "15 numbers to choose from, none of them marked as right"
    assert told == "Right: 10"
    assert counted == "1 block of 12 people"
    assert any("After how many years should you replace a smoke alarm?" in line for line in report)


def installed(requirement: str, folder: Path) -> Path:
    """Install into a new environment, at the versions of the lock, and return the folder of its commands."""
    venv.create(folder, with_pip=True)
    locked = folder / "locked.txt"  # without hashes: with them pip would want one for the wheel itself
    lines = (ROOT / "requirements" / "run.txt").read_text("utf-8").splitlines()
    locked.write_text("\n".join(line.rstrip(" \\") for line in lines if not line.startswith(" ")), "utf-8")
    run(folder / "bin" / "python", "-m", "pip", "install", "-q", "-c", locked, requirement, cwd=folder)
    return folder / "bin"


@contextmanager
def serving(commands: Path, folder: Path, **settings: str) -> Iterator[str]:
    """Run `webapp serve` in a folder, give its address once it answers, and stop it."""
    port = free_port()
    process = subprocess.Popen(  # noqa: S603 - our own command
        [commands / "webapp", "serve", "--port", str(port)], cwd=folder, env=environment(**settings)
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                page(f"{address}/healthz")
                break
            except (urllib.error.URLError, ConnectionError):
                assert process.poll() is None, "the site has stopped"
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(30)


def page(address: str) -> str:
    """Return what an address answers; HTTPError if that is an error."""
    with urllib.request.urlopen(address, timeout=10) as reply:  # noqa: S310 - our own address
        text: str = reply.read().decode()
        return text


def run(*command: str | Path, cwd: Path | None = None, status: int = 0) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, which must be as expected."""
    done = subprocess.run(  # noqa: S603 - our own commands
        command, cwd=cwd, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done


def environment(**settings: str) -> dict[str, str]:
    """Return the surroundings without what would let the checkout or its settings shine through."""
    hidden = ("PYTHONPATH", "VIRTUAL_ENV", "QUIZ_CONTENT", "DATA_DIR", "DATABASE_URL", "HOST", "PORT")
    return {name: value for name, value in os.environ.items() if name not in hidden} | settings
