"""Every way of asking beside the choices: looking along, marking, putting in order, sorting."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.webapp.taking import HTMX, WAYS, altered, answer, arrive, begin, led, stored
from tests.webapp.words import text

STEPS = ("report", "call-bank", "look")  # as they stand in the file, and on the page
SORTED = {"response.hours": "hours:fine", "response.code": "code:never", "response.password": "password:never"}
THE_LATER = "    difficulty: {cues: few, premise: high}\n    check: {da: Åbn appen., en: Open the app.}\n  - id: wait"
Serve = Callable[[Path], Flask]
by_page_and_htmx = pytest.mark.parametrize("headers", WAYS, ids=["page", "htmx"])


def numbers(page: str) -> dict[str, str]:
    """Return the number in the field of each step that has one, in the order of the page."""
    field = r'<input type="hidden" name="response" value="([a-z-]+)">.*?<input[^>]* class="number"([^>]*)>'
    found = {step: re.search(r'value="(.*?)"', rest) for step, rest in re.findall(field, page, re.DOTALL)}
    return {step: number[1] for step, number in found.items() if number}


def numbered(places: tuple[str, ...]) -> dict[str, list[str]]:
    """Return the form of the steps with a number in the field of each."""
    return {"response": list(STEPS), "place": list(places)}


def checked(page: str) -> list[str]:
    return re.findall(r'<input[^>]*value="([^"]*)"[^>]* checked>', page)


@by_page_and_htmx
def test_an_example_is_looked_at_and_leads_straight_on(course: FlaskClient, headers: dict[str, str]) -> None:
    quiz = begin(course, "maader")
    page = text(course.get(f"{quiz}/1"))
    for words in ("Kig med på den første", "Den her er svindel.", "Du får travlt.", "Åbn bankens app som du plejer."):
        assert words in page
    assert "Spørgsmål" not in page, "it is no question, and has no number"
    assert led(answer(course, f"{quiz}/1", headers=headers)) == f"{quiz}/2"
    assert stored(course, "look") == [("[]", None)]
    assert "Spørgsmål 1 af 7" in text(course.get(f"{quiz}/2"))


@by_page_and_htmx
def test_an_example_takes_no_response(course: FlaskClient, headers: dict[str, str]) -> None:
    quiz = begin(course, "maader")
    assert answer(course, f"{quiz}/1", "scam", headers=headers).status_code == 400
    assert stored(course, "look") == []
    assert course.get(f"{quiz}/2").location == f"{quiz}/1"


def test_an_example_can_be_looked_at_again(course: FlaskClient) -> None:
    address = arrive(course, 2)
    page = course.get(f"{address[:-1]}1")
    assert "Du får travlt." in text(page)
    assert f'href="{address}"' in page.text
    assert led(answer(course, f"{address[:-1]}1")) == address, "a second tap goes on too"


def test_an_example_does_not_count_in_how_far_one_is(course: FlaskClient) -> None:
    begin(course, "maader")
    assert "Du er nået til spørgsmål 1 af 7" in text(course.get("/da/"))
    arrive(course, 3)
    assert "Du er nået til spørgsmål 2 af 7" in text(course.get("/da/"))
    assert "Du er nået til spørgsmål 2 af 7" in text(course.get("/da/quiz/maader"))


def test_every_part_to_mark_is_a_box_with_its_words_in_reading_order(course: FlaskClient) -> None:
    page = course.get(arrive(course, 2)).text.replace("<wbr>", "")
    label = (
        r'<label class="part"[^>]*><input type="checkbox" name="response" value="(.+?)"[^>]*><span>(.+?)</span></label>'
    )
    assert re.findall(label, page) == [
        ("address", "info@pakke-returnering.example"),
        ("subject", "Din pakke venter"),
        ("greeting", "Kære kunde"),
        ("haste", "inden midnat"),
        ("target", "pakke-gebyr.example/betal"),
    ]


@by_page_and_htmx
def test_marks_are_stored_and_every_part_then_tells_what_it_was(course: FlaskClient, headers: dict[str, str]) -> None:
    address = arrive(course, 2)
    answer(course, address, "greeting", "haste", "target", headers=headers)
    assert stored(course, "marks") == [('["greeting", "haste", "target"]', 0.333333)]
    told = text(course.get(f"{address}?show=1"))
    assert "Du fandt 2 af 3 kendetegn." in told
    for words in (
        "info@pakke-returnering.example Adressen er ikke firmaets egen. Tyder på svindel Din pakke venter",
        "Kære kunde Hilsenen siger ikke noget i sig selv. Siger ikke noget i sig selv · det markerede du",
        "inden midnat Du får travlt. Tyder på svindel · det markerede du",
    ):
        assert words in told


def test_marking_every_part_earns_nothing_and_marking_none_is_asked_again(course: FlaskClient) -> None:
    address = arrive(course, 2)
    assert led(answer(course, address)) == f"{address}?missing=1"
    assert "Marker mindst ét sted i beskeden." in text(course.get(f"{address}?missing=1"))
    assert answer(course, address, "weather").status_code == 400
    answer(course, address, "address", "subject", "greeting", "haste", "target")
    assert stored(course, "marks", "score") == [(0.333333,)]
    assert "Du fandt dem alle, og også noget, der intet betyder." in text(course.get(f"{address}?show=1"))


@pytest.mark.parametrize(
    "places", [("3", "1", "2"), (" 3", "1 ", "2"), ("30", "10", "20"), ("3", "0", "2"), ("３", "1.", "2)")]
)
def test_numbers_put_steps_in_order(course: FlaskClient, places: tuple[str, ...]) -> None:
    address = arrive(course, 4)
    assert led(course.post(address, data=numbered(places))) == address
    assert stored(course, "lost-card") == [('["call-bank", "look", "report"]', 1)]
    assert "Ja, det er den rigtige rækkefølge." in text(course.get(address))


@pytest.mark.parametrize(
    ("places", "left"),
    [
        (("", "1", "2"), {"call-bank": "1", "look": "2"}),
        (("", "1", ""), {"call-bank": "1"}),
        (("2", "1", "2"), {"call-bank": "1"}),
        (("2", "1", "02"), {"call-bank": "1"}),
        (("først", "1", "-2"), {"call-bank": "1"}),
        (("²", "1", "1000"), {"call-bank": "1"}),
        (("", "", ""), {}),
        (("1", "1", "1"), {}),
    ],
)
def test_what_has_no_number_of_its_own_is_asked_again_and_the_rest_is_kept(
    course: FlaskClient, places: tuple[str, ...], left: dict[str, str]
) -> None:
    address, form = arrive(course, 4), numbered(places)
    assert led(course.post(address, data=form)) == f"{address}?missing=1"
    page = course.get(f"{address}?missing=1")
    by_htmx = course.post(address, data=form, headers=HTMX)
    assert by_htmx.status_code == 422
    for shown in (page, by_htmx):
        some = "Nogle trin har ikke deres eget nummer endnu: Deres felter er tomme."
        assert (some if left else "Giv hvert trin sit eget nummer.") in text(shown)
        first = re.search(r'<input type="text" class="number"[^>]*id="response"[^>]*>', shown.text)
        assert first, "the summary leads to a field"
        assert "value=" not in first[0], "which is empty"
        assert numbers(shown.text) == left
        assert sorted(re.findall(r'name="response" value="([a-z-]+)"', shown.text)) == sorted(STEPS)
    assert stored(course, "lost-card") == []


def test_scripts_send_the_steps_in_order_without_numbers(course: FlaskClient) -> None:
    address = arrive(course, 4)
    assert answer(course, address, "report", "look").status_code == 303, "one is missing"
    assert stored(course, "lost-card") == []
    assert answer(course, address, "report", "look", "look").status_code == 400
    answer(course, address, "report", "call-bank", "look")
    assert stored(course, "lost-card") == [('["report", "call-bank", "look"]', 0.333333)]
    told = text(course.get(f"{address}?show=1"))
    assert "Ring til banken og få kortet spærret Du havde den som nummer 2" in told
    assert "Banken kan stoppe pengene." in told


def test_the_page_says_which_steps_may_change_places(serve: Serve, tmp_path: Path) -> None:
    library = altered(tmp_path, "quizzes/maader.yaml", "id: report, place: 3", "id: report, place: 2")
    for response, score in (("call-bank", "report", "look"), 1), (("report", "look", "call-bank"), 0):
        browser = serve(library).test_client()
        address = arrive(browser, 4)
        answer(browser, address, *response)
        assert (score,) in stored(browser, "lost-card", "score")
        page = text(browser.get(f"{address}?show=1"))
        report = "Anmeld det til politiet på politi.dk"
        assert page.index(report) < page.index("Det her og det næste må gerne bytte plads") < page.rindex("Se efter")


@by_page_and_htmx
def test_what_was_sorted_is_kept_until_everything_is(course: FlaskClient, headers: dict[str, str]) -> None:
    address = arrive(course, 5)
    half = {name: SORTED[name] for name in ("response.hours", "response.code")}
    reply = course.post(address, data=half, headers=headers)
    if headers:
        assert reply.status_code == 422
        assert "Vælg et sted til hver af dem." in text(reply)
        assert checked(reply.text) == ["hours:fine", "code:never"]
    else:
        assert led(reply) == f"{address}?missing=1"
    page = course.get(f"{address}?missing=1")
    assert "Vælg et sted til hver af dem." in text(page)
    assert checked(page.text) == ["hours:fine", "code:never"]
    assert checked(course.get(address).text) == ["hours:fine", "code:never"], "also when one comes back later"
    assert stored(course, "share") == [], "the browser alone has it"
    course.post(address, data=SORTED, headers=headers)
    assert stored(course, "share") == [('["hours:fine", "code:never", "password:never"]', 1)]


def test_things_that_lie_wrong_are_told_with_where_they_belong_and_why(course: FlaskClient) -> None:
    address = arrive(course, 5)
    course.post(address, data={**SORTED, "response.code": "code:fine"})
    assert stored(course, "share", "score") == [(0.666667,)]
    told = text(course.get(address))
    assert "2 af 3 ligger, hvor de hører til." in told
    assert "Koden fra en sms Du valgte: Det er i orden Koden er din underskrift." in told
    assert "Din adgangskode Sådan svarede du også Ingen ægte person har brug for den." in told


@pytest.mark.parametrize("wrong", ["code:nowhere", "weather:fine", "hours:never", "code", ""])
def test_a_thing_in_two_places_or_in_one_that_is_not_there_is_refused(course: FlaskClient, wrong: str) -> None:
    address = arrive(course, 5)
    form = {"response.hours": "hours:fine", "response.code": wrong, "response.password": "password:never"}
    assert course.post(address, data=form).status_code == 400
    assert stored(course, "share") == []
    assert checked(course.get(address).text) == []


def test_a_twin_stands_beside_the_one_it_resembles_with_what_tells_them_apart(course: FlaskClient) -> None:
    address = arrive(course, 7)
    answer(course, address, "scam")
    page = course.get(address)
    told = text(page)
    assert "To, der ligner hinanden Én ting gør forskellen. Ægte den fra før" in told
    assert "Svindel den her" in told
    assert "Den første lader dig selv åbne appen. Her skal du betale." in told
    marked = re.findall(r'<mark class="differs">(.*?)<b>.*?(\d)</b></mark>', page.text.replace("<wbr>", ""))
    assert marked == [("Se koden i appen.", "1"), ("Betal 19 kr. på boks-kode.example", "1")]


def test_of_twins_with_the_same_answer_the_page_says_so(serve: Serve, tmp_path: Path) -> None:
    library = altered(
        tmp_path,
        "quizzes/maader.yaml",
        f"    truth: scam\n{THE_LATER}",
        f"    truth: genuine\n{THE_LATER}",
    )
    client = serve(library).test_client()
    address = arrive(client, 7)
    answer(client, address, "genuine")
    page = client.get(address)
    assert "Andre ord og samme svar. Én ting gør forskellen. Ægte den fra før" in text(page)
