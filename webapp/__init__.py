"""The site: `create_app` puts content, storage, languages, pages and protection together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from webapp.config.settings import Settings


def create_app(settings: Settings | None = None) -> Flask:
    """Return the site as a WSGI application, its storage ready; settings come from the environment if not given.

    Raises SettingsError, ContentError or StartError, each saying what to mend, when it cannot be served.
    """
    from webapp.application import begin, build  # noqa: PLC0415 - `import webapp` works without the extra, to say how to install it
    from webapp.config.settings import Settings  # noqa: PLC0415 - as above

    return begin(build(settings or Settings.read()))
