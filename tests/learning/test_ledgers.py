"""The ledgers of what a search teaches: concerns, evidence, moments."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import SnapshotOf, known
from tests.learning.notes import interview, sent
from vaultgen.diagnostics.source import SourceFile
from vaultgen.exports.learned import learned
from vaultgen.learning import concerns, moments, patterns, proof
from vaultgen.learning.sent_messages import mentions_line
from vaultgen.snapshot import Snapshot
from vaultgen.vault.model import OUTCOMES

NOW = "2026-03-20T09:00"


@pytest.mark.parametrize(
    ("text", "line", "is_told"),
    [
        ("I keep thinking of the pager in the lake.", "laughed about the pager in the lake", False),
        ("I am glad that you laughed about my pager in the lake.", "laughed about the pager in the lake", True),
        ("I still think of the yellow note.", "the yellow note", True),
        ("I took a note. The house was yellow.", "the yellow note", True),
        ("I took a note. It was long.\n\nThe sun was out.\n\nA yellow bus came.", "the yellow note", False),
        ("We spoke of Kafka.", "Kafka", True),
        ("We spoke of Kafkaesque tasks.", "Kafka", False),
        ("Nothing of that.", "", False),
    ],
)
def test_a_message_tells_a_line_of_which_it_has_most(text: str, line: str, is_told: bool) -> None:
    assert mentions_line(text, line) is is_told


def test_a_concern_is_followed_over_rounds_and_in_what_was_sent(snapshot_of: SnapshotOf) -> None:
    snapshot = snapshot_of(
        {
            "interviews/One.md": interview(
                "2026-03-02",
                interviewers=["Jane Doe, CTO"],
                concerns_open=["whether I would move to Champaign", "little experience with geospatial joins"],
            ),
            "interviews/Two.md": interview(
                "2026-03-10",
                stage="final",
                interviewers=["Jane Doe, CTO", "Ben Ito, Lead"],
                concerns_answered=["geospatial joins, showed them the map"],
                concerns_open=["Ben: never led a team", "Ben: never led a team"],
            ),
            "drafts/letter.md": sent(
                "One",
                "2026-03-04T10:00",
                "You asked whether I would move to Champaign. I would, by the summer.",
                kind="letter",
            ),
        },
        now=NOW,
    )
    led, joins, moving = concerns.ledger(concerns.raised(snapshot.vault))
    assert (led.is_open, led.times, [one.person for one in led.raised]) == (True, 1, ["Ben Ito"])
    assert (joins.is_open, joins.times, len(joins.raised)) == (False, 2, 2)
    assert [(one.person, one.is_answered) for one in joins.raised] == [("Jane Doe", False), ("", True)]
    assert [(one.path, one.words) for one in moving.written] == [("drafts/letter.md", "I would, by the summer.")]
    assert not moving.is_open


def test_a_concern_that_comes_again_is_open_again(snapshot_of: SnapshotOf) -> None:
    snapshot = snapshot_of(
        {
            "interviews/One.md": interview("2026-03-02", concerns_answered=["never led a team"]),
            "interviews/Two.md": interview("2026-03-10", "Globex", concerns_open=["never led a team"]),
        },
        now=NOW,
    )
    (led,) = concerns.ledger(concerns.raised(snapshot.vault))
    assert (led.is_open, led.times) == (True, 2)


def test_a_concern_that_one_interview_notes_as_answered_and_open_is_open(snapshot_of: SnapshotOf) -> None:
    both: dict[str, Any] = {"concerns_answered": ["never led a team"], "concerns_open": ["never led a team"]}
    (led,) = concerns.ledger(concerns.raised(snapshot_of({"interviews/One.md": interview("2026-03-02", **both)}).vault))
    assert (led.is_open, led.times) == (True, 1)


def test_a_concern_that_a_result_answered_names_it(snapshot_of: SnapshotOf) -> None:
    snapshot = snapshot_of(
        {
            "interviews/One.md": interview("2026-03-02", concerns_answered=["no Kafka, told them of [[Events]]"]),
            "accomplishments/Events.md": "---\nresult: Moved 14 services to Kafka.\n---\n",
        },
        now=NOW,
    )
    (kafka,) = concerns.ledger(concerns.raised(snapshot.vault))
    assert kafka.results == ("accomplishments/Events.md",)


def test_wider_and_narrower_skills_are_one_row_with_another_below(snapshot_of: SnapshotOf) -> None:
    snapshot = snapshot_of(
        {
            "interviews/One.md": interview("2026-03-02", skills=["Postgres", "talking to examiners"]),
            "interviews/Two.md": interview("2026-03-10", "Globex", skills=["Postgres migration under load, at night"]),
            "accomplishments/Move.md": "---\nresult: Moved 2 TB of Postgres.\nskills: [Postgres]\n---\n",
        },
        now=NOW,
    )
    postgres, talking = proof.needs(proof.wanted(snapshot.vault))
    assert (postgres.title, postgres.backing, postgres.positions) == ("Postgres", "sure", 2)
    assert [below.title for below in postgres.below] == ["Postgres migration under load"]
    assert (talking.backing, proof.note_name(talking)) == ("none", "talking to examiners")


def test_a_tool_that_a_result_only_lists_perhaps_backs_a_need(snapshot_of: SnapshotOf) -> None:
    files = {
        "interviews/One.md": interview("2026-03-02", skills=["Postgres"]),
        "accomplishments/Load.md": "---\nresult: Cut the load by a third.\nskills: [Airflow, Postgres]\n---\n",
    }
    (postgres,) = proof.needs(proof.wanted(snapshot_of(files).vault))
    assert (postgres.backing, [one.certainty for one in postgres.backed]) == ("possible", ["possible"])
    assert proof.command(postgres) is None


def test_a_result_is_told_by_a_link_in_an_interview_or_in_what_was_sent(snapshot_of: SnapshotOf) -> None:
    result = "Cut the nightly load from six hours to forty minutes."
    files = {
        "interviews/One.md": interview("2026-03-02", body="Told them of [[Load|the load]]. %%Not [[Bill]]%%"),
        "interviews/Two.md": interview("2026-03-10", "Globex", interviewers=["Jane Doe"]),
        "interviews/Off.md": interview("2026-03-11", "Initech", outcome="cancelled"),
        "accomplishments/Load.md": f"---\nresult: {result}\n---\n",
        "accomplishments/Bill.md": "---\nresult: Brought the warehouse bill down by a third.\n---\n",
        "drafts/thanks.md": sent("Two", "2026-03-10T15:00", f"I {result.lower()}"),
    }

    def reach(files: dict[str, str]) -> dict[str, tuple[str, int]]:
        vault = snapshot_of(files, now=NOW).vault
        paths = [one.note.path for one in vault.accomplishments]
        rows = proof.results(paths, proof.told(vault), proof.employers(vault), date(2026, 3, 20))
        return {row.path: (row.reach, len(row.told)) for row in rows}

    assert reach(files) == {"accomplishments/Bill.md": ("nobody", 0), "accomplishments/Load.md": ("everybody", 2)}
    unsent = files | {"drafts/thanks.md": files["drafts/thanks.md"].replace("sent: 2026-03-10T15:00", "sent:")}
    assert reach(unsent)["accomplishments/Load.md"] == ("some", 1)


@pytest.mark.parametrize(
    ("said", "reach"),
    [
        ({"concerns_answered": ["no streams: [[Load]]"]}, "some"),
        ({"concerns_answered": ["[[Load]]"]}, "some"),
        ({"concerns_open": ["no streams: [[Load]]"]}, "nobody"),
        ({"concerns_answered": ["[[Load]]"], "outcome": "cancelled"}, "nobody"),
        ({"body": "Tell them of [[Load]].", "date": "2026-03-21"}, "nobody"),
    ],
)
def test_an_answered_concern_that_links_to_a_result_told_it(
    snapshot_of: SnapshotOf, said: dict[str, Any], reach: str
) -> None:
    files = {
        "interviews/One.md": interview(said.pop("date", "2026-03-02"), **said),
        "interviews/Two.md": interview("2026-03-03", "Globex"),
        "accomplishments/Load.md": "---\nresult: Cut the nightly load.\n---\n",
    }
    vault = snapshot_of(files, now=NOW).vault
    paths = [one.note.path for one in vault.accomplishments]
    (row,) = proof.results(paths, proof.told(vault), proof.employers(vault), date(2026, 3, 20))
    assert (row.reach, {one.path for one in row.told} <= {"interviews/One.md"}) == (reach, True)


@pytest.mark.parametrize(
    ("problem", "name"),
    [
        ("the nightly load runs into the morning, again", "nightly load runs into the morning"),
        ("two of the five people on the rotation left in the autumn", "people on the rotation left"),
        ("“who owns it?” nobody's sure", "owns it nobody's sure"),
        ("it $(rm) `x` it", "rm"),
        ("…", None),
    ],
)
def test_a_problem_that_nothing_meets_names_the_note_that_would(
    snapshot_of: SnapshotOf, problem: str, name: str | None
) -> None:
    snapshot = snapshot_of({"interviews/One.md": interview("2026-03-02", problems=[problem])}, now=NOW)
    commands = [proof.command(row) for row in proof.needs(proof.wanted(snapshot.vault))]
    assert commands == ([f'vaultgen new accomplishment "{name}"'] if name else [])


def test_a_moment_is_spent_once_a_message_to_the_same_employer_said_it_back(snapshot_of: SnapshotOf) -> None:
    snapshot = snapshot_of(
        {
            "interviews/One.md": interview(
                "2026-03-02",
                interviewers=["Jane Doe", "Ben Ito"],
                moments=["Jane: the pager in the lake", "the yellow note", "the yellow note"],
            ),
            "interviews/Two.md": interview("2026-03-03", "Globex", interviewers=["Jo March"]),
            "drafts/thanks.md": sent("One", "2026-03-02T15:00", "I still smile about your pager in the lake."),
            "drafts/other.md": sent("Two", "2026-03-03T15:00", "I keep thinking of the yellow note.", to="Jo March"),
        },
        now=NOW,
    )
    note, pager = moments.in_order(moments.noted(snapshot.vault))
    assert (note.owner, note.spent) == ("", ())
    assert (pager.owner, [(said.path, said.to) for said in pager.spent]) == (
        "Jane Doe",
        [("drafts/thanks.md", "Jane Doe")],
    )


MOMENTS = st.integers(0, 120 * 24).map(lambda hours: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours))
DAYS = st.dates(date(2026, 1, 1), date(2026, 4, 30)).map(date.isoformat)
LINES = st.lists(
    st.sampled_from(
        ["Kafka", "Postgres", "Postgres migration", "never led a team", "Jane: the pager in the lake", "none", "?", "ö"]
    ),
    max_size=4,
)


@st.composite
def any_vault(draw: st.DrawFn) -> dict[str, str]:
    """Interviews of a few employers with any lines, days and outcomes, and messages that were sent or not."""
    files = {"accomplishments/Kafka.md": "---\nresult: Moved 14 services to Kafka.\nskills: [Kafka]\n---\n"}
    for number in range(draw(st.integers(0, 5))):
        lists = {
            name: draw(LINES)
            for name in ("problems", "skills", "concerns_open", "concerns_answered", "moments", "lessons")
        }
        more: dict[str, Any] = {name: lines for name, lines in lists.items() if lines}
        if outcome := draw(st.sampled_from((None, *OUTCOMES))):
            more["outcome"] = outcome
        if heard := draw(st.none() | DAYS):
            more["heard_back"] = heard
        more["interviewers"] = draw(st.sampled_from([["Jane Doe"], ["Jane Doe", "Ben Ito"]]))
        files[f"interviews/Note {number}.md"] = interview(draw(DAYS), draw(st.sampled_from(["Acme", "Globex"])), **more)
        if draw(st.booleans()):
            at = draw(st.just("") | DAYS.map(lambda day: f"{day}T15:00"))
            body = draw(st.sampled_from(["Your pager in the lake.", "I moved 14 services to Kafka.", "[[Kafka]]"]))
            files[f"drafts/Draft {number}.md"] = sent(f"Note {number}", at, body)
    return files


@given(any_vault(), MOMENTS)
@settings(max_examples=40)
def test_nothing_is_counted_twice_and_past_weeks_stay(files: dict[str, str], at: datetime) -> None:
    snapshot = _at(files, at)
    told = learned(snapshot)
    interviews = {one.note.path: one for one in snapshot.vault.interviews}
    for concern in told["concerns"]:
        assert concern["times"] == len({one["interview"] for one in concern["raised"]}) <= len(interviews)
    needs = [need for row in told["evidence"]["needs"] for need in (row, *row["below"])]
    places = [(need["kind"], one["interview"], one["text"]) for need in needs for one in need["wanted"]]
    assert len(places) == len(set(places))
    assert len({moment["id"] for moment in told["moments"]}) == len(told["moments"])
    had = [event["note"] for week in told["weeks"] for event in week["had"]]
    assert len(had) == len(set(had))
    for ways in zip(*(week["sent"].values() for week in told["weeks"]), strict=True) if told["weeks"] else ():
        sendings = [call["id"] for calls in ways for call in calls]
        assert len(sendings) == len(set(sendings)), "each is in time, late or not sent in one week only"
    for week in told["weeks"]:
        once = [call["id"] for calls in week["sent"].values() for call in calls]
        assert len(once) == len(set(once))
    for table in told["did_it_help"]:
        of_kind = [path for row in table["rows"] for path in row["interviews"]]
        assert len(of_kind) == len(set(of_kind))
        assert all(sum(row["results"].values()) == len(row["interviews"]) for row in table["rows"])
    later = learned(_at(files, at + timedelta(days=9)))["weeks"]
    past = [week for week in told["weeks"] if week["last"] < at.date().isoformat()]
    assert [week for week in later if week["last"] < at.date().isoformat()] == past


def _at(files: dict[str, str], at: datetime) -> Snapshot:
    sources = [SourceFile(path, text.encode()) for path, text in files.items()]
    return known(sources, at.isoformat(), 'timezone = "UTC"', Path("nowhere"))


def test_what_interests_them_is_counted_by_the_result_that_it_is_about(snapshot_of: SnapshotOf) -> None:
    vault = snapshot_of(
        {
            "interviews/One.md": interview("2026-03-02", interested_in=["the Kafka move", "[[Events]]"]),
            "interviews/Two.md": interview("2026-03-10", "Globex", interested_in=["how we moved to Kafka", "rowing"]),
            "interviews/Three.md": interview("2026-03-11", "Initech", interested_in=["my rowing"]),
            "accomplishments/Events.md": "---\nresult: Moved 14 services to Kafka.\nskills: [Kafka]\n---\n",
        },
        now=NOW,
    ).vault
    found = patterns.shared(patterns.interests(vault))
    assert {(one.result, len(one.interviews)) for one in found} == {("accomplishments/Events.md", 2), ("", 2)}


def test_a_debrief_says_how_much_was_still_known(snapshot_of: SnapshotOf) -> None:
    vault = snapshot_of(
        {
            "interviews/One.md": interview("2026-03-02", debriefed="2026-03-02T14:00", moments=["a laugh"]),
            "interviews/Two.md": interview("2026-03-03", debriefed="2026-03-01T14:00"),
            "interviews/Three.md": interview("2026-03-04"),
        },
        now=NOW,
    ).vault
    (one,) = patterns.debriefs(vault)
    assert (one.path, one.hours, one.answered) == ("interviews/One.md", 1.0, 2)
    assert [patterns.span_of(hours) for hours in (0.5, 1, 5, 30, 90)] == [
        "within an hour",
        "within an hour",
        "the same day",
        "the next day",
        "later",
    ]


def test_a_moment_that_one_was_sent_is_not_told_to_a_colleague_in_a_later_round(snapshot_of: SnapshotOf) -> None:
    told = "the pager in the lake"
    files = {
        "interviews/One.md": interview("2026-03-02", interviewers=["Jane Doe"], moments=[told]),
        "interviews/Two.md": interview("2026-03-19", stage="final", interviewers=["Ben Ito"], moments=[told]),
    }
    thanked = files | {"drafts/a.md": sent("One", "2026-03-02T15:00", "I still smile about the pager in the lake.")}

    def to_ben(files: dict[str, str]) -> str:
        drafts = snapshot_of(files, now=NOW).drafts
        return next(
            d.body for d in drafts if d.follow_up.kind == "thank-you" and d.follow_up.interview.stage == "final"
        )

    assert "pager" in to_ben(files)
    assert "pager" not in to_ben(thanked)


def _to(name: str, files: dict[str, str], snapshot_of: SnapshotOf, kind: str = "thank-you", now: str = NOW) -> str:
    """The draft of a kind to somebody."""
    (body,) = [
        draft.body
        for draft in snapshot_of(files, now=now).drafts
        if draft.follow_up.kind == kind and draft.follow_up.whom and draft.follow_up.whom.name == name
    ]
    return body


def _two_rounds(day: str, *told: str) -> dict[str, str]:
    """Jane on 16 March, Ben on `day`, both with the same moments."""
    return {
        "interviews/One.md": interview("2026-03-16", interviewers=["Jane Doe"], moments=list(told)),
        "interviews/Two.md": interview(day, stage="final", interviewers=["Ben Ito"], moments=list(told)),
    }


_PAGER, _KILN = "the pager in the lake", "the crooked kiln by the river"


def test_two_unsent_drafts_of_two_rounds_tell_two_colleagues_different_moments(snapshot_of: SnapshotOf) -> None:
    files = _two_rounds("2026-03-19", _PAGER, _KILN)
    assert "pager" in _to("Jane Doe", files, snapshot_of)
    to_ben = _to("Ben Ito", files, snapshot_of)
    assert "pager" not in to_ben
    assert "kiln" in to_ben


def test_a_letter_tells_no_moment_that_an_unsent_thank_you_of_an_earlier_round_tells(snapshot_of: SnapshotOf) -> None:
    one, two = _two_rounds("2026-03-19", _PAGER).items()
    files = dict(
        [one, (two[0], two[1].replace(_PAGER, _KILN).replace("moments:", "problems: [slow reports]\nmoments:"))]
    )
    assert "pager" in _to("Jane Doe", files, snapshot_of)
    letter = _to("Ben Ito", files, snapshot_of, "letter", "2026-03-22T09:00")
    assert "pager" not in letter


def test_a_moment_of_a_thank_you_that_was_not_sent_in_a_week_is_free_again(snapshot_of: SnapshotOf) -> None:
    late = "2026-04-02T09:00"
    assert "pager" in _to("Ben Ito", _two_rounds("2026-04-01", _PAGER), snapshot_of, now=late)
    skipped = _two_rounds("2026-03-19", _PAGER)
    skipped["interviews/One.md"] = skipped["interviews/One.md"].replace("stage:", "skip: [thank-you]\nstage:")
    assert "pager" in _to("Ben Ito", skipped, snapshot_of)


def test_that_an_earlier_thank_you_is_sent_changes_no_other_draft(snapshot_of: SnapshotOf) -> None:
    files = _two_rounds("2026-03-19", _PAGER, _KILN)
    body = next(d.body for d in snapshot_of(files, now=NOW).drafts if d.follow_up.interview.stage == "technical")
    for at in ("2026-03-17T09:00", "2026-03-19T18:00"):
        thanked = files | {"drafts/a.md": sent("One", at, body)}
        assert _to("Ben Ito", thanked, snapshot_of) == _to("Ben Ito", files, snapshot_of)


def test_a_moment_that_an_edited_draft_tells_is_told_by_no_other(snapshot_of: SnapshotOf) -> None:
    files = {
        "interviews/One.md": interview("2026-03-19", interviewers=["Jane Doe", "Ben Ito"], moments=[_PAGER, _KILN]),
    }
    assert "pager" in _to("Jane Doe", files, snapshot_of)
    edited = sent("One", "", "I still smile about the pager in the lake.", to="Ben Ito")
    assert "pager" not in _to("Jane Doe", files | {"drafts/b.md": edited}, snapshot_of)
    own = sent("One", "", "I still smile about the pager in the lake.", to="Jane Doe")
    drafts = snapshot_of(files | {"drafts/a.md": own}, now=NOW).drafts
    assert ["pager" in (draft.regenerated or "") for draft in drafts if draft.path == "drafts/a.md"] == [True]


def test_what_was_sent_before_an_interview_says_none_of_its_moments_back(snapshot_of: SnapshotOf) -> None:
    told: dict[str, Any] = {"interviewers": ["Jane Doe"], "moments": ["the pager in the lake"]}
    files = {
        "interviews/One.md": interview("2026-03-02", **told),
        "interviews/Two.md": interview("2026-03-09", stage="final", **told),
        "drafts/a.md": sent("One", "2026-03-03T10:00", "I still smile about the pager in the lake."),
    }
    noted = {one.path: len(one.spent) for one in moments.noted(snapshot_of(files, now=NOW).vault)}
    assert noted == {"interviews/One.md": 1, "interviews/Two.md": 0}
