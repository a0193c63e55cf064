"""Planning workshops: what is asked and put right, the sheet that is shown once, and what is noted."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from tests.webapp.clock import TODAY
from tests.webapp.signed_in import signed_in
from tests.webapp.taking import led, rows, site
from tests.webapp.words import text
from tests.webapp.workshops import close, current, workshop, workshops
from webapp.storage.weeks import week_of
from webapp.storage.workshops.workshop import Workshop
from webapp.web.services import now, today

LIST, NEW = "/da/staff/workshops", "/da/staff/workshops/new"
PLACE = "hovedbiblioteket"
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def organiser(course: FlaskClient) -> FlaskClient:
    """Return the browser of somebody who plans workshops."""
    return signed_in(course.application, "organiser", "Mette")


def plan(client: FlaskClient, *quizzes: str, **fields: str) -> str:
    """Send the form of a new workshop, right but for these fields; return where that leads."""
    form = {"place": PLACE, "day": TOMORROW.isoformat(), "what": "forloeb:1", **fields}
    return led(client.post(NEW, data=MultiDict([*form.items(), *(("quiz", name) for name in quizzes)]))) or ""


def planned(client: FlaskClient, *quizzes: str, **fields: str) -> Workshop:
    """Plan a workshop."""
    address = plan(client, *quizzes, **fields)
    assert address.startswith(f"{LIST}/")
    found = workshops(client).by_id(urlsplit(address).path.rpartition("/")[2])
    assert found is not None
    return found


def noted(client: FlaskClient) -> list[tuple[str, str, str]]:
    """Return what is noted, the oldest first, without accounts."""
    lines = reversed(site(client).accounts.audit.newest(50))
    return [(line.who, line.what, line.about) for line in lines if line.what.startswith(("workshop", "leader"))]


def token_on(sheet: str) -> str:
    """Return the token that stands on a leader sheet."""
    found = re.search(r"/da/lead/([a-z2-7-]+)", sheet.replace("<wbr>", ""))
    assert found
    return found[1]


def test_a_workshop_with_a_programme_gets_an_order_of_forms_each_its_turn(organiser: FlaskClient) -> None:
    made = [planned(organiser, what=f"forloeb:{meeting}") for meeting in (1, 2)]
    assert [(one.place, one.day, one.programme, one.quizzes) for one in made] == [(PLACE, TOMORROW, "forloeb", ())] * 2
    assert [one.meeting for one in made] == [1, 2]
    assert {one.forms for one in made} == {"AB", "BA"}


def test_a_workshop_with_quizzes_has_these(organiser: FlaskClient) -> None:
    made = planned(organiser, "kort", "beskeder", what="quizzes")
    assert (made.programme, made.quizzes, made.forms) == (None, ("kort", "beskeder"), "")


@pytest.mark.parametrize(
    ("fields", "quizzes", "words", "field"),
    [
        ({"place": ""}, [], "Vælg, hvor arrangementet holdes.", "place"),
        ({"place": "nowhere"}, [], "Vælg, hvor arrangementet holdes.", "place"),
        ({"day": ""}, [], "Vælg dagen.", "day"),
        ({"day": "i morgen"}, [], "Vælg dagen.", "day"),
        ({"day": (TODAY - timedelta(days=1)).isoformat()}, [], "Den dag er forbi.", "day"),
        ({"day": (TODAY + timedelta(days=500)).isoformat()}, [], "Dagen ligger mere end et år ude", "day"),
        ({"what": ""}, [], "Vælg et forløb eller »Udvalgte quizzer«.", "what"),
        ({"what": "forloeb:3"}, [], "Vælg et forløb eller »Udvalgte quizzer«.", "what"),
        ({"what": "quizzes"}, [], "Sæt kryds ved mindst én quiz.", "quizzes"),
        ({"what": "quizzes"}, ["nothing"], "Sæt kryds ved mindst én quiz.", "quizzes"),
        ({"what": "forloeb:1"}, ["kort"], "Du har både valgt et forløb og sat kryds", "what"),
    ],
)
def test_what_is_wrong_is_said_in_words_and_what_was_right_stays(
    organiser: FlaskClient, fields: dict[str, str], quizzes: list[str], words: str, field: str
) -> None:
    page = organiser.get(plan(organiser, *quizzes, **fields))
    assert "<title>Fejl: " in page.text
    assert text(page).count(words) == 2, "in the summary, and at the field"
    assert f'href="#{field}"' in page.text
    assert f'id="problem-{field}"' in page.text
    assert f'aria-describedby="problem-{field}"' in page.text
    if field != "place":
        assert f'<option value="{PLACE}" selected>' in page.text
    if field != "day":
        assert f'value="{TOMORROW}"' in page.text
    for name in quizzes:
        assert name == "nothing" or f'value="{name}" checked' in page.text
    assert workshops(organiser).all() == []


def test_every_place_of_the_tree_can_be_chosen_libraries_first(organiser: FlaskClient) -> None:
    page = text(organiser.get(NEW))
    places = [
        "Andenby Bibliotek",
        "Et andet sted i Andenby",
        "Nordbyens Bibliotek",
        "Prøvekøbing Hovedbibliotek",
        "Et andet sted i Nordbyen",
        "Et andet sted i Prøvekøbing",
    ]
    assert [page.index(place) for place in places] == sorted(page.index(place) for place in places)
    assert planned(organiser, place="nordbyen").place == "nordbyen"


def test_the_list_has_what_runs_what_comes_and_what_is_over(organiser: FlaskClient) -> None:
    assert "Der er ingen arrangementer endnu." in text(organiser.get(LIST))
    planned(organiser)
    running, _ = workshop(organiser)
    closed, _ = workshop(organiser)
    workshops(organiser).end(closed.id, now())
    close(organiser, closed)
    workshops(organiser).create(PLACE, today() - timedelta(days=3), quizzes=["kort"])
    page = text(organiser.get(LIST))
    titles = ["I gang", "Kommende", "Ikke holdt", "Lukket"]
    assert [page.index(title) for title in titles] == sorted(page.index(title) for title in titles)
    assert page.count("Prøvekøbing Hovedbibliotek") == 4
    week = week_of(today())
    assert f"Uge {int(week[6:])} i {week[:4]}" in page
    assert running.id in organiser.get(LIST).text


def test_the_page_of_a_workshop_shows_its_code_and_address(organiser: FlaskClient) -> None:
    made = planned(organiser)
    code = made.code or ""
    page = organiser.get(f"{LIST}/{made.id}")
    assert f"{code[:3]}&nbsp;{code[3:]}" in page.text
    assert f"http://tryg.example/d/{code}" in page.text
    assert '<svg aria-hidden="true"' in page.text
    assert organiser.get(f"{LIST}/nothing").status_code == 404


def test_the_sheet_has_all_that_a_leader_needs(organiser: FlaskClient) -> None:
    made = planned(organiser)
    code = made.code or ""
    page = organiser.get(f"{LIST}/{made.id}/sheet")
    for words in ("Prøvekøbing Hovedbibliotek", "tryg.example", "Sådan gør du", "Antal deltagere:", "svarene"):
        assert words in text(page)
    assert f"{code[:3]}&nbsp;{code[3:]}" in page.text
    assert page.text.count('class="qr"') == 2
    token = token_on(page.text)
    assert re.fullmatch("([a-z2-7]{4}-){6}[a-z2-7]{2}", token), "in groups that one can type"
    assert workshops(organiser).by_leader(token) == made
    leading = organiser.application.test_client().get(f"/da/lead/{token}")
    assert "Luk deltagerne ind" in text(leading), "no account is needed"


def test_the_leader_link_is_shown_to_who_made_it_and_nobody_later(organiser: FlaskClient) -> None:
    made = planned(organiser)
    assert "Se og print arket" in text(organiser.get(f"{LIST}/{made.id}"))
    other = signed_in(organiser.application, "organiser")
    assert "Lav et nyt ark" in text(other.get(f"{LIST}/{made.id}"))
    assert led(other.get(f"{LIST}/{made.id}/sheet")) == f"{LIST}/{made.id}"
    planned(organiser)
    assert "Lav et nyt ark" in text(organiser.get(f"{LIST}/{made.id}")), "only the newest is kept"


def test_the_link_stands_nowhere_in_the_clear_but_on_the_sheet(organiser: FlaskClient) -> None:
    made = planned(organiser)
    token = token_on(organiser.get(f"{LIST}/{made.id}/sheet").text).replace("-", "")
    cookie = organiser.get_cookie("staff")
    assert cookie is not None
    assert token not in cookie.value
    assert token not in organiser.get(f"{LIST}/{made.id}").text.replace("-", "")
    for table in ("workshop", "audit"):
        assert token not in str(rows(organiser, f"SELECT * FROM {table}"))  # noqa: S608 - the tests' own words


def test_a_new_sheet_takes_the_place_of_the_old_one(organiser: FlaskClient) -> None:
    made = planned(organiser)
    sheet = f"{LIST}/{made.id}/sheet"
    old = token_on(organiser.get(sheet).text)
    assert led(organiser.post(f"{LIST}/{made.id}/renew")) == f"{LIST}/{made.id}?done=renewed"
    renewed = token_on(organiser.get(sheet).text)
    assert workshops(organiser).by_leader(old) is None
    assert workshops(organiser).by_leader(renewed) == made


def test_a_link_can_be_withdrawn(organiser: FlaskClient) -> None:
    made = planned(organiser)
    token = token_on(organiser.get(f"{LIST}/{made.id}/sheet").text)
    page = text(organiser.get(led(organiser.post(f"{LIST}/{made.id}/revoke")) or ""))
    assert "Underviserens link er trukket tilbage." in page
    assert workshops(organiser).by_leader(token) is None
    assert led(organiser.get(f"{LIST}/{made.id}/sheet")) == f"{LIST}/{made.id}"


def test_only_a_workshop_that_has_not_begun_can_be_deleted(organiser: FlaskClient) -> None:
    made, (running, _) = planned(organiser), workshop(organiser)
    assert "Slet arrangementet" in text(organiser.get(f"{LIST}/{made.id}"))
    assert "kan derfor ikke slettes" in text(organiser.get(f"{LIST}/{running.id}"))
    assert led(organiser.post(f"{LIST}/{running.id}/delete")) == f"{LIST}/{running.id}"
    assert led(organiser.post(f"{LIST}/{made.id}/delete")) == f"{LIST}?done=deleted"
    assert [one.id for one in workshops(organiser).all()] == [running.id]


def test_a_closed_workshop_says_what_is_left_of_it(organiser: FlaskClient) -> None:
    made, _ = workshop(organiser)
    workshops(organiser).end(made.id, now())
    workshops(organiser).give_head_count(made.id, 14, now())
    close(organiser, made)
    page = text(organiser.get(f"{LIST}/{made.id}"))
    assert "Kun ugen er tilbage." in page
    assert "Antal deltagere 14" in page
    assert "Lav et nyt ark" not in page
    assert led(organiser.get(f"{LIST}/{made.id}/sheet")) == f"{LIST}/{made.id}"
    assert current(organiser, made).code is None
    figures = f'href="/da/staff/figures/workshop/{made.id}"'
    assert figures not in organiser.get(f"{LIST}/{made.id}").text
    administrator = signed_in(organiser.application, "administrator")
    assert figures in administrator.get(f"{LIST}/{made.id}").text
    assert administrator.get(f"/da/staff/figures/workshop/{made.id}").status_code == 200


def test_what_was_done_is_noted_by_name_and_place_and_no_finer_than_the_week(organiser: FlaskClient) -> None:
    made = planned(organiser)
    for action in ("renew", "revoke", "delete", "delete", "renew"):
        organiser.post(f"{LIST}/{made.id}/{action}")
    about = f"Prøvekøbing Hovedbibliotek, {week_of(TOMORROW)}"
    doings = ("workshop-planned", "leader-link-renewed", "leader-link-revoked", "workshop-deleted")
    assert noted(organiser) == [("Mette", doing, about) for doing in doings]
    log = text(signed_in(organiser.application, "administrator").get("/da/staff/log"))
    assert f"Mette oprettede arrangementet på {about}" in log
    assert f"Mette slettede arrangementet på {about}" in log


def test_planning_is_for_those_whose_role_allows_it(course: FlaskClient) -> None:
    made, _ = workshop(course)
    analyst, nobody = signed_in(course.application, "analyst"), course.application.test_client()
    for address in (LIST, NEW, f"{LIST}/{made.id}", f"{LIST}/{made.id}/sheet"):
        assert analyst.get(address).status_code == 403
        assert (led(nobody.get(address)) or "").startswith("/da/staff/sign-in")
    for action in ("new", f"{made.id}/renew", f"{made.id}/revoke", f"{made.id}/delete"):
        assert analyst.post(f"{LIST}/{action}").status_code == 403
    assert current(course, made) == made
    assert signed_in(course.application, "administrator").get(LIST).status_code == 200
    assert "Arrangementer" in text(signed_in(course.application, "organiser").get("/da/staff/"))
    assert "Arrangementer" not in text(analyst.get("/da/staff/"))
