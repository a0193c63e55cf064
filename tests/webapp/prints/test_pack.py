"""All that is printed for workshops: what is on each side, in which order, and what never meets on one sheet."""

from __future__ import annotations

import logging
import re
import shutil
from collections.abc import Callable, Sequence
from datetime import timedelta
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from pypdf.generic import DictionaryObject
from pypdfium2 import PdfDocument
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from tests.places import CONTENT, LIBRARY
from tests.tagged import Tags
from tests.webapp.clock import TODAY
from tests.webapp.prints.conftest import ADDRESS
from tests.webapp.prints.paper import Side, letters_on, read, sheets, sides
from tests.webapp.signed_in import signed_in
from tests.webapp.taking import altered, led, rows, site
from tests.webapp.words import text
from tests.webapp.workshops import end, workshop, workshops
from webapp.prints.pack import PARTS, SHEETS, Part, pack
from webapp.prints.printing import OnPaper, Printing, Sheet
from webapp.storage.workshops.planning import Plan
from webapp.storage.workshops.workshop import Workshop
from webapp.together.hands import ballot
from webapp.together.hour import Hour
from webapp.web.current_visit import current_visit
from webapp.web.languages import speaking
from webapp.web.offered_quizzes import OfferedQuizzes
from webapp.web.services import now
from webapp.web.visit import Visit

PRINT = "/da/staff/workshops/print"
WIFI = r"WIFI:T:WPA;S:Læsesalen \; stuen;P:pære\\skude:\;42;;".replace(":\\;42", "\\:\\;42")


def planned(client: FlaskClient, *quizzes: str, days: int = 1, **plan: Any) -> Workshop:  # noqa: ANN401 - fields of a plan
    """Store a workshop that is to come."""
    programme = None if quizzes else "forloeb"
    more: dict[str, Any] = {"time": "10:00", **plan}
    made = Plan("hovedbiblioteket", TODAY + timedelta(days=days), programme=programme, quizzes=quizzes, **more)
    return site(client).planning.create(made, ["AB"] if programme else [""]).workshop


def printed(client: FlaskClient, *made: Workshop, parts: tuple[str, ...] = (), **typed: str) -> TestResponse:
    """Ask for the sheets of workshops."""
    chosen = [*(("workshop", one.id) for one in made), *(("part", part) for part in parts), *typed.items()]
    return client.post(PRINT, data=MultiDict(chosen))


def public(made: Workshop) -> str:
    """Return what the QR code for everybody says."""
    return f"http://{ADDRESS}{f'/{made.language}' if made.language else ''}/d/{made.code}"


def secret(client: FlaskClient, made: Workshop) -> tuple[str, str]:
    """Return the leader link without what divides its letters, and the PIN."""
    planning = site(client).planning
    return planning.token(made) or "", planning.pin(made)


def tells(side: Side, link: str, pin: str) -> bool:
    """Return whether a side tells the leader link or the PIN, in words or in a code."""
    words = "".join((side.words, *side.codes)).replace("-", "").replace(" ", "")
    return link in words or f"{pin[:3]} {pin[3:]}" in side.words


def test_every_qr_code_leads_where_its_sheet_says(organiser: FlaskClient) -> None:
    made = planned(organiser, "beskeder")
    typed = {"network": "Læsesalen ; stuen", "password": r"pære\skude:;42"}
    by_part = {part: sides(printed(organiser, made, parts=(part,), **typed)) for part in PARTS}
    link, _ = secret(organiser, made)
    assert by_part["leader"][0].codes == (public(made),)
    (code,) = by_part["secret"][0].codes
    assert code.startswith(f"http://{ADDRESS}/da/lead/")
    assert code.rpartition("/")[2].replace("-", "") == link
    assert set(by_part["poster"][0].codes) == set(by_part["large"][0].codes) == {public(made), WIFI}
    assert by_part["tables"][0].codes == (public(made),) * 4
    others = [side.codes for part in ("stories", "messages", "letters", "home", "heads") for side in by_part[part]]
    assert others == [()] * len(others)


@pytest.mark.trial
def test_the_secret_is_on_one_side_alone_and_nothing_for_everybody_on_its_sheet(organiser: FlaskClient) -> None:
    made = [
        planned(organiser, "beskeder"),
        planned(organiser),
        planned(organiser, "kort", language="en", name="Holdet"),
    ]
    choices = [(), *combinations(("leader", "secret", "stories", "poster", "tables", "heads"), 3), ("secret", "large")]
    for parts in choices:
        found = sheets(sides(printed(organiser, *made, parts=parts)))
        for one in made:
            told = [sheet for sheet in found if any(tells(side, *secret(organiser, one)) for side in sheet)]
            assert len(told) == (not parts or "secret" in parts)
            for sheet in told:
                front, back = sheet
                assert tells(front, *secret(organiser, one))
                assert not tells(back, *secret(organiser, one))
                assert not any(public(other) in side.codes for other in made for side in sheet)


def test_the_parts_come_in_order_each_on_sheets_of_its_own_and_the_large_posters_last(organiser: FlaskClient) -> None:
    later, sooner = planned(organiser, "kort", days=9), planned(organiser, "beskeder", days=2)
    every = sides(printed(organiser, later, sooner))
    apart = [sides(printed(organiser, one, parts=(part,))) for one in (sooner, later) for part in PARTS[:-1]]
    apart += [sides(printed(organiser, one, parts=("large",))) for one in (sooner, later)]
    apart = [some for some in apart if any(side.words for side in some)]  # there is no story to tell in this library
    expected = [side for some in apart for side in [*some, *[Side("", some[0].width, None)] * (len(some) % 2)]]
    assert [side.words for side in every] == [side.words for side in expected][: len(every)]
    assert [side.width for side in every if side.words] == [side.width for side in expected if side.words]
    assert {side.width for side in every[-3:] if side.words} == {842}, "A3"
    assert {side.width for side in every[:-3] if side.words} == {595}, "A4"


def test_the_leader_sheet_says_what_to_press_when_and_what_to_do_if_something_goes_wrong(
    organiser: FlaskClient,
) -> None:
    front, back = sides(printed(organiser, planned(organiser, name="Holdet"), parts=("leader",), call="Mette 87 12 34"))
    for words in ("Prøvekøbing Hovedbibliotek", "Holdet", "kl. 10.00", ADDRESS, "Sådan gør du"):
        assert words in front.words
    assert "Den store knap" in sides(printed(organiser, planned(organiser, way="together"), parts=("leader",)))[0].words
    presses = ["10.00", "»Begynd«", "10.05", "»Tag ikke flere med«", "10.50", "»Slut«"]
    assert [front.words.index(words) for words in presses] == sorted(front.words.index(words) for words in presses)
    for words in ("Hvis noget går galt", "Mette 87 12 34", "Wi-fi", "Der er intet internet", "afrundede tal"):
        assert words in back.words


def test_without_a_time_the_plan_counts_minutes(organiser: FlaskClient) -> None:
    front, _ = sides(printed(organiser, planned(organiser, "beskeder", time=""), parts=("leader",)))
    assert "Minutter" in front.words
    assert not re.search(r"[0-9][.:][0-9]", front.words.partition("Minutter")[2])


def test_each_question_has_its_answer_on_its_back_and_none_of_a_check_up_is_printed(organiser: FlaskClient) -> None:
    found = sheets(sides(printed(organiser, planned(organiser, "maader"), parts=("messages",))))
    quiz = site(organiser).library.quizzes["maader"]
    asked = [question for question in quiz.questions if question.marked or question.asks == "none"]
    assert len(found) == len(asked)
    for (front, back), question in zip(found, asked, strict=True):
        squeezed = "".join(front.words.split())
        assert "".join(question.stem["da"].split()) in squeezed
        for told in (question.check, question.rationale):
            assert told is None or "".join(told["da"].split()) in "".join(back.words.split())
            assert told is None or "".join(told["da"].split()) not in squeezed
        assert "Svaret" in back.words
    programme = sides(printed(organiser, planned(organiser), parts=("messages",)))
    check_ups = [quiz for quiz in site(organiser).library.quizzes.values() if quiz.form]
    bodies = [one.message.body["da"].split() for quiz in check_ups for one in quiz.questions if one.message]
    assert bodies
    assert not [body for body in bodies for side in programme if "".join(body) in "".join(side.words.split())]


@pytest.mark.trial
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_sheet_of_what_ships_fits_on_its_side_in_large_letters(
    serve: Callable[[Path], Flask], tmp_path: Path, language: str
) -> None:
    shutil.copytree(CONTENT, tmp_path / "content")
    settings = tmp_path / "content" / "library.yaml"
    settings.write_text(settings.read_text("utf-8").replace("address: tryg.example", f"address: {ADDRESS}"), "utf-8")
    client = signed_in(serve(tmp_path / "content"), "organiser")
    quizzes = [name for name, quiz in site(client).library.quizzes.items() if quiz.kind == "quiz"]
    every: list[dict[str, Any]] = [{"quizzes": tuple(quizzes)}]
    others: list[dict[str, Any]] = [{"programme": "en-time"}, {"programme": "tre-gange", "meeting": 3}]
    others += [{"quizzes": (name,), "name": "Onsdagsholdet i den gamle læsesal på første sal"} for name in quizzes]
    plain, wifi = OnPaper(), OnPaper(network="Bibliotekets gæster på første sal")
    for plans, letters in ((every, 9), (others, 12)):
        made = []
        for plan in plans:
            stored = Plan("koebenhavn-hovedbibliotek", TODAY + timedelta(days=1), **({"language": language} | plan))
            made.append(site(client).planning.create(stored, ["ABC" if "programme" in plan else ""]).workshop)
        with client.application.test_request_context(f"/{language}/"), speaking(language):
            visit = current_visit()
            parts = [part for part in PARTS if part != "heads"]  # the slip is left out: it may go on
            all_fit(visit, made, parts, plain, letters)
            with_wifi = [part for part in parts if filled(visit, made, part, wifi) != filled(visit, made, part, plain)]
            assert {"poster", "large"} <= set(with_wifi)
            all_fit(visit, made, with_wifi, wifi, letters)  # all others are as without it


def filled(visit: Visit, made: list[Workshop], part: Part, on_paper: OnPaper) -> list[list[Sheet]]:
    """Return the sides of a part of each workshop, as words."""
    return [SHEETS[part](Printing.of(visit, one, on_paper)) for one in made]


def all_fit(visit: Visit, made: list[Workshop], parts: Sequence[Part], on_paper: OnPaper, letters: int) -> None:
    """Fail unless every sheet is on one side, in letters of at least this size; all workshops are in one file."""

    def pages_of(some: list[Workshop]) -> tuple[int, Any]:
        """Return how many sides there should be, each part on sheets of its own, and the pages that there are."""
        sides = [len(one) for part in parts for one in filled(visit, some, part, on_paper)]
        return sum(n + n % 2 for n in sides), PdfDocument(pack(visit, some, parts, on_paper))

    def too_long(wanted: int, pages: Any) -> bool:  # noqa: ANN401 - pypdfium2 has no types
        return len(pages) not in (wanted, wanted - 1)  # behind the last one nothing may be printed

    wanted, pages = pages_of(made)
    assert not too_long(wanted, pages), [one for one in made if too_long(*pages_of([one]))]
    found = [letters_on(page) for page in pages]
    assert [n for n, (size, _) in enumerate(found) if size < letters] == [], "pages of small letters"
    assert [n for n, (_, lowest) in enumerate(found) if lowest < 15] == [], "further down no printer prints"


def test_the_cards_have_as_many_letters_as_the_questions_need(organiser: FlaskClient) -> None:
    front, back = sides(printed(organiser, planned(organiser, "beskeder"), parts=("letters",)))
    assert front == back
    assert [one in front.words.split() for one in "ABC"] == [True] * 3


def test_the_slip_has_each_question_whose_hands_are_counted_with_the_letters_on_paper(organiser: FlaskClient) -> None:
    made = planned(organiser, "maader", way="hands")
    slip, *_ = sides(printed(organiser, made, parts=("heads",)))
    fronts = [front.words for front, _ in sheets(sides(printed(organiser, made, parts=("messages",))))]
    stops = Hour.of(OfferedQuizzes(site(organiser).library, TODAY), made).stops
    counted = [(stop, ballot(stop)) for stop in stops if ballot(stop)]
    assert len(counted) > 2
    assert slip.words.count("Spørgsmål") == len(counted) + 1, "one a row, and one above"
    for stop, raised in counted:
        assert f"Spørgsmål {stop.n}" in slip.words
        (front,) = [words for words in fronts if f"Spørgsmål {stop.n} " in words]
        for one in raised:
            words = stop.question.prompt("da").texts[one.choice]
            squeezed = "".join(front.split())
            written = "".join((words or "").split())
            assert f"{one.letter}{written}" in squeezed or f"{written}{one.letter}" in squeezed, "beside or behind it"


def test_where_hands_are_raised_nothing_says_how_to_join(organiser: FlaskClient) -> None:
    made = planned(organiser, "beskeder", way="hands")
    found = sides(printed(organiser, made))
    assert [side for side in found if public(made) in side.codes or "Vær med" in side.words] == []
    assert "»Tag ikke flere med«" not in found[0].words
    assert "Giv alle kortene med bogstaver." in found[0].words
    assert "Koden passer ikke" not in found[1].words
    assert sum(tells(side, *secret(organiser, made)) for side in found) == 1
    assert 'value="poster"' not in organiser.get(f"{PRINT}?workshop={made.id}").text


def test_paper_speaks_the_language_of_its_workshop(organiser: FlaskClient) -> None:
    made = planned(organiser, "beskeder", language="en")
    found = sides(printed(organiser, made, parts=("leader", "secret", "poster", "home")))
    words = " ".join(side.words for side in found)
    for english in ("What happens when", "Only for whoever leads", "Join in", "Your reminder sheet", "/en/lead"):
        assert english in words
    for danish in ("Sådan gør du", "Kun til", "Vær med", "Huskeseddel"):
        assert danish not in words


def test_what_is_typed_for_the_paper_is_stored_nowhere(
    organiser: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    made = planned(organiser, "beskeder")
    with caplog.at_level(logging.DEBUG):
        reply = printed(organiser, made, network="Læsesalen", password="hemmelig-pære")  # noqa: S106 - made up
    assert "hemmelig-pære" in " ".join(side.words for side in sides(reply))
    assert "hemmelig" not in caplog.text
    assert reply.headers["Cache-Control"] == "no-store"
    tables = [row[0] for row in rows(organiser, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        assert "hemmelig" not in str(rows(organiser, f'SELECT * FROM "{table}"'))  # noqa: S608 - names of tables
    assert "hemmelig" not in organiser.get(f"{PRINT}?workshop={made.id}").text


def test_a_pdf_can_be_read_by_a_screen_reader(organiser: FlaskClient) -> None:
    reply = printed(organiser, planned(organiser, "maader"))
    root: Any = PdfReader(BytesIO(reply.data)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "da"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    kinds = tags(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/Table", "/TH", "/LI", "/Figure"} <= {kind for kind, _, _ in kinds}
    assert [alt for kind, alt, _ in kinds if kind == "/Figure" and not alt] == [], "every QR code says what is in it"
    written = [side for side in read(reply.data) if side.words]
    assert len({page for kind, _, page in kinds if kind == "/H1"}) == len(written), "each side has a heading"


def tags(element: Any) -> list[tuple[str, str, int]]:  # noqa: ANN401 - the parts of a PDF are of all kinds
    """Return the kind of each element of a PDF, its text in place of a picture, and the number of its page."""
    found: Any = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(found, list):
        return [tag for one in found for tag in tags(one)]
    if not isinstance(found, DictionaryObject):
        return []
    page = found.raw_get("/Pg").idnum if "/Pg" in found else 0
    own = [(str(found["/S"]), str(found.get("/Alt", "")), page)] if "/S" in found else []
    return own + tags(found.get("/K", []))


def test_a_workshop_whose_link_was_withdrawn_has_all_but_its_secret(organiser: FlaskClient) -> None:
    made = planned(organiser, "beskeder")
    site(organiser).planning.revoke(made.id)
    assert "det ark mangler" in text(organiser.get(f"{PRINT}?workshop={made.id}"))
    found = sides(printed(organiser, made))
    assert [side for side in found if "Kun til underviseren" in side.words] == []
    assert public(made) in found[0].codes


def test_those_that_are_ticked_in_the_list_are_printed(organiser: FlaskClient) -> None:
    first, second = planned(organiser, "beskeder", name="Formiddag"), planned(organiser, name="Aften", time="19:00")
    form = organiser.get("/da/staff/workshops").text
    for one in (first, second):
        assert f'name="workshop" value="{one.id}" form="print"' in form
    page = organiser.get(f"{PRINT}?workshop={second.id}&workshop={first.id}")
    assert text(page).index("Formiddag") < text(page).index("Aften")
    assert page.text.count("checked") == len(PARTS) - 1, "all there is, unless somebody takes a tick away: no stories"
    assert "Print det hele" in text(organiser.get(f"/da/staff/workshops/{first.id}"))


def test_more_than_a_server_should_draw_at_once_are_refused_in_words(organiser: FlaskClient) -> None:
    made = [planned(organiser, "kort", days=day) for day in range(1, 26)]
    query = "&".join(f"workshop={one.id}" for one in made)
    page = organiser.get(led(organiser.get(f"{PRINT}?{query}")) or "")
    assert "Sæt kryds ved højst 24 ad gangen." in text(page)
    assert (led(printed(organiser, *made)) or "").startswith(PRINT)
    assert organiser.get(f"{PRINT}?{query.partition('&')[2]}").status_code == 200


def test_with_none_ticked_or_none_that_can_be_held_the_list_says_so(organiser: FlaskClient) -> None:
    over, _ = workshop(organiser)
    workshops(organiser).end(over.id, now())
    end(organiser, over)
    for query in ("", f"?workshop={over.id}", "?workshop=nothing"):
        address = led(organiser.get(PRINT + query)) or ""
        if "nothing" in query or not query:
            assert "Sæt kryds ved mindst ét" in text(organiser.get(address))


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("address: tryg.example", "det er en opdigtet adresse"),
        ("address: tryg.invalid", "det er en opdigtet adresse"),
        ("# no address", "den adresse kan kun denne computer åbne"),
    ],
)
def test_an_address_that_leads_nowhere_is_not_printed(
    serve: Callable[[Path], Flask], tmp_path: Path, address: str, words: str
) -> None:
    same = address == "address: tryg.example"
    library = LIBRARY if same else altered(tmp_path, "library.yaml", "address: tryg.example", address)
    client = signed_in(serve(library), "organiser")
    made = planned(client, "beskeder")
    own = f"{PRINT}?workshop={made.id}"
    page = client.get(own)
    assert words in text(page)
    for how in ("address:", "TRYG_TRUSTED_HOSTS", "TRYG_HOST=0.0.0.0"):
        assert how in text(page), "and how to set it"
    assert "Hent filen" not in text(page)
    assert led(printed(client, made)) == own
    sheet = client.get(f"/da/staff/workshops/{made.id}/sheet")
    assert words in text(sheet)
    assert "data-print" not in sheet.text


def test_without_typst_the_page_says_what_to_install(organiser: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    made = planned(organiser, "beskeder")
    reply = printed(organiser, made)
    assert reply.status_code == 501
    assert "tryg-paa-nettet[webapp,pdf]" in reply.text
    assert f'href="{PRINT}?workshop={made.id}"' in reply.text


@pytest.mark.trial
@pytest.mark.parametrize("part", PARTS)
def test_the_tags_of_every_sheet_keep_the_rules_of_accessible_paper(organiser: FlaskClient, part: str) -> None:
    made = [planned(organiser), planned(organiser, "beskeder"), planned(organiser, "kort", language="en")]
    for one in made:
        reply = printed(organiser, one, parts=(part,), network="Læsesalen", password="pære")  # noqa: S106 - of a test
        found = Tags(reply.data).findings()
        assert not found, "\n".join(found)
