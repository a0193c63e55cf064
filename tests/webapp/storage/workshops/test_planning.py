"""Workshops are planned, changed and deleted, and their leader links can be printed again, on both databases."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from quizlib.measures import rotations
from tests.webapp.clock import NOON, TODAY
from tests.webapp.storage.workshops.held import begun, code, made, now, planning
from webapp.storage.database.engine import Database
from webapp.storage.workshops import planning as module
from webapp.storage.workshops.planning import Plan, Planning
from webapp.storage.workshops.store import Workshops

DAY = timedelta(days=1)


def test_a_new_workshop_is_found_by_id_code_and_leader_link(workshops: Workshops) -> None:
    workshop, token = planning(workshops).create(Plan("library", TODAY, programme="course", meeting=2), ["AB"])
    assert (workshop.place, workshop.day, workshop.programme, workshop.meeting) == ("library", TODAY, "course", 2)
    assert (workshop.quizzes, workshop.forms, workshop.joined, workshop.head_count) == ((), "AB", 0, None)
    assert workshop.phase(NOON) == "coming"
    assert len(code(workshop)) == 6
    assert code(workshop).isdecimal()
    assert workshops.by_id(workshop.id) == workshops.by_code(code(workshop)) == workshops.by_leader(token) == workshop
    assert workshops.all() == [workshop]
    assert workshop.batch == f"workshop-{workshop.id}"
    assert made(workshops).workshop.meeting == 1, "unless another one is named"


def test_the_token_of_a_leader_link_is_not_stored(workshops: Workshops, database: Database) -> None:
    _, token = made(workshops)
    rows = database.read(lambda connection: connection.execute("SELECT * FROM workshop", {}).fetchall())
    assert token not in str(rows)
    assert re.fullmatch("[a-z2-7]{26}", token), "128 bits that one can type"


def test_a_new_workshop_gets_a_code_that_is_left_or_is_refused(
    workshops: Workshops, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CODE_DIGITS", 1)
    codes = {code(made(workshops).workshop) for _ in range(10)}
    assert codes == set("0123456789")
    with pytest.raises(LookupError, match="no join code left"):
        made(workshops)
    assert len(workshops.all()) == 10
    assert planning(workshops).delete(workshops.all()[0].id)
    assert code(made(workshops).workshop) in codes


def test_a_new_leader_link_takes_the_place_of_the_old_one(workshops: Workshops) -> None:
    workshop, token = made(workshops)
    other = made(workshops)
    renewed = planning(workshops).renew(workshop.id)
    assert renewed is not None
    assert workshops.by_leader(token) is None
    assert workshops.by_leader(renewed) == replace(workshop, generation=2)
    assert planning(workshops).revoke(workshop.id)
    assert workshops.by_leader(renewed) is None
    assert now(workshops, workshop) == replace(workshop, has_leader=False, generation=3)
    assert workshops.by_leader(other.token) == other.workshop


def test_a_token_may_be_typed_in_groups_and_in_capitals(workshops: Workshops) -> None:
    workshop, token = made(workshops)
    assert workshops.by_leader("-".join([token[:4], token[4:20], token[20:]]).upper()) == workshop


def test_what_is_noted_is_noted_only_if_it_is_done(workshops: Workshops) -> None:
    done: list[str] = []
    workshop = planning(workshops).create(Plan("library", TODAY), also=lambda _: done.append("planned")).workshop
    running = begun(workshops)
    assert planning(workshops).renew(workshop.id, lambda _: done.append("renewed"))
    assert planning(workshops).revoke(workshop.id, lambda _: done.append("revoked"))
    assert not planning(workshops).delete(running.id, lambda _: done.append("not deleted"))
    assert planning(workshops).delete(workshop.id, lambda _: done.append("deleted"))
    assert planning(workshops).renew(workshop.id, lambda _: done.append("not renewed")) is None
    assert done == ["planned", "renewed", "revoked", "deleted"]


def test_only_what_has_not_begun_can_be_deleted(workshops: Workshops) -> None:
    workshop, running = made(workshops).workshop, begun(workshops)
    assert planning(workshops).delete(workshop.id)
    assert not planning(workshops).delete(running.id)
    assert workshops.all() == [running]


def test_a_place_that_had_one_order_gets_the_other_where_the_campaign_leaves_the_choice(workshops: Workshops) -> None:
    plans = planning(workshops)
    first = [plans.create(Plan(place, TODAY), ["BA", "AB"]).workshop.forms for place in ("here", "there")]
    assert first == ["BA", "AB"]
    assert plans.create(Plan("here", TODAY), ["BA", "AB"]).workshop.forms == "AB"


def test_whoever_has_the_key_can_print_the_leader_link_again_and_nobody_else(workshops: Workshops) -> None:
    workshop, token = made(workshops)
    assert planning(workshops).token(workshop) == token
    assert Planning(workshops, b"another key").token(workshop) is None
    renewed = planning(workshops).renew(workshop.id)
    assert planning(workshops).token(now(workshops, workshop)) == renewed != token
    assert planning(workshops).revoke(workshop.id)
    assert planning(workshops).token(now(workshops, workshop)) is None
    again = planning(workshops).renew(workshop.id)
    assert again not in {token, renewed}, "what was withdrawn never comes back"


def test_the_link_of_an_earlier_release_stays_good_but_cannot_be_printed_again(
    workshops: Workshops, database: Database
) -> None:
    workshop, token = made(workshops)
    database.write(lambda work: work.execute("UPDATE workshop SET generation = 0", {}).rowcount)
    earlier = now(workshops, workshop)
    assert workshops.by_leader(token) == earlier
    assert planning(workshops).token(earlier) is None


def test_the_pin_leads_to_the_link_with_its_own_join_code_on_its_day_alone(workshops: Workshops) -> None:
    plans, (workshop, token), other = planning(workshops), made(workshops), made(workshops)
    pin = plans.pin(workshop)
    assert re.fullmatch("[0-9]{6}", pin)
    assert plans.by_pin(code(workshop), pin, NOON) == token
    assert plans.by_pin(code(other.workshop), pin, NOON) is None
    assert plans.by_pin("", pin, NOON) is None
    assert plans.by_pin(code(workshop), pin, NOON - DAY) is None
    assert plans.by_pin(code(workshop), pin, NOON + DAY) is None
    plans.renew(workshop.id)
    assert plans.by_pin(code(workshop), pin, NOON) is None


def test_ten_wrong_tries_shut_the_pin_never_the_link_and_a_new_sheet_opens_it(workshops: Workshops) -> None:
    plans, (workshop, token) = planning(workshops), made(workshops)
    pin = plans.pin(workshop)
    wrong = f"{(int(pin) + 1) % 10**6:06}"
    for _ in range(9):
        assert plans.by_pin(code(workshop), wrong, NOON) is None
    assert plans.by_pin(code(workshop), pin, NOON) == token, "nine slips are forgiven"
    assert plans.by_pin(code(workshop), wrong, NOON) is None
    assert plans.by_pin(code(workshop), pin, NOON) is None
    assert workshops.by_leader(token) is not None
    plans.renew(workshop.id)
    renewed = plans.pin(now(workshops, workshop))
    assert plans.by_pin(code(workshop), renewed, NOON) == plans.token(now(workshops, workshop))


def test_a_plan_can_be_changed_until_the_workshop_begins_and_its_code_and_link_stay(workshops: Workshops) -> None:
    plans, (workshop, token) = planning(workshops), made(workshops)
    plan = Plan("elsewhere", TODAY + DAY, time="14:30", name="The Tuesday group", language="en", programme="course")
    assert plans.change(workshop.id, plan, ["AB"])
    changed = now(workshops, workshop)
    assert (changed.place, changed.day, changed.time) == ("elsewhere", TODAY + DAY, "14:30")
    assert (changed.name, changed.language, changed.programme) == ("The Tuesday group", "en", "course")
    assert (changed.quizzes, changed.forms, changed.code) == ((), "AB", workshop.code)
    assert workshops.by_leader(token) == changed
    assert plans.change(workshop.id, plan, ["BA", "AB"])
    assert now(workshops, workshop).forms == "AB", "an order that is still possible stays"
    workshops.let_in(workshop.id, NOON + DAY)
    assert not plans.change(workshop.id, Plan("library", TODAY))
    assert now(workshops, workshop).place == "elsewhere"


def test_a_later_meeting_has_the_order_of_the_one_before_it_at_the_same_place(workshops: Workshops) -> None:
    def forms(place: str, meeting: int, day: date) -> str:
        plan = Plan(place, day, programme="course", meeting=meeting)
        return planning(workshops).create(plan, rotations("ABC")).workshop.forms

    week = timedelta(weeks=1)
    first = [forms("here", 1, TODAY), forms("there", 1, TODAY), forms("here", 1, TODAY + 5 * week)]
    assert first == ["ABC", "BCA", "CAB"]
    assert [forms("there", 2, TODAY + week), forms("there", 3, TODAY + 2 * week)] == ["BCA", "BCA"]
    assert forms("here", 2, TODAY + week) == "ABC"
    assert forms("here", 2, TODAY + 6 * week) == "CAB", "the group that met last"
    assert forms("elsewhere", 2, TODAY) == "ABC", "nothing is known of its first meeting"
