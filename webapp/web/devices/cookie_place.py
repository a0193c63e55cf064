"""Cookie place: the name and attributes of a cookie, from where the site is mounted and who may show its pages.

Several sites may be mounted on one host. Each has cookies of its own: the mount is a part of their name and their path.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import quote


class CookiePlace(NamedTuple):
    """Where a browser keeps a cookie: under which name, for which path, and whether for https alone.

    One that is `partitioned` is kept also where our pages are shown within a page of another site, once for each such
    site.
    """

    name: str
    path: str
    secure: bool
    partitioned: bool = False

    @property
    def attributes(self) -> dict[str, Any]:
        """What `set_cookie` and `delete_cookie` take beside the name."""
        return {
            "path": self.path,
            "secure": self.secure,
            "httponly": True,
            "samesite": "None" if self.partitioned else "Lax",
            "partitioned": self.partitioned,
        }


def sent(header: str | None, name: str) -> list[str]:
    """Return the values that a `Cookie` header has under a name, the one of the longest path first.

    Ours are never quoted, and every cookie of a page comes with every request for it: others are not looked into.
    """
    pairs = (pair.partition("=") for pair in header.split(";")) if header else ()
    return [value.strip() for named, _, value in pairs if named.strip() == name]


@lru_cache(maxsize=100)
def cookie_place(name: str, root: str, *, secure: bool, partitioned: bool = False) -> CookiePlace:
    """Return the place of a cookie of the site that is mounted under a path, empty at the top of a host.

    A browser sends it below that path alone: what else the host serves never gets it. A site below a path gets the
    cookies of the site at the top too, so the names differ. The prefix `__Host-`, which keeps other hosts of a domain
    from setting a cookie, demands the path of the whole host: only a site at the top can have it.
    """
    mount = root.strip("/")
    if not mount:
        return CookiePlace(f"__Host-{name}" if secure else name, "/", secure, partitioned)
    named = f"{name}-{quote(mount, safe='')}"
    return CookiePlace(f"__Secure-{named}" if secure else named, f"/{mount}", secure, partitioned)
