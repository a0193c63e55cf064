"""`python -m benchmarks.soak [MINUTES]`: 30 people take quizzes for half an hour, and the site must not grow.

Memory, open files and threads of the worker are read every few seconds. What they are at most in the last third of the
time must be what they were at most in the second; memory may be 5 % more.
"""

from __future__ import annotations

import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.people import Person, Waits, responses_of_one
from benchmarks.serving.server import Server, data_folder, site

PEOPLE = 30
THINKING = 1  # second before each step, on average
MORE = 1.05


@dataclass(frozen=True)
class Sample:
    """What the worker has at one moment; memory in MB."""

    memory: float
    files: int
    threads: int

    def __str__(self) -> str:
        return f"{self.memory:.1f} MB, {self.files} files, {self.threads} threads"


def main() -> None:
    """Let them come, print what the worker had, and exit 1 if it has grown."""
    minutes = float(sys.argv[1]) if sys.argv[1:] else 30
    with data_folder() as data:
        samples, waits = soak(data, minutes * 60)
    third = len(samples) // 3
    before, after = _most(samples[third : 2 * third]), _most(samples[2 * third :])
    print(f"at most {before}, then {after}; {waits}")
    grown = after.memory > before.memory * MORE or after.files > before.files or after.threads > before.threads
    sys.exit(grown or bool(waits.wrong))


def soak(data: Path, seconds: float, people: int = PEOPLE, thinking: float = THINKING) -> tuple[list[Sample], Waits]:
    """Return what the worker had every few seconds, and how long people waited."""
    given, waits, samples, stop = responses_of_one(), Waits(), list[Sample](), threading.Event()

    def take_again_and_again(number: int) -> None:
        person = Person(server.port, given, waits, thinking, number)
        while not stop.is_set():
            person.take()
            person.forget()

    with site("front", data) as server:
        threads = [threading.Thread(target=take_again_and_again, args=(number,)) for number in range(people)]
        for thread in threads:
            thread.start()
        begun, told = time.monotonic(), 0
        while (passed := time.monotonic() - begun) < seconds:
            time.sleep(min(5, seconds / 9))
            samples.append(_sample(server))
            if passed // 60 > told:
                told = int(passed // 60)
                print(f"{told} min: {samples[-1]}", flush=True)
        stop.set()
        for thread in threads:
            thread.join()
    return samples, waits


def _sample(server: Server) -> Sample:
    worker = Path(f"/proc/{server.worker()}")
    return Sample(server.worker_memory(), *(len(list((worker / kind).iterdir())) for kind in ("fd", "task")))


def _most(samples: list[Sample]) -> Sample:
    return Sample(*(max(getattr(each, name) for each in samples) for name in ("memory", "files", "threads")))


if __name__ == "__main__":
    main()
