"""Who is who: one person or two, within an interview, an employer and the vault; and what is asked."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import SnapshotOf, known
from vaultgen.diagnostics.source import SourceFile
from vaultgen.snapshot import Snapshot


def note(*properties: str) -> str:
    return "\n".join(["---", *filter(None, properties), "---", ""])


def interview(company: str, *who: str, more: str = "", date: str = "2026-03-05T14:30") -> str:
    lines = "\n".join(f"  - '{one}'" for one in who)
    return note(f"company: {company}", f"date: {date}", "duration: 60", more, f"interviewers:\n{lines}")


def met(snapshot: Snapshot, path: str) -> list[tuple[str, str | None]]:
    """Whom an interview met: names and addresses."""
    (found,) = (i for i in snapshot.vault.interviews if i.note.path == path)
    return [(person.name, person.email) for person in snapshot.vault.interviewers(found)]


def asked(snapshot: Snapshot) -> list[tuple[str, int]]:
    return [(d.path, d.span.line) for d in snapshot.diagnostics if d.code in ("VG606", "VG607")]


def test_two_people_of_one_name_at_two_employers_are_two(snapshot_of: SnapshotOf) -> None:
    snapshot = snapshot_of(
        {
            "interviews/A.md": interview("Acme", "Alex Kim, CTO, alex@acme.example"),
            "interviews/B.md": interview("Globex", "Alex Kim, HR Partner, alex.kim@globex.example"),
            "interviews/C.md": interview("Initech", "Alex Kim"),
        }
    )
    assert met(snapshot, "interviews/A.md") == [("Alex Kim", "alex@acme.example")]
    assert met(snapshot, "interviews/B.md") == [("Alex Kim", "alex.kim@globex.example")]
    assert met(snapshot, "interviews/C.md") == [("Alex Kim", None)]
    assert len(snapshot.vault.people) == 3
    assert not asked(snapshot)


def test_an_address_tells_that_somebody_is_one_at_two_employers(snapshot_of: SnapshotOf) -> None:
    snapshot = snapshot_of(
        {
            "interviews/A.md": interview("Acme", "Rita Gomez, rita@hunters.example, +1 555 0100"),
            "interviews/B.md": interview("Globex", "Rita Gomez, rita@hunters.example"),
        }
    )
    (rita,) = snapshot.vault.people
    assert (rita.name, rita.phone) == ("Rita Gomez", "+1 555 0100")


def test_an_interviews_own_line_counts_for_that_interview(snapshot_of: SnapshotOf) -> None:
    snapshot = snapshot_of(
        {
            "people/Jane Doe.md": note("company: Acme", "email: jane@acme.example", "title: CTO"),
            "interviews/A.md": interview("Acme", "Jane Doe"),
            "interviews/B.md": interview("Acme", "Jane Doe, CEO, jane.new@acme.example", date="2026-03-09T10:00"),
        }
    )
    assert met(snapshot, "interviews/A.md") == [("Jane Doe", "jane@acme.example")]
    assert met(snapshot, "interviews/B.md") == [("Jane Doe", "jane.new@acme.example")]
    assert len(snapshot.vault.people) == 1


@pytest.mark.parametrize("part", ["Jane", "Doe", "jane", "Dr. Doe", "Jane, CTO"])
def test_a_part_of_a_name_is_whom_it_fits_alone(snapshot_of: SnapshotOf, part: str) -> None:
    snapshot = snapshot_of(
        {"interviews/A.md": interview("Acme", part, "Jane Doe, jane@acme.example", "Bo Li, bo@acme.example")}
    )
    assert met(snapshot, "interviews/A.md") == [("Jane Doe", "jane@acme.example"), ("Bo Li", "bo@acme.example")]
    assert not asked(snapshot)


def test_a_first_name_that_fits_two_is_asked_about(snapshot_of: SnapshotOf) -> None:
    snapshot = snapshot_of(
        {
            "interviews/A.md": interview(
                "Acme",
                "Jane Doe, jane.doe@acme.example",
                "Jane Smith, jane.smith@acme.example",
                more="decision_maker: Jane",
            )
        }
    )
    (found,) = snapshot.vault.interviews
    assert found.decision_maker is not None
    assert snapshot.vault.person(found.decision_maker, found).email is None
    assert asked(snapshot) == [("interviews/A.md", 5)]


def test_a_first_name_of_another_round_is_somebody_of_the_employer(snapshot_of: SnapshotOf) -> None:
    snapshot = snapshot_of(
        {
            "interviews/A.md": interview("Acme", "Jane Doe, jane@acme.example"),
            "interviews/B.md": interview("Acme", "Jane", date="2026-03-09T10:00"),
            "interviews/C.md": interview("Globex", "Jane"),
        }
    )
    assert met(snapshot, "interviews/B.md") == [("Jane Doe", "jane@acme.example")]
    assert met(snapshot, "interviews/C.md") == [("Jane", None)]


def test_two_of_one_name_in_one_panel_are_told_apart_by_their_addresses(snapshot_of: SnapshotOf) -> None:
    snapshot = snapshot_of(
        {
            "interviews/A.md": interview("Acme", "Jane Doe, CTO, jd1@acme.example", "Jane Doe, HR, jd2@acme.example"),
            "interviews/B.md": interview("Acme", "Jane Doe", date="2026-03-09T10:00"),
        }
    )
    assert met(snapshot, "interviews/A.md") == [("Jane Doe", "jd1@acme.example"), ("Jane Doe", "jd2@acme.example")]
    assert met(snapshot, "interviews/B.md") == [("Jane Doe", None)]


def test_a_note_of_no_employer_is_nobodys_where_two_employers_have_the_name(snapshot_of: SnapshotOf) -> None:
    snapshot = snapshot_of(
        {
            "people/Bo Li.md": note("email: bo@acme.example"),
            "interviews/A.md": interview("Acme", "Bo Li"),
            "interviews/B.md": interview("Globex", "Bo Li"),
        }
    )
    assert met(snapshot, "interviews/A.md") == [("Bo Li", None)]
    assert met(snapshot, "interviews/B.md") == [("Bo Li", None)]
    assert {path for path, _ in asked(snapshot)} == {"interviews/A.md", "interviews/B.md"}


def test_a_link_says_which_of_two_is_meant(snapshot_of: SnapshotOf) -> None:
    snapshot = snapshot_of(
        {
            "people/Bo Li.md": note("email: bo@acme.example"),
            "interviews/A.md": interview("Acme", "[[Bo Li]]"),
            "interviews/B.md": interview("Globex", "[Bo Li](../people/Bo%20Li.md)"),
        }
    )
    assert met(snapshot, "interviews/A.md") == met(snapshot, "interviews/B.md") == [("Bo Li", "bo@acme.example")]


def test_the_alias_of_somebody_at_another_employer_is_not_theirs_here(snapshot_of: SnapshotOf) -> None:
    snapshot = snapshot_of(
        {
            "people/Jane Doe.md": note("company: Acme", "email: jane@acme.example", "aliases: [Jane, JD]"),
            "interviews/A.md": interview("Acme", "JD"),
            "interviews/B.md": interview("Globex", "Jane, Recruiter, jane.p@globex.example"),
        }
    )
    assert met(snapshot, "interviews/A.md") == [("Jane Doe", "jane@acme.example")]
    assert met(snapshot, "interviews/B.md") == [("Jane", "jane.p@globex.example")]


def test_a_recruiter_whom_one_also_met_is_one_person(snapshot_of: SnapshotOf) -> None:
    snapshot = snapshot_of(
        {
            "applications/A.md": note("company: Acme", "role: Engineer", "via: Rita Gomez, rita@hunters.example"),
            "interviews/A.md": interview("Acme", "Rita Gomez", more="role: Engineer"),
        }
    )
    assert met(snapshot, "interviews/A.md") == [("Rita Gomez", "rita@hunters.example")]
    assert len(snapshot.vault.people) == 1


NAMES = ["Alex Kim", "Alex", "Kim", "Alex Kimura", "Jane Doe", "Jane", "Jane Smith", "Dr. Doe", "Wang Xiaoming", "JD"]
EMPLOYERS = ["Acme", "Globex", "Initech"]


@st.composite
def vaults(draw: st.DrawFn) -> dict[str, str]:
    """Interviews, people's notes and applications at three employers, with names that are equal or alike."""
    files: dict[str, str] = {}
    for number in range(draw(st.integers(1, 5))):
        employer = draw(st.sampled_from(EMPLOYERS))
        who = draw(st.lists(st.sampled_from(NAMES), max_size=3))
        lines = [
            f"{name}, {name.split()[0].strip('.').lower()}{draw(st.integers(1, 2))}@{employer.lower()}.example"
            if draw(st.booleans())
            else name
            for name in who
        ]
        decider = draw(st.sampled_from(["", *(f"decision_maker: {name}" for name in NAMES)]))
        files[f"interviews/{number}.md"] = interview(
            employer, *lines, more=decider, date=f"2026-03-0{number + 1}T10:00"
        )
    for name in draw(st.lists(st.sampled_from(NAMES), max_size=3, unique=True)):
        employer = draw(st.sampled_from([*EMPLOYERS, ""]))
        domain = employer.lower() or "elsewhere"
        company = f"company: {employer}" if employer else ""
        aliases = draw(st.sampled_from(["", "aliases: [Jane, JD]", "aliases: [Alex]"]))
        files[f"people/{name}.md"] = note(company, f"email: {name.split()[-1].lower()}@{domain}.example", aliases)
    return files


@settings(max_examples=150, deadline=None)
@given(vaults())
def test_no_message_goes_to_an_address_of_another_employer(files: dict[str, str]) -> None:
    """Every address that a message goes to is one that its employer's notes name, or a note of no employer's."""
    snapshot = known([SourceFile(path, text.encode()) for path, text in files.items()], "2026-03-12T09:00", "", Path())
    for follow_up in snapshot.follow_ups:
        employer = follow_up.interview.company.label.lower()
        for person in filter(None, (follow_up.to, follow_up.whom)):
            domain = (person.email or f"@{employer}.example").partition("@")[2]
            assert domain in (f"{employer}.example", "elsewhere.example"), (person, files)
