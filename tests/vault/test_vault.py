"""The vault: links, kinds, people, employers and positions, and speakers of items."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.conftest import SnapshotOf, known
from vaultgen.checks import RULES
from vaultgen.diagnostics.source import SourceFile, Span
from vaultgen.snapshot import Snapshot
from vaultgen.vault.model import CHECKLIST, Interview, answered, missing
from vaultgen.vault.vault import Vault


def note(*properties: str, body: str = "") -> str:
    return "\n".join(["---", *properties, "---", body])


def interview(*properties: str, body: str = "") -> str:
    return note("company: Acme", "role: Data Engineer", "date: 2026-03-05T14:30", *properties, body=body)


def the_interview(snapshot: Snapshot) -> Interview:
    (only,) = snapshot.vault.interviews
    return only


def texts(items: Any) -> list[str]:
    return [item.text for item in items]


# Links.

SOME_NOTES = {
    "people/Jane Doe.md": note("aliases: [Janie, J. D.]"),
    "old/people/Jane Doe.md": "",
    "people/Ann Lee.md": "",
    "notes/A.B testing.md": "",
    unicodedata.normalize("NFD", "people/Zoë Müller.md"): "",
}


@pytest.mark.parametrize(
    ("target", "paths"),
    [
        ("Ann Lee", ["people/Ann Lee.md"]),
        ("ann LEE", ["people/Ann Lee.md"]),
        (" Ann Lee ", ["people/Ann Lee.md"]),
        ("Ann Lee.md", ["people/Ann Lee.md"]),
        ("people/Ann Lee", ["people/Ann Lee.md"]),
        ("/people/Ann Lee", ["people/Ann Lee.md"]),
        ("A.B testing", ["notes/A.B testing.md"]),
        ("Jane Doe", ["people/Jane Doe.md", "old/people/Jane Doe.md"]),
        ("people/Jane Doe", ["people/Jane Doe.md"]),
        ("old/people/Jane Doe", ["old/people/Jane Doe.md"]),
        ("janie", ["people/Jane Doe.md"]),
        ("J. D.", ["people/Jane Doe.md"]),
        ("Nobody", []),
        ("Lee", []),
        ("elsewhere/Ann Lee", []),
        ("eople/Ann Lee", []),
        ("", []),
    ],
)
def test_a_link_finds_notes_as_obsidian_does(snapshot_of: SnapshotOf, target: str, paths: list[str]) -> None:
    assert [found.path for found in snapshot_of(SOME_NOTES).vault.links.find(target)] == paths


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_an_accent_may_be_composed_or_not(snapshot_of: SnapshotOf, form: str) -> None:
    links = snapshot_of(SOME_NOTES).vault.links
    target = unicodedata.normalize(form, "zoë müller")  # type: ignore[arg-type]
    assert [found.name for found in links.find(target)] == [unicodedata.normalize("NFD", "Zoë Müller")]


def test_a_name_takes_precedence_over_an_alias(snapshot_of: SnapshotOf) -> None:
    links = snapshot_of({"a/Jane.md": note("aliases: [Ann]"), "b/c/Ann.md": ""}).vault.links
    assert [found.path for found in links.find("Ann")] == ["b/c/Ann.md"]


# Kinds.


@pytest.mark.parametrize(
    ("path", "text", "kind"),
    [
        ("interviews/Acme.md", interview(), "interview"),
        ("people/berlin/Jane.md", "She is tall.", "person"),
        ("companies/Acme.md", "", "company"),
        ("inbox/Jane.md", note("type: person"), "person"),
        ("inbox/Jane.md", note("Type: Person"), "person"),
        ("people/Acme.md", note("type: company"), "company"),
        ("inbox/Jane.md", "just text", None),
        ("Jane.md", "just text", None),
        ("people/Jane.md", note("type:"), "person"),
    ],
)
def test_a_notes_kind_is_its_type_else_its_folder(
    snapshot_of: SnapshotOf, path: str, text: str, kind: str | None
) -> None:
    vault = snapshot_of({path: text}).vault
    assert vault.kinds.get(path) == kind
    assert [n.path for n in vault.notes] == [path]


def test_a_note_that_lacks_a_required_property_stays_a_plain_note(snapshot_of: SnapshotOf) -> None:
    vault = snapshot_of({"interviews/Acme.md": note("company: Acme"), "interviews/Globex.md": interview()}).vault
    assert [n.name for n in vault.notes] == ["Acme", "Globex"]
    assert [i.note.name for i in vault.interviews] == ["Globex"]
    assert vault.of(vault.notes[0]) is None


# What an interview says, in its properties and in its body.


def test_an_empty_property_is_unanswered_and_none_is_an_answer(snapshot_of: SnapshotOf) -> None:
    said = the_interview(
        snapshot_of(
            {"interviews/A.md": interview("problems:", "skills: [none]", "culture: None", "moments: [none, a]")}
        )
    )
    assert (said.problems, said.skills, said.culture) == (None, (), ())
    assert said.moments is not None
    assert texts(said.moments) == ["none", "a"]


def test_a_question_is_answered_if_it_has_a_value_is_none_or_unknown(snapshot_of: SnapshotOf) -> None:
    said = the_interview(
        snapshot_of(
            {"interviews/A.md": interview("duration: 45", "skills: [none]", "unknown: [Position-open, culture]")}
        )
    )
    assert answered(said) == ("duration", "skills", "culture", "position_open")
    assert set(answered(said)) | set(missing(said)) == set(CHECKLIST)
    assert not set(answered(said)) & set(missing(said))


@pytest.mark.parametrize(
    "heading",
    ["Hard questions", "hard_questions", "Which questions were out of your comfort zone?", "HARD QUESTIONS:"],
)
def test_a_section_of_the_body_adds_to_its_property(snapshot_of: SnapshotOf, heading: str) -> None:
    text = interview("hard_questions: [Why us?]", body=f"## {heading}\n- Why did you leave?\n\n## Other\n- no\n")
    said = the_interview(snapshot_of({"interviews/A.md": text}))
    assert said.hard_questions is not None
    assert texts(said.hard_questions) == ["Why us?", "Why did you leave?"]
    assert said.hard_questions[1].span == Span(8, 3, 8, 21)


def test_a_section_alone_fills_its_property_and_one_without_items_does_not(snapshot_of: SnapshotOf) -> None:
    said = the_interview(snapshot_of({"interviews/A.md": interview(body="## Culture\nnice\n## Skills\n- SQL\n")}))
    assert said.culture is None
    assert said.skills is not None
    assert texts(said.skills) == ["SQL"]


def test_none_in_a_section_is_an_answer_as_it_is_in_a_property(snapshot_of: SnapshotOf) -> None:
    said = the_interview(snapshot_of({"interviews/A.md": interview(body="## Concerns open\n- none\n")}))
    assert said.concerns_open == ()


# People.


def test_a_line_is_a_person_with_title_address_and_telephone(snapshot_of: SnapshotOf) -> None:
    lines = [
        '"Jane Doe, VP, Engineering, jane@acme.example, +1 555 0100"',
        '"Bob Roe <bob@acme.example>"',
        "jim poe (vp eng) jim@acme.example",
        '"Zoë; +49 (30) 123-456 ext. 7; Recruiter"',
        '"[[Max Mustermann|Max]], CTO"',
    ]
    said = the_interview(snapshot_of({"interviews/A.md": interview(f"interviewers: [{', '.join(lines)}]")}))
    assert [(p.name, p.target, p.title, p.email, p.phone) for p in said.interviewers or ()] == [
        ("Jane Doe", None, "VP, Engineering", "jane@acme.example", "+1 555 0100"),
        ("Bob Roe", None, "", "bob@acme.example", ""),
        ("jim poe", None, "vp eng", "jim@acme.example", ""),
        ("Zoë", None, "Recruiter", "", "+49 (30) 123-456 ext. 7"),
        ("Max", "Max Mustermann", "CTO", "", ""),
    ]


@pytest.mark.parametrize(
    "line", ['"[[Jane Doe]], CTO, x@acme.example"', '"Jane Doe, CTO, x@acme.example"', '"JD, CTO"']
)
def test_line_and_note_are_one_person_and_the_note_counts_first(snapshot_of: SnapshotOf, line: str) -> None:
    vault = snapshot_of(
        {
            "people/Jane Doe.md": note("aliases: [JD]", "email: jane@acme.example"),
            "interviews/A.md": interview(f"interviewers: [{line}]"),
        }
    ).vault
    (jane,) = vault.people
    assert (jane.name, jane.title, jane.email) == ("Jane Doe", "CTO", "jane@acme.example")
    assert jane.company is not None
    assert jane.company.label == "Acme"
    assert vault.interviewers(vault.interviews[0]) == (jane,)


def test_a_person_met_twice_is_one_and_is_known_by_all_that_was_written(snapshot_of: SnapshotOf) -> None:
    vault = snapshot_of(
        {
            "interviews/A.md": interview('interviewers: ["Jane Doe, CTO", "Jane Doe"]'),
            "interviews/B.md": interview('interviewers: ["jane doe, jane@acme.example"]'),
        }
    ).vault
    assert [(p.name, p.title, p.email) for p in vault.people] == [("Jane Doe", "CTO", "jane@acme.example")]
    assert [len(vault.interviewers(i)) for i in vault.interviews] == [1, 1]


def test_a_recruiter_does_not_work_for_the_employer(snapshot_of: SnapshotOf) -> None:
    (recruiter,) = snapshot_of(
        {"applications/A.md": note("company: Acme", "role: Engineer", 'via: "Rita, rita@hunters.example"')}
    ).vault.people
    assert (recruiter.name, recruiter.company) == ("Rita", None)


def test_two_people_of_one_name_stay_two_and_mail_goes_to_the_one_who_is_linked(snapshot_of: SnapshotOf) -> None:
    vault = snapshot_of(
        {
            "people/Jane Doe.md": note("email: jane@acme.example"),
            "people/globex/Jane Doe.md": note("email: jane@globex.example"),
            "interviews/A.md": interview('interviewers: ["[[people/Jane Doe]]"]'),
            "interviews/B.md": note(
                "company: Globex", "date: 2026-03-06", 'interviewers: ["[[people/globex/Jane Doe]]"]'
            ),
        }
    ).vault
    met = [person.email for i in vault.interviews for person in vault.interviewers(i)]
    assert met == ["jane@acme.example", "jane@globex.example"]


# Speakers of items.


@pytest.mark.parametrize(
    ("item", "who", "text"),
    [
        ('"[[Jane Doe]]: laughed"', "Jane Doe", "laughed"),
        ('"[[Jane Doe|Janie]]: laughed"', "Jane Doe", "laughed"),
        ('"Jane: laughed"', "Jane Doe", "laughed"),
        ('"doe: laughed"', "Jane Doe", "laughed"),
        ('"JANE DOE : laughed: twice"', "Jane Doe", "laughed: twice"),
        ('"JD: laughed"', "Jane Doe", "laughed"),
        ('"Bob: nodded"', "Bob Roe", "nodded"),
        ('"Ann: waved"', None, "Ann: waved"),
        ('"[[Ann Lee]]: waved"', "Ann Lee", "waved"),
        ('"at 14:30 she left"', None, "at 14:30 she left"),
        ('"Jane:"', None, "Jane:"),
        ("she asked twice", None, "she asked twice"),
        ('"[[Jane Doe]] laughed"', None, "[[Jane Doe]] laughed"),
    ],
)
def test_an_item_belongs_to_the_person_it_begins_with(
    snapshot_of: SnapshotOf, item: str, who: str | None, text: str
) -> None:
    snapshot = snapshot_of(
        {
            "people/Jane Doe.md": note("aliases: [JD]"),
            "people/Ann Lee.md": "",
            "interviews/A.md": interview('interviewers: ["[[Jane Doe]]", "Bob Roe, CTO"]', f"moments: [{item}]"),
        }
    )
    said = the_interview(snapshot)
    assert said.moments is not None
    person, rest = snapshot.vault.speaker(said, said.moments[0])
    assert (person.name if person else None, rest) == (who, text)


# Employers and positions.


def test_one_interview_alone_is_a_working_vault(snapshot_of: SnapshotOf) -> None:
    vault = snapshot_of({"interviews/A.md": interview()}).vault
    (company,), (application,) = vault.companies, vault.applications
    assert (company.name, company.note) == ("Acme", None)
    assert (application.role.label if application.role else "", application.note) == ("Data Engineer", None)
    assert vault.application(vault.interviews[0]) == application
    assert vault.rounds(application) == vault.interviews


def test_rounds_of_one_position_are_together_and_in_order(snapshot_of: SnapshotOf) -> None:
    vault = snapshot_of(
        {
            "companies/Acme Inc.md": note("aliases: [Acme]"),
            "applications/A.md": note('company: "[[Acme Inc]]"', "role: Data Engineer"),
            "interviews/2.md": note("company: acme", "role: data engineer", "date: 2026-03-09T09:00"),
            "interviews/1.md": note('company: "[[Acme Inc]]"', 'role: "[[A]]"', "date: 2026-03-09T08:00"),
            "interviews/3.md": note("company: Acme", "role: Manager", "date: 2026-03-01"),
        }
    ).vault
    assert [[i.note.name for i in vault.rounds(a)] for a in vault.applications] == [["1", "2"], ["3"]]
    assert [company.name for company in vault.companies] == ["Acme Inc"]


def test_the_outcome_is_the_applications_own_else_that_of_its_last_round(snapshot_of: SnapshotOf) -> None:
    rounds = {
        "interviews/1.md": note("company: Acme", "role: Engineer", "date: 2026-03-01", "outcome: advanced"),
        "interviews/2.md": note("company: Acme", "role: Engineer", "date: 2026-03-05", "outcome: rejected"),
        "interviews/3.md": note("company: Acme", "role: Engineer", "date: 2026-03-05"),
    }
    again = {"interviews/4.md": note("company: Acme", "role: Engineer", "date: 2026-03-06")}
    own = {"applications/A.md": note("company: Acme", "role: Engineer", "outcome: offer")}
    assert _outcomes(snapshot_of(rounds).vault) == ["rejected"]
    assert _outcomes(snapshot_of({"interviews/1.md": rounds["interviews/1.md"]}).vault) == [None]
    assert _outcomes(snapshot_of(rounds | own).vault) == ["offer"]
    assert _outcomes(snapshot_of(rounds | again).vault) == [None]


def test_two_employers_of_one_name_stay_two(snapshot_of: SnapshotOf) -> None:
    vault = snapshot_of(
        {"companies/de/Acme.md": note("location: Berlin"), "companies/us/Acme.md": note("location: Boston")}
    ).vault
    assert {company.location for company in vault.companies} == {"Berlin", "Boston"}


def test_applications_that_name_each_other_as_their_role_are_two_applications(snapshot_of: SnapshotOf) -> None:
    vault = snapshot_of(
        {
            "applications/A.md": note("company: Acme", 'role: "[[B]]"'),
            "applications/B.md": note("company: Acme", 'role: "[[A]]"'),
        }
    ).vault
    assert {a.note.name for a in vault.applications if a.note} == {"A", "B"}


# Times.


def test_the_notes_own_zone_comes_before_the_users(snapshot_of: SnapshotOf) -> None:
    files = {"interviews/A.md": interview("timezone: America/Chicago", "duration: 45"), "interviews/B.md": interview()}
    vault = snapshot_of(files, settings='timezone = "Europe/Berlin"').vault
    assert [vault.end(i).isoformat() for i in vault.interviews] == [
        "2026-03-05T14:30:00+01:00",
        "2026-03-05T15:15:00-06:00",
    ]


def test_a_day_without_a_time_is_a_working_day_long(snapshot_of: SnapshotOf) -> None:
    snapshot = snapshot_of({"interviews/A.md": note("company: Acme", "date: 2026-03-05")})
    said = the_interview(snapshot)
    assert f"{snapshot.vault.start(said):%H:%M} {snapshot.vault.end(said):%H:%M}" == "08:30 17:30"


# Any text.

WORDS = "none , 45 5 1h screen rejected silent thank-you letter Asia/Kathmandu [[]] [[B]] 99999999999 \x00".split()
DATES = "2026-03-05 2026-03-05T14:30 0001-01-01 9999-12-31 9999-12-31T23:59 2026-03-05T14:30+23:59".split()
PEOPLE = ["", "[[ ]]", "[[Jane Doe]]", "[[Jane Doe]]: x", "Jane: x", "Jane Doe, CTO", ": x", "9" * 5000]
VALUES = st.sampled_from([*WORDS, *DATES, *PEOPLE])
NAMES = st.sampled_from(
    "company role date timezone duration interviewers decision_date decision_maker moments promises stage outcome "
    "heard_back skip unknown type name aliases applied via sent kind interview hard_questions concerns_open result "
    "comfort title email".split()
)
FOLDERS = "interviews people companies applications accomplishments questions drafts elsewhere".split()
FILES = st.builds("{}/{}.md".format, st.sampled_from(FOLDERS), st.sampled_from(["A", "B", "Jane Doe"]))
PROPERTIES = st.dictionaries(NAMES, VALUES | st.lists(VALUES, max_size=3), max_size=8)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.dictionaries(FILES, PROPERTIES, min_size=1, max_size=4))
@example({"interviews/A.md": {"date": "9999-12-31T23:59"}})
@example({"interviews/A.md": {"date": "0001-01-01", "timezone": "Asia/Kathmandu"}})
@example({"interviews/A.md": {"decision_date": "9999-12-31"}})
@example({"interviews/A.md": {"duration": "99999999999"}})
@example({"interviews/A.md": {"duration": "9" * 5000}})
@example({"applications/A.md": {"role": "[[B]]"}, "applications/B.md": {"role": "[[A]]"}})
def test_no_value_of_any_property_raises(tmp_path: Path, files: dict[str, dict[str, Any]]) -> None:
    snapshot = known([_file(path, properties) for path, properties in files.items()], "2026-03-12T09:00", "", tmp_path)
    assert {problem.code for problem in snapshot.diagnostics} <= set(RULES)
    assert {n.path for n in snapshot.vault.notes} == {f for f in files if snapshot.vault.kinds.get(f) != "draft"}


def _file(path: str, properties: dict[str, Any]) -> SourceFile:
    every = {"company": "Acme", "date": "2026-03-05T14:30"} | properties
    lines = [f"{name}: {json.dumps(value)}" for name, value in every.items()]
    return SourceFile(path, note(*lines).encode())


def _outcomes(vault: Vault) -> list[str | None]:
    return [vault.outcome(application) for application in vault.applications]
