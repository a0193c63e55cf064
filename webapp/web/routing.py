"""Routing: what an address of a page may hold, and the rule that it follows."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

from werkzeug.routing import BaseConverter, Rule


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
