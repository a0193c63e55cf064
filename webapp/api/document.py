"""Document: the contract of the API as OpenAPI 3.1, made from its operations and models.

`python -m webapp.api.document > docs/openapi.json` writes what is committed.
"""

from __future__ import annotations

import inspect
import json
import re
import sys
from collections import defaultdict
from http import HTTPStatus
from typing import Any

from pydantic.json_schema import JsonSchemaMode, models_json_schema

from webapp.api.call import KEY, LARGEST
from webapp.api.models import Nothing, Problem, Reply, Sent
from webapp.api.operations import OPERATIONS, ROOT, Needs, Operation
from webapp.api.problems import STATUS, Kind

JSON, PROBLEM = "application/json", "application/problem+json"
OPENAPI = "/openapi.json"
USUAL: tuple[Kind, ...] = ("too-many", "broken", "unavailable")
OF_BODIES: tuple[Kind, ...] = ("unreadable", "too-large", "no-json")
SECURITY: dict[Needs, list[dict[str, list[str]]]] = {"nothing": [], "key": [{}, {"key": []}], "token": [{"token": []}]}
PARAMETER = re.compile(r"{(\w+)}")
LANGUAGE = {
    "name": "language",
    "in": "query",
    "description": "The language of texts, as in `da`. Without it, or where the site has no such language, "
    "`Accept-Language` decides.",
    "schema": {"type": "string"},
}
ABOUT = f"""Quizzes of this site in other apps. An attempt begins with a token; send it as a bearer token with each
request, and take the one that comes back. Without the key of a client nothing is stored: the token holds the answers.
With it the answers are kept until they are counted, at least ten attempts together.
A body has {LARGEST} bytes at most."""


def document(mount: str = "") -> dict[str, Any]:
    """Return the contract of a site that is mounted under a path, as plain data."""
    models: dict[type[Sent | Reply], JsonSchemaMode] = {Problem: "serialization"}
    for one in OPERATIONS:
        models[one.reply] = "serialization"
        if one.body is not Nothing:
            models[one.body] = "validation"
    names, schemas = models_json_schema(list(models.items()), ref_template="#/components/schemas/{model}")
    paths: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    for one in OPERATIONS:
        refs = {model: names[model, mode] for model, mode in models.items()}
        paths[one.path][one.method] = _described(one, refs)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Tryg på nettet", "version": "1", "description": " ".join(ABOUT.split())},
        "servers": [{"url": mount + ROOT}],
        "paths": dict(paths),
        "components": {
            "schemas": schemas["$defs"],
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "The token of an attempt."},
                "key": {"type": "apiKey", "in": "header", "name": KEY, "description": "The key of a client."},
            },
        },
    }


def _described(one: Operation[Any], refs: dict[type[Sent | Reply], Any]) -> dict[str, Any]:
    """Return an operation as the contract has it."""
    summary = (inspect.getdoc(one.view) or "").partition("\n")[0]
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in PARAMETER.findall(one.path)
    ]
    sends = one.body is not Nothing
    kinds = (*one.problems, *(OF_BODIES if sends else ()), *USUAL)
    failures = {
        str(STATUS[kind]): {**_replied(STATUS[kind]), "content": {PROBLEM: {"schema": refs[Problem]}}} for kind in kinds
    }
    succeeds = {str(one.status): {**_replied(one.status), "content": {JSON: {"schema": refs[one.reply]}}}}
    return {
        "operationId": one.view.__name__,
        "summary": summary,
        "parameters": [*parameters, LANGUAGE],
        "security": SECURITY[one.needs],
        **({"requestBody": {"required": True, "content": {JSON: {"schema": refs[one.body]}}}} if sends else {}),
        "responses": succeeds | dict(sorted(failures.items())),
    }


def _replied(status: int) -> dict[str, Any]:
    return {"description": HTTPStatus(status).phrase}


def written() -> str:
    """Return the contract as the text that is committed."""
    return json.dumps(document(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    sys.stdout.write(written())
