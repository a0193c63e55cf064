"""The bare application once more, in a process that has imported all that the site imports, and uses none of it."""

import webapp.application
from benchmarks.serving.hello import app

__all__ = ["app", "webapp"]
