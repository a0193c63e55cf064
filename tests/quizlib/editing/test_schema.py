"""`quizlib schema`: a real validator takes every file that the check takes, and refuses what is built wrong."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator, FormatChecker

from quizlib import read_library
from quizlib.commands import main
from quizlib.editing.field_words import field_words
from quizlib.editing.kinds import content_files, kinds
from quizlib.editing.schema import schemas
from quizlib.questions import BaseQuestion
from quizlib.questions.registry import OWN
from tests.places import BROKEN, CONTENT, EXAMPLES, FIXTURE, LIBRARY, ROOT

FOLDERS = (CONTENT, EXAMPLES, FIXTURE, LIBRARY, ROOT / "examples" / "fire_safety")
STRUCTURAL = ("unknown key", ": is missing", "expected ", "unknown language", "unknown type", "needs at least")


class AsEditorsDo(yaml.CSafeLoader):
    """YAML as an editor reads it: days are texts, and yes is one too."""


AsEditorsDo.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag.rpartition(":")[2] in {"int", "float", "null"}]
    for letter, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
for letter in "tf":
    AsEditorsDo.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), [letter])


def as_editor(path: Path) -> Any:  # noqa: ANN401 - YAML is any data
    return yaml.load(path.read_text(encoding="utf-8"), AsEditorsDo)  # noqa: S506 - a SafeLoader


def validators(folder: Path) -> dict[str, Draft7Validator]:
    library, _ = read_library(folder, drafts=True)
    made = schemas(kinds(), library)
    return {name: Draft7Validator(schema, format_checker=FormatChecker()) for name, schema in made.items()}


def definition(validator: Draft7Validator, name: str) -> dict[str, Any]:
    """Return the fields that a schema has of a model."""
    assert isinstance(validator.schema, dict)
    found: dict[str, Any] = validator.schema["$defs"][name]["properties"]
    return found


@pytest.fixture(scope="module")
def of_content() -> dict[str, Draft7Validator]:
    return validators(CONTENT)


@pytest.mark.slow
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_file_that_ships_or_is_shown_is_valid(folder: Path) -> None:
    found = validators(folder)
    for kind, path in content_files(folder):
        wrong = [f"{path}: {error.json_path}: {error.message}" for error in found[kind].iter_errors(as_editor(path))]
        assert not wrong, wrong[0]


def test_every_file_of_the_content_has_a_kind() -> None:
    assert {path for _, path in content_files(CONTENT)} == set(CONTENT.rglob("*.yaml"))


@pytest.mark.slow
@pytest.mark.parametrize("kind", kinds())
def test_the_schemas_themselves_are_valid(of_content: dict[str, Draft7Validator], kind: str) -> None:
    Draft7Validator.check_schema(of_content[kind].schema)


def quiz(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    data: dict[str, Any] = as_editor(CONTENT / "quizzes" / "mitid.yaml")
    change(data)
    return data


@pytest.mark.parametrize(
    "change",
    [
        lambda quiz: quiz.pop("minutes"),
        lambda quiz: quiz.pop("questions"),
        lambda quiz: quiz.update(id="mitid"),
        lambda quiz: quiz.update(minuts=3),
        lambda quiz: quiz.update(minutes="soon"),
        lambda quiz: quiz.update(minutes=0),
        lambda quiz: quiz.update(reviewed="2026-02-30"),
        lambda quiz: quiz.update(kind="quizz"),
        lambda quiz: quiz.update(sure="ja"),
        lambda quiz: quiz["title"].pop("en"),
        lambda quiz: quiz["title"].update(nb="Hej"),
        lambda quiz: quiz.update(title="MitID"),
        lambda quiz: quiz["sources"][0].update(url="mitid.dk"),
        lambda quiz: quiz["questions"][0].pop("type"),
        lambda quiz: quiz["questions"][0].update(type="exmple"),
        lambda quiz: quiz["questions"][0].update(id="Hej hej"),
        lambda quiz: quiz["questions"][0].pop("stem"),
        lambda quiz: quiz["questions"][0]["message"].update(channel="smss"),
        lambda quiz: quiz["questions"][0]["message"].pop("body"),
        lambda quiz: quiz["questions"][0]["message"]["signs"][0].pop("quote"),
        lambda quiz: quiz["questions"][0].update(options=[]),
    ],
)
def test_what_is_built_wrong_is_refused(
    of_content: dict[str, Draft7Validator], change: Callable[[dict[str, Any]], object]
) -> None:
    assert not of_content["quizzes"].is_valid(quiz(change))


def without_english(data: Any) -> Any:  # noqa: ANN401 - YAML is any data
    """Return data in which no text has English."""
    if isinstance(data, list):
        return [without_english(member) for member in data]
    if isinstance(data, dict):
        return {key: without_english(value) for key, value in data.items() if key != "en"}
    return data


@pytest.mark.parametrize("name", ["mitid", "adgangskoder", "tjek-a"])
def test_a_quiz_that_says_its_languages_lacks_none_of_the_others(
    of_content: dict[str, Draft7Validator], name: str
) -> None:
    data = without_english(as_editor(CONTENT / "quizzes" / f"{name}.yaml"))
    assert not of_content["quizzes"].is_valid(data)
    assert not of_content["quizzes"].is_valid({**data, "languages": []})
    assert of_content["quizzes"].is_valid({**data, "languages": ["da"]})
    assert not of_content["quizzes"].is_valid({**data, "languages": ["da"], "title": {"en": "Only English"}})
    assert not of_content["quizzes"].is_valid({**data, "languages": ["da"], "title": {"da": "x", "nb": "y"}})
    assert not of_content["quizzes"].is_valid({**data, "languages": ["da"], "minuts": 3})


def read_alone(path: Path) -> tuple[bool, bool]:
    """Return whether the check finds any error in a broken file, and whether one is in how it is built."""
    lines = [line for line in path.with_suffix(".txt").read_text(encoding="utf-8").splitlines() if line]
    wrong = [line for line in lines if "warning: " not in line]
    return bool(wrong), any(word in line for line in wrong for word in STRUCTURAL)


def test_the_schema_takes_what_the_check_takes_of_the_broken_files(of_content: dict[str, Draft7Validator]) -> None:
    fine = [path for path in sorted(BROKEN.glob("*.yaml")) if not read_alone(path)[0]]
    refused = {path.name for path in fine if not of_content["quizzes"].is_valid(as_editor(path))}
    assert len(fine) > 20
    assert not refused


@pytest.mark.parametrize("model", [*kinds().values(), *OWN], ids=lambda model: model.__name__)
def test_every_field_of_a_file_is_explained(model: type) -> None:
    (found,) = [name for name, one in kinds().items() if one is model] or ["quizzes"]
    schema = schemas(kinds(), read_library(FIXTURE)[0])[found]
    parts = {"": schema, **schema["$defs"]}
    unexplained = [
        f"{part}.{name}"
        for part, one in parts.items()
        for name, field in one.get("properties", {}).items()
        if "description" not in field
        and part.removesuffix("InSome") not in {"Text", "Quotes"}
        and name not in {"type", "id"}
    ]
    assert not unexplained


def test_a_field_is_explained_in_the_words_below_it(of_content: dict[str, Draft7Validator]) -> None:
    message = definition(of_content["quizzes"], "Message")
    assert message["body"]["description"] == "The text."
    assert message["channel"]["enum"][:2] == ["sms", "email"]


def test_the_schema_proposes_the_ids_of_the_library(of_content: dict[str, Draft7Validator]) -> None:
    step = definition(of_content["programmes"], "ProgrammeStep")
    assert "mitid" in step["quiz"]["examples"]
    assert of_content["programmes"].is_valid(as_editor(CONTENT / "programmes" / "en-time.yaml"))


def test_a_library_of_its_own_has_its_own_sides_and_channels() -> None:
    quizzes = validators(ROOT / "examples" / "fire_safety")["quizzes"]
    assert "dangerous" in definition(quizzes, "Sign")["shows"]["enum"]


def test_the_command_writes_every_schema_and_says_how_a_file_begins(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "content"
    shutil.copytree(FIXTURE, folder)
    assert main(["schema", str(folder)]) == 0
    assert "quizzes/*.yaml: # yaml-language-server: $schema=../.schema/quizzes.json\n" in capsys.readouterr().out
    for kind in kinds():
        Draft7Validator.check_schema(json.loads((folder / ".schema" / f"{kind}.json").read_text(encoding="utf-8")))
    assert main(["check", str(folder)]) == 0, "the schemas are no part of the content"


def test_field_words_are_one_line_and_inherited() -> None:
    words = field_words(OWN[0])
    assert words["stem"] == "The question itself."
    assert not any("\n" in one for one in words.values())


def test_a_type_whose_source_is_not_there_has_no_words() -> None:
    made = type("Elsewhere", (BaseQuestion,), {"__module__": "no_such_module", "__doc__": "Made of nothing."})
    assert "own" not in field_words(made)
    assert field_words(made)["stem"] == field_words(BaseQuestion)["stem"]
