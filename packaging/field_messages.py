"""Words under the fields of models, which forms show: taken out of the code, beside all that is said to authors."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from babel.messages.extract import extract_python


def extract(source: Any, keywords: Any, comment_tags: Any, options: Any) -> Iterator[Any]:  # noqa: ANN401 - Babel's interface
    """Yield what Babel finds in a file, and the words under each field of its models."""
    yield from extract_python(source, keywords, comment_tags, options)
    source.seek(0)
    for defined in ast.walk(ast.parse(source.read())):
        for field, below in pairwise(defined.body) if isinstance(defined, ast.ClassDef) else ():
            match field, below:
                case ast.AnnAssign(), ast.Expr(value=ast.Constant(value=str(words))) if "ClassVar" not in ast.unparse(
                    field.annotation
                ):
                    yield below.lineno, "say", " ".join(words.split()), []
