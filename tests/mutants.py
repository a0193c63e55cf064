"""`python -m tests.mutants [FILE]`: breaks the code in small ways, and says which breaks the tests see.

A mutant is a file with one change. Each is run against the tests of its folder, in a copy of the project: 200 of them,
drawn by a fixed seed from the code that guards answers and people, or all of one file. By hand: it takes hours.
"""

from __future__ import annotations

import ast
import copy
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

from tests.places import ROOT

GUARDED = (
    "webapp/storage/**/*.py",
    "webapp/web/device*.py",
    "webapp/web/security.py",
    "webapp/web/limits.py",
    "webapp/leader/**/*.py",
    "webapp/staff/**/*.py",
)
LEFT_OUT = "migrations"  # what has once run is never run again
HOW_MANY, SEED = 200, 1
LONGEST = 600  # seconds: a mutant that runs longer has made the code wait for ever, and counts as killed
NOT_COPIED = shutil.ignore_patterns(".*", "node_modules", "data", "dist", "screens", "__pycache__")
PYTEST = ("-m", "pytest", "-qx", "-m", "not trial and not browser", "-p", "no:cacheprovider")
TURNED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
}
DROPPED = (ast.Expr, ast.AugAssign, ast.Raise, ast.Delete, ast.Continue, ast.Break)
UNREAD = ("annotation", "returns", "decorator_list", "type_params")  # fields of a node that no test can see


@dataclass(frozen=True)
class Mutant:
    """A file with one change: the line, what was changed, and the whole text."""

    file: Path
    line: int
    what: str
    text: str


def main() -> None:
    """Run the mutants of a file, or those that are drawn, and print the share that was killed, file by file."""
    files = [Path(name) for name in sys.argv[1:]] or guarded(ROOT)
    found = [mutant for file in files for mutant in mutants(file, (ROOT / file).read_text("utf-8"))]
    if not sys.argv[1:]:
        found = Random(SEED).sample(found, HOW_MANY)  # noqa: S311 - nothing here is secret
        found.sort(key=lambda mutant: (mutant.file, mutant.line))
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder, "project")
        shutil.copytree(ROOT, project, ignore=NOT_COPIED)
        sys.exit(0 if run(found, project) else 1)


def guarded(project: Path) -> list[Path]:
    """Return the files from which mutants are drawn, as paths within the project."""
    found = {path.relative_to(project) for pattern in GUARDED for path in project.glob(pattern)}
    return sorted(path for path in found if LEFT_OUT not in path.parts)


def mutants(file: Path, text: str) -> Iterator[Mutant]:
    """Yield every mutant of a file."""
    tree = ast.parse(text)
    for number, node in enumerate(_nodes(tree)):
        for what, change in _changes(node):
            mutated = copy.deepcopy(tree)
            change(next(one for at, one in enumerate(_nodes(mutated)) if at == number))
            yield Mutant(file, getattr(node, "lineno", 0), what, ast.unparse(mutated))


def run(found: Sequence[Mutant], project: Path) -> bool:
    """Run mutants in a copy of the project, print what became of them, and return whether they could be run."""
    for tests in sorted({folder_of_tests(mutant.file, project) for mutant in found}):
        if not passes(tests, project):
            print(f"{tests}: the tests fail without any change")
            return False
    killed = 0
    for file in dict.fromkeys(mutant.file for mutant in found):
        of_file = [mutant for mutant in found if mutant.file == file]
        survivors = [mutant for mutant in of_file if _survives(mutant, project)]
        dead = len(of_file) - len(survivors)
        killed += dead
        print(f"{file}: {dead} of {len(of_file)} killed ({dead / len(of_file):.0%})", flush=True)
        for mutant in survivors:
            print(f"  line {mutant.line}: {mutant.what}", flush=True)
    if found:
        print(f"{killed} of {len(found)} killed ({killed / len(found):.0%})")
    return True


def folder_of_tests(file: Path, project: Path) -> Path:
    """Return the folder of the tests of a file: that of its own folder, or of the nearest one above that has some."""
    folder = Path("tests") / file.parent
    while not any((project / folder).rglob("test_*.py")):
        folder = folder.parent
    return folder


def passes(tests: Path, project: Path) -> bool:
    """Return whether the tests of a folder pass in time."""
    environment = {**os.environ, "PYTHONPATH": str(project)}  # not the project that is installed
    command = [sys.executable, *PYTEST, str(tests)]
    try:
        done = subprocess.run(command, cwd=project, env=environment, timeout=LONGEST, capture_output=True, check=False)  # noqa: S603 - our own
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def _survives(mutant: Mutant, project: Path) -> bool:
    file = project / mutant.file
    text = file.read_text("utf-8")
    file.write_text(mutant.text, "utf-8")
    try:
        return passes(folder_of_tests(mutant.file, project), project)
    finally:
        file.write_text(text, "utf-8")


def _nodes(node: ast.AST) -> Iterator[ast.AST]:
    """Yield a node and all below it that run: no annotation, no decorator, no docstring."""
    yield node
    for name, value in ast.iter_fields(node):
        if name in UNREAD:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_text(child):
                yield from _nodes(child)


def _is_text(node: ast.AST) -> bool:
    """Return whether a statement is a docstring, or the text below a field that tells what it is."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _changes(node: ast.AST) -> Iterator[tuple[str, Callable[[ast.AST], None]]]:  # noqa: C901 - one case for each kind
    """Yield the changes of a node: what each does, and a function that makes it in the same node of a copy."""
    match node:
        case ast.Compare(ops=[op]) if type(op) in TURNED:
            yield f"{ast.unparse(node)}: the comparison turned", lambda same: _turn(same.ops, 0)  # type: ignore[attr-defined]  # the same kind
        case ast.BoolOp(op=op) | ast.BinOp(op=op) if type(op) in TURNED and not _of_text(node):
            yield f"{ast.unparse(node)}: the operator turned", lambda same: setattr(same, "op", TURNED[type(op)]())
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield (
                f"{ast.unparse(node)}: without not",
                lambda same: setattr(same, "operand", ast.UnaryOp(ast.Not(), operand)),
            )
        case ast.Constant(value=bool(value)):
            yield f"{value}: turned", lambda same: setattr(same, "value", not value)
        case ast.Constant(value=int(number) | float(number)):
            yield f"{number}: one more", lambda same: setattr(same, "value", number + 1)
        case ast.Return(value=ast.expr() as value) if ast.unparse(value) != "None":
            yield f"{ast.unparse(node)}: returns None", lambda same: setattr(same, "value", ast.Constant(None))
        case ast.If(test=test):
            yield f"if {ast.unparse(test)}: turned", lambda same: setattr(same, "test", ast.UnaryOp(ast.Not(), test))
    for name, value in ast.iter_fields(node):
        for at, statement in enumerate(value if isinstance(value, list) else []):
            if isinstance(statement, DROPPED) and not _is_text(statement):
                yield f"{ast.unparse(statement)}: dropped", partial(_drop, name, at)


def _turn(operators: list[ast.AST], at: int) -> None:
    operators[at] = TURNED[type(operators[at])]()


def _drop(name: str, at: int, node: ast.AST) -> None:
    getattr(node, name)[at] = ast.Pass()


def _of_text(node: ast.AST) -> bool:
    """Return whether something is put together of texts, which have no difference."""
    parts = (node.left, node.right) if isinstance(node, ast.BinOp) else ()
    return any(isinstance(part, ast.JoinedStr) or isinstance(getattr(part, "value", None), str) for part in parts)


if __name__ == "__main__":
    main()
