"""The wheel: all there is to install, wherever one then stands; the engine alone, or the site with its quizzes."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.installed.environments import page, run, serving, type_mistakes
from tests.places import FIXTURE, ROOT

pytestmark = pytest.mark.trial

ALL_WELL = ": nothing is wrong.\n"
BARE = {"annotated-types", "pip", "pydantic", "pydantic-core", "pyyaml", "setuptools", "typing-extensions"}
BARE |= {"typing-inspection", "tryg-paa-nettet"}


def test_the_engine_needs_pydantic_and_pyyaml_and_nothing_else(engine: Path, tmp_path: Path) -> None:
    listed = run(engine / "python", "-m", "pip", "list", "--format=freeze", cwd=tmp_path).stdout
    names = {line.split("==")[0].lower().replace("_", "-") for line in listed.split()}
    assert names <= BARE
    done = run(engine / "quizlib", "check", FIXTURE, cwd=tmp_path)
    assert (done.stdout, done.stderr.endswith(ALL_WELL)) == ("", True)
    done = run(engine / "quizlib", "check", "--language", "da", FIXTURE, cwd=tmp_path)
    assert done.stderr.endswith(": alt er i orden.\n"), "the Danish words are there"


def test_the_engine_alone_reads_and_takes_the_example_of_another_subject(engine: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples" / "fire_safety", tmp_path / "fire")
    done = run(engine / "quizlib", "check", "--strict", "fire", cwd=tmp_path)
    assert (done.stdout, done.stderr.endswith(ALL_WELL)) == ("", True)
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
        drawings = [asset for asset in assets if asset.endswith(".svg")]
        assert len(drawings) > len(list((ROOT / "content" / "quizzes").glob("*.yaml"))) / 2
        assert len(assets) - len(drawings) == 4 + bool(list(ROOT.glob("webapp/static/build/htmx.min.js")))
        for asset in assets:
            assert page(address + asset)


def test_the_wheel_has_each_script_of_its_build_with_its_licence(wheel: Path) -> None:
    built = {f"webapp/static/build/{path.name}" for path in ROOT.glob("webapp/static/build/*.*")}
    names = set(ZipFile(wheel).namelist())
    assert built <= names
    scripts = {name for name in names if name.startswith("webapp/static/build/") and name.endswith(".js")}
    assert {name.replace(".min", "").replace(".js", ".LICENSE.txt") for name in scripts} <= names


def test_the_site_serves_other_quizzes(site: Path, tmp_path: Path) -> None:
    with serving(site, tmp_path, TRYG_QUIZ_CONTENT=str(FIXTURE)) as address:
        assert "/da/quiz/kort" in page(f"{address}/da/")


def test_an_installed_question_type_works_in_check_site_counting_and_report(site: Path, tmp_path: Path) -> None:
    example = tmp_path / "example"
    shutil.copytree(ROOT / "examples" / "own_question_type", example)
    run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", tmp_path, example)
    (built,) = tmp_path.glob("*.whl")
    run(site / "python", "-m", "pip", "install", "-q", "--no-deps", built, cwd=tmp_path)
    for command in ("quizlib", "webapp"):
        done = run(site / command, "check", "--strict", example / "content", cwd=tmp_path)
        well = command == "webapp" or done.stderr.endswith(ALL_WELL)
        assert (done.stdout, well) == ("", True)
    done = run(site / "python", ROOT / "tests" / "own_question_type.py", example / "content", tmp_path, cwd=tmp_path)
    asked, told, counted, *report = done.stdout.splitlines()
    assert asked == "15 numbers to choose from, none of them marked as right"
    assert told == "Right: 10"
    assert counted == "1 block of 12 people"
    assert any("After how many years should you replace a smoke alarm?" in line for line in report)


def test_two_type_checkers_find_nothing_in_an_example_that_uses_the_installed_engine(
    engine: Path, tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "examples" / "own_question_type" / "slider", tmp_path / "slider")
    assert type_mistakes(engine, tmp_path) == []
    (tmp_path / "slider" / "broken.py").write_text("from slider import Slider\n\nSlider.no_such_thing\n", "utf-8")
    found = type_mistakes(engine, tmp_path)
    assert [line.partition(":")[0] for line in found] == ["slider/broken.py", *["broken.py"] * (len(found) - 1)]
    assert len(found) > 1, "both have read the types"
