"""Makes the folder that starts by a double click, for the kind of system that this runs on: `make laptop`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import PyInstaller.__main__

import webapp

HERE = Path(__file__).parent
NAME = "tryg"
PACKAGE = Path(webapp.__file__).parent
MIGRATIONS = PACKAGE / "storage" / "database" / "migrations"
WITH_DATA = ("quizlib", "webapp", "babel", "zxcvbn", "tzdata")
WITH_MODULES = ("quizlib", "webapp")
READ_ME = """Tryg på nettet uden internet

1. Læg campaign.json fra kampagnen i denne mappe.
2. Dobbeltklik på »tryg«. En side åbner i browseren; den fører resten af vejen.
3. Bagefter: gå på nettet med den bærbare, så sender den selv. Eller »Gem til kampagnen« på siden.

Tryg på nettet without internet: put the campaign's campaign.json into this folder, and double-click "tryg".
"""


def main(target: Path) -> None:
    """Write the folder `tryg` into a folder, in the place of an earlier one."""
    work = target / "build"
    options = [
        *(f"--collect-data={name}" for name in WITH_DATA),
        *(f"--collect-submodules={name}" for name in WITH_MODULES),
        f"--add-data={MIGRATIONS}:webapp/storage/database/migrations",
        "--recursive-copy-metadata=tryg-paa-nettet",
        "--exclude-module=psycopg",
        "--exclude-module=tkinter",
    ]
    places = [f"--distpath={target}", f"--workpath={work}", f"--specpath={work}"]
    PyInstaller.__main__.run(
        [
            str(HERE / "double_click.py"),
            f"--name={NAME}",
            "--noconfirm",
            "--log-level=WARN",
            *places,
            *options,
        ]
    )
    (target / NAME / "LÆS MIG.txt").write_text(READ_ME, encoding="utf-8")
    shutil.rmtree(work)


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute())
