"""Accounts, sign-ins and the list of who did what, on both databases."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from webapp.storage.database.engine import Database, Transaction
from webapp.storage.staff.account import Account, By, LastAdministratorError, NameTakenError
from webapp.storage.staff.accounts import Accounts
from webapp.storage.staff.sign_ins import Session, Token

TODAY = date(2026, 11, 20)
MOMENT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
BY = By("Anna", TODAY)


@pytest.fixture
def accounts(database: Database) -> Accounts:
    """The accounts of an empty database."""
    return Accounts(database)


def add(accounts: Accounts, name: str = "Mette Holm", role: str = "administrator") -> Account:
    """Store somebody."""
    return accounts.add(name, role, f"hash of {name}", None, BY)


def noted(accounts: Accounts) -> list[tuple[str, str]]:
    """Return what was done to whom, the newest first."""
    return [(line.what, line.about) for line in accounts.audit.newest(99)]


def signed_in(accounts: Accounts, account: Account, today: date = TODAY) -> Token:
    """Sign somebody in, and return the token of that browser."""
    token = Token.new()
    accounts.sign_ins.begin(token, account.id, "in", today)
    return token


def test_an_account_is_found_by_its_name_in_any_case(accounts: Accounts) -> None:
    added = accounts.add("  Åse   Holm ", "analyst", "hash", TODAY, BY)
    assert (added.name, added.starting, added.active, added.second) == ("Åse Holm", TODAY, True, False)
    for name in ("Åse Holm", "åSE hOLM", " åse  holm", "A\u030ase Holm"):
        known = accounts.named(name)
        assert known
        assert (known.account, known.password) == (added, "hash")
    assert accounts.named("Åse") is None
    assert accounts.credentials(added.id) == accounts.named("Åse Holm")
    assert accounts.credentials("nobody") is None
    for name in ("Åse\0Holm", "Åse Holm\0", "\x01"):
        assert accounts.named(name) is None


def test_a_made_up_campaign_is_known_whatever_was_noted_before_and_after(accounts: Accounts) -> None:
    add(accounts)
    assert not accounts.audit.made_up()
    accounts.audit.note_alone(who="", what="campaign-made-up", about="", day=TODAY)
    add(accounts, "Anna")
    assert accounts.audit.made_up()


def test_a_name_is_given_once(accounts: Accounts) -> None:
    add(accounts)
    with pytest.raises(NameTakenError):
        add(accounts, "METTE HOLM")
    assert [account.name for account in accounts.all()] == ["Mette Holm"]
    assert noted(accounts) == [("account-added", "Mette Holm")], "what was refused was not done"


def test_the_list_stands_in_the_order_of_the_danish_alphabet(accounts: Accounts) -> None:
    for name in ("Østen", "Aase", "anne", "Åse", "Zenia", "Ærlig"):
        add(accounts, name)
    assert [account.name for account in accounts.all()] == ["anne", "Zenia", "Ærlig", "Østen", "Aase", "Åse"]


def test_a_token_leads_to_its_account_until_it_ends(accounts: Accounts) -> None:
    mette = add(accounts)
    token, other = signed_in(accounts, mette), signed_in(accounts, mette)
    assert accounts.signed_in(token) == (mette, "in")
    assert accounts.signed_in(Token.new()) is None
    accounts.sign_ins.end(token)
    assert accounts.signed_in(token) is None
    assert accounts.signed_in(other) == (mette, "in")


def test_sign_ins_that_were_forgotten_are_cleared_days_later(accounts: Accounts, database: Database) -> None:
    mette = add(accounts)
    signed_in(accounts, mette)
    signed_in(accounts, mette, TODAY + timedelta(days=2))
    assert count(database, "signin") == 2
    signed_in(accounts, mette, TODAY + timedelta(days=3))
    assert count(database, "signin") == 2


def test_the_token_itself_is_not_stored(accounts: Accounts, database: Database) -> None:
    token = signed_in(accounts, add(accounts))
    rows = database.read(lambda connection: connection.execute("SELECT id, staff, stage, day FROM signin").fetchall())
    assert token.text not in str(rows)


def test_ones_sessions_are_listed_and_ended_one_by_one(accounts: Accounts) -> None:
    mette, dorte = add(accounts), add(accounts, "Dorte")
    first, second, others = Token.new(), Token.new(), signed_in(accounts, dorte)
    accounts.sign_ins.begin(first, mette.id, "in", TODAY, MOMENT)
    accounts.sign_ins.begin(second, mette.id, "password", TODAY, MOMENT + timedelta(hours=1))
    accounts.sign_ins.used(first, TODAY + timedelta(days=1))
    assert accounts.sign_ins.of(mette.id) == [
        Session(second.hash, "password", MOMENT + timedelta(hours=1), TODAY),
        Session(first.hash, "in", MOMENT, TODAY + timedelta(days=1)),
    ]
    accounts.sign_ins.end_one(mette.id, others.hash)
    assert accounts.signed_in(others) == (dorte, "in"), "nobody ends the session of somebody else"
    accounts.sign_ins.end_one(mette.id, first.hash)
    assert [session.id for session in accounts.sign_ins.of(mette.id)] == [second.hash]


def test_a_session_goes_on_with_another_token_and_no_more_with_the_one_before(accounts: Accounts) -> None:
    mette = add(accounts)
    token, other = signed_in(accounts, mette), Token.new()
    accounts.sign_ins.replace(token, other)
    assert (accounts.signed_in(token), accounts.signed_in(other)) == (None, (mette, "in"))
    accounts.sign_ins.end(other)
    accounts.sign_ins.replace(other, token)
    assert accounts.signed_in(token) is None, "a session that has ended does not begin again"


CHANGES: dict[str, Callable[[Accounts, Account], None]] = {
    "password-changed": lambda accounts, account: accounts.set_password(account, "another", None, BY),
    "password-given": lambda accounts, account: accounts.set_password(account, "another", TODAY, BY),
    "second-step-set-up": lambda accounts, account: accounts.set_second(account, "sealed", 7, "codes", BY),
    "second-step-removed": lambda accounts, account: accounts.remove_second(account, BY),
    "role-changed": lambda accounts, account: accounts.set_role(account, "analyst", BY),
    "deactivated": lambda accounts, account: accounts.set_active(account, BY, active=False),
    "account-reset": lambda accounts, account: accounts.reset(account, "another", BY),
    "sessions-ended": lambda accounts, account: accounts.end_all(account, BY),
}


@pytest.mark.parametrize("what", CHANGES)
def test_every_change_signs_out_everywhere_and_is_noted_and_touches_nobody_else(accounts: Accounts, what: str) -> None:
    mette, dorte = add(accounts), add(accounts, "Dorte")
    tokens = [signed_in(accounts, mette), signed_in(accounts, mette)]
    before, untouched = accounts.credentials(dorte.id), signed_in(accounts, dorte)
    CHANGES[what](accounts, mette)
    assert [accounts.signed_in(token) for token in tokens] == [None, None]
    assert noted(accounts)[0] == (what, "Mette Holm")
    assert accounts.signed_in(untouched) == (dorte, "in")
    assert accounts.credentials(dorte.id) == before
    for account, renewed in ((mette, 1), (dorte, 0)):
        known = accounts.credentials(account.id)
        assert known
        assert known.renewed == renewed


def test_what_was_changed_is_read_back(accounts: Accounts) -> None:
    mette = add(accounts)
    add(accounts, "Dorte")
    accounts.set_second(mette, "sealed", 7, "codes", BY)
    accounts.set_password(mette, "another", TODAY, BY)
    accounts.set_role(mette, "analyst", BY)
    known = accounts.credentials(mette.id)
    assert known
    assert (known.password, known.totp, known.recovery) == ("another", "sealed", "codes")
    assert known.account == Account(mette.id, "Mette Holm", "analyst", active=True, starting=TODAY, second=True)
    accounts.set_active(mette, BY, active=False)
    accounts.reset(mette, "third", BY)
    known = accounts.credentials(mette.id)
    assert known
    assert (known.password, known.totp, known.recovery) == ("third", None, "")
    assert known.account == Account(mette.id, "Mette Holm", "analyst", active=True, starting=None, second=False)


def test_a_change_of_an_account_that_is_gone_does_nothing(accounts: Accounts) -> None:
    add(accounts)
    gone = Account("gone", "Gone", "administrator", active=True, starting=None, second=True)
    for change in CHANGES.values():
        change(accounts, gone)
    assert not accounts.take_step(gone, 7, "sealed")
    assert not accounts.take_code(gone, "ten codes", "nine codes", BY)
    accounts.set_recovery(gone, "codes", BY)
    assert noted(accounts) == [("account-added", "Mette Holm")]


def test_who_is_not_active_is_signed_in_nowhere(accounts: Accounts) -> None:
    mette = add(accounts)
    add(accounts, "Dorte")
    accounts.set_active(mette, BY, active=False)
    assert accounts.signed_in(signed_in(accounts, mette)) is None


def test_a_code_of_the_second_step_is_taken_once_and_none_before_it(accounts: Accounts) -> None:
    mette = add(accounts)
    accounts.set_second(mette, "sealed", 100, "codes", BY)
    assert [accounts.take_step(mette, step, "sealed anew") for step in (99, 100, 101, 101, 100, 102)] == [
        *(False, False, True, False, False, True)
    ]
    known = accounts.credentials(mette.id)
    assert known
    assert known.totp == "sealed anew"


def test_a_recovery_code_is_taken_once_whoever_is_first(accounts: Accounts) -> None:
    mette = add(accounts)
    accounts.set_second(mette, "sealed", 0, "ten codes", BY)
    taken: list[bool] = []
    threads = [
        threading.Thread(target=lambda: taken.append(accounts.take_code(mette, "ten codes", "nine codes", BY)))
        for _ in range(5)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == [False] * 4 + [True]
    assert [what for what, _ in noted(accounts)].count("recovery-code-used") == 1


def test_the_last_active_administrator_stays(accounts: Accounts) -> None:
    mette, dorte = add(accounts), add(accounts, "Dorte")
    add(accounts, "Analyst", "analyst")
    accounts.set_active(dorte, BY, active=False)
    before = noted(accounts)
    for remove in (CHANGES["role-changed"], CHANGES["deactivated"]):
        with pytest.raises(LastAdministratorError):
            remove(accounts, mette)
    accounts.set_role(mette, "administrator", BY)
    assert noted(accounts)[1:] == before
    assert accounts.credentials(mette.id) == accounts.named("Mette Holm")


def test_two_administrators_who_remove_each_other_at_once_are_not_both_gone(accounts: Accounts) -> None:
    pair = add(accounts), add(accounts, "Dorte")
    for _ in range(5):  # again and again
        refused = removed_at_once(accounts, pair)
        assert len(refused) == 1
        assert [account.name for account in accounts.all() if account.active] == refused
        for account in pair:
            accounts.set_active(account, BY, active=True)


def removed_at_once(accounts: Accounts, pair: tuple[Account, Account]) -> list[str]:
    """Close both accounts at the same moment; return the names of those that were not closed."""
    refused: list[str] = []
    together = threading.Barrier(2)

    def remove(account: Account) -> None:
        together.wait()
        try:
            accounts.set_active(account, BY, active=False)
        except LastAdministratorError:
            refused.append(account.name)

    threads = [threading.Thread(target=remove, args=(account,)) for account in pair]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


def test_noting_is_part_of_what_is_done(accounts: Accounts, database: Database) -> None:
    def fails(connection: Transaction) -> None:
        accounts.audit.note(connection, who="Anna", what="activated", about="Mette", day=TODAY)
        raise LastAdministratorError

    with pytest.raises(LastAdministratorError):
        database.write(fails)
    assert noted(accounts) == []


def test_what_happens_often_is_one_entry_a_day_with_its_number(accounts: Accounts) -> None:
    for day in (TODAY, TODAY, TODAY + timedelta(days=1), TODAY + timedelta(days=1), TODAY + timedelta(days=1)):
        accounts.audit.note_alone(who="", what="sign-in-failed", about="Mette Holm", day=day)
    accounts.audit.note_alone(who="", what="sign-in-failed", about="", day=TODAY)
    accounts.audit.note_alone(who="Anna", what="signed-in", about="Anna", day=TODAY)
    found = [(line.day, line.what, line.about, line.times) for line in accounts.audit.newest(9)]
    assert found == [
        (TODAY, "signed-in", "Anna", 1),
        (TODAY, "sign-in-failed", "", 1),
        (TODAY + timedelta(days=1), "sign-in-failed", "Mette Holm", 3),
        (TODAY, "sign-in-failed", "Mette Holm", 2),
    ]


def test_failures_that_come_at_once_are_all_counted(accounts: Accounts) -> None:
    def fail() -> None:
        for _ in range(5):
            accounts.audit.note_alone(who="", what="sign-in-failed", about="", day=TODAY)

    threads = [threading.Thread(target=fail) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(line.times for line in accounts.audit.newest(99)) == 20


def test_the_list_is_read_from_the_newest_on_in_parts(accounts: Accounts) -> None:
    for n in range(5):
        accounts.add(f"Person {n}", "analyst", "hash", None, By("Anna", TODAY + timedelta(days=n)))
    assert [line.about for line in accounts.audit.newest(2)] == ["Person 4", "Person 3"]
    last = accounts.audit.newest(9, after=4)
    assert [(line.day, line.who, line.about) for line in last] == [(TODAY, "Anna", "Person 0")]


def count(database: Database, table: str) -> int:
    """Return how many rows a table has."""
    row = database.read(lambda connection: connection.execute(f"SELECT count(*) FROM {table}").fetchone())  # noqa: S608 - our own
    assert row
    return int(row[0])
