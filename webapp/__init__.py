"""The site: `create_app` puts content, storage, languages, pages and protection together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from webapp.application import Application
    from webapp.config.settings import Settings
    from webapp.hooks import Hooks

__all__ = ["create_app"]


def create_app(
    settings: Settings | None = None, *, housekeeping: bool = True, hooks: Hooks | None = None
) -> Application:
    """Return the site as a WSGI application, its storage ready. Close it with `close()` if it is not the whole process.

    Settings come from variables that begin with `TRYG_` if they are not given. Without `housekeeping` no thread counts
    what has ended: let `webapp close` do it, at least once a day. The `hooks` hear of what is stored; the page about
    privacy then says so.

    Raises SettingsError, ContentError or StartError, each saying what to mend, when it cannot be served. A line in the
    log says so if `webapp serve` serves the same SQLite file.
    """
    from webapp import lock  # noqa: PLC0415 - as below
    from webapp.application import begin, build  # noqa: PLC0415 - `import webapp` works without the extra, to say how to install it
    from webapp.config.settings import Settings  # noqa: PLC0415 - as above

    settings = settings or Settings.read()
    app = build(settings, hooks)
    if housekeeping:
        begin(app)
    if settings.sqlite_file:
        lock.warn_if_held(settings.sqlite_file)
    return app
