"""A laptop that sends nine invented people to meet one real one: `python -m tests.attacks.invented_people`.

Makes a campaign's database with so many real people who wait, and lets a laptop with a campaign file send groups of
nine fakes, in several workshops. Then it says how many fakes are in what was counted.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from quizlib import Quiz
from tests.quizlib.sample import PLAIN, TODAY
from tests.webapp.storage.gathering import House
from tests.webapp.storage.machines import PLACES
from webapp.storage.closing.run import Closing
from webapp.storage.database.engine import Database
from webapp.storage.database.migrate import migrate
from webapp.storage.laptops.laptop_keys import LaptopKeys
from webapp.storage.laptops.packing import Packing
from webapp.storage.transfer.exchange import Exchange

FAKES = 9
WORKSHOPS = 3
WEEK = timedelta(weeks=1)


class Met(NamedTuple):
    """How many attempts were counted in blocks, and how many of them were fakes at most."""

    counted: int
    fakes: int


def attack(real: int) -> Met:
    """Let a laptop send its fakes to a server where so many people wait, each from a workshop of their own."""
    with tempfile.TemporaryDirectory() as folder:
        server, laptop = (_house(Path(folder, name)) for name in ("server", "laptop"))
        for number in range(real):
            server.people(1, server.workshop(f"real {number}", "branch", TODAY))
        server.close(TODAY)
        campaign = LaptopKeys(server.database).new_laptop("https://tryg.example", TODAY)
        packing = Packing(laptop.database, campaign)
        laptop.closing = Closing(laptop.database, laptop.records, packing=packing)
        for number in range(WORKSHOPS):
            laptop.people(FAKES, laptop.workshop(f"fakes {number}", "library", TODAY, head_count=FAKES))
            laptop.close(TODAY)
        file = Path(folder, "file")
        Exchange(laptop.database, laptop.records, PLACES).export(file)
        Exchange(server.database, server.records, PLACES).bring(file, TODAY)
        counted = sum(server.close(TODAY + weeks * WEEK).counted for weeks in range(1, 4))
        left = server.rows("SELECT count(*) FROM waitingsource WHERE source LIKE 'laptop-%'")[0][0]
        for house in (server, laptop):
            house.database.close()
    return Met(counted, WORKSHOPS * FAKES - int(str(left)))


def _house(file: Path) -> House:
    database = Database(f"sqlite:///{file}")
    migrate(database)
    return House(database, Quiz.model_validate(PLAIN))


def main() -> int:
    """Attack with one to eight real people, and return 1 if fakes were more than half of what was counted."""
    fell = 0
    for real in (1, 4, 5, 8):
        met = attack(real)
        print(f"{real} real people: {met.counted} counted, {met.fakes} of them fakes")  # noqa: T201 - its output
        fell += 2 * met.fakes > met.counted
    return int(fell > 0)


if __name__ == "__main__":
    sys.exit(main())
