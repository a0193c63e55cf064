"""The public face: what `quizlib` offers, and what importing it costs."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

import pytest

import quizlib
from quizlib.commands import main
from tests.places import CONTENT

TAKING = "from quizlib import Answer, Attempt, Quiz, load_library, read_library"
FACES = ("quizlib", "quizlib.authoring", "quizlib.measures", "quizlib.rules")
UNUSED = ("quizlib.measures", "quizlib.counting", "quizlib.taking.reminder_code")
COST = """
import time
begun = time.process_time()
import {}
print(time.process_time() - begun)
"""


def python(source: str) -> str:
    """Return what a new Python writes when it runs this."""
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True)  # noqa: S603 - our own source
    return done.stdout


def imported(statement: str) -> set[str]:
    """Return the names of the modules that a statement imports."""
    return set(python(f"{statement}\nimport sys\nprint(*sys.modules)").split())


def test_importing_quizlib_imports_nothing_that_is_not_used_yet() -> None:
    modules = imported("import quizlib")
    assert {name for name in modules if name.startswith("quizlib")} == {"quizlib", "quizlib.public_names"}
    assert not modules & {"pydantic", "yaml"}


@pytest.mark.slow
@pytest.mark.parametrize("module", UNUSED)
def test_taking_a_quiz_imports_no_counting_and_no_codes(module: str) -> None:
    assert not [name for name in imported(TAKING) if name.startswith(module)]


def test_importing_quizlib_costs_at_most_twice_what_pydantic_and_yaml_cost() -> None:
    ours, theirs = (min(float(python(COST.format(name))) for _ in range(3)) for name in ("quizlib", "pydantic, yaml"))
    assert ours <= 2 * theirs


@pytest.mark.parametrize("face", FACES)
def test_every_public_name_is_there_and_every_type_checker_knows_it(face: str) -> None:
    module = import_module(face)
    assert [name for name in module.__all__ if isinstance(getattr(module, name), ModuleType)] == []
    assert sorted(chain.from_iterable(map(str.split, module.MODULES.values()))) == sorted(module.__all__)
    checked = {
        (node.module, name.name)
        for under in ast.parse(Path(module.__file__ or "").read_text("utf-8")).body
        if isinstance(under, ast.If)
        for node in under.body
        if isinstance(node, ast.ImportFrom)
        for name in node.names
    }
    imported = {(f"quizlib.{where}", name) for where, names in module.MODULES.items() for name in names.split()}
    assert imported - checked <= {("quizlib.version", "__version__")}
    assert checked <= imported


@pytest.mark.parametrize("face", FACES)
def test_no_part_of_a_face_hides_one_of_its_names(face: str) -> None:
    parts = {part.name for part in iter_modules(getattr(import_module(face), "__path__", ()))}
    assert parts.isdisjoint(import_module(face).__all__)


def test_a_console_is_told_every_public_name() -> None:
    assert set(quizlib.__all__) == set(dir(quizlib))


def test_a_name_that_is_not_there_is_said_as_python_says_it() -> None:
    with pytest.raises(AttributeError, match="module 'quizlib' has no attribute 'Slider'"):
        quizlib.Slider  # type: ignore[attr-defined]  # noqa: B018 - asking is the test


def test_the_version_is_that_of_the_distribution(capsys: pytest.CaptureFixture[str]) -> None:
    assert quizlib.__version__ == version("tryg-paa-nettet")
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"quizlib {quizlib.__version__}\n"


def test_the_shipped_quizzes_are_found_from_anywhere() -> None:
    assert quizlib.shipped() == CONTENT
