"""Call: what one request to the API means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from jinja2 import Environment
from pydantic import ValidationError
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Request

from quizlib import Language, Quiz
from webapp.api.clients import client_of
from webapp.api.models import Fault, Nothing, Sent
from webapp.api.problems import ProblemError
from webapp.api.token import Ticket, read
from webapp.api.words import Words
from webapp.web.current_visit import language_of
from webapp.web.services import Services, today

KEY = "Tryg-Key"
"""The header with the key of a client."""
LARGEST = 16 * 1024  # bytes of a body
BEARER = "bearer"

Body = TypeVar("Body", bound=Sent)


@dataclass(frozen=True)
class Call:
    """What one request means. `arguments` are the parts of its address, `templates` those of the site's pages."""

    services: Services
    request: Request
    arguments: Mapping[str, str]
    templates: Environment

    @cached_property
    def today(self) -> date:
        """The day of the request, in the time zone of the site."""
        return today(self.services.settings.zone)

    @cached_property
    def language(self) -> Language:
        """The language that the address names with `?language=`; else the one that the app prefers of ours."""
        return language_of(self.services.languages, self.request.args.get("language", ""), self.request)

    @cached_property
    def words(self) -> Words:
        """The words of the site in that language."""
        return Words(self.language, self.templates)

    @property
    def client_address(self) -> str:
        """The address of the machine that asks, for limits alone: it is stored nowhere."""
        return self.request.remote_addr or ""

    def sent(self, model: type[Body]) -> Body:
        """Return what the body holds. ProblemError if it is too large, no JSON, or not what the model says."""
        if model is Nothing:
            return model()
        if self.request.mimetype != "application/json":
            raise ProblemError("no-json")
        try:
            return model.model_validate_json(self.request.get_data())
        except RequestEntityTooLarge:
            raise ProblemError("too-large") from None
        except ValidationError as error:
            found = error.errors(include_url=False, include_context=False, include_input=False)
            faults = (Fault(where=".".join(map(str, one["loc"])), why=one["msg"]) for one in found)
            raise ProblemError("unreadable", tuple(faults)) from None

    def client(self) -> str:
        """Return the name of the client whose key was sent; empty without a key, ProblemError if it is nobody's."""
        key, settings = self.request.headers.get(KEY), self.services.settings
        if key is None:
            return ""
        secrets = (settings.secret_key, *settings.secret_key_fallbacks)
        name = client_of(key, settings.api_clients, secrets)
        if name is None:
            raise ProblemError("key")
        return name

    def ticket(self) -> Ticket:
        """Return the attempt whose token was sent. ProblemError if there is none, or its time is over."""
        kind, _, token = self.request.headers.get("Authorization", "").partition(" ")
        ticket = read(token.strip(), self.services.encryption) if kind.lower() == BEARER else None
        if ticket is None:
            raise ProblemError("token")
        if ticket.expires <= self.today or (ticket.client and ticket.client not in self.services.settings.api_clients):
            raise ProblemError("gone")
        return ticket

    def quiz(self, name: str) -> Quiz:
        """Return a quiz that can be begun now, in the language of the call. ProblemError if there is none."""
        quiz = self.services.offered(self.today).quiz(name)
        if quiz is None and name in self.services.left_out.quizzes:
            raise ProblemError("left-out")
        if quiz is None or not self.offers(quiz):
            raise ProblemError("nowhere")
        return quiz

    def offers(self, quiz: Quiz) -> bool:
        """Return whether an app may take a quiz: no check-up, which wears out, and no discreet quiz."""
        return quiz.kind == "quiz" and not quiz.discreet and quiz.is_in(self.language.id)
