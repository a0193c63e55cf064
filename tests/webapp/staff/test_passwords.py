"""Passwords are long and rare enough, hashed dearly, and the same from every keyboard."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata

import pytest

from webapp.staff.sign_in import codes, passwords, recovery

REAL = passwords._hasher  # noqa: SLF001 - taken before the tests hash cheaply


@pytest.fixture(autouse=True)
def _real_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash as the site does."""
    monkeypatch.setattr(passwords, "_hasher", REAL)
    monkeypatch.setattr(passwords, "_nobody", lambda: passwords.hashed("nobody"))


@pytest.mark.parametrize(
    ("password", "trouble"),
    [
        ("gulerod paraply november", None),
        ("correct horse battery staple", None),
        ("x9$Kq2!mVb7#", None),
        ("æblegrød med fløde på", None),
        ("密码密码是很长的一句话吧对", None),
        ("word " * 25, "common"),
        ("kortkortkor", "short"),
        ("gulerod paraply november " * 6, "long"),
        ("passwordpassword", "common"),
        ("123456789012", "common"),
        ("qwertyuiopasdf", "common"),
        ("Password1234", "common"),
        ("tryg på nettet", "common"),
        ("aaaaaaaaaaaaaaaa", "common"),
        ("mette-holm-er-glad-for-kaffe", "name"),
        ("METTEHOLM paraply november", "name"),
        ("mette elsker sort kaffe", None),
    ],
)
def test_a_password_is_long_and_rare_enough(password: str, trouble: str | None) -> None:
    assert passwords.trouble(password, "Mette Holm") == trouble


def test_a_very_short_name_forbids_no_words_and_one_of_three_letters_does() -> None:
    assert passwords.trouble("borgmesteren paraply november", "Bo") is None
    assert passwords.trouble("idas gulerod og paraply", "Ida") == "name"


def test_a_password_of_128_characters_is_taken_and_a_longer_one_is_not() -> None:
    longest = ("gulerod paraply november bold kanin " * 4)[:128]
    assert passwords.trouble(longest, "Mette Holm") is None
    assert passwords.trouble(longest + "x", "Mette Holm") == "long"


def test_a_hash_is_argon2id_with_a_salt_of_its_own_and_tells_the_right_one() -> None:
    one, other = passwords.hashed("gulerod paraply"), passwords.hashed("gulerod paraply")
    assert one != other
    memory, rounds = re.findall(r"\$argon2id\$v=19\$m=(\d+),t=(\d+),p=\d+\$", one)[0]
    assert int(memory) >= 19 * 1024
    assert int(rounds) >= 2
    assert passwords.fits("gulerod paraply", one)
    assert not passwords.fits("Gulerod paraply", one)
    assert not passwords.fits("gulerod paraply", None)
    assert not passwords.fits("no password", "no password")


NICED = """
import os, threading
from webapp.staff.sign_in.hashing import apart
given = os.nice({nice})
if os.geteuid() == 0:
    os.setuid(65534)  # nobody: who has no right to come before others again
print(given, apart(lambda: os.getpriority(os.PRIO_PROCESS, threading.get_native_id())))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere this is a property of processes")
@pytest.mark.parametrize("nice", [0, 3, 15])
def test_a_hash_gives_way_to_pages_also_where_the_whole_site_gives_way_to_others(nice: int) -> None:
    command = (sys.executable, "-c", NICED.format(nice=nice))
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    assert done.returncode == 0, done.stderr
    given, found = map(int, done.stdout.split())
    assert found == max(given, 10)


def test_a_letter_is_the_same_from_every_keyboard() -> None:
    stored = passwords.hashed("blåbærgrød på bordet")
    assert passwords.fits(unicodedata.normalize("NFD", "blåbærgrød på bordet"), stored)


def test_passwords_to_begin_with_are_random_and_would_be_taken() -> None:
    given = {passwords.to_begin_with() for _ in range(50)}
    assert len(given) == 50
    assert all(re.fullmatch(r"([2-9a-hjkmnp-z]{4}-){3}[2-9a-hjkmnp-z]{4}", each) for each in given)
    assert {passwords.trouble(each, "Mette Holm") for each in given} == {None}


@pytest.mark.parametrize(
    "typed",
    ["K7MP2QX9HTRW", " k7mp 2qx9 htrw ", "k7mp–2qx9–htrw", "k7-mp2q-x9ht-rw", "Ｋ７ＭＰ 2qx9‑htrw.", "k7mp/2qx9/htrw"],
)
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert codes.read(typed) == "k7mp-2qx9-htrw"


def test_recovery_codes_are_kept_as_hashes_and_used_up_one_by_one() -> None:
    made = recovery.new()
    kept = recovery.kept(made)
    assert len(set(made)) == recovery.left(kept) == 10
    assert not any(code in kept or code.replace("-", "") in kept for code in made)
    assert recovery.kept(made) != kept, "each set has a salt of its own"
    less = recovery.without(kept, made[4])
    assert less
    assert recovery.left(less) == 9
    assert recovery.without(less, made[4]) is None
    assert recovery.without(less, made[5]) is not None
    assert recovery.without("", made[0]) is None
