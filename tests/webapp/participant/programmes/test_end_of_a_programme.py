"""The end of a programme: what it was about, what comes now, one reminder code, and no figures."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.places import LIBRARY
from tests.shipped import library
from tests.webapp.taking import altered, answer, led, questions, remembered, remind
from tests.webapp.words import stage, text
from webapp.participant.progress.check_ups import sitting_code
from webapp.web.devices.device import Way

PROGRAMME = "/da/programme/forloeb"
FOLDED = "Vil du se forklaringerne nu?"
FIGURES = r"\d+ af \d+|rigtig|trygt|bedre end|flere end|Sidst"


def take(client: FlaskClient, *, doubt: bool = False) -> str:
    """Take the step that comes next, rightly or always in doubt, and return the address of its result."""
    address = led(client.post(PROGRAMME)) or ""
    base = address.rpartition("/")[0]
    asked = [question for question in questions(client, base.split("/")[3]) if "practise" not in base or question.truth]
    for number, question in enumerate(asked, start=1):
        if client.get(f"{base}/{number}").status_code == 404:
            break
        right = ("unsure",) if doubt and question.judges else question.key or ()
        answer(client, f"{base}/{number}", *(("3",) if question.type == "rating" else right))
    return f"{base}/result"


def letters(page: str) -> list[str]:
    """Return the reminder codes that stand on a page."""
    return re.findall(r'class="letters[^"]*">([^<]+)<', page)


def test_the_first_check_up_ends_with_thanks_and_what_comes_now_and_never_has_figures(course: FlaskClient) -> None:
    take(course)
    check_up = take(course)
    page = course.get(check_up)
    assert "Tak. Nu har du tjekket dig selv" in text(page)
    assert "Nu kommer: Et par spørgsmål" in text(page)
    assert stage(page) == "En time om at være tryg · trin 2 af 7"
    for _ in range(4):
        assert FOLDED not in text(course.get(check_up)), "another check-up is still to come"
        last = take(course)
    page = course.get(check_up)
    assert FOLDED in text(page)
    assert not re.search(FIGURES, text(page).partition(FOLDED)[0])
    assert "Sidst" not in text(course.get(last)), "no two figures of one person beside each other"


def test_every_page_of_a_step_says_which_it_is(course: FlaskClient) -> None:
    take(course)
    address = led(course.post(PROGRAMME)) or ""
    wanted = "En time om at være tryg · trin 2 af 7"
    assert stage(course.get(address)) == wanted
    answer(course, address, "unsure")
    for page in (address, address.replace("/1", "/2"), address.replace("/1", "/result"), address.replace("/1", "")):
        assert stage(course.get(page)) == wanted, page
    assert stage(course.get("/da/quiz/beskeder")) is None


@pytest.fixture
def ended(course: FlaskClient) -> FlaskClient:
    """A browser that has been through the programme, always in doubt."""
    for _ in range(7):
        take(course, doubt=True)
    return course


def test_it_says_what_was_met_what_to_do_and_when_to_come_again(ended: FlaskClient) -> None:
    page = text(ended.get(PROGRAMME))
    assert "Tak, fordi du var med" in page
    assert re.search(r"Du har mødt \d+ beskeder og opkald, både ægte og falske\.", page)
    assert "Det kan du gøre derhjemme Gem bankens hovednummer i telefonen." in page
    assert re.search(r"Omkring den \d+\. \w+ \d{4}: Tjek dig selv igen derhjemme", page)
    assert "Den næste quiz er: " in page
    assert "Beskederne var forskellige anden gang" in page
    assert stage(ended.get(PROGRAMME)) == "En time om at være tryg · trin 7 af 7"


def test_it_thanks_for_something_the_person_did(ended: FlaskClient) -> None:
    assert "Du stoppede op og ville tjekke." in text(ended.get(PROGRAMME))


def test_where_the_answers_are_gone_it_only_thanks(ended: FlaskClient) -> None:
    remind(ended, replace(remembered(ended), attempts={}))
    page = text(ended.get(PROGRAMME))
    assert "ville tjekke" not in page
    assert "Tak, fordi du tog dig tid." in page


def test_it_has_no_figures_of_the_person(ended: FlaskClient) -> None:
    page = text(ended.get(PROGRAMME))
    assert not re.search(FIGURES, page)


def test_what_was_said_of_oneself_is_folded(ended: FlaskClient) -> None:
    page = ended.get(PROGRAMME).text
    fold = next(fold for fold in re.findall(r"<details.*?</details>", page, re.DOTALL) if "svarede om dig selv" in fold)
    assert "Dit svar" in fold
    assert "Dit svar" not in unescape(page.replace(fold, ""))


def test_one_code_is_shown_at_the_end_and_on_the_sheet_and_nowhere_else(course: FlaskClient) -> None:
    results = [take(course) for _ in range(7)]
    code = str(sitting_code(remembered(course)))
    assert letters(course.get(PROGRAMME).text) == [code]
    sheet = course.get(f"{PROGRAMME}/remember")
    assert letters(sheet.text) == [code]
    assert stage(sheet) == "En time om at være tryg · trin 7 af 7"
    for address in (*results, "/da/quiz/kort/remember"):
        assert letters(course.get(address).text) == [], address


def test_a_meeting_with_a_check_up_ends_with_thanks_and_the_code(course: FlaskClient) -> None:
    for _ in range(3):
        take(course)
        assert "Tak for i dag" not in text(course.get(PROGRAMME))
    take(course)
    page = course.get(PROGRAMME)
    assert "Tak for i dag" in text(page)
    assert letters(page.text) == [str(sitting_code(remembered(course)))]


def test_the_sheet_has_what_the_quizzes_of_the_programme_give_to_take_home(ended: FlaskClient) -> None:
    sheet = text(ended.get(f"{PROGRAMME}/remember"))
    for words in ("Din huskeseddel", "Gem bankens hovednummer i telefonen.", "Prøv den på en ven", "Din huskekode:"):
        assert words in sheet
    assert ended.get(f"{PROGRAMME}-2/remember").status_code == 404


def test_the_question_about_age_is_asked_at_the_end_alone_and_leads_back_there(course: FlaskClient) -> None:
    for _ in range(6):
        assert "Hvor gammel er du?" not in text(course.get(take(course)))
    take(course)
    assert "Hvor gammel er du?" in text(course.get(PROGRAMME))
    quiz = re.search(r'action="(/da/quiz/[\w-]+/age)"', course.get(PROGRAMME).text)
    assert quiz
    assert led(course.post(quiz[1], data={"age": "75-84", "from": PROGRAMME})) == f"{PROGRAMME}?said=age#said"
    assert "Tak. Det bliver talt for sig selv." in text(course.get(f"{PROGRAMME}?said=age"))
    assert "Hvor gammel er du?" not in text(course.get(PROGRAMME))


def test_the_forms_of_the_check_up_have_one_name_and_staff_can_tell_them_apart() -> None:
    forms = [quiz for quiz in library().quizzes.values() if quiz.form]
    assert {quiz.title["da"] for quiz in forms} == {"Tjek dig selv"}
    assert sorted(quiz.full_title["da"] for quiz in forms) == ["Tjek dig selv A", "Tjek dig selv B", "Tjek dig selv C"]


@pytest.mark.parametrize("last", ["kort", "kanaler", "long"], ids=["quiz", "refresher", "check-up"])
def test_the_last_step_leads_to_the_end_and_does_not_begin_anew(
    serve: Callable[[Path], Flask], tmp_path: Path, last: str
) -> None:
    steps = (LIBRARY / "programmes" / "forloeb.yaml").read_text("utf-8").partition("steps:\n")[2]
    kept = steps.splitlines(keepends=True)
    kept = kept[: next(n for n, line in enumerate(kept, start=1) if last in line)]
    client = serve(altered(tmp_path, "programmes/forloeb.yaml", steps, "".join(kept))).test_client()
    client.get("/da/")
    remind(client, remembered(client).with_way("forloeb", Way("AB", len(kept) - 1)))
    page = client.get(take(client)).text
    assert f'<a class="button" href="{PROGRAMME}">Videre i forløbet</a>' in page
    assert f'action="{PROGRAMME}"' not in page
    assert "Tak, fordi du var med" in text(client.get(PROGRAMME))
