"""StorageUnavailable: what callers get when the database itself fails, not a statement of ours."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError

PATIENCE = 5  # seconds that a connection waits for a lock, or for the server, before it gives up


class StorageUnavailable(Exception):  # noqa: N818 - it is a state of the site, shown with 503, not a mistake in it
    """The storage cannot be used now (locked, full, read-only, unreachable); the same call may succeed later.

    A write that ends so was not acknowledged, but may have been stored: every write can be repeated safely.
    """

    @classmethod
    def because(cls, error: BaseException) -> StorageUnavailable:
        """Return the exception for an error of the database; its text names the kind of error and no data."""
        cause = driver_error(error)
        name = getattr(cause, "sqlite_errorname", type(cause).__name__)
        unavailable = cls(f"the database cannot be used now ({name})")
        unavailable.__cause__ = error
        return unavailable


def driver_error(error: BaseException) -> BaseException:
    """Return the driver's own error where SQLAlchemy has wrapped it, else the error itself."""
    return error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
