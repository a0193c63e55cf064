"""The `quizlib` command in Danish: what each command says of itself, and its reports."""

from __future__ import annotations

import pytest

from quizlib.commands import COMMANDS, main
from tests.places import LIBRARY
from tests.quizlib.bank_of import library


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself_and_all_that_it_takes_in_the_language_of_the_machine(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "1000")
    said = {}
    for language in ("en", "da"):
        monkeypatch.setenv("LANGUAGE", language)
        with pytest.raises(SystemExit, match=r"^0$"):
            main([command, "--help"])
        said[language] = [line for line in capsys.readouterr().out.splitlines() if "  " in line or line.endswith(".")]
    both = [line.strip() for line in set(said["en"]) & set(said["da"]) if not line.endswith("}")]
    own = ("-h, --help", "TYPE", "usage:", "export|import")  # argparse's own words, and names
    assert [line for line in both if not line.startswith(own)] == []
    assert len(said["en"]) == len(said["da"]) > 1


@pytest.mark.parametrize(
    ("report", "words"),
    [
        ("forms", ("Hvor ofte hver forekommer i den korte udgave", "alle par", "emne og kanal", "3 af 6")),
        ("quizzes", ("  minutter   ", "(udregnet: ", "  spørgsmål  ", "% af pointene: altid det ")),
        ("voices", ("fil\tsekunder\tsprog\tfindes\tord", "\tmangler\t")),
        ("voices --check", (".mp3: mangler",)),
    ],
)
def test_reports_are_in_the_language_that_was_asked_for(
    report: str, words: tuple[str, ...], capsys: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = library(tmp_path_factory.mktemp("bank")) if report == "forms" else LIBRARY
    main([*report.split(), str(folder), "--language", "da"])
    printed = capsys.readouterr().out
    assert [each for each in words if each not in printed] == []
