"""The contract: the committed one is that of the code, it is served, and it names everything that can be asked for."""

from __future__ import annotations

from jsonschema import Draft202012Validator
from werkzeug.exceptions import NotFound
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.test import Client

from tests.places import ROOT
from tests.webapp.api.app import App
from webapp.api.document import document, written
from webapp.api.operations import OPERATIONS
from webapp.application import Application


def test_the_committed_contract_is_that_of_the_code() -> None:
    told = "write it with: python -m webapp.api.document > docs/openapi.json"
    assert (ROOT / "docs" / "openapi.json").read_text(encoding="utf-8") == written(), told


def test_the_contract_is_served(app: App) -> None:
    assert app.get("/openapi.json") == document()


def test_every_schema_is_one_and_every_reference_leads_to_one() -> None:
    told = document()
    schemas = told["components"]["schemas"]
    assert told["openapi"] == "3.1.0"
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    prefix = "#/components/schemas/"
    assert {name.removeprefix(prefix) for name in _references(told)} <= set(schemas)


def test_every_operation_is_in_it() -> None:
    paths = document()["paths"]
    assert {(one.path, one.method) for one in OPERATIONS} == {
        (path, method) for path, methods in paths.items() for method in methods
    }


def test_replies_are_as_it_says(app: App) -> None:
    told = document()
    whole = {"$defs": told["components"]["schemas"]}
    begun = app.begin("maader")
    for name, reply in (
        ("LibraryReply", app.get("/library")),
        ("QuizReply", app.get("/quizzes/maader")),
        ("AttemptReply", begun),
        ("AnswerReply", app.answer("look")),
        ("AnswerReply", app.answer("marks", "subject")),
        ("ResultReply", app.get("/attempt/result")),
        ("ExplanationReply", app.get("/attempt/answers/marks")),
        ("Problem", app.send("GET", "/nowhere").json),
    ):
        schema = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": whole["$defs"]}}
        Draft202012Validator(schema).validate(reply)


def test_where_the_site_is_mounted_the_contract_says_so(site: Application) -> None:
    mounted = Client(DispatcherMiddleware(NotFound(), {"/tryg": site}))
    told = mounted.get("/tryg/api/v1/openapi.json").json
    assert told == document("/tryg")
    assert told["servers"] == [{"url": "/tryg/api/v1"}]
    assert mounted.post("/tryg/api/v1/attempts", json={"quiz": "maader"}).status_code == 201


def _references(plain: object) -> set[str]:
    if isinstance(plain, dict):
        own = {plain["$ref"]} if isinstance(plain.get("$ref"), str) else set()
        return own.union(*map(_references, plain.values()))
    return set().union(*map(_references, plain)) if isinstance(plain, list) else set()
