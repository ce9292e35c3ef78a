"""The tables of cases, one file per kind: notes in, follow-ups out. Only what a row names is compared."""

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from vaultgen import followups
from vaultgen.diagnostics.source import SourceFile
from vaultgen.followups.kinds import KINDS
from vaultgen.followups.rules import FollowUp
from vaultgen.vault import assembly, settings_file
from vaultgen.vault.model import FOLLOW_UP_KINDS
from vaultgen.vault.notes.note import parse_note
from vaultgen.vault.vault import Context

HERE = Path(__file__).parent
CASES = [
    pytest.param(kind, case, id=f"{kind}: {case['name']}")
    for kind in KINDS
    for case in tomllib.loads((HERE / f"{kind}.toml").read_text("utf-8"))["case"]
]


def planned(case: dict[str, Any]) -> tuple[FollowUp, ...]:
    read, found = settings_file.parse(case.get("settings", ""), system_zone=ZoneInfo("Europe/Berlin"))
    assert not found
    sources = [SourceFile(path, text.lstrip("\n").encode()) for path, text in case["notes"].items()]
    notes = [parse_note(source)[0] for source in sources]
    built, problems = assembly.build(notes, read, Context.of(notes))
    assert not problems
    return followups.plan(built)


def iso(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="minutes") if moment else None


def row(follow_up: FollowUp) -> dict[str, Any]:
    return {
        "id": follow_up.id,
        "interview": follow_up.interview.note.path,
        "to": follow_up.to.name if follow_up.to else "",
        "whom": follow_up.whom.name if follow_up.whom else "",
        "suggested": iso(follow_up.suggested),
        "opens": iso(follow_up.opens),
        "due": iso(follow_up.due),
        "reason": follow_up.reason,
        "sent": iso(follow_up.sent) or "",
        "in_time": follow_up.in_time,
        "skipped": follow_up.skipped,
        "closes": iso(follow_up.closed.at) if follow_up.closed else "",
        "closed_as": follow_up.closed.state if follow_up.closed else "",
        "draft": follow_up.draft.note.path if follow_up.draft else "",
    }


@pytest.mark.parametrize(("kind", "case"), CASES)
def test_follow_ups_of(kind: str, case: dict[str, Any]) -> None:
    rows = [row(follow_up) for follow_up in planned(case) if follow_up.kind == kind]
    named = [
        {name: value for name, value in got.items() if name in want}
        for got, want in zip(rows, case["expect"], strict=True)
    ]
    assert named == case["expect"]


@pytest.mark.parametrize("name", FOLLOW_UP_KINDS)
def test_each_kind_that_notes_know_is_a_file_of_its_own_that_says_all_of_it(name: str) -> None:
    kind = KINDS[name]
    assert name == kind.KIND
    assert kind.TITLE
    assert kind.LENGTH.least <= (kind.LENGTH.most or kind.LENGTH.least)
