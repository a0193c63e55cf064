"""The way of those who run the campaign: signing in for the first time, one's account, everybody's accounts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page
from pyotp import TOTP

from tests.browser.taking import arrived
from webapp.config.data_folder import secret_key
from webapp.staff.sign_in import passwords, recovery
from webapp.storage.database.engine import Database
from webapp.storage.staff.account import Account, By
from webapp.storage.staff.accounts import Accounts
from webapp.web.devices.encryption import Encryption
from webapp.web.services import today

GIFT = "$CATEGORY: Mail\n::Bank::Banken ringer. Hvad gør du?{=Lægger på ~%-50%Svarer}\n\nSkriv{=selv}\n"
PASSWORD = "gulerod paraply november"  # noqa: S105 - of these tests alone
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - as above


def staff(page: Page, lang: str, data: Path) -> Iterator[str]:
    """Lead a page past the pages of an administrator; `data` is the site's folder."""
    with _accounts(data) as accounts:
        yield from _first_time(page, lang, accounts)
        me = _member(accounts, data, "administrator")
        yield from _signing_in(page, lang, me)
        others = _next(accounts)
    page.goto(f"/{lang}/staff/account")
    yield "my account"
    for name in ("password", "recovery-codes", "second-step"):
        page.goto(f"/{lang}/staff/account/{name}")
        yield f"my account: {name}"
    page.goto(f"/{lang}/staff/account/password")
    page.locator("#password").fill("another")
    _press(page, "errors")
    yield "my account: not the password"
    yield from _others(page, lang, f"Dorte {others}")


def _first_time(page: Page, lang: str, accounts: Accounts) -> Iterator[str]:
    new = accounts.add(f"Jens {_next(accounts)}", "analyst", passwords.hashed(PASSWORD), today(), _by())
    page.goto(f"/{lang}/staff/")
    yield "sign in"
    page.locator("#name").fill(new.name)
    page.locator("#password").fill("wrong")
    _press(page, "errors")
    yield "sign in: wrong"
    _sign_in(page, new)
    page.wait_for_url("**/new-password")
    yield "new password"
    page.locator("#new").fill("kort")
    _press(page, "errors")
    yield "new password: short"
    for field in ("new", "again"):
        page.locator(f"#{field}").fill(f"{PASSWORD} mere")
    _press(page, "code")
    yield "set up"
    secret = page.locator(".secret code").inner_text().replace(" ", "")
    page.locator("#code").fill(TOTP(secret).now())
    page.locator("main .form .button").click()
    page.wait_for_url("**/recovery-codes")
    yield "recovery codes"
    page.locator("main .actions .button").click()
    arrived(page, ".saved")
    yield "staff: an analyst"
    page.goto(f"/{lang}/staff/accounts")
    yield "staff: not allowed"
    page.locator("main .actions .button").click()
    page.wait_for_url("**/staff/")
    page.locator(".desk button").click()
    page.wait_for_url("**/sign-in?out=1")
    yield "sign in: signed out"


def _signing_in(page: Page, lang: str, me: Account) -> Iterator[str]:
    page.goto(f"/{lang}/staff/")
    _sign_in(page, me)
    page.wait_for_url("**/second-step")
    yield "second step"
    page.locator("#code").fill("000000")
    _press(page, "errors")
    yield "second step: wrong"
    page.goto(f"/{lang}/staff/second-step?with=recovery")
    yield "second step: recovery code"
    page.goto(f"/{lang}/staff/second-step")
    page.locator("#code").fill(TOTP(SECRET).now())
    page.locator("main .form .button").click()
    page.wait_for_url("**/staff/")
    yield "staff: an administrator"


def _others(page: Page, lang: str, name: str) -> Iterator[str]:
    page.goto(f"/{lang}/staff/accounts")
    yield "accounts"
    page.goto(f"/{lang}/staff/accounts/new")
    yield "show who you are"
    page.locator("#proof").fill("another")
    _press(page, "errors")
    yield "show who you are: wrong"
    page.locator("main .tall").click()
    page.wait_for_url("**/prove?by=code**")
    yield "show who you are: with a code"
    page.locator("main .tall").click()
    page.locator("#proof[type=password]").fill(PASSWORD)
    _press(page, "name")
    yield "accounts: new"
    page.locator("#name").fill(name)
    _press(page, "errors")
    yield "accounts: no role"
    page.locator("[value=organiser]").check()
    page.locator("main .form .button").click()
    page.locator(".given").wait_for()
    page.wait_for_load_state()
    yield "account: the password to begin with"
    page.locator(".given .button").click()
    arrived(page, ".saved")
    page.locator(".people a", has_text=name).click()
    arrived(page, ".facts")
    yield "account"
    page.locator("form[action$=active] .button").click()
    arrived(page, ".saved")
    yield "account: closed"
    page.goto(f"/{lang}/staff/log")
    yield "log"
    yield from _brought(page, lang)


def _brought(page: Page, lang: str) -> Iterator[str]:
    page.goto(f"/{lang}/staff/drafts/import")
    yield "questions: bring a file"
    _press(page, "errors")
    yield "questions: no file"
    page.locator("#file").set_input_files({"name": "bank.gift", "mimeType": "text/plain", "buffer": GIFT.encode()})
    page.locator("main .form .button").last.click()
    page.locator("#pick-0").wait_for()
    page.wait_for_load_state()
    yield "questions: what can be used, and what cannot"
    page.locator("#pick-0").uncheck()
    page.locator("main .form .button").first.click()
    arrived(page, "#errors")
    yield "questions: none is picked"


def _member(accounts: Accounts, data: Path, role: str) -> Account:
    """Store somebody who has everything set up, and return them."""
    made = accounts.add(f"Mette Holm {_next(accounts)}", role, passwords.hashed(PASSWORD), None, _by())
    sealed = Encryption(secret_key(data), ()).close(SECRET, made.id)
    accounts.set_second(made, sealed, 0, recovery.kept(recovery.new()), _by())
    return made


def _sign_in(page: Page, account: Account) -> None:
    page.locator("#name").fill(account.name)
    page.locator("#password").fill(PASSWORD)
    page.locator("main .form .button").click()


def _press(page: Page, wanted: str) -> None:
    page.locator("main .form .button").click()
    arrived(page, f"#{wanted}")


@contextmanager
def _accounts(data: Path) -> Iterator[Accounts]:
    database = Database(f"sqlite:///{data / 'tryg.sqlite'}")
    yield Accounts(database)
    database.close()


def _next(accounts: Accounts) -> int:
    return len(accounts.all()) + 1


def _by() -> By:
    return By("tests", today())
