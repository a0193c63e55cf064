"""`python -m tests.running.mutants [FILE]`: breaks the code in small ways, and says which breaks the tests see.

A mutant is a file with one change. Each is run against the tests of its folder, in a copy of the project: 200 of them,
drawn by a fixed seed from the code that guards answers, people and content, or all of one file. A mutant that is drawn
stays drawn while other code changes. The tests that run the changed line come first, the others of the folder only if
those see nothing. By hand: it takes an hour.
"""

from __future__ import annotations

import ast
import copy
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import attrgetter, itemgetter
from pathlib import Path
from random import Random

from tests.places import ROOT
from tests.running.covered import Covered, failing

GUARDED = (
    "webapp/storage/**/*.py",
    "webapp/web/devices/*.py",
    "webapp/web/security.py",
    "webapp/web/limits/*.py",
    "webapp/leader/**/*.py",
    "webapp/staff/**/*.py",
    "webapp/authors/**/*.py",
    "webapp/publishing/**/*.py",
    "webapp/together/*.py",
    "webapp/laptop/*.py",
    "webapp/api/*.py",
    "webapp/hooks.py",
)
LEFT_OUT = "migrations"  # what has once run is never run again
HOW_MANY, SEED = 200, 1
NOT_COPIED = shutil.ignore_patterns(".*", "node_modules", "data", "dist", "screens", "__pycache__")
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
        found = drawn(found)
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder, "project")
        shutil.copytree(ROOT, project, ignore=NOT_COPIED)
        sys.exit(0 if run(found, project) else 1)


def guarded(project: Path) -> list[Path]:
    """Return the files from which mutants are drawn, as paths within the project."""
    found = {path.relative_to(project) for pattern in GUARDED for path in project.glob(pattern)}
    return sorted(path for path in found if LEFT_OUT not in path.parts)


def drawn(found: Sequence[Mutant]) -> list[Mutant]:
    """Return the mutants that are drawn, in the order of their files and lines.

    Each has a number of its own, made of its file, its change and how often that comes before in the file; those with
    the lowest are drawn. So what is drawn of a file does not depend on other files, nor on where lines are.
    """
    before: Counter[tuple[Path, str]] = Counter()
    numbered: list[tuple[float, Mutant]] = []
    for mutant in found:
        same = before[mutant.file, mutant.what]
        before[mutant.file, mutant.what] += 1
        number = Random(f"{SEED} {mutant.file} {mutant.what} {same}").random()  # noqa: S311 - nothing here is secret
        numbered.append((number, mutant))
    lowest = sorted(numbered, key=itemgetter(0))[:HOW_MANY]
    return sorted((mutant for _, mutant in lowest), key=attrgetter("file", "line"))


def mutants(file: Path, text: str) -> Iterator[Mutant]:
    """Yield every mutant of a file."""
    tree = ast.parse(text)
    for number, node in enumerate(_nodes(tree)):
        for changed, what, change in (*((node, *one) for one in _changes(node)), *_drops(node)):
            mutated = copy.deepcopy(tree)
            change(next(one for at, one in enumerate(_nodes(mutated)) if at == number))
            yield Mutant(file, getattr(changed, "lineno", 0), what, ast.unparse(mutated))


def run(found: Sequence[Mutant], project: Path) -> bool:
    """Run mutants in a copy of the project, print what became of them, and return whether all could be run.

    Those of a folder whose tests fail without any change are left out.
    """
    covered: dict[Path, Covered] = {}
    killed = tried = 0
    for file, group in groupby(found, attrgetter("file")):
        folder = folder_of_tests(file, project)
        if folder not in covered:
            covered[folder] = Covered(folder, project)
            if covered[folder].failing:
                print(f"{folder}: the tests fail without any change: {covered[folder].failing}", flush=True)
        if covered[folder].failing:
            continue
        of_file = list(group)
        survivors = [mutant for mutant in of_file if _survives(mutant, covered[folder], project)]
        dead = len(of_file) - len(survivors)
        killed, tried = killed + dead, tried + len(of_file)
        print(f"{file}: {dead} of {len(of_file)} killed ({dead / len(of_file):.0%})", flush=True)
        for mutant in survivors:
            print(f"  line {mutant.line}: {mutant.what}", flush=True)
    if tried:
        print(f"{killed} of {tried} killed ({killed / tried:.0%})")
    return tried == len(found)


def folder_of_tests(file: Path, project: Path) -> Path:
    """Return the folder of the tests of a file: that of its own folder, or of the nearest one above that has some.

    A file that lies in no folder of its package has a file of tests, named after it.
    """
    folder = Path("tests") / file.parent
    named = folder / f"test_{file.name}"
    if file.parent == Path("webapp") and (project / named).exists():
        return named
    while not any((project / folder).rglob("test_*.py")):
        folder = folder.parent
    return folder


def _survives(mutant: Mutant, covered: Covered, project: Path) -> bool:
    """Return whether the tests of its folder pass: first those that run the changed line, then all.

    A mutant that runs much longer than the tests without it has made the code wait for ever, and does not survive.
    """
    file = project / mutant.file
    text = file.read_text("utf-8")
    nearest = covered.of(mutant.file, mutant.line)
    file.write_text(mutant.text, "utf-8")
    try:
        return not any(failing(tests, project, covered.longest) for tests in (nearest, [str(covered.tests)]) if tests)
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


def _changes(node: ast.AST) -> Iterator[tuple[str, Callable[[ast.AST], None]]]:
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


def _drops(node: ast.AST) -> Iterator[tuple[ast.AST, str, Callable[[ast.AST], None]]]:
    """Yield each statement of a node that may be dropped, in words, with a function that drops it in a copy."""
    for name, value in ast.iter_fields(node):
        for at, statement in enumerate(value if isinstance(value, list) else []):
            if isinstance(statement, DROPPED) and not _is_text(statement):
                yield statement, f"{ast.unparse(statement)}: dropped", partial(_drop, name, at)


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
