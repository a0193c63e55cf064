"""Campaign: its period, its targets, what happened in which week, and what it cost, as campaign.yaml has them."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from quizlib import Problem
from quizlib.authoring import Content, Context, Finding, Text, build, read_file, refuse, say

WEEK = re.compile(r"\d{4}-W(0[1-9]|[1-4]\d|5[0-3])")
Number = Annotated[int, Field(ge=1, le=100_000_000)]


class Targets(Content):
    """What the campaign wants to reach; None where it has no target. `quizzes` are those completed at events."""

    attendances: Number | None = None
    """People at events, each time counted."""
    libraries: Number | None = None
    """Libraries that held one."""
    quizzes: Number | None = None
    """Quizzes completed at events."""
    at_home: Annotated[Number | None, Field(alias="quizzes-at-home")] = None
    """Quizzes completed at home."""


class Note(Content):
    """What happened in a week ("2026-W38"), such as an advertisement; the timeline shows it."""

    week: str
    """As in 2026-W38."""
    text: Text
    """What happened."""

    @model_validator(mode="after")
    def _a_week(self) -> Note:
        if not WEEK.fullmatch(self.week):
            refuse([Finding(("week",), say("‹{week}› is no week", week=self.week), say("write it as in 2026-W38"))])
        return self


class EarlierCampaign(Content):
    """What an earlier campaign has published of itself, with its source."""

    title: Text
    """Its name."""
    attendances: Number | None = None
    """People at events, each time counted."""
    libraries: Number | None = None
    """Libraries that held one."""
    quizzes: Number | None = None
    """Quizzes completed."""
    source: Annotated[str, Field(pattern=r"^https://\S+$")]
    """The page that says so."""


class Campaign(Content):
    """The plan of a campaign. `cost` is in whole kroner; `decide` are the questions that are open to decide."""

    begins: date
    """Its first day."""
    ends: date
    """Its last day."""
    targets: Targets = Targets()
    """What it wants to reach."""
    notes: tuple[Note, ...] = ()
    """What happened in which week."""
    cost: Number | None = None
    """In whole kroner."""
    decide: tuple[Text, ...] = ()
    """The questions that are open to decide."""
    earlier: tuple[EarlierCampaign, ...] = ()
    """What earlier campaigns have published."""

    @model_validator(mode="after")
    def _in_order(self) -> Campaign:
        if self.ends < self.begins:
            refuse(
                [
                    Finding(
                        ("ends",),
                        say("{ends} is before it begins, {begins}", ends=self.ends, begins=self.begins),
                        say("exchange the two"),
                    )
                ]
            )
        return self


def read_campaign(folder: Path, context: Context) -> tuple[Campaign | None, list[Problem]]:
    """Return the campaign of campaign.yaml, if there is one and it has no errors; and its problems."""
    path = folder / "campaign.yaml"
    if not path.exists():
        return None, []
    document = read_file(path)
    found = build(document, Campaign, context)
    wrong = any(problem.level == "error" for problem in document.problems)
    return None if wrong else found, document.problems
