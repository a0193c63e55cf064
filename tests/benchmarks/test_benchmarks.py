"""Every benchmark still measures what there is, whatever content becomes; and one that fails keeps no other from it."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

import pytest

from benchmarks import __main__ as benchmarks
from benchmarks.figure import Figure
from benchmarks.size import SMALLEST, Size


@pytest.mark.trial
@pytest.mark.parametrize("subject", benchmarks.SUBJECTS)
def test_a_subject_is_measured(subject: str) -> None:
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as by_itself:  # as in `make bench`
        figures = by_itself.submit(_figures, subject).result()
    assert figures
    assert all(figure.ours >= 0 for figure in figures)


def _figures(subject: str) -> list[Figure]:
    return list(benchmarks.SUBJECTS[subject](SMALLEST))


def test_a_measurement_that_fails_is_a_line_and_the_others_are_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def good(_size: Size) -> Iterator[Figure]:
        yield Figure("G0", "something", 2, 1, "ms")

    def bad(size: Size) -> Iterator[Figure]:
        yield from good(size)
        message = "no such\nquiz"
        raise RuntimeError(message)

    monkeypatch.setattr(benchmarks, "SUBJECTS", {"bad": bad, "good": good})
    monkeypatch.setattr("sys.argv", ["benchmarks"])
    with pytest.raises(SystemExit, match="not measured: bad"):
        benchmarks.main()
    _, _, before, failed, after, _ = capsys.readouterr().out.splitlines()
    assert before == after
    assert after.startswith("G0    something ")
    assert failed == "bad FAILED: RuntimeError: no such quiz"
