"""An app of somebody else, as far as a test needs one: it begins quizzes and sends answers."""

from __future__ import annotations

import json
from typing import Any

from flask import Flask
from werkzeug.test import Client, TestResponse

from quizlib import Question
from webapp.api.call import KEY
from webapp.api.clients import client_key
from webapp.web.services import Services

CLIENT = "library-app"
ORIGIN = "https://app.library.example"
ROOT = "/api/v1"


class App:
    """Sends requests, and keeps the token of the attempt that it is in."""

    def __init__(self, site: Flask, language: str = "en") -> None:
        self.token = ""
        self._language = language
        self.turn_to(site)

    def turn_to(self, site: Flask) -> None:
        """Ask another site from now on, such as the same after a start."""
        self.services: Services = site.extensions["services"]
        self.key = client_key(self.services.settings.secret_key, CLIENT)
        self._client = Client(site)

    def send(self, method: str, path: str, body: object = None, **headers: str) -> TestResponse:
        """Send a request with the token, and return the reply."""
        token = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent: dict[str, Any] = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
        return self._client.open(
            f"{ROOT}{path}?language={self._language}", method=method, headers={**token, **named}, **sent
        )

    def get(self, path: str) -> Any:  # noqa: ANN401 - JSON
        """Return what is at an address, which must be there."""
        reply = self.send("GET", path)
        assert reply.status_code == 200, reply.text
        return reply.json

    def begin(self, quiz: str, *, counted: bool = False) -> Any:  # noqa: ANN401 - JSON
        """Begin a quiz, and return where the attempt is."""
        reply = self.send("POST", "/attempts", {"quiz": quiz}, **({KEY: self.key} if counted else {}))
        assert reply.status_code == 201, reply.text
        begun = reply.json
        assert begun
        self.token = begun["token"]
        return begun

    def answer(self, question: str, *response: str, **more: object) -> Any:  # noqa: ANN401 - JSON
        """Answer a question, keep the new token, and return what follows."""
        reply = self.send("POST", "/attempt/answers", {"question": question, "response": response, **more})
        assert reply.status_code == 200, reply.text
        told = reply.json
        assert told
        self.token = told["attempt"]["token"]
        return told

    def finish(self, quiz: str) -> Any:  # noqa: ANN401 - JSON
        """Answer all that is left rightly, and return the result."""
        by_id = {question.id: question for question in self.questions(quiz)}
        while prompt := self.get("/attempt")["prompt"]:
            self.answer(prompt["question"], *(by_id[prompt["question"]].key or ()))
        return self.get("/attempt/result")

    def questions(self, quiz: str) -> tuple[Question, ...]:
        """Return the questions of a quiz, as the site has them."""
        return self.services.library.quizzes[quiz].questions
