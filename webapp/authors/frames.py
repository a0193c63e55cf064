"""Frames: the pages of a draft are shown within pages of the staff, each look under an address of its own."""

from __future__ import annotations

from flask import Response

from webapp.authors.seen.looks import MOUNT
from webapp.web.security import FRAMED, POLICY
from webapp.web.visit import Visit

LOOKS = ("phone", "desktop", "large", "projector")
"""The looks of a draft; what is printed of it is on the page for reviewing."""


def root_of(visit: Visit, draft_id: str, look: str) -> str:
    """Return the path under which the pages of a draft are shown in a look."""
    return visit.path("staff", "drafts", draft_id) + f"{MOUNT}{look}"


def framed(reply: Response) -> Response:
    """Let a page have frames with pages of ours, and be in one."""
    reply.headers[POLICY] = FRAMED
    return reply
