"""A wheel, built once, and environments that have it: with the engine alone, and with the site."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.installed.environments import installed, run
from tests.places import ROOT

FETCHED = "webapp/static/build/*.*"  # what the build of this checkout has fetched, so that no network is needed


@pytest.fixture(scope="session")
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


@pytest.fixture(scope="session")
def engine(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of an environment that has the wheel without extras."""
    return installed(tmp_path_factory.mktemp("engine"), f"{wheel}")


@pytest.fixture(scope="session")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of an environment that has the wheel with the extra `webapp`."""
    return installed(tmp_path_factory.mktemp("site"), f"{wheel}[webapp]")
