"""Drafts and reviews are stored alike in SQLite and PostgreSQL, with every version, and nobody overwrites another."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from tests.webapp.clock import TODAY
from webapp.storage.database.engine import Database, Transaction
from webapp.storage.drafts.draft import NewerVersionError
from webapp.storage.drafts.reviews import GOOD_FOR, Remark, Reviews
from webapp.storage.drafts.store import Drafts
from webapp.storage.staff.account import By

ANE, BO = By("Ane Dahl", TODAY), By("Bo Friis", TODAY)


def nothing(_transaction: Transaction) -> None:
    """Store nothing else."""


def test_every_version_stays_until_the_draft_is_deleted(database: Database) -> None:
    drafts = Drafts(database)
    made = drafts.begin("gebyr", "title: æ\n", ANE, nothing)
    assert drafts.save(made, 1, "title: ø\n", BO) == 2
    assert drafts.save(made, 2, "title: ø\n", ANE) == 2
    assert [(one.number, one.text, one.by) for one in drafts.history(made)] == [
        (2, "title: ø\n", "Bo Friis"),
        (1, "title: æ\n", "Ane Dahl"),
    ]
    assert [(one.name, one.newest, one.version.number) for one in drafts.all()] == [("gebyr", 2, 2)]
    old = drafts.one(made, 1)
    assert old is not None
    assert (old.newest, old.version.text) == (2, "title: æ\n")
    assert drafts.one(made, 3) is None
    drafts.delete(made, nothing)
    assert (drafts.all(), drafts.one(made), drafts.history(made)) == ([], None, [])
    with pytest.raises(LookupError):
        drafts.save(made, 2, "title: å\n", ANE)


def test_of_two_who_save_at_once_one_is_told(database: Database) -> None:
    drafts = Drafts(database)
    made = drafts.begin("gebyr", "first\n", ANE, nothing)

    def save(by: By) -> str:
        try:
            return str(drafts.save(made, 1, f"by {by.who}\n", by))
        except NewerVersionError:
            return "newer"

    with ThreadPoolExecutor(2) as people:
        assert sorted(people.map(save, (ANE, BO))) == ["2", "newer"]
    assert len(drafts.history(made)) == 2


def test_a_review_is_opened_by_its_token_alone_until_its_day_is_over(database: Database) -> None:
    drafts, reviews = Drafts(database), Reviews(database, b"a key")
    made = drafts.begin("gebyr", "first\n", ANE, nothing)
    review = reviews.ask(made, 1, ANE, nothing)
    token = reviews.token(review)
    assert reviews.opened(token.upper(), TODAY + GOOD_FOR) is not None
    assert reviews.opened(token, TODAY + GOOD_FOR + timedelta(days=1)) is None
    assert reviews.opened(Reviews(database, b"another key").token(review), TODAY) is None
    assert reviews.say(review, "Mette", {"one": Remark(approved=True, words="æ")}, TODAY)
    (said,) = reviews.of(made)
    assert (said.name, said.day, said.remarks) == ("Mette", TODAY, {"one": Remark(approved=True, words="æ")})
    assert said.approves(("one",))
    assert not said.approves(("one", "two"))
    reviews.withdraw("another draft", review, ANE, nothing)
    assert reviews.opened(token, TODAY) is not None
    reviews.withdraw(made, review, ANE, nothing)
    assert reviews.opened(token, TODAY) is None
    assert not reviews.say(review, "Mette", {}, TODAY)
    assert reviews.of(made)[0].remarks == said.remarks
    drafts.delete(made, nothing)
    assert reviews.of(made) == []
