"""`quizlib import` and `quizlib export`: files of other programs in and out, and nothing is ever overwritten."""

import sys
from pathlib import Path

import pytest

from quizlib.commands import main
from tests.places import LIBRARY

CASES = Path(__file__).parents[1] / "exchange" / "cases"
GIFT = "::Bank::Banken ringer. Hvad gør du?{=Lægger på#Ja. ~Svarer#Nej.}\n\nSkriv{=selv}\n"


@pytest.fixture
def gift(tmp_path: Path) -> Path:
    """Return a file with one question that can be used, and one that cannot."""
    path = tmp_path / "bank.gift"
    path.write_text(GIFT, encoding="utf-8")
    return path


def test_import_writes_drafts_and_tells_what_cannot_be_used(gift: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drafts = gift.parent / "drafts"
    assert main(["import", str(gift), "--language", "da", "--into", str(drafts)]) == 1
    told = capsys.readouterr().out
    assert "2 læst, 1 kan bruges, 1 kan ikke, fordi:" in told
    assert "  bank.gift:3: Skriv: man skriver selv svaret" in told
    assert told.endswith(f"{drafts / 'bank.yaml'}\n")
    assert 'da: "Banken ringer. Hvad gør du?"' in (drafts / "bank.yaml").read_text(encoding="utf-8")


def test_a_draft_passes_the_check_but_for_what_is_left_to_write(gift: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", str(gift), "--in", "da", "--language", "en", "--into", str(gift.parent)])
    capsys.readouterr()
    assert main(["check", str(gift.with_suffix(".yaml")), "--languages", "da", "--language", "en"]) == 1
    found = capsys.readouterr().out.splitlines()
    assert found
    assert all("is left to fill in" in line for line in found)


def test_nothing_is_overwritten(gift: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = gift.with_name("to.gift")
    other.write_text("Hvad?{=a ~b}", encoding="utf-8")
    gift.with_suffix(".yaml").write_text("mit", encoding="utf-8")
    assert main(["import", str(other), str(gift), "--language", "en", "--into", str(gift.parent)]) == 1
    assert "bank.yaml is there already" in capsys.readouterr().err
    assert gift.with_suffix(".yaml").read_text(encoding="utf-8") == "mit"
    assert not other.with_suffix(".yaml").exists()
    assert main(["import", str(other), str(other), "--language", "en", "--into", str(gift.parent / "new")]) == 1
    assert not list((gift.parent / "new").iterdir())


def test_without_a_folder_import_only_tells(gift: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gift.write_text("Hvad?{=a ~b}", encoding="utf-8")
    assert main(["import", str(gift), "--language", "en"]) == 0
    assert capsys.readouterr().out == "1 read, 1 usable\n"
    assert [path.name for path in gift.parent.iterdir()] == [gift.name]


def test_a_file_that_cannot_be_read_is_told_in_one_line_and_the_others_are_read(
    gift: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = gift.with_name("bad.xml")
    bad.write_text('<!DOCTYPE quiz [<!ENTITY a "b">]><quiz>&a;</quiz>', encoding="utf-8")
    assert main(["import", str(bad), str(gift), "--language", "en"]) == 1
    told = capsys.readouterr()
    assert len(told.err.splitlines()) == 1
    assert "has a DOCTYPE" in told.err
    assert told.out.startswith("2 read, 1 usable")


def test_a_wrong_language_is_wrong_usage(gift: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match=r"^2$"):
        main(["import", str(gift), "--in", "Dansk!", "--language", "en"])
    assert "is no language" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["gift", "moodle", "qti"])
def test_what_is_exported_is_imported_again(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written = tmp_path / "ud"
    assert main(["export", str(LIBRARY), "--format", name, "--to", str(written), "--in", "da", "--language", "en"]) == 1
    path, out, *refused = capsys.readouterr().out.splitlines()
    assert path == str(written)
    assert any("a conversation has no equal" in line for line in refused)
    usable = out.split()[2]
    main(["import", str(written), "--in", "da", "--language", "en", "--into", str(tmp_path / "ind")])
    assert capsys.readouterr().out.startswith(f"{usable} read, {usable} usable\n")
    first = written.read_bytes()
    assert main(["export", str(LIBRARY), "--format", name, "--to", str(written), "--language", "en"]) == 1
    assert "is there already" in capsys.readouterr().err
    assert written.read_bytes() == first


def test_a_file_without_a_name_is_called_as_the_quiz(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    quiz = next((LIBRARY / "quizzes").glob("*.yaml"))
    main(["export", str(quiz), "--format", "gift", "--language", "en"])
    assert [path.name for path in tmp_path.iterdir()] == [f"{quiz.stem}.gift"]


def test_a_check_needs_nothing_of_the_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith(("lxml", "quizlib.exchange"))]:
        monkeypatch.delitem(sys.modules, name)
    main(["check", str(LIBRARY), "--language", "en"])
    assert not [name for name in sys.modules if name.startswith(("lxml", "quizlib.exchange"))]


def test_without_lxml_gift_is_read_and_xml_names_the_extra(
    gift: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in sys.modules if name.startswith("quizlib.exchange")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "lxml", None)
    assert main(["import", str(CASES / "one-choice.xml"), "--language", "en"]) == 2
    assert "pip install 'tryg-paa-nettet[exchange]'" in capsys.readouterr().err
    main(["import", str(gift), "--language", "en"])
    assert capsys.readouterr().out.startswith("2 read")
