"""Planning workshops: what is asked and put right, changing and deleting, the sheet, and what is noted."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from tests.shipped import library
from tests.webapp.clock import TODAY
from tests.webapp.signed_in import signed_in
from tests.webapp.taking import led, rows, site
from tests.webapp.words import text
from tests.webapp.workshops import close, current, workshop, workshops
from webapp.staff.plan import WorkshopPlan
from webapp.storage.weeks import week_of
from webapp.storage.workshops.planning import Plan
from webapp.storage.workshops.workshop import Workshop
from webapp.web.offered_quizzes import OfferedQuizzes
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
    form = {"place": PLACE, "day": TOMORROW.isoformat(), "what": "forloeb", **fields}
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
    made = [planned(organiser, meeting=str(meeting)) for meeting in (1, 2)]
    assert [(one.place, one.day, one.programme, one.quizzes) for one in made] == [(PLACE, TOMORROW, "forloeb", ())] * 2
    assert [one.meeting for one in made] == [1, 2]
    assert {one.forms for one in made} == {"AB"}, "the same group goes on in its order"
    assert planned(organiser).forms == "BA"


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
        ({"what": "nothing"}, [], "Vælg et forløb eller »Udvalgte quizzer«.", "what"),
        ({"meeting": "3"}, [], "Så mange gange har forløbet ikke.", "meeting"),
        ({"meeting": "2", "weeks": "2"}, [], "Så mange gange har forløbet ikke.", "meeting"),
        ({"weeks": "13"}, [], "Skriv et tal fra 1 til 12.", "weeks"),
        ({"weeks": "0"}, [], "Skriv et tal fra 1 til 12.", "weeks"),
        ({"time": "halv ti"}, [], "Skriv tiden med timer og minutter", "time"),
        ({"time": "25:00"}, [], "Skriv tiden med timer og minutter", "time"),
        ({"language": "xx"}, [], "Vælg et sprog, eller lad det stå åbent.", "language"),
        ({"way": "alone"}, [], "Vælg, hvordan man er med.", "way"),
        ({"what": "quizzes"}, [], "Sæt kryds ved mindst én quiz.", "quizzes"),
        ({"what": "quizzes"}, ["nothing"], "Sæt kryds ved mindst én quiz.", "quizzes"),
        ({"what": "forloeb"}, ["kort"], "Du har både valgt et forløb og sat kryds", "what"),
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


@pytest.mark.parametrize(("weeks", "last"), [("1", 400), ("3", 386)])
def test_no_meeting_is_more_than_four_hundred_days_ahead(organiser: FlaskClient, weeks: str, last: int) -> None:
    for days, right in ((last + 1, False), (last, True)):
        day = (TODAY + timedelta(days=days)).isoformat()
        assert ("problem=far" not in plan(organiser, "kort", what="quizzes", weeks=weeks, day=day)) is right
        assert bool(workshops(organiser).all()) is right


def test_the_quizzes_are_folded_until_they_are_what_is_chosen(organiser: FlaskClient) -> None:
    for address, opened in (NEW, False), (f"{NEW}?what=quizzes", True), (f"{NEW}?quiz=kort", True):
        assert ("<details open>" in organiser.get(address).text) is opened, address


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


def test_the_five_places_of_the_latest_workshops_come_first_and_each_place_once(organiser: FlaskClient) -> None:
    places = [place.id for root in site(organiser).places.places for place in root.all()]
    assert len(places) == 6
    assert "Sidst brugt" not in organiser.get(NEW).text
    for days, place in enumerate([*places, places[0]]):
        site(organiser).planning.create(Plan(place, today() + timedelta(days=days), quizzes=("kort",)))
    page = organiser.get(NEW).text
    last = page[page.index('<optgroup label="Sidst brugt">') :]
    assert re.findall(r'<option value="(.+?)"', last[: last.index("</optgroup>")]) == [places[0], *places[:1:-1]]
    assert sorted(re.findall(r'<option value="(.+?)"', page[: page.index("</select>")])) == sorted(places)


def test_the_list_has_what_runs_what_comes_and_what_is_over(organiser: FlaskClient) -> None:
    assert "Der er ingen arrangementer endnu." in text(organiser.get(LIST))
    planned(organiser)
    running, _ = workshop(organiser)
    closed, _ = workshop(organiser)
    workshops(organiser).end(closed.id, now())
    close(organiser, closed)
    site(organiser).planning.create(Plan(PLACE, today() - timedelta(days=3), quizzes=("kort",)))
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
    assert f"http://tryg.example/d/{code}" in page.text.replace("<wbr>", "")
    assert '<svg aria-hidden="true"' in page.text
    assert organiser.get(f"{LIST}/nothing").status_code == 404


def test_the_sheet_has_all_that_a_leader_needs(organiser: FlaskClient) -> None:
    made = planned(organiser)
    code = made.code or ""
    page = organiser.get(f"{LIST}/{made.id}/sheet")
    for words in ("Prøvekøbing Hovedbibliotek", "tryg.example", "Sådan gør du", "Antal deltagere:", "svarene"):
        assert words in text(page)
    assert f"{code[:3]}&nbsp;{code[3:]}" in page.text
    assert page.text.count('class="qr"') == 1, "the one for everybody is not on the sheet of the secret"
    token = token_on(page.text)
    assert re.fullmatch("([a-z2-7]{4}-){6}[a-z2-7]{2}", token), "in groups that one can type"
    assert workshops(organiser).by_leader(token) == made
    leading = organiser.application.test_client().get(f"/da/lead/{token}")
    assert "Ingen kan komme med endnu." in text(leading), "no account is needed"


def test_the_sheet_can_be_printed_again_at_any_time_by_all_who_plan(organiser: FlaskClient) -> None:
    made = planned(organiser)
    sheet = organiser.get(f"{LIST}/{made.id}/sheet").text
    planned(organiser)
    other = signed_in(organiser.application, "organiser")
    assert "Se og print arket" in text(other.get(f"{LIST}/{made.id}"))
    assert token_on(other.get(f"{LIST}/{made.id}/sheet").text) == token_on(sheet)


def test_a_sheet_of_an_earlier_release_is_made_anew(organiser: FlaskClient) -> None:
    made = planned(organiser)
    sql = "UPDATE workshop SET generation = 0"
    site(organiser).database.write(lambda work: work.execute(sql, {}).rowcount)
    page = text(organiser.get(f"{LIST}/{made.id}"))
    assert "Arket blev lavet før en opdatering" in page
    assert "Lav et nyt ark" in page
    assert led(organiser.get(f"{LIST}/{made.id}/sheet")) == f"{LIST}/{made.id}"


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
    assert led(organiser.post(f"{LIST}/{made.id}/renew")) == f"{LIST}/{made.id}?said=renewed"
    renewed = token_on(organiser.get(sheet).text)
    assert workshops(organiser).by_leader(old) is None
    assert workshops(organiser).by_leader(renewed) == current(organiser, made)


def test_what_was_saved_is_said_where_the_focus_is(organiser: FlaskClient) -> None:
    address = plan(organiser, "kort", what="quizzes") or ""
    said, own = [said_at(organiser, address)], address.partition("?")[0]
    said += [said_at(organiser, led(organiser.post(f"{own}/{step}")) or "") for step in ("renew", "revoke", "delete")]
    assert len(set(said)) == len(said)


def said_at(client: FlaskClient, address: str) -> str:
    """Return what a page says has just been saved; the script of every page moves the focus there."""
    (words,) = re.findall(r'<p class="saved" id="said" role="status" tabindex="-1">([^<]+)<', client.get(address).text)
    return str(words)


def test_a_link_can_be_withdrawn(organiser: FlaskClient) -> None:
    made = planned(organiser)
    token = token_on(organiser.get(f"{LIST}/{made.id}/sheet").text)
    page = text(organiser.get(led(organiser.post(f"{LIST}/{made.id}/revoke")) or ""))
    assert "Underviserens link er trukket tilbage." in page
    assert workshops(organiser).by_leader(token) is None
    assert led(organiser.get(f"{LIST}/{made.id}/sheet")) == f"{LIST}/{made.id}"


def test_the_link_of_a_closed_workshop_reads_until_it_is_withdrawn_which_is_noted_once(organiser: FlaskClient) -> None:
    made, token = workshop(organiser)
    workshops(organiser).end(made.id, now())
    workshops(organiser).give_head_count(made.id, 14, now())
    close(organiser, made)
    own, somebody = f"{LIST}/{made.id}", organiser.application.test_client()
    assert "Underviserens link viser stadig, hvordan det gik" in text(organiser.get(own))
    assert somebody.get(f"/da/lead/{token}").status_code == 200
    for _ in range(2):
        page = text(organiser.get(led(organiser.post(f"{own}/revoke")) or ""))
        assert "Ingen kan læse med det, hvordan arrangementet gik." in page
    assert "Træk linket tilbage" not in page
    assert somebody.get(f"/da/lead/{token}").status_code == 404
    assert [doing for _, doing, about in noted(organiser) if about.endswith(week_of(today()))] == [
        "leader-link-revoked"
    ]


def test_only_a_workshop_that_has_not_begun_can_be_deleted(organiser: FlaskClient) -> None:
    made, (running, _) = planned(organiser), workshop(organiser)
    assert "Slet arrangementet" in text(organiser.get(f"{LIST}/{made.id}"))
    assert "kan derfor ikke slettes" in text(organiser.get(f"{LIST}/{running.id}"))
    asked = text(organiser.get(f"{LIST}/{made.id}/delete"))
    assert "Vil du slette arrangementet?" in asked
    assert "Nej, behold det" in asked
    assert led(organiser.get(f"{LIST}/{running.id}/delete")) == f"{LIST}/{running.id}"
    assert led(organiser.post(f"{LIST}/{running.id}/delete")) == f"{LIST}/{running.id}"
    assert led(organiser.post(f"{LIST}/{made.id}/delete")) == f"{LIST}?said=deleted"
    assert [one.id for one in workshops(organiser).all()] == [running.id]


def test_one_that_is_weekly_is_planned_for_each_week_and_a_series_meeting_by_meeting(organiser: FlaskClient) -> None:
    assert (
        plan(organiser, "kort", what="quizzes", weeks="3", name="Tirsdagsholdet", time="10:00")
        == f"{LIST}?said=planned"
    )
    weekly = sorted(workshops(organiser).all(), key=lambda one: str(one.day))
    assert [one.day for one in weekly] == [TOMORROW + timedelta(weeks=week) for week in range(3)]
    assert {(one.name, one.time, one.quizzes) for one in weekly} == {("Tirsdagsholdet", "10:00", ("kort",))}
    assert len({one.code for one in weekly}) == 3
    plan(organiser, weeks="2")
    series = [one for one in workshops(organiser).all() if one.programme]
    assert sorted((str(one.day), one.meeting) for one in series) == [
        (str(TOMORROW), 1),
        (str(TOMORROW + timedelta(weeks=1)), 2),
    ]


def test_the_lists_tell_workshops_of_one_place_and_day_apart(organiser: FlaskClient) -> None:
    planned(organiser, "kort", what="quizzes", time="14:00", name="Eftermiddag")
    planned(organiser, time="09:30", name="Formiddag")
    page = text(organiser.get(LIST))
    assert page.index("Formiddag") < page.index("kl. 09.30") < page.index("Eftermiddag") < page.index("kl. 14.00")
    assert "Et par spørgsmål" in page


def test_a_plan_is_changed_in_the_form_that_made_it_and_code_and_link_stay(organiser: FlaskClient) -> None:
    made = planned(organiser, "kort", what="quizzes", name="Formiddag", time="09:30", language="en")
    token = token_on(organiser.get(f"{LIST}/{made.id}/sheet").text)
    form = organiser.get(f"{LIST}/{made.id}/change").text
    for value in (
        'value="Formiddag"',
        'value="09:30"',
        f'value="{TOMORROW}"',
        'value="kort" checked',
        'value="en" lang',
    ):
        assert value in form
    assert "Print dem igen" in text(organiser.get(f"{LIST}/{made.id}/change"))
    later = (TOMORROW + timedelta(days=1)).isoformat()
    new = {"place": "nordbyen", "day": later, "what": "forloeb", "time": "10:00", "name": "", "language": ""}
    assert led(organiser.post(f"{LIST}/{made.id}/change", data=new)) == f"{LIST}/{made.id}?said=changed"
    changed = current(organiser, made)
    assert (changed.place, str(changed.day), changed.time, changed.name) == ("nordbyen", later, "10:00", None)
    assert (changed.programme, changed.quizzes, changed.code) == ("forloeb", (), made.code)
    assert workshops(organiser).by_leader(token) == changed
    wrong = led(organiser.post(f"{LIST}/{made.id}/change", data={**new, "day": ""})) or ""
    assert "Vælg dagen." in text(organiser.get(wrong))
    assert "Ret arrangementet" in text(organiser.get(wrong))
    running, _ = workshop(organiser)
    assert led(organiser.get(f"{LIST}/{running.id}/change")) == f"{LIST}/{running.id}"
    assert led(organiser.post(f"{LIST}/{running.id}/change", data=new)) == f"{LIST}/{running.id}"
    assert current(organiser, running) == running


def test_the_way_of_taking_part_is_chosen_shown_and_changed_until_the_workshop_begins(organiser: FlaskClient) -> None:
    assert 'name="way" value="apart" checked' in organiser.get(NEW).text
    made = planned(organiser, way="hands")
    assert (made.way, made.mode) == ("hands", "hands")
    assert "Hænder op" in text(organiser.get(LIST))
    assert "Hænder op" in text(organiser.get(f"{LIST}/{made.id}"))
    assert 'value="hands" checked' in organiser.get(f"{LIST}/{made.id}/change").text
    new = {"place": PLACE, "day": str(TOMORROW), "what": "forloeb", "way": "together"}
    organiser.post(f"{LIST}/{made.id}/change", data=new)
    assert current(organiser, made).mode == "together"
    token = token_on(organiser.get(f"{LIST}/{made.id}/sheet").text)
    assert "Sammen" in text(organiser.get(f"/da/lead/{token}"))
    workshops(organiser).let_in(made.id, now())
    organiser.post(f"{LIST}/{made.id}/change", data={**new, "way": "apart"})
    assert current(organiser, made).way == "together"


def test_the_places_used_last_come_first_and_others_are_found_by_part_of_their_name(organiser: FlaskClient) -> None:
    assert "Sidst brugt" not in organiser.get(NEW).text
    planned(organiser, place="nordbyen")
    form = organiser.get(NEW).text
    assert form.index("Sidst brugt") < form.index('value="nordbyen"') < form.index(f'value="{PLACE}"')
    assert form.count('value="nordbyen"') == 1
    found = organiser.get(f"{NEW}?find=hoved").text
    assert f'value="{PLACE}"' in found
    assert 'value="nordbyen"' not in found
    assert "Intet sted har »xyz« i navnet." in text(organiser.get(f"{NEW}?find=xyz"))


def test_a_programme_is_chosen_and_one_for_home_is_not_offered(organiser: FlaskClient) -> None:
    form = organiser.get(NEW).text
    assert 'value="forloeb" id="what" checked' in form
    shipped = OfferedQuizzes(library(), TODAY)
    assert [one.id for one in shipped.for_workshops] == ["en-time", "tre-gange", "en-time-oevelse"]
    home = MultiDict({"place": PLACE, "day": TOMORROW.isoformat(), "what": "derhjemme"})
    assert WorkshopPlan.sent(home, shipped).trouble(site(organiser).places) == "what"


def test_the_join_address_of_a_workshop_with_a_language_leads_to_that_language(organiser: FlaskClient) -> None:
    made = planned(organiser, language="en")
    assert f"http://tryg.example/en/d/{made.code}" in organiser.get(f"{LIST}/{made.id}").text.replace("<wbr>", "")


def test_whoever_leads_comes_to_the_leader_page_by_join_code_and_pin_on_the_day(organiser: FlaskClient) -> None:
    made = planned(organiser, day=TODAY.isoformat())
    sheet = organiser.get(f"{LIST}/{made.id}/sheet").text
    pin = site(organiser).planning.pin(made)
    assert f"{pin[:3]}&nbsp;{pin[3:]}" in sheet
    leader = organiser.application.test_client()
    assert "Er det dig, der leder arrangementet?" in text(leader.get("/da/join"))
    there = led(leader.post("/da/lead", data={"code": made.code, "pin": f"{pin[:3]} {pin[3:]}"}))
    assert there == f"/da/lead/{site(organiser).planning.token(made)}"
    assert "Ingen kan komme med endnu." in text(leader.get(there))
    for code, tried in ((made.code, "12"), ("", pin), (None, None)):
        wrong = led(leader.post("/da/lead", data={"code": code or "", "pin": tried or ""})) or ""
        assert "passer ikke sammen i dag" in text(leader.get(wrong))


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
