"""Routing: what an address of a page may hold, the rule that it follows, and how the rule of a request is found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, lru_cache, partial
from typing import Any

from flask import Request
from werkzeug.routing import BaseConverter, Map, MapAdapter, Rule
from werkzeug.wsgi import get_host

FOR_EVERYBODY = frozenset({"lang", "quiz_id", "programme_id", "n"})
"""The arguments of addresses that many people ask for, and that tell nothing of any of them."""
MOST = 2000  # addresses whose rule is kept


class Word(BaseConverter):
    """A part of an address that is an id or a code. None of ours holds a control character: that is a 404."""

    regex = r"[^/\x00-\x1f\x7f]+"
    part_isolating = True


class Address(Rule):
    """The rule of one address. What makes an address out of a view's name is compiled when it is first asked for.

    Pages write their addresses themselves (`Visit.path`), so no start needs that, and it took a fifth of each.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:  # noqa: FBT001, FBT002 - werkzeug's
        compiled = cache(partial(super()._compile_builder, append_unknown))
        return lambda rule, /, **values: compiled()(rule, **values)


class Rules(Map):
    """The rules of all addresses. Which rule an address follows is kept, where the address is the same for everybody.

    An address with a code or a secret in it is looked up each time, and never kept.
    """

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - werkzeug's
        super().__init__(**options)
        self.found: dict[tuple[str, str], tuple[Rule, Mapping[str, Any]]] = {}

    def of(self, request: Request) -> MapAdapter:
        """Return what finds the rule of a request.

        Raises SecurityError if its host is not a trusted one, and BadHost if no host can have that name.
        """
        request.host = get_host(request.environ, request.trusted_hosts)
        path = request.path if request.environ.get("PATH_INFO") else ""
        query = request.query_string.decode(errors="replace")
        return _Asked(self, _named(request.host), request.root_path, "", request.scheme, path, request.method, query)


class _Asked(MapAdapter):
    """A request whose rule is looked for."""

    map: Rules

    def match(self, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - werkzeug's: a rule or the name of a view, and values
        """Return the rule and its values, as Flask asks for them; anything else as werkzeug does."""
        if given or named != {"return_rule": True}:
            return super().match(*given, **named)
        found, asked = self.map.found, (self.path_info, self.default_method)
        known = found.get(asked)
        if known is None:
            rule, values = super().match(return_rule=True)
            if not values.keys() <= FOR_EVERYBODY:
                return rule, values
            if len(found) >= MOST:
                found.clear()
            found[asked] = known = rule, values
        rule, values = known
        return rule, dict(values)  # who gets it may change it


@lru_cache(maxsize=100)
def _named(host: str) -> str:
    """Return a host as addresses name it. Raises BadHost."""
    return Map().bind(host).server_name
