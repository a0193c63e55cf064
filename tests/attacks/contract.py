"""Calls that an app could make, thousands of them, held against the contract: `python -m tests.attacks.contract 10000`.

Schemathesis makes them out of the contract: those that fit it and those that do not, with tokens of attempts that have
just begun, are half taken or finished, are stored or not, and without any. Each reply has to be one of the contract.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.config import SchemathesisConfig
from schemathesis.core.result import Ok

from tests.places import LIBRARY
from webapp import create_app
from webapp.api.call import KEY
from webapp.api.clients import client_key
from webapp.api.document import OPENAPI
from webapp.api.operations import ROOT
from webapp.application import Application
from webapp.config.settings import MOST_CALLS, Settings

CLIENT, QUIZ = "one", "maader"
HALF = 3  # questions
FRESH = 20  # calls with one attempt
STATUSES = ["2xx", "400", "401", "403", "404", "409", "410", "422"]
"""Of calls that fit the contract: no contract can say which choices a question offers."""
REFUSED = ["400", "401", "403", "404", "405", "409", "410", "413", "415", "422"]
CONFIG = SchemathesisConfig.from_dict(
    {
        "checks": {
            "positive_data_acceptance": {"expected-statuses": STATUSES},
            "negative_data_rejection": {"expected-statuses": REFUSED},
        }
    }
)
Operation = schemathesis.APIOperation[Any, Any, Any, Any]
Case = schemathesis.Case[Any]


@dataclass
class Found:
    """How many replies of each status there were, and what was not in the contract."""

    statuses: Counter[int] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)


@contextmanager
def site() -> Iterator[Application]:
    """Return a site with the API, which lets one address call as often as it likes."""
    with tempfile.TemporaryDirectory() as folder:
        given = {"data_dir": str(Path(folder, "data")), "quiz_content": str(LIBRARY), "api": "true"}
        site = create_app(Settings.read(**given, api_clients=CLIENT, api_calls=MOST_CALLS), housekeeping=False)
        yield site
        site.close()


class Attempts:
    """Hands out the tokens of attempts in every state, each for some calls."""

    def __init__(self, site: Application) -> None:
        self._client = site.test_client(use_cookies=True)
        services = site.extensions["services"]
        self.questions = services.library.quizzes[QUIZ].questions
        self.key = client_key(services.settings.secret_key, CLIENT)
        self._calls = 0
        self._token = ""

    @property
    def token(self) -> str:
        """A token."""
        if self._calls % FRESH == 0:
            number = self._calls // FRESH
            self._token = self._made(counted=number % 2 == 0, answers=(0, HALF, len(self.questions))[number % 3])
        self._calls += 1
        return self._token

    def _made(self, *, counted: bool, answers: int) -> str:
        headers = {KEY: self.key} if counted else {}
        begun: Any = self._client.post(f"{ROOT}/attempts", json={"quiz": QUIZ}, headers=headers).json
        token: str = begun["token"]
        for question in self.questions[:answers]:
            sent = {"question": question.id, "response": list(question.key or ())}
            told: Any = self._client.post(
                f"{ROOT}/attempt/answers", json=sent, headers={"Authorization": f"Bearer {token}"}
            ).json
            token = told["attempt"]["token"]
        return token


def attack(operation: Operation, attempts: Attempts, calls: int, found: Found) -> None:
    """Make so many calls of one kind, half of which fit the contract."""
    names = st.sampled_from([question.id for question in attempts.questions])
    choices = [choice.id for question in attempts.questions for choice in question.choices()]
    responses = st.lists(st.sampled_from(choices), max_size=4)

    def call(case: Case, question: str, response: list[str], meant: bool) -> None:  # noqa: FBT001 - drawn
        if meant:
            _mean(case, question, response)
        reply = case.call(headers={"Accept-Encoding": "identity"})
        found.statuses[reply.status_code] += 1
        try:
            case.validate_response(reply)
        except BaseExceptionGroup as failures:
            found.failures.append(f"{operation.label}: {failures.exceptions[0]}")

    for mode in (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE):
        drawn: Callable[[], None] = given(
            operation.as_strategy(generation_mode=mode),
            names,
            responses,
            st.booleans() if mode is schemathesis.GenerationMode.POSITIVE else st.just(value=False),
        )(call)
        how = settings(
            max_examples=calls // 2,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        how(drawn)()


def _mean(case: Case, question: str, response: list[str]) -> None:
    """Let a call that fits the contract be about a quiz and a question that there are."""
    if isinstance(case.body, dict):
        if "quiz" in case.body:
            case.body = {**case.body, "quiz": QUIZ}
        if "question" in case.body:
            case.body = {**case.body, "question": question, "response": [*response]}
    for name, value in (("quiz", QUIZ), ("question", question)):
        if name in (case.path_parameters or {}):
            case.path_parameters[name] = value


def attacked(calls: int) -> Found:
    """Make so many calls, as many to each operation."""
    found = Found()
    with site() as served:
        schema, attempts = schemathesis.openapi.from_wsgi(f"{ROOT}{OPENAPI}", served, config=CONFIG), Attempts(served)

        class Tokens:
            def get(self, _case: Case, _context: object) -> str:
                return attempts.token

            def set(self, case: Case, data: str, _context: object) -> None:
                case.headers["Authorization"] = f"Bearer {data}"

        schema.auth(refresh_interval=None).apply_to(path_regex="^/attempt($|/)")(Tokens)
        operations = [one.ok() for one in schema.get_all_operations() if isinstance(one, Ok)]
        for operation in operations:
            attack(operation, attempts, -(-calls // len(operations)), found)
    return found


def main() -> int:
    """Attack, and say what came back; return 1 if something was not in the contract."""
    begun, calls = time.monotonic(), int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    found = attacked(calls)
    told = ", ".join(f"{status}: {n}" for status, n in sorted(found.statuses.items()))
    print(f"{found.statuses.total()} calls in {time.monotonic() - begun:.0f} s; {told}")  # noqa: T201
    for failure in found.failures[:5]:
        print(failure)  # noqa: T201
    print(f"not in the contract: {len(found.failures)}")  # noqa: T201
    return int(bool(found.failures))


if __name__ == "__main__":
    sys.exit(main())
