"""`python -m benchmarks.rush [WORKSHOPS] [PEOPLE]`: ten workshops of 30 people at once, each with leader and projector.

All join within ten seconds, think for three seconds on average before each step, and take a whole quiz. 95 % of the
replies must come within 300 ms, and none be an error.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.people import Person, Waits, look, responses_of_one, rooms
from benchmarks.serving.server import data_folder, site

LIMIT = 300  # ms, for 95 % of the replies
JOINING = 10  # seconds in which everybody joins
THINKING = 3  # seconds before each step, on average


def main() -> None:
    """Let them come, print how long they waited, and exit 1 if that was too long."""
    workshops, people = [*map(int, sys.argv[1:]), *(10, 30)[len(sys.argv) - 1 :]]
    with data_folder() as data:
        waits, cpu = rush(data, workshops, people)
    print(f"{workshops} workshops of {people}: {waits}; {cpu:.0f} % of a core")
    for line in waits.wrong[:5]:
        print(line)
    sys.exit(waits.within(0.95) > LIMIT or bool(waits.wrong))


def rush(data: Path, workshops: int, people: int, thinking: float = THINKING) -> tuple[Waits, float]:
    """Return how long everybody waited, and how much of a core the site used, in percent."""
    planned, given, waits = rooms(data, workshops), responses_of_one(), Waits()

    def take_part(number: int) -> None:
        person = Person(server.port, given, waits, thinking, number)
        person.join(planned[number % workshops], JOINING if thinking else 0)
        person.take()

    with site("front", data) as server:
        looks = [address for room in planned for address in room.looks]
        with _looking(server.port, looks, waits):
            used, begun = server.cpu(), time.monotonic()
            threads = [threading.Thread(target=take_part, args=(number,)) for number in range(workshops * people)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            return waits, (server.cpu() - used) / (time.monotonic() - begun) * 100


@contextmanager
def _looking(port: int, addresses: list[str], waits: Waits) -> Iterator[None]:
    stop = threading.Event()
    threads = [threading.Thread(target=look, args=(port, address, waits, stop)) for address in addresses]
    for thread in threads:
        thread.start()
    yield
    stop.set()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
