"""Authors change a question in a form: what they type is saved as a version of the draft, and nothing of it is lost."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizlib.authoring import listed, question_fields
from tests.webapp.authors.test_drafts import begun, save, text_of
from tests.webapp.signed_in import signed_in, site_of


@pytest.fixture
def author(app: Flask) -> FlaskClient:
    """The browser of an author."""
    return signed_in(app, "author", "Ane Dahl")


class _Form(HTMLParser):
    """Reads what a browser sends of a form that nobody has touched."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self.within, self.area, self.choice = False, "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        name, value = found.get("name") or "", found.get("value") or ""
        if tag == "form":
            self.within = found.get("id") == "form"
        elif not self.within:
            return
        elif tag == "input" and (found.get("type") != "checkbox" or "checked" in found):
            self.sent[name] = value
        elif tag == "textarea":
            self.area, self.sent[name] = name, ""
        elif tag == "select":
            self.choice, self.sent[name] = name, ""
        elif tag == "option" and "selected" in found:
            self.area = self.choice
            self.sent[self.choice] = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.sent[self.area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag in ("textarea", "option"):
            self.sent |= {self.area: self.sent[self.area].removeprefix("\n").replace("\n", "\r\n")} if self.area else {}
            self.area = ""


def filled_in(page: str) -> dict[str, str]:
    """Return what a browser sends of the form on a page."""
    form = _Form()
    form.feed(page)
    return form.sent


def test_the_form_of_every_question_of_the_site_sent_unchanged_is_no_new_version(
    app: Flask, author: FlaskClient
) -> None:
    for name in site_of(app).library.quizzes:
        address = begun(author, name, "")
        for number, _ in enumerate(listed(text_of(author, address)), 1):
            page = author.get(f"{address}/questions/{number}")
            assert page.status_code == 200
            assert author.post(f"{address}/questions/{number}", data=filled_in(page.text)).status_code == 303
        assert author.get(f"{address}/history").text.count("?version=") == 1, name


def test_a_change_is_saved_as_a_version_and_all_else_stays(author: FlaskClient) -> None:
    address = begun(author, "kort", "")
    before = text_of(author, address)
    form = filled_in(author.get(f"{address}/questions/2").text)
    reply = author.post(f"{address}/questions/2", data={**form, "stem.en": "What is this, then?"})
    assert reply.location == f"{address}/questions/2?said=saved"
    after = text_of(author, address)
    changed = [one for one in zip(before.splitlines(), after.splitlines(), strict=True) if one[0] != one[1]]
    assert len(changed) == 1
    assert "What is this, then?" in changed[0][1]
    assert "What is this, then?" in author.get(reply.location).text


def test_a_button_of_a_list_saves_what_was_typed_too(author: FlaskClient) -> None:
    address = begun(author, "every-type", "every")
    number = next(n for n, one in enumerate(listed(text_of(author, address)), 1) if one.kind == "order")
    place = f"{address}/questions/{number}"
    form = filled_in(author.get(place).text)
    reply = author.post(place, data={**form, "steps.0.text.da": "Læg røret på", "do": "add:steps"})
    assert reply.location == f"{place}?said=saved#f-steps"
    form = filled_in(author.get(place).text)
    assert form["steps.0.text.da"] == "Læg røret på"
    assert form["steps.3.id"] == "order-step-4"
    author.post(place, data={**form, "do": "earlier:steps:1"})
    assert filled_in(author.get(place).text)["steps.1.text.da"] == "Læg røret på"
    author.post(place, data={**filled_in(author.get(place).text), "do": "remove:steps:1"})
    assert "Læg røret på" not in author.get(place).text


def test_the_question_is_seen_beside_its_form_as_on_a_phone(author: FlaskClient) -> None:
    address = begun(author, "kort", "")
    page = author.get(f"{address}/questions/1").text
    assert re.findall(r'<iframe src="[^"]*/as/([a-z]+)/', page) == ["phone", "phone"]


def test_what_a_question_does_not_have_is_folded_up(author: FlaskClient) -> None:
    address = begun(author, "kort", "")
    page = author.get(f"{address}/questions/1").text
    assert (is_folded(page, "stem.en"), is_folded(page, "twin")) == (False, True)
    text = text_of(author, address).replace("truth: scam", "truth: scam\n    twin: nothing")
    author.post(address, data={"text": text, "before": "1"})
    assert not is_folded(author.get(f"{address}/questions/1").text, "twin")


def is_folded(page: str, name: str) -> bool:
    """Return whether a field is in a part of the page that is folded up."""
    before = page[: page.index(f'name="{name}"')]
    return before.count("<details") > before.count("</details>")


def test_a_mistake_is_told_beside_its_field_in_the_language_of_the_page(author: FlaskClient) -> None:
    address = begun(author, "kort", "")
    place = f"{address}/questions/1"
    author.post(place, data={**filled_in(author.get(place).text), "stem.en": ""})
    page = author.get(place).text
    assert re.search(r'id="f-stem-en-problem">[^<]*is empty', page)
    assert re.search(r'name="stem.en"[^>]*aria-describedby="f-stem-en-problem" aria-invalid="true"', page)
    assert "<title>Error:" in page
    assert re.search(r'id="f-stem-en-problem">[^<]*er tom', author.get(place.replace("/en/", "/da/")).text)


def test_what_two_people_write_in_one_question_is_lost_by_neither(app: Flask, author: FlaskClient) -> None:
    address = begun(author, "kort", "")
    place, other = f"{address}/questions/1", signed_in(app, "author", "Bo Friis")
    form = filled_in(author.get(place).text)
    other.post(place, data={**form, "stem.en": "His words?"})
    reply = author.post(place, data={**form, "stem.en": "Her words?"})
    assert reply.status_code == 409
    assert "Bo Friis has saved version 2 meanwhile" in reply.text
    assert filled_in(reply.text)["stem.en"] == "Her words?"
    assert "His words?" in text_of(author, address)
    author.post(place, data=filled_in(reply.text))
    assert "Her words?" in text_of(author, address)


def test_a_question_of_every_type_can_be_added_and_has_a_form(app: Flask, author: FlaskClient) -> None:
    address = begun(author, "new", "more")
    for kind in question_fields(site_of(app).library):
        reply = author.post(f"{address}/questions", data={"type": kind})
        page = author.get(reply.location)
        assert page.status_code == 200
        assert f"· {kind}</small>" in page.text
    assert author.post(f"{address}/questions", data={"type": "nothing"}).status_code == 400


def test_a_text_that_cannot_be_read_has_no_form_and_leads_to_the_text(author: FlaskClient) -> None:
    address = begun(author)
    save(author, address, "questions: [")
    assert author.get(f"{address}/questions/1").status_code == 409
    assert author.post(f"{address}/questions", data={"type": "order"}).status_code == 409
    save(author, address, "questions: [{id: a, type: order, stem: x, steps: 3}]", 2)
    page = author.get(f"{address}/questions/1")
    assert page.text.count("This has no form") == 2
    for number in ("0", "2", "x", "-1"):
        assert author.get(f"{address}/questions/{number}").status_code == 404


def test_a_form_may_be_as_large_as_a_question_can_be(author: FlaskClient) -> None:
    address = begun(author, "kort", "")
    place = f"{address}/questions/1"
    form = filled_in(author.get(place).text)
    assert author.post(place, data={**form, "stem.da": "ord på " * 15_000}).status_code == 303
    reply = author.post(place, data={**filled_in(author.get(place).text), "stem.da": "ord på " * 60_000})
    assert reply.status_code == 400
    assert len(filled_in(reply.text)["stem.da"]) == 419_999


@pytest.mark.parametrize("pressed", ["add:stem", "remove:options", "earlier:steps:0", "explode:steps:1", "add:"])
def test_a_button_that_there_is_not_changes_nothing(author: FlaskClient, pressed: str) -> None:
    address = begun(author, "kort", "")
    before = text_of(author, address)
    form = filled_in(author.get(f"{address}/questions/1").text)
    assert author.post(f"{address}/questions/1", data={**form, "do": pressed}).status_code == 400
    assert text_of(author, address) == before
