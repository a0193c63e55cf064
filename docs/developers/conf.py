"""What `make docs` builds `docs/` with: pages in Markdown, and every public name from its docstring."""

from __future__ import annotations

from pydantic import BaseModel
from sphinx.application import Sphinx

import quizlib

project = "Tryg på nettet"
author = "The Tryg på nettet authors"
version = quizlib.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc"]
myst_heading_anchors = 4
suppress_warnings = [
    "misc.highlighting_failure",  # GIFT, which guides show, is known to no highlighter
    "ref.python",  # a field may have the name of a type that another field has: `sides`
]
default_role = "literal"  # docstrings put code between single backticks
nitpick_ignore_regex = [
    # What others document, and fetching their lists of names needs a network.
    (
        "py:.*",
        r"(annotated_types|collections|datetime|flask|fractions|os|pathlib|pydantic|pydantic_core|random|re|types|werkzeug)\..*",
    ),
    # What autodoc writes of annotations: constants, limits, aliases of a module.
    ("py:.*", r"_?[A-Za-z]\w*|LANGUAGE\.pattern|.*\[.*"),
    # Types that public names lead to, and that nobody needs to import.
    ("py:.*", r"(quizlib|webapp)\.\w+\.[\w.]+"),
]
html_theme = "furo"
html_title = project
html_show_copyright = False
html_show_sourcelink = False
autodoc_default_options = {"members": True}
autodoc_member_order = "bysource"


def setup(app: Sphinx) -> None:
    """Let Sphinx ask how the models are made."""
    app.connect("autodoc-process-signature", _of_model)


def _of_model(_app: Sphinx, _what: str, _name: str, found: object, *_: object) -> tuple[str, str] | None:
    """Return the names of a model's fields as its signature: the types stand at the fields."""
    if not (isinstance(found, type) and issubclass(found, BaseModel)) or not found.model_fields:
        return None
    fields = found.model_fields.items()
    return f"(*, {', '.join(name if field.is_required() else f'{name}=…' for name, field in fields)})", ""
