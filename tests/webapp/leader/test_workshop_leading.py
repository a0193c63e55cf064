"""The leader's page: what its link allows, when, and how little it tells."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from markupsafe import escape
from werkzeug.test import TestResponse

from tests.webapp.taking import HTMX, altered, answer, begin, led, rows, site
from tests.webapp.words import text
from tests.webapp.workshops import QUIZZES, close, current, end, joined, set_back, workshop
from webapp import create_app
from webapp.config.settings import Settings
from webapp.storage.tables.kept import WorkshopRow
from webapp.storage.weeks import week_of
from webapp.storage.workshops.planning import Plan
from webapp.storage.workshops.workshop import Workshop
from webapp.web.services import now, today

DAY = timedelta(days=1)
GONE = "Her er ikke mere at styre"


def lead(client: FlaskClient, token: str, **query: str) -> str:
    """Return the words of the leader's page."""
    return text(client.get(f"/da/lead/{token}", query_string=query))


def act(client: FlaskClient, token: str, action: str, **form: str) -> TestResponse:
    """Press one of its buttons."""
    return client.post(f"/da/lead/{token}", data={"action": action, **form})


def live(client: FlaskClient, token: str) -> str:
    """Return the address at which the page asks whether anything has changed."""
    found = re.search(r'data-hx-get="([^"]*)" data-hx-trigger="every 2s"', client.get(f"/da/lead/{token}").text)
    assert found
    return found[1]


def test_its_buttons_let_people_in_stop_that_and_let_them_in_again(course: FlaskClient) -> None:
    made, token = workshop(course, begun=False)
    assert "Ingen kan komme med endnu." in lead(course, token)
    assert "Begynd" in lead(course, token)
    assert led(act(course, token, "open")) == f"/da/lead/{token}?said=open"
    assert current(course, made).lets_in(now())
    begun = current(course, made).begun
    assert begun is not None
    assert "Tag ikke flere med" in lead(course, token)
    act(course, token, "stop")
    assert not current(course, made).lets_in(now())
    assert "Der kommer en for sent: Tag flere med" in lead(course, token)
    act(course, token, "open")
    assert current(course, made).lets_in(now())
    assert current(course, made).begun == begun


def test_no_get_changes_anything(course: FlaskClient) -> None:
    made, token = workshop(course)
    before = rows(course, "SELECT * FROM workshop")
    for address in (
        f"lead/{token}",
        f"lead/{token}?action=end",
        f"lead/{token}/end",
        f"lead/{token}/now",
        f"screen/{made.id}",
    ):
        reply = course.get(f"/da/{address}")
        assert reply.status_code == 200
        assert "Set-Cookie" not in reply.headers
    assert rows(course, "SELECT * FROM workshop") == before


def test_what_no_button_says_is_refused(course: FlaskClient) -> None:
    _, token = workshop(course)
    assert act(course, token, "delete").status_code == 400
    assert course.post(f"/da/lead/{token}").status_code == 400


def test_another_site_cannot_press_them(course: FlaskClient) -> None:
    made, token = workshop(course)
    reply = course.post(f"/da/lead/{token}", data={"action": "end"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert reply.status_code == 403
    assert current(course, made).ending is None


def test_it_says_how_one_joins_and_how_many_have(course: FlaskClient) -> None:
    made, token = workshop(course)
    code = made.code or ""
    page = lead(course, token)
    assert "tryg.example" in page
    assert f"{code[:3]}\N{NO-BREAK SPACE}{code[3:]}" in course.get(f"/da/lead/{token}").text.replace("&nbsp;", "\xa0")
    assert "0 skærme er med" in page
    joined(course.application, made)
    assert "1 skærm er med" in lead(course, token)


def test_one_sentence_says_how_far_they_are_now(course: FlaskClient) -> None:
    made, token = workshop(course)
    assert "Ingen er med endnu." in lead(course, token)
    people = [joined(course.application, made) for _ in range(4)]
    assert "4 skærme er med og er ikke begyndt endnu." in lead(course, token)
    for client, given in zip(people, (2, 2, 1, 0), strict=True):
        address = begin(client, "kort")
        for number, question in enumerate(site(course).library.quizzes["kort"].questions[:given], start=1):
            answer(client, f"{address}/{number}", *(question.key or ()))
    assert "Et par spørgsmål 2 af 4 er færdige, 1 er ved spørgsmål 1, 1 er ved spørgsmål 2." in lead(course, token)


def test_ending_is_a_page_of_its_own_whose_large_button_goes_on(course: FlaskClient) -> None:
    made, token = workshop(course)
    assert f'href="/da/lead/{token}/end"' in course.get(f"/da/lead/{token}").text
    page = course.get(f"/da/lead/{token}/end")
    assert "Vil I slutte nu?" in text(page)
    assert f'<a class="button" href="/da/lead/{token}">Nej, vi fortsætter</a>' in page.text
    assert 'class="quiet" name="action" value="end"' in page.text
    act(course, token, "end")
    assert led(course.get(f"/da/lead/{token}/end")) == f"/da/lead/{token}"
    assert led(course.get("/da/lead/nothing/end")) == "/da/lead/nothing"
    assert current(course, made).phase(now()) == "ending"


def test_more_screens_than_people_are_asked_about_kindly(course: FlaskClient) -> None:
    made, token = workshop(course)
    for _ in range(3):
        joined(course.application, made)
    act(course, token, "end")
    act(course, token, "count", people="2")
    assert "3 skærme var med, men I var 2." in lead(course, token)
    act(course, token, "count", people="3")
    assert "skærme var med" not in lead(course, token)


def test_it_tells_how_many_have_reached_which_question_and_never_what_they_answered(course: FlaskClient) -> None:
    made, token = workshop(course)
    for responses in ([], ["scam"], ["genuine", "scam"]):
        client = joined(course.application, made)
        address = begin(client, "beskeder")
        for number, response in enumerate(responses, start=1):
            answer(client, f"{address}/{number}", response)
    page = lead(course, token)
    assert "3 er begyndt" in page
    assert "Spørgsmål 1 3 Spørgsmål 2 2 Spørgsmål 3 1 Spørgsmål 4 0 Spørgsmål 5 0 Slutningen 0" in page
    assert site(course).library.quizzes["kort"].title["da"] + " ingen er begyndt endnu" in page
    tables = course.get(f"/da/lead/{token}").text
    for quiz in site(course).library.quizzes.values():
        assert tables.count(f"<caption>{escape(quiz.title['da'])} <") == (quiz.id in QUIZZES)
    begin(joined(course.application, made), "bekymring")
    assert lead(course, token).count(site(course).library.quizzes["bekymring"].title["da"]) == 1
    others, other_token = workshop(course)
    assert "3 er begyndt" not in lead(course, other_token)
    assert others.id != made.id
    changed = joined(course.application, made)
    answer(changed, f"{begin(changed, 'beskeder')}/1", "unsure")
    assert lead(course, token).count("unsure") == 0


def test_worked_examples_are_no_question_and_forms_stand_in_the_order_of_the_workshop(course: FlaskClient) -> None:
    made, token = workshop(course, programme="forloeb", order="BA")
    client = joined(course.application, made)
    begin(client, "maader")
    page = lead(course, token)
    page = page[page.index("Spørgsmål for spørgsmål") :]
    library = site(course).library
    first, second = library.quizzes["tjek-b"].full_title["da"], library.quizzes["tjek-a"].full_title["da"]
    assert page.index(first) < page.index(library.quizzes["kort"].title["da"]) < page.index(second)
    maader = library.quizzes["maader"]
    assert maader.examples == 1
    part = page[page.index(maader.title["da"]) :]
    assert "Spørgsmål 1 0" in part, "who looks at the worked example has reached no question yet"
    assert f"Spørgsmål {len(maader.questions) - 1}" in part
    assert f"Spørgsmål {len(maader.questions)} " not in part


def test_the_part_that_changes_by_itself_comes_only_when_it_has_changed(course: FlaskClient) -> None:
    made, token = workshop(course)
    address = live(course, token)
    reply = course.get(address, headers=HTMX)
    assert (reply.status_code, reply.data) == (204, b"")
    client = joined(course.application, made)
    reply = course.get(address, headers=HTMX)
    assert reply.status_code == 200
    assert "1 skærm er med" in text(reply)
    assert "<main" not in reply.text
    newer = live(course, token)
    assert newer != address
    assert newer in reply.text.replace("&amp;", "&")
    answer(client, f"{begin(client, 'kort')}/1", "scam")
    assert course.get(newer, headers=HTMX).status_code == 200


def test_when_its_buttons_change_the_whole_page_comes_afresh(course: FlaskClient) -> None:
    made, token = workshop(course)
    address = live(course, token)
    act(course, token, "stop")
    reply = course.get(address, headers=HTMX)
    assert (reply.status_code, reply.headers["HX-Refresh"]) == (200, "true")
    address = live(course, token)
    act(course, token, "end")
    assert course.get(address, headers=HTMX).headers["HX-Refresh"] == "true"
    close(course, made)
    assert course.get(address, headers=HTMX).headers["HX-Refresh"] == "true"


def test_nothing_that_is_being_typed_is_lost_when_the_two_minutes_are_over(course: FlaskClient) -> None:
    made, token = workshop(course)
    act(course, token, "end")
    address = live(course, token)
    end(course, made)
    reply = course.get(address, headers=HTMX)
    assert "HX-Refresh" not in reply.headers
    assert "Arrangementet er slut. Tak." in text(reply)
    assert "<input" not in reply.text


def test_ending_tells_everybody_and_can_be_taken_back(course: FlaskClient) -> None:
    made, token = workshop(course)
    act(course, token, "end")
    page = lead(course, token)
    assert "Vi slutter nu" in page
    assert "Hvor mange var I?" in page
    assert "Tæl alle, der var med, også dem, der så med hos en anden." in page
    act(course, token, "resume")
    assert current(course, made).phase(now()) == "running"
    assert current(course, made).lets_in(now()), "the door is as it was"
    act(course, token, "stop")
    act(course, token, "end")
    assert not current(course, made).lets_in(now())
    act(course, token, "resume")
    assert not current(course, made).lets_in(now())


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Skriv, hvor mange I var, eller vælg »Spring over«."),
        ("mange", "Skriv antallet med tal, for eksempel 14."),
        ("0", "Skriv antallet med tal, for eksempel 14."),
        ("-3", "Skriv antallet med tal, for eksempel 14."),
        ("501", "Skriv antallet med tal, for eksempel 14."),
        ("1000", "Skriv antallet med tal, for eksempel 14."),
        ("²", "Skriv antallet med tal, for eksempel 14."),
    ],
)
def test_a_head_count_that_cannot_be_right_is_explained(course: FlaskClient, typed: str, words: str) -> None:
    made, token = workshop(course)
    act(course, token, "end")
    reply = course.get(led(act(course, token, "count", people=typed)) or "")
    assert "<title>Fejl: " in reply.text
    assert text(reply).count(words) == 2
    assert 'aria-describedby="problem"' in reply.text
    assert not current(course, made).head_count_given


def test_the_head_count_is_kept_and_can_be_mended(course: FlaskClient) -> None:
    made, token = workshop(course)
    act(course, token, "end")
    act(course, token, "count", people=" 14 ")
    assert (current(course, made).head_count, current(course, made).head_count_given) == (14, True)
    assert "I var 14. Tak." in lead(course, token)
    assert 'value="14"' in course.get(f"/da/lead/{token}?count=1").text
    for people in ("15", "500"):
        act(course, token, "count", people=people)
        assert current(course, made).head_count == int(people)


@pytest.mark.parametrize("typed", ["12 personer", "12 ", "１２", "Vi var 12.", "l2", "12stk"])
def test_the_head_count_is_read_however_it_is_typed(course: FlaskClient, typed: str) -> None:
    made, token = workshop(course)
    act(course, token, "end")
    act(course, token, "count", people=typed)
    assert current(course, made).head_count == 12


@pytest.mark.parametrize("typed", ["12-14", "mange & glade", "501", "12,5"])
def test_a_head_count_that_is_not_understood_is_shown_again_as_it_was_typed(course: FlaskClient, typed: str) -> None:
    _, token = workshop(course)
    act(course, token, "end")
    reply = course.get(led(act(course, token, "count", people=typed)) or "")
    assert f'value="{escape(typed)}"' in reply.text


def test_the_head_count_may_be_left_out(course: FlaskClient) -> None:
    made, token = workshop(course)
    act(course, token, "end")
    act(course, token, "skip")
    assert (current(course, made).head_count, current(course, made).head_count_given) == (None, True)
    assert "Du har sprunget antallet over." in lead(course, token)


def test_before_its_time_the_link_says_when_it_works(course: FlaskClient) -> None:
    made, token = site(course).planning.create(Plan("hovedbiblioteket", today() + 3 * DAY, quizzes=QUIZZES))
    page = lead(course, token)
    assert "Linket virker ikke endnu" in page
    assert f"{(today() + 2 * DAY).day}." in page
    act(course, token, "open")
    assert current(course, made).begun is None


def test_the_day_before_it_works_and_warns_that_it_is_early(course: FlaskClient) -> None:
    made, token = site(course).planning.create(Plan("hovedbiblioteket", today() + DAY, quizzes=QUIZZES))
    assert "Lukker du op nu, lukker det igen efter højst 12 timer." in lead(course, token)
    act(course, token, "open")
    assert current(course, made).begun is not None


def test_a_link_that_is_over_wrong_renewed_or_revoked_leads_nothing(course: FlaskClient) -> None:
    missed, missed_token = site(course).planning.create(Plan("hovedbiblioteket", today() - DAY, quizzes=QUIZZES))
    late, late_token = workshop(course)
    set_back(course, late, begun=now() - timedelta(hours=12))
    renewed, old_token = workshop(course)
    site(course).planning.renew(renewed.id)
    revoked, revoked_token = workshop(course)
    site(course).planning.revoke(revoked.id)
    closed, closed_token = workshop(course)
    act(course, closed_token, "end")
    close(course, closed)
    for made in (late, closed):  # both are closed by now
        set_back(course, made, week=week_of(today() - 21 * DAY))
    for token in (missed_token, late_token, old_token, revoked_token, closed_token, "nobody"):
        reply = course.get(f"/da/lead/{token}")
        assert reply.status_code == 404
        assert GONE in text(reply)
        assert course.get(f"/da/lead/{token}/now").headers["HX-Refresh"] == "true"
        for action in ("open", "stop", "end", "count"):
            assert led(act(course, token, action, people="9")) == f"/da/lead/{token}"
    for made in (missed, renewed, revoked):
        assert current(course, made).ending is None
        assert current(course, made).head_count is None


def test_after_closing_the_link_only_reads_that_answers_of_few_people_wait(course: FlaskClient) -> None:
    made, token = workshop(course)
    pin = site(course).planning.pin(made)
    act(course, token, "end")
    act(course, token, "count", people="9")
    close(course, made)
    closed = current(course, made)
    reply = course.get(f"/da/lead/{token}")
    assert reply.status_code == 200
    page = text(reply)
    assert "Her var I 9." in page
    assert "Jeres svar venter på andre gruppers. Kommer der ikke nok inden fire uger, bliver de slettet uden" in page
    assert "<form" not in reply.text.partition("<main")[2].partition("</main>")[0], "nothing can be done"
    assert led(course.post("/da/lead", data={"code": made.code, "pin": pin})) == "/da/lead?wrong=1"
    for action in ("open", "stop", "end", "resume", "count"):
        assert led(act(course, token, action, people="8")) == f"/da/lead/{token}"
    assert course.get(f"/da/lead/{token}/now").headers["HX-Refresh"] == "true"
    assert current(course, made) == closed


def test_of_what_was_set_aside_the_link_reads_no_figures(course: FlaskClient) -> None:
    made, token = workshop(course)
    close(course, made)
    site(course).database.write(lambda one: setattr(one.session.get_one(WorkshopRow, made.id), "stood_aside", True))
    page = lead(course, token)
    assert "Derfor afgør en administrator, om svarene skal tælle med." in page
    assert "Jeres svar venter" not in page


def test_one_link_leads_one_workshop(course: FlaskClient) -> None:
    (made, token), (other, _) = workshop(course), workshop(course)
    act(course, token, "end")
    act(course, token, "count", people="9")
    assert current(course, other).ending is None
    assert current(course, other).head_count is None
    assert current(course, made).head_count == 9
    assert (other.code or "-") not in course.get(f"/da/lead/{token}").text


@pytest.mark.parametrize("path", ["/da/lead/{token}", "/da/screen/{id}"])
def test_the_pages_are_never_kept_by_browsers(course: FlaskClient, path: str) -> None:
    made, token = workshop(course)
    reply = course.get(path.format(token=token, id=made.id))
    assert reply.headers["Cache-Control"] == "no-store"
    assert reply.headers["Referrer-Policy"] == "same-origin"


def test_the_page_for_the_projector_shows_code_address_and_qr_code_while_people_are_let_in(course: FlaskClient) -> None:
    made, token = workshop(course, begun=False)
    code, address = made.code or "", f"/da/screen/{made.id}"
    assert "Velkommen. Vi begynder om lidt." in text(course.get(address))
    assert code[:3] in text(course.get(address)), "who comes early waits"
    act(course, token, "open")
    page = course.get(address)
    assert f"{code[:3]}&nbsp;{code[3:]}" in page.text
    assert '<svg aria-hidden="true"' in page.text
    assert "tryg.example" in page.text
    assert token not in page.text, "everybody sees it"
    act(course, token, "stop")
    assert "Vi er gået i gang" in text(course.get(address))
    act(course, token, "end")
    assert "Vi slutter nu" in text(course.get(address))
    close(course, made)
    assert "Tak for i dag." in text(course.get(address))
    assert course.get("/da/screen/nothing").status_code == 404


def test_at_the_end_of_an_hour_together_the_wall_says_that_it_is_over(course: FlaskClient) -> None:
    made, token = workshop(course, way="together", quizzes=("kort",))
    act(course, token, "stop")
    screen, over = f"/da/screen/{made.id}", "Det var det hele for i dag"
    for seen in range(40):
        shown = text(course.get(screen))
        if over in shown:
            break
        assert course.get(f"{screen}/now?seen=shut-{seen}").status_code == (204 if seen else 200)
        act(course, token, "on", seen=str(seen))
    assert over in shown
    assert "Vi er gået i gang" not in shown


def test_the_page_for_the_projector_follows_by_itself(course: FlaskClient) -> None:
    made, token = workshop(course)
    address = f"/da/screen/{made.id}/now?seen=open"
    assert address in course.get(f"/da/screen/{made.id}").text
    assert course.get(address, headers=HTMX).status_code == 204
    act(course, token, "stop")
    picture = course.get(address, headers=HTMX)
    assert "HX-Refresh" not in picture.headers, "a page that is loaded afresh leaves the full screen"
    assert "Vi er gået i gang" in text(picture)
    assert f"/da/screen/{made.id}/now?seen=shut" in picture.text
    assert course.get("/da/screen/nothing/now").status_code == 404


def test_the_wireless_network_stands_on_the_projector_as_long_as_its_address_names_it(course: FlaskClient) -> None:
    made, token = workshop(course)
    address = f"/da/screen/{made.id}?network=B%C3%B8ger+%26+<b>&password=kaffe"
    for _ in range(2):
        page = course.get(address)
        assert "Wi-fi: Bøger &amp; &lt;b&gt;" in page.text
        assert "adgangskode: kaffe" in text(page)
        news = re.search(r'data-hx-get="([^"]*)"', page.text)
        assert news
        assert "Bøger &amp;" in course.get(news[1].replace("&amp;", "&").replace("seen=", "seen=x"), headers=HTMX).text
        act(course, token, "stop")
    assert "Wi-fi" not in text(course.get(f"/da/screen/{made.id}"))


def test_those_who_come_late_find_address_and_code_in_the_corner_and_never_the_leaders_address(
    course: FlaskClient,
) -> None:
    made, token = workshop(course)
    code = made.code or ""
    act(course, token, "stop")
    page = course.get(f"/da/screen/{made.id}")
    assert f"{code[:3]}&nbsp;{code[3:]}" in page.text.partition('class="corner"')[2]
    assert "tryg.example" in page.text.partition('class="corner"')[2]
    assert token not in page.text


def test_the_projector_speaks_the_language_of_the_workshop(course: FlaskClient) -> None:
    plan = Plan("hovedbiblioteket", today(), quizzes=QUIZZES, language="en")
    made, token = site(course).planning.create(plan)
    assert f'action="/en/screen/{made.id}"' in course.get(f"/da/lead/{token}").text


def test_what_was_pressed_is_said_once_where_the_focus_is(course: FlaskClient) -> None:
    _, token = workshop(course, begun=False)
    for action, words in {
        "open": "Nu virker koden.",
        "stop": "Nu kan ingen flere komme med.",
        "end": "Nu kan alle se, at I slutter.",
        "resume": "Det er fortrudt: I fortsætter.",
    }.items():
        page = course.get(led(act(course, token, action)) or "")
        assert f'<p class="saved" id="said" role="status" tabindex="-1">{words}' in page.text
    act(course, token, "end")
    for action, words in {"count": "Antallet er gemt.", "skip": "Det er noteret: intet antal."}.items():
        assert words in text(course.get(led(act(course, token, action, people="9")) or ""))
    assert led(act(course, token, "open")) == f"/da/lead/{token}", "nothing happened, so nothing is said"


def test_a_second_leader_sees_what_the_first_does(course: FlaskClient) -> None:
    _, token = workshop(course, begun=False)
    address = live(course, token)
    assert course.get(address, headers=HTMX).status_code == 204
    act(course, token, "open")
    assert course.get(address, headers=HTMX).headers["HX-Refresh"] == "true"
    act(course, token, "end")
    address = live(course, token)
    act(course, token, "count", people="14")
    reply = course.get(address, headers=HTMX)
    assert "I var 14. Tak." in text(reply)
    assert "<input" not in reply.text, "the second one may be typing"


def test_what_a_volunteer_does_when_it_has_happened_is_one_tap_away(course: FlaskClient) -> None:
    _, token = workshop(course)
    page = course.get(f"/da/lead/{token}").text
    address = re.search(r'href="(/da/lead/happened[?][^"]*)"', page)
    assert address
    there = course.get(address[1])
    assert "Gå lidt væk, og lyt" in text(there)
    assert f'href="/da/lead/{token}"' in there.text, "and back"
    assert "It has happened to me" in text(course.get("/en/lead/happened"))


@pytest.mark.parametrize(
    ("host", "listens", "shown"),
    [
        ("tryg.example", "127.0.0.1", "tryg.example"),
        ("www.tryg.example", "127.0.0.1", "tryg.example"),
        ("192.0.2.5:8000", "0.0.0.0", "192.0.2.5:8000"),  # noqa: S104 - a laptop that serves a room
        ("localhost:8000", "127.0.0.1", "tryg.example"),
        ("localhost:8000", "0.0.0.0", "localhost:8000"),  # noqa: S104 - as above
    ],
)
def test_the_address_to_type_is_one_that_leads_here(settings: Settings, host: str, listens: str, shown: str) -> None:
    app: Flask = create_app(settings.model_copy(update={"host": listens}))
    client = app.test_client()
    made, token = client.application.extensions["services"].planning.create(
        Plan("hovedbiblioteket", today(), quizzes=("kort",))
    )
    assert isinstance(made, Workshop)
    page = text(client.get(f"/da/lead/{token}", headers={"Host": host}))
    assert f"Gå ind på {shown} Vælg" in page
    assert ("kan kun denne computer åbne" in page) == (shown.startswith("localhost"))
    site(client).close()


def test_the_stories_of_its_quizzes_are_there_to_tell_until_it_ends_and_on_no_page_of_a_participant(
    serve: Callable[[Path], Flask], folder: Path
) -> None:
    story = "story: {da: Ruth ringede selv op., en: Ruth called herself.}\ntakeaways:"
    client = serve(altered(folder, "quizzes/maader.yaml", "takeaways:", story)).test_client()
    for quizzes, told in ((("maader", "kort"), True), (("kort",), False)):
        made, token = site(client).planning.create(Plan("hovedbiblioteket", today(), quizzes=quizzes))
        assert ("Ruth ringede selv op." in lead(client, token)) == told
    made, token = site(client).planning.create(Plan("hovedbiblioteket", today(), quizzes=("maader",)))
    site(client).workshops.let_in(made.id, now())
    end(client, made)
    assert "Ruth ringede selv op." not in lead(client, token)
    for page in ("", "/1", "/result", "/remember"):
        assert "Ruth" not in text(client.get(f"/da/quiz/maader{page}", follow_redirects=True))
