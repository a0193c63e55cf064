"""Packets that come in: the key of their month opens them, and their people join those who wait, once."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from random import SystemRandom
from typing import Any

from pydantic import ValidationError
from sqlalchemy import insert

from quizlib.measures import record
from webapp.storage.batches import LAPTOP, SERIES
from webapp.storage.closing.live_rows import LiveRows
from webapp.storage.closing.people import LEAST, PeopleReader
from webapp.storage.closing.sheet import counts
from webapp.storage.database.engine import Transaction
from webapp.storage.laptops.contents import Contents, PackedAttempt, PackedGroup
from webapp.storage.laptops.laptop_keys import is_known, is_over
from webapp.storage.laptops.sealing import unseal
from webapp.storage.records.store import Records
from webapp.storage.tables.live import WAITS, LiveAnswer, LiveAttempt
from webapp.storage.tables.passing import LaptopKey, Packet
from webapp.storage.transfer.lines import PacketLine
from webapp.storage.weeks import begins_in, month_of, week_of

MISFITS = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError)


class IncomingPackets:
    """Takes packets in; `places` are those where people may wait. Each method is a part of a work."""

    def __init__(self, records: Records, places: Collection[str]) -> None:
        database = records.database
        self._places = places
        self._people = PeopleReader(database, records)
        self._rows = database.once(LiveRows)
        self._attempt = database.prepare(insert(LiveAttempt))
        self._answer = database.prepare(insert(LiveAnswer))

    def take(self, transaction: Transaction, line: PacketLine, today: date) -> bool:
        """Let the people of a packet wait, and return True; False if nothing of it can be opened, or it was before.

        ValueError if it was not sealed by a laptop of this campaign, or holds what no laptop can have stored.
        """
        if line.sealed is None:
            return False
        key = transaction.session.get(LaptopKey, line.month)
        if key is None and is_over(line.month, today):
            return False
        if key is None:
            message = f"packet {line.id} was sealed to a key that this server never had"
            raise ValueError(message)
        contents = _contents(unseal(line.sealed, key.private, line.id))
        if not is_known(transaction, contents.laptop, contents.token):
            message = f"packet {line.id} is of a laptop that was given no campaign file here, or one that is too old"
            raise ValueError(message)
        name = f"{contents.laptop}/{line.id}"  # so that no other laptop can send something in its place
        if transaction.session.get(Packet, name) is not None:
            return False
        if unknown := contents.places - {*self._places}:
            message = f"packet {line.id} names the place {min(unknown)!r}, which places.yaml has not"
            raise ValueError(message)
        for group in contents.groups:
            self._take(transaction, group, line, contents.laptop, today)
        transaction.session.add(Packet(id=name, month=line.month, week=line.week, sealed=None, receipted=True))
        transaction.session.flush()
        return True

    def _take(self, transaction: Transaction, group: PackedGroup, line: PacketLine, laptop: str, today: date) -> None:
        if month_of(group.week) < line.month:
            message = f"packet {line.id} has people of an earlier month than its key"
            raise ValueError(message)
        week = min(group.week, week_of(today))  # the clock of the laptop may have been fast
        checked = f"{WAITS}{week}-{secrets.token_hex(8)}-{group.quiz}"
        batch = str(replace(group.waiting, week=week))
        for series in {attempt.series for attempt in group.attempts}:
            attempts = [(secrets.token_urlsafe(16), attempt) for attempt in group.attempts if attempt.series == series]
            self._attempt.run_many(
                transaction, [_attempt_row(name, attempt, group.quiz, checked) for name, attempt in attempts]
            )
            self._answer.run_many(transaction, [row for name, one in attempts for row in _answer_rows(name, one)])
            self._check(transaction, checked, line, week)
            sources = [LAPTOP + laptop, *([SERIES + series] if series else [])]
            self._rows.move(transaction, [name for name, _ in attempts], batch, sources)

    def _check(self, transaction: Transaction, batch: str, line: PacketLine, week: str) -> None:
        """Raise ValueError if these attempts cannot be counted: they would keep all that wait with them from it."""
        try:
            for group in self._people.groups(transaction, batch, begins_in(week)):
                if group.outline is None:
                    message = f"{group.quiz} has no such version"
                    raise LookupError(message)
                people = list(group.people.values())
                enough = people * (LEAST * group.times)  # as if each of them came ten times: these are not stored
                if people:
                    group.outline.check(record(counts(group.outline, enough), SystemRandom()))
        except MISFITS:
            message = f"packet {line.id} holds answers that no quiz of this site has"
            raise ValueError(message) from None


def _contents(data: bytes) -> Contents:
    try:
        return Contents.model_validate_json(data)
    except (ValidationError, ValueError, RecursionError):
        message = "it holds something else than small groups"
        raise ValueError(message) from None


def _attempt_row(name: str, attempt: PackedAttempt, quiz: str, batch: str) -> Mapping[str, Any]:
    kept = attempt.model_dump(include={"version", "people", "before", "only", "finished"})
    return {**kept, "id": name, "quiz": quiz, "batch": batch, "language": "", "counted": True}


def _answer_rows(name: str, attempt: PackedAttempt) -> Iterator[Mapping[str, Any]]:
    for answer in attempt.answers:
        yield {**answer.model_dump(), "attempt": name, "version": "", "again": None, "discussed": None}
