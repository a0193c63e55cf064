"""The authors' guide: a question type stands in every place where it has to, and what the guide shows loads."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from quizlib import Message, Programme, Quiz, Text, read_library
from quizlib.authoring import speaking
from quizlib.content.programme import ProgrammeStep
from quizlib.editing.field_words import field_words
from quizlib.questions import BaseQuestion
from quizlib.questions.registry import OWN, name_of
from quizlib.texts.difference import Difference
from quizlib.texts.text import Quotes
from tests.places import ROOT

EXAMPLES = ROOT / "tests" / "examples"
PAGE, DANISH_PAGE = "docs/writing-quizzes.md", "docs/skriv-quizzer.md"
GUIDE, DANISH = ((ROOT / page).read_text(encoding="utf-8") for page in (PAGE, DANISH_PAGE))
PROSE = re.sub(r"^ *```.*?^ *```$", "", GUIDE, flags=re.MULTILINE | re.DOTALL)
SECTIONS = dict(re.findall(r"^### `(\w+)`\n(.*?)(?=^##)", GUIDE, re.MULTILINE | re.DOTALL))
BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = BLOCK.findall(GUIDE)
QUIZZES = [block for block in BLOCKS if "\nquestions:\n" in block]
PROGRAMMES = [block for block in BLOCKS if "\nsteps:\n" in block]
MODELS: dict[str, type[BaseQuestion]] = {name_of(model): model for model in OWN}
TYPES = list(MODELS)
NAMED = set(re.findall(r"`([a-z_-]+)(?:: [^`]*)?`", PROSE))


def example(kind: str) -> Path:
    """Return where the example quiz of a type lies; a quiz's id has hyphens where a type has underscores."""
    return EXAMPLES / "quizzes" / f"{kind.replace('_', '-')}.yaml"


def errors(folder: Path) -> str:
    """Return what keeps the files of a folder from loading, line by line."""
    return "\n".join(str(problem) for problem in read_library(folder)[1] if problem.level == "error")


def written(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """Yield (model, field) for everything that can be written in a model and in what stands in it."""
    for name, field in model.model_fields.items():
        yield model.__name__, field.alias or name
        for inner in models(field.annotation):
            yield from written(inner)


def models(annotation: Any) -> set[type[BaseModel]]:  # noqa: ANN401 - an annotation may be anything
    """Return the models in an annotation that authors write as blocks of keys."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return set() if issubclass(annotation, Text | Quotes) else {annotation}
    return {model for inner in get_args(annotation) for model in models(inner)}


def title(block: str) -> str:
    """Return the English title of a block, by which its test is known."""
    return block.partition("en: ")[2].partition("}")[0]


HAS_A_SECTION = "each has a section below"
TABLES: list[tuple[type[BaseModel], list[str]]] = list(
    zip(
        (Quiz, BaseQuestion, Message, Difference, ProgrammeStep),
        [table.splitlines()[2:] for table in re.findall(r"^\| (?:field|step) \|.*\n(?:\|.*\n)+", GUIDE, re.MULTILINE)],
        strict=True,
    )
)
"""The tables of fields, each with its model, and their rows."""
ROWS = [(model, row) for model, rows in TABLES for row in rows if HAS_A_SECTION not in row]


def explained(model: type[BaseModel], fields: str) -> str:
    """Return what a row of the guide says of its fields: the words below each in the model, one after the other."""
    words = {**field_words(model), "type": "One of the types below."}
    names = {field.alias or name: name for name, field in model.model_fields.items()} | {"type": "type"}
    found = [words[names[name]] for name in re.findall(r"`([a-z_-]+)(?::[^`]*)?`", fields) if name in names]
    return "; ".join(f"{one[0].lower()}{one[1:].removesuffix('.')}" for one in found)


FIELDS = sorted({one for model in (Quiz, BaseQuestion, Message, Programme) for one in written(model)})


@pytest.mark.parametrize(("model", "row"), ROWS, ids=[row.split(" | ")[0][2:] for _, row in ROWS])
def test_the_guide_and_the_models_say_the_same_of_every_field(model: type[BaseModel], row: str) -> None:
    fields, words = row.removeprefix("| ").removesuffix(" |").split(" | ", 1)
    plain = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", words)
    assert plain == explained(model, fields), f"write | {fields} | {explained(model, fields)} |"


def test_there_is_something_to_look_at() -> None:
    assert "verdict" in TYPES
    assert ("Quiz", "minutes") in FIELDS
    assert ("ProgrammeStep", "check-up") in FIELDS
    assert len(QUIZZES) >= len(TYPES)
    assert PROGRAMMES


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_has_a_module_of_its_own(kind: str) -> None:
    assert (ROOT / f"quizlib/questions/types/{kind}.py").is_file(), f"quizlib/questions/types/{kind}.py is missing"
    assert MODELS[kind].__module__ == f"quizlib.questions.types.{kind}", f"{kind} does not stand in its module"


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_has_a_template_of_its_own(kind: str) -> None:
    name = f"webapp/templates/questions/{kind}.html"
    assert (ROOT / name).is_file(), f"{name} is missing"


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_has_an_example_that_loads(kind: str) -> None:
    name = example(kind).relative_to(ROOT)
    assert example(kind).is_file(), f"{name} is missing"
    quiz = read_library(EXAMPLES)[0].quizzes.get(example(kind).stem)
    assert quiz is not None, f"{name} does not load: {errors(EXAMPLES)}"
    assert kind in [question.type for question in quiz.questions], f"{name} has no question of type: {kind}"


def test_no_example_has_an_error() -> None:
    assert not errors(EXAMPLES), errors(EXAMPLES)


@pytest.mark.parametrize("kind", TYPES)
def test_the_guide_shows_the_example_of_every_type_letter_for_letter(kind: str) -> None:
    name = example(kind).relative_to(ROOT)
    assert kind in SECTIONS, f"{PAGE} has no heading ### `{kind}`"
    block = f"```yaml\n{example(kind).read_text(encoding='utf-8')}```\n"
    assert block in SECTIONS[kind], f"{PAGE} does not show {name}, letter for letter, under ### `{kind}`"


@pytest.mark.parametrize("kind", TYPES)
def test_the_guide_says_what_the_response_and_the_score_of_every_type_are(kind: str) -> None:
    for word in ("Response", "Score"):
        assert re.search(rf"\b{word}[:,]", SECTIONS.get(kind, "")), f"{PAGE} does not say {word}: under ### `{kind}`"


def test_the_guide_has_a_heading_for_no_other_type() -> None:
    others = set(SECTIONS) - set(TYPES)
    assert not others, f"{PAGE} has headings for {', '.join(others)}, which the union has not"


@pytest.mark.parametrize("block", QUIZZES, ids=title)
def test_every_whole_quiz_of_the_guide_loads(block: str, tmp_path: Path) -> None:
    shutil.copy(EXAMPLES / "library.yaml", tmp_path)
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "quizzes" / "shown.yaml").write_text(block, encoding="utf-8")
    assert not errors(tmp_path), errors(tmp_path)


@pytest.mark.parametrize("block", PROGRAMMES, ids=title)
def test_every_programme_of_the_guide_loads_beside_the_examples_and_their_check_ups(block: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(EXAMPLES, tmp_path / "content"))
    messages = example("verdict").read_text(encoding="utf-8")
    for form in "ABC":
        text = messages.replace("\nquestions:", f"\nkind: check-up\nform: {form}\nquestions:")
        (folder / "quizzes" / f"check-up-{form.lower()}.yaml").write_text(text, encoding="utf-8")
    (folder / "programmes").mkdir()
    (folder / "programmes" / "shown.yaml").write_text(block, encoding="utf-8")
    assert not errors(folder), errors(folder)


def test_the_guide_names_every_field_that_can_be_written() -> None:
    missing = [f"`{field}` of {model}" for model, field in FIELDS if field not in NAMED]
    assert not missing, f"{PAGE} does not name {', '.join(missing)}"


def test_what_the_check_says_in_the_guide_is_what_it_says() -> None:
    said = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "broken").glob("*.txt"))
    rows = re.findall(r"^\| (.*?) \|", GUIDE.split("\n## What the check says\n")[1], re.MULTILINE)
    messages = [message for row in rows for message in re.findall(r"`([^`]+)`", row)]
    assert messages
    invented = [message for message in messages if message not in said]
    assert not invented, f"{PAGE} quotes {invented}, which nothing in tests/broken makes the check say"


def parts(guide: str) -> list[str]:
    """Return the parts of a guide, each with its heading first."""
    return re.split(r"^(?=##)", guide, flags=re.MULTILINE)


def named(part: str) -> set[str]:
    """Return the fields that a part names outside of its examples."""
    prose = re.sub(r"^ *```.*?^ *```$", "", part, flags=re.MULTILINE | re.DOTALL)
    return set(re.findall(r"`([a-z_-]+)(?:: [^`]*)?`", prose)).intersection(field for _, field in FIELDS)


def rows(guide: str) -> list[list[str]]:
    """Return the messages of each row of what the check says, in the last part of a guide."""
    table = re.findall(r"^\| (`.*?) \|", parts(guide)[-1], re.MULTILINE)
    return [re.findall(r"`([^`]+)`", row) for row in table]


def test_the_danish_guide_has_the_parts_examples_and_tables_of_the_english_one() -> None:
    ours, theirs = parts(GUIDE), parts(DANISH)
    heads, others = ([part.split("\n", 1)[0] for part in some] for some in (ours, theirs))
    assert [head.split()[0] for head in heads] == [head.split()[0] for head in others]
    assert [head for head in heads if "`" in head] == [head for head in others if "`" in head]
    for head, part, other in zip(heads, ours, theirs, strict=True):
        assert BLOCK.findall(part) == BLOCK.findall(other), f"{DANISH_PAGE} has other examples under {head}"
        assert part.count("\n| ") == other.count("\n| "), f"{DANISH_PAGE} has other rows under {head}"
        assert part.count("\n- ") == other.count("\n- "), f"{DANISH_PAGE} has other points under {head}"
        missing = named(part) - named(other)
        assert not missing, f"{DANISH_PAGE} does not name {', '.join(missing)} under {head}"


def test_every_link_of_the_danish_guide_within_itself_leads_to_a_heading() -> None:
    heads = [
        re.sub(r"[^\w -]", "", head).lower().replace(" ", "-") for head in re.findall(r"^#+ (.*)", DANISH, re.MULTILINE)
    ]
    places = {*heads, *re.findall(r'<a id="(.*?)">', DANISH)}
    assert set(re.findall(r"\]\(#(.*?)\)", DANISH)) <= places


@pytest.mark.slow
def test_what_the_check_says_in_the_danish_guide_is_what_it_says_in_danish() -> None:
    assert [len(row) for row in rows(DANISH)] == [len(row) for row in rows(GUIDE)]
    with speaking("da"):
        broken = [path for path in (ROOT / "tests" / "broken").iterdir() if path.suffix != ".txt"]
        read = (read_library(path, None if path.is_dir() else ["da", "en"])[1] for path in broken)
        said = "\n".join(str(problem) for problems in read for problem in problems)
    invented = [message for row in rows(DANISH) for message in row if message not in said]
    assert not invented, f"{DANISH_PAGE} quotes {invented}, which nothing in tests/broken makes the check say"
