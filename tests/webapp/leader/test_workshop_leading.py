"""The leader's page: what its link allows, when, and how little it tells."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.webapp.taking import HTMX, answer, begin, led, rows, site
from tests.webapp.words import text
from tests.webapp.workshops import QUIZZES, close, current, end, joined, set_back, workshop, workshops
from webapp import create_app
from webapp.config.settings import Settings
from webapp.storage.workshops.workshop import Workshop
from webapp.web.services import now, today

pytestmark = pytest.mark.slow

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
    assert "Luk deltagerne ind" in lead(course, token)
    assert led(act(course, token, "open")) == f"/da/lead/{token}"
    assert current(course, made).lets_in(now())
    begun = current(course, made).begun
    assert begun is not None
    assert "Der er lukket op" in lead(course, token)
    act(course, token, "stop")
    assert not current(course, made).lets_in(now())
    assert "Der er lukket for flere" in lead(course, token)
    act(course, token, "open")
    assert current(course, made).lets_in(now())
    assert current(course, made).begun == begun


def test_no_get_changes_anything(course: FlaskClient) -> None:
    made, token = workshop(course)
    before = rows(course, "SELECT * FROM workshop")
    for address in (f"lead/{token}", f"lead/{token}?action=end", f"lead/{token}/now", f"screen/{made.id}"):
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
    library = site(course).library
    first, second = library.quizzes["tjek-b"].title["da"], library.quizzes["tjek-a"].title["da"]
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
    assert "Der er lukket for flere" in lead(course, token)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Skriv, hvor mange I var, eller vælg »Spring over«."),
        ("mange", "Skriv antallet med tal, for eksempel 14."),
        ("0", "Skriv antallet med tal, for eksempel 14."),
        ("-3", "Skriv antallet med tal, for eksempel 14."),
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
    act(course, token, "count", people="15")
    assert current(course, made).head_count == 15


def test_the_head_count_may_be_left_out(course: FlaskClient) -> None:
    made, token = workshop(course)
    act(course, token, "end")
    act(course, token, "skip")
    assert (current(course, made).head_count, current(course, made).head_count_given) == (None, True)
    assert "Du har sprunget antallet over." in lead(course, token)


def test_before_its_time_the_link_says_when_it_works(course: FlaskClient) -> None:
    made, token = site(course).workshops.create("hovedbiblioteket", today() + 3 * DAY, quizzes=QUIZZES)
    page = lead(course, token)
    assert "Linket virker ikke endnu" in page
    assert f"{(today() + 2 * DAY).day}." in page
    act(course, token, "open")
    assert current(course, made).begun is None


def test_the_day_before_it_works_and_warns_that_it_is_early(course: FlaskClient) -> None:
    made, token = site(course).workshops.create("hovedbiblioteket", today() + DAY, quizzes=QUIZZES)
    assert "Lukker du ind nu, lukker det igen efter højst 12 timer." in lead(course, token)
    act(course, token, "open")
    assert current(course, made).begun is not None


def test_a_link_that_is_over_wrong_renewed_or_revoked_leads_nothing(course: FlaskClient) -> None:
    missed, missed_token = site(course).workshops.create("hovedbiblioteket", today() - DAY, quizzes=QUIZZES)
    late, late_token = workshop(course)
    set_back(course, late, begun=now() - timedelta(hours=12))
    renewed, old_token = workshop(course)
    workshops(course).renew(renewed.id)
    revoked, revoked_token = workshop(course)
    workshops(course).revoke(revoked.id)
    closed, closed_token = workshop(course)
    act(course, closed_token, "end")
    close(course, closed)
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
    assert code[:3] not in text(course.get(address)), "it does not work yet"
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


def test_the_page_for_the_projector_follows_by_itself(course: FlaskClient) -> None:
    made, token = workshop(course)
    address = f"/da/screen/{made.id}/now?seen=open"
    assert address in course.get(f"/da/screen/{made.id}").text
    assert course.get(address, headers=HTMX).status_code == 204
    act(course, token, "stop")
    assert course.get(address, headers=HTMX).headers["HX-Refresh"] == "true"
    assert course.get("/da/screen/nothing/now").status_code == 404


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
    made, token = client.application.extensions["services"].workshops.create(
        "hovedbiblioteket", today(), quizzes=["kort"]
    )
    assert isinstance(made, Workshop)
    page = text(client.get(f"/da/lead/{token}", headers={"Host": host}))
    assert f"Gå ind på {shown} Vælg" in page
    assert ("kan kun denne computer åbne" in page) == (shown.startswith("localhost"))
    site(client).database.close()
