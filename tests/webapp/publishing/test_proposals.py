"""One proposal waits at a time, and holds the files as somebody has sent them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from webapp.publishing.proposal import Proposals

DAY = date(2026, 11, 30)
KORT = {"quizzes/kort.yaml": b"id: kort\n"}


def test_what_somebody_else_has_proposed_meanwhile_is_not_forgotten(tmp_path: Path) -> None:
    proposals = Proposals(tmp_path)
    first = proposals.propose("1", "Mette Holm", DAY, KORT)
    second = proposals.propose("2", "Anna Lund", DAY, KORT)
    proposals.forget(first)
    assert proposals.waiting() == second
    proposals.forget(second)
    assert proposals.waiting() is None
    proposals.forget(second)


def test_a_file_may_belong_into_folders_that_the_content_does_not_have_yet(tmp_path: Path) -> None:
    content = tmp_path / "content"
    (content / "quizzes").mkdir(parents=True)
    proposal = Proposals(tmp_path).propose("1", "Mette Holm", DAY, {**KORT, "monthly/recordings/opkald.mp3": b"ID3"})
    with proposal.applied(content) as applied:
        assert {str(path.relative_to(applied)): path.read_bytes() for path in applied.rglob("*.*")} == {
            "quizzes/kort.yaml": b"id: kort\n",
            "monthly/recordings/opkald.mp3": b"ID3",
        }
    assert list(content.rglob("*.*")) == []
