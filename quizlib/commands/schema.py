"""`quizlib schema`: a JSON Schema for each kind of file in a folder, for editors that complete and explain."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from quizlib.commands.libraries import is_there, languages
from quizlib.commands.libraries import takes_folder as arguments
from quizlib.editing.kinds import kinds, of_folder
from quizlib.editing.schema import SCHEMAS, first_line, schemas
from quizlib.loading import read_library
from quizlib.say import say

__all__ = ["arguments", "run"]


def run(options: argparse.Namespace) -> int:
    """Write the schemas into the folder, and print the line with which each kind of file begins."""
    folder: Path = is_there(options, options.folder)
    library, _ = read_library(folder, languages(options), drafts=True)
    (folder / SCHEMAS).mkdir(exist_ok=True)
    for kind, schema in schemas(kinds(), library).items():
        text = json.dumps(schema, ensure_ascii=False, indent=1)
        (folder / SCHEMAS / f"{kind}.json").write_text(f"{text}\n", encoding="utf-8")
    sys.stdout.write(say("An editor completes a file that begins with the line for it:") + "\n")
    for kind, model in kinds().items():
        here = (folder / kind).is_dir()
        name = f"{kind}/*.yaml" if of_folder(model) and here else "*.yaml" if of_folder(model) else f"{kind}.yaml"
        sys.stdout.write(f"{name}: {first_line(kind, below=here)}\n")
    return 0
