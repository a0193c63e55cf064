"""Reading library.yaml: the settings, and what they mean for the texts of all other files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from quizlib.content.settings import LibrarySettings
from quizlib.reading import source
from quizlib.reading.document import Document
from quizlib.reading.mistakes import build
from quizlib.texts.judge import Judge, by_id
from quizlib.texts.text import LEFT_TO_RIGHT, Language

SETTINGS = "library.yaml"


def read_settings(
    home: Path, languages: Sequence[str | Language] | None = None, *, drafts: bool = False
) -> tuple[LibrarySettings, Document, dict[str, Any]]:
    """Return a library's settings, the document they were read from, and the context for validating its texts.

    `languages` replace those of library.yaml. Its drafts are left out unless `drafts` asks for them.
    """
    path = home / SETTINGS
    shared = source.read_file(path) if path.exists() else Document(str(home))
    listed = {str(one["id"]): str(one.get("name", one["id"])) for one in _listed(shared, "languages") if "id" in one}
    given = {one if isinstance(one, str) else one.id: not isinstance(one, str) and one.draft for one in languages or ()}
    marked = {str(one["id"]): one.get("draft") == "true" for one in _listed(shared, "languages") if "id" in one}
    every = {name: draft for name, draft in marked.items() if drafts or not draft} if languages is None else given
    wanted = list(every)
    context: dict[str, Any] = {
        "languages": wanted,
        "drafts": (unfinished := frozenset(name for name, draft in every.items() if draft and name != wanted[0])),
        "lent": unfinished,
        "known": None if languages is not None else list(listed),
        "numbers": (
            numbers := {str(one["id"]): one.get("number") for one in _listed(shared, "numbers") if "id" in one}
        ),
        "isolated": {name: LEFT_TO_RIGHT.format(number) for name, number in numbers.items()},
        "rtl": [str(one["id"]) for one in _listed(shared, "languages") if one.get("dir") == "rtl" and "id" in one],
    }
    settings = build(shared, LibrarySettings, context) or LibrarySettings()
    context["channels"] = {str(one["id"]): str(one.get("like")) for one in _listed(shared, "channels") if "id" in one}
    context["scales"] = {str(one["id"]): () for one in _listed(shared, "scales") if "id" in one}
    context["scales"] |= {scale.id: scale.steps for scale in settings.scales}
    context["judges"] = by_id(settings.judges or _judges(shared))
    context["sides"] = [side for judge in context["judges"].values() for side in judge.pair]
    known = {language.id: language for language in settings.languages}
    chosen = tuple(known.get(name) or Language.model_construct(id=name, name=listed.get(name, name)) for name in wanted)
    return settings.model_copy(update={"languages": chosen}), shared, context


def _judges(shared: Document) -> Iterator[Judge]:
    """Yield the judges of settings that have mistakes, without words, so that no question is blamed for them."""
    for judge in _listed(shared, "judges"):
        with suppress(KeyError, TypeError, ValidationError):
            yield Judge.model_validate({"id": judge.get("id"), "sides": [{"id": one["id"]} for one in judge["sides"]]})


def _listed(document: Document, key: str) -> list[dict[str, Any]]:
    members = document.data.get(key) if isinstance(document.data, dict) else None
    return [member for member in members if isinstance(member, dict)] if isinstance(members, list) else []
