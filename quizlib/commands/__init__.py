"""The `quizlib` command: it helps to write quizzes, tells every mistake in them, and reports on them.

Each command is a module of this folder with two functions: `arguments` says what it takes, and `run` does it and
returns its exit code. A module is imported only when its command is called, so that no command waits for what others
need.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module

from quizlib.progress import showing
from quizlib.say import languages, later, of_the_machine, say, speaking
from quizlib.version import __version__

COMMANDS: Mapping[str, str] = {
    "new": later("begin a quiz, topic or programme, with words in each place that is left to write"),
    "add": later("begin a question in a quiz or topic"),
    "rename": later("give a quiz, topic, programme or question another id; all that names it follows"),
    "move": later("put a question in another place or another quiz; its twins follow"),
    "check": later("say what is wrong with quizzes: file:line:column: path: message"),
    "format": later("give quiz files one layout; every word and every comment stays"),
    "forms": later("compare the forms of check-ups: balance, and what is learnt by heart"),
    "print": later("write a worksheet, its key and talking points, as a page for a browser to print"),
    "quizzes": later("say of each quiz what it asks, takes, and gives away to guessing"),
    "schema": later("let an editor complete and explain quiz files: write a JSON Schema for each kind of file"),
    "diff": later("say in words what has changed, which counts begin anew and which approval lapses"),
    "texts": later("give the texts to a translator as PO or as a spreadsheet, and take the translations in"),
    "stale": later("list what has grown old: pages read long ago, quizzes that end soon, what nobody has approved"),
    "import": later("make drafts of quizzes out of questions of other programs: GIFT, Moodle XML, QTI"),
    "export": later("write questions for other programs, and say which of them those cannot hold"),
    "voices": later("list what should be spoken by a person, with the name of each file"),
}
"""What each command does, by its name, which is that of its module too."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code: 0 for no problems, 1 for problems, 2 for wrong usage (argparse)."""
    given = sys.argv[1:] if arguments is None else arguments
    with speaking(of_the_machine()):
        options = _parser(given).parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # letters the terminal cannot show
    run: Callable[[argparse.Namespace], int] = options.run
    with speaking(options.language), showing():
        return run(options)


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    """Return what reads the arguments, with those of the commands that are given."""
    parser = argparse.ArgumentParser(prog="quizlib", description=say("A quiz engine; its quizzes are YAML files."))
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, does in COMMANDS.items():
        said = say(does)
        command = commands.add_parser(name, help=said, description=f"{said[0].upper()}{said[1:]}.")
        if name in given:
            module = import_module(f"{__name__}.{name}")
            module.arguments(command)
            command.add_argument(
                "--language",
                choices=languages(),
                default=of_the_machine(),
                help=say("the language of what you are told"),
            )
            command.set_defaults(run=module.run, refuse=command.error)
    return parser
