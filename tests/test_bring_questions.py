"""What the authors' guides show of `quizlib import` is what it says."""

import re
from pathlib import Path

import pytest

from quizlib.commands import main
from tests.places import ROOT


@pytest.mark.parametrize("guide", ["docs/writing-quizzes.md", "docs/skriv-quizzer.md"])
def test_the_guide_shows_what_import_says(
    guide: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (ROOT / guide).read_text(encoding="utf-8")
    (gift,) = re.findall(r"^```gift\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    (shown,) = re.findall(r"^```console\n(\$ \S*quizlib import .*?)^```$", text, re.MULTILINE | re.DOTALL)
    command, _, said = shown.partition("\n")
    monkeypatch.chdir(tmp_path)
    Path("mail.gift").write_text(gift, encoding="utf-8")
    main(command.split()[2:])
    assert capsys.readouterr().out == said
