"""The table of states, in Python; tests/site runs the same table through the page script."""

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from vaultgen.dates.words import at_words, by_words, day_name, distance_words
from vaultgen.followups import state
from vaultgen.followups.queue import Course, interview_state
from vaultgen.followups.rules import Closed, FollowUp

TABLE = tomllib.loads(Path(__file__).with_name("states.toml").read_text("utf-8"))


def instant(case: dict[str, Any], name: str) -> Any:
    return datetime.fromisoformat(case[name]) if name in case else None


def follow_up(case: dict[str, Any]) -> FollowUp:
    closes = instant(case, "closes")
    of_no_one: Any = None
    return FollowUp(
        id="x",
        kind="letter",
        interview=of_no_one,
        application=of_no_one,
        whom=None,
        to=None,
        opens=instant(case, "opens"),
        due=instant(case, "due"),
        suggested=instant(case, "due"),
        reason="",
        skipped=case.get("skipped", False),
        sent=instant(case, "sent"),
        closed=Closed(closes, case.get("closed_as", "moot"), "") if closes else None,
    )


@pytest.mark.parametrize("case", TABLE["follow_up"], ids=lambda case: case["name"])
def test_a_follow_up_is(case: dict[str, Any]) -> None:
    assert state(follow_up(case), instant(case, "now")) == case["state"]


@pytest.mark.parametrize("case", TABLE["interview"], ids=lambda case: case["name"])
def test_an_interview_is(case: dict[str, Any]) -> None:
    course = Course(instant(case, "end"), instant(case, "closes"), instant(case, "silent"), case["gaps"])
    own = [follow_up(row) for row in case.get("follow_ups", ())]
    assert interview_state(course, own, instant(case, "now")) == case["state"]


@pytest.mark.parametrize("case", TABLE["distance"], ids=lambda case: case["words"])
def test_how_far_an_instant_is(case: dict[str, Any]) -> None:
    assert distance_words(instant(case, "moment"), instant(case, "now")) == case["words"]


@pytest.mark.parametrize(("name", "iso", "words"), TABLE["words"])
def test_a_day_is_named_as_of_today(name: str, iso: str, words: str) -> None:
    now = datetime.fromisoformat("2026-03-12T09:00-05:00")
    moment = datetime.fromisoformat(iso)
    said = {
        "byWords": lambda: by_words(moment, now),
        "sendWords": lambda: f"Send {at_words(moment, now)}",
        "dayName": lambda: day_name(moment.date(), now.date()),
    }
    assert said[name]() == words
