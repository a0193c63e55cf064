"""The rules over numbers, addresses, reading ease: what they take for one, and what they let pass."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from quizlib import Language, LibrarySettings, Method, Number, Quiz, Text
from quizlib.rules import RULES, Rule
from quizlib.rules.balance import sides_in_balance
from quizlib.rules.wording.addresses import known_addresses
from quizlib.rules.wording.numbers import known_numbers
from quizlib.rules.wording.reading import lix
from tests.quizlib.sample import TODAY, Plain, both, the

Changed = Callable[[Callable[[Plain], object]], Quiz]
DANISH = (Language(id="da", name="Dansk"), Language(id="en", name="English"))
POLICE = Number(
    id="police", number="11 41 14 11", name=Text(both("P", "P")), source="https://p.example", seen=date(2026, 1, 1)
)
SETTINGS = LibrarySettings(languages=DANISH, addresses=("mitid.dk", "tjekpånettet.dk"), numbers=(POLICE,))


def found(rule: Rule, quiz: Quiz) -> list[str]:
    return [finding.message for finding in rule(quiz, SETTINGS, TODAY)]


def explained(changed: Changed, text: str) -> Quiz:
    return changed(lambda data: data["questions"][0].update(check=both(text, "x")))


def shown(changed: Changed, text: str) -> Quiz:
    return changed(lambda data: data["questions"][2]["message"].update(body=both(text, "x")))


@pytest.mark.parametrize(
    "text",
    [
        "Ring 12 34 56 78.", "Ring 12345678", "Ring 1234 5678", "Ring 12 345 678", "Ring +45 12 34 56 78",
        "(+4512345678)",
        "CPR 010203-1234", "010203 1234", "0102031234", "1234 5678 9012 3456", "1234-5678-9012-3456",
        "1234567890123456",
        "Tlf.12345678, spørg", "Ring 12\u00a034\u00a056\u00a078", "Ring 12-34-56-78", "Ring 1234\u00a05678",
    ],
)  # fmt: skip
def test_a_number_that_may_be_somebodys_is_found(text: str, changed: Changed) -> None:
    assert len(found(known_numbers, explained(changed, text))) == 1
    assert len(found(known_numbers, shown(changed, text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "20.11.2026", "2026-11-20", "20/11 2026", "1.240,00 kr.", "37,17 kr.", "12.345.678 kr.", "12345678,50 kr.",
        "12.345.678,00",
        "Pakke 123456789012", "1234 5678 9012", "nr. 123456", "kl. 9.12", "kl. 20:15", "kl. 8–20", "2025–2026",
        "2025-2026", "20-11-2026", "1234-5678-9012", "114", "112",
        "XX XX XX XX", "12 34 XX XX", "010203-XXXX", "00 00 00 00", "+45 00 00 00 00", "000000-0000", "11 41 14 11",
        "+45 11 41 14 11",
        "11411411", "Version 1.2.3", "8000 Aarhus C", "3 af 10", "1 2 3 4 5 6 7 8", "Kode 123 456",
    ],
)  # fmt: skip
def test_dates_amounts_parcels_masks_and_listed_numbers_pass(text: str, changed: Changed) -> None:
    assert found(known_numbers, explained(changed, text)) == []


@pytest.mark.parametrize("kind", ["telephone", "CPR", "card"])
def test_a_number_is_called_what_it_is(kind: str, changed: Changed) -> None:
    text = {"telephone": "12 34 56 78", "CPR": "010203-1234", "card": "1234 5678 9012 3456"}[kind]
    assert found(known_numbers, explained(changed, text)) == [f"‹{text}› may be somebody's {kind} number"]


@pytest.mark.parametrize(
    "text",
    [
        "mitid.com", "www.mitid.com", "https://skat.com/penge", "Skriv SKAT.DK.", "falsk-mitid.dk", "bank.example.com",
        "mitid.dk.log-ind.com", "post@bank.dk", "(bank.dk)", "bank.dk,", "ål.dk",
    ],
)  # fmt: skip
def test_an_address_nobody_has_listed_is_found(text: str, changed: Changed) -> None:
    assert len(found(known_addresses, explained(changed, text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "mitid.dk", "www.mitid.dk", "MitID.dk.", "https://mitid.dk/hjaelp", "(mitid.dk)", "tjekpånettet.dk", "f.eks.",
        "bl.a.", "m.m.",
        "kl. 9.12", "ca. 10", "d.v.s.", "1.240,00", "mitid.dk.log-ind.example", "bank.example", "Slut.Begynd",
        "brev.pdf", "osv.",
        "post@bank.example", "en...to", "Hr.Jensen",
    ],
)  # fmt: skip
def test_listed_and_invented_addresses_and_abbreviations_pass(text: str, changed: Changed) -> None:
    assert found(known_addresses, explained(changed, text)) == []


@pytest.mark.parametrize("text", ["mitid.dk", "https://bank.com", "mitid.dk.log-ind.dk", "www.tjekpånettet.dk"])
def test_in_a_message_even_a_listed_address_is_found(text: str, changed: Changed) -> None:
    assert len(found(known_addresses, shown(changed, text))) == 1


@pytest.mark.parametrize("text", ["mitid.dk.log-ind.example", "post@bank.example", "f.eks. kl. 9.12", "37,17 kr."])
def test_in_a_message_invented_addresses_pass(text: str, changed: Changed) -> None:
    assert found(known_addresses, shown(changed, text)) == []


def test_where_the_library_lists_no_addresses_explanations_may_name_any(changed: Changed) -> None:
    quiz, free = explained(changed, "mitid.com"), LibrarySettings(languages=DANISH)
    assert list(known_addresses(quiz, free, TODAY)) == []


@pytest.mark.parametrize(
    ("kind", "scams", "genuine", "passes"),
    [
        ("quiz", 1, 1, True), ("quiz", 2, 3, True), ("quiz", 4, 5, True), ("quiz", 1, 2, False), ("quiz", 3, 5, False),
        ("quiz", 3, 2, False), ("quiz", 1, 0, False), ("quiz", 0, 1, False), ("check-up", 2, 2, True),
        ("check-up", 4, 5, False),
    ],
)  # fmt: skip
def test_the_share_of_scams(kind: str, scams: int, genuine: int, passes: bool, changed: Changed) -> None:  # noqa: FBT001
    def change(data: Plain) -> None:
        one = the("reminder")
        truths = ["scam"] * scams + ["genuine"] * genuine
        data["questions"] = [{**one, "id": f"q{number}", "truth": truth} for number, truth in enumerate(truths)]
        data |= {"kind": kind, "form": "A" if kind == "check-up" else None}

    told = [message for message in found(sides_in_balance, changed(change)) if "judged" in message]
    assert (not told) is passes


# 6 words in 2 sentences, none long: 3 + 0.
SHORT = "Læg på. Ring selv til banken."
# 9 words in 2 sentences, 2 of them (svindlere, skynder) with 7 letters or more: 4.5 + 22.22.
LONGER = "Svindlere skynder på dig. Banken ringer aldrig efter koden!"


@pytest.mark.parametrize(
    ("text", "familiar", "wanted"),
    [
        (SHORT, (), 3.0),
        (LONGER, (), 26.72),
        (LONGER, ("svindler",), 15.61),
        (LONGER, ("skynd", "svindlere"), 4.5),
        ("Vent... Hvad?! Nej.", (), 1.0),
        ("Kl. 9.12 kom to sms'er", (), 4.0),
        ("", (), 0.0),
    ],
)
def test_reading_ease_as_worked_by_hand(text: str, familiar: tuple[str, ...], wanted: float) -> None:
    assert round(lix(text, familiar), 2) == wanted


@pytest.mark.parametrize("rule", RULES)
def test_a_good_quiz_passes_every_rule(rule: Rule, quiz: Quiz) -> None:
    settings = SETTINGS.model_copy(update={"methods": (Method(id="phishing", title=Text(both("P", "P"))),)})
    assert list(rule(quiz, settings, TODAY)) == []
