"""The checks of drafts: no false positives on vaultgen's own texts and correct ones, exact on wrong ones."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.conftest import ROOT, Run, SnapshotOf, VaultOf, known
from vaultgen.builder import workspace
from vaultgen.checks.rules.recipients import is_group
from vaultgen.diagnostics.diagnostic import Diagnostic
from vaultgen.diagnostics.source import SourceFile, split_lines
from vaultgen.disk.vault import read_vault
from vaultgen.snapshot import Snapshot
from vaultgen.vault.model import FOLLOW_UP_KINDS
from vaultgen.vault.notes.yaml_messages import quoted

Found = Callable[..., list[Diagnostic]]

SETTINGS = 'timezone = "UTC"\n[me]\nname = "Robin Hale"\nemail = "robin@hale.example"\n'
INTERVIEW = """---
company: Acme
role: Data Engineer
date: 2026-03-11T15:00
duration: 60
interviewers: ["Jane Doe, CTO, jane@acme.example", "Tomasz Wiśniewski, Engineer, tomasz.wisniewski@acme.example"]
problems: ["the nightly load misses its window"]
moments: ["Jane: the story of the pager in the lake", "Tomasz: his drawing of the queue"]
---
Jane laughed. She knows Ravi Patel from the harbor project.
"""
OTHERS = {
    "interviews/Globex.md": "---\ncompany: Globex Inc.\ndate: 2026-03-02T10:00\n"
    "interviewers: [Priya Raman, Mei-Ling O'Neil]\nheard_back: 2026-03-03\nskip: [thank-you, letter]\n---\n",
    "companies/Harbor.md": "---\ntype: company\n---\n",
    "companies/Lattice.md": "---\ntype: company\n---\nA lattice of teams.\n",
    "companies/Northwind Traders.md": "---\naliases: [Northwind]\n---\n",
    "people/May Price.md": "---\ncompany: Harbor\n---\nThe price is right. She may call.\n",
    "people/Will Young.md": "---\ncompany: Lattice\n---\nStill young, and I will call.\n",
}
JANE = "drafts/2026-03-11 Acme thank-you to Jane Doe.md"
NOW = "2026-03-12T09:00"
TO_JANE = "Jane Doe, CTO, jane@acme.example"
TALK = "Thank you for the time you took on Wednesday. The story of the pager in the lake has stayed with me. "


def draft(body: str, *, to: str = TO_JANE, greeting: str = "Hello Jane,", kind: str = "thank-you", **more: str) -> str:
    head = {"kind": kind, "interview": '"[[Acme]]"', "to": f'"{to}"', "subject": "Thank you", "sent": ""} | more
    lines = "\n".join(f"{name}: {value}" for name, value in head.items())
    return (
        f"---\n{lines}\n---\n{greeting}\n\n{TALK}{body}\n\nI look forward to the next round.\n\nBest regards,\nRobin\n"
    )


@pytest.fixture
def found(snapshot_of: SnapshotOf) -> Found:
    """The problems of a draft in a vault with one interview at Acme, and other people and employers."""

    def find(drafts: Mapping[str, str] | str, interview: str = INTERVIEW) -> list[Diagnostic]:
        given = {JANE: drafts} if isinstance(drafts, str) else dict(drafts)
        snapshot = snapshot_of(OTHERS | {"interviews/Acme.md": interview} | given, settings=SETTINGS)
        return [problem for problem in snapshot.diagnostics if problem.code.startswith("VG4")]

    return find


def said(problem: Diagnostic, text: str) -> str:
    """The text in the span of a problem."""
    span = problem.span
    assert span.line == span.end_line
    return split_lines(text)[span.line - 1][span.column - 1 : span.end_column - 1]


# What vaultgen writes itself.

ITEMS = st.sampled_from(
    [
        "the nightly load misses its window",
        "Kafka",
        "SQL",
        "Jane: laughed about the pager story!",
        "Paul Okafor: asked what I would stop doing, rather than what I would start",
        "“I would rather lose you now than in May”",
        "Harbor pilots who text before the feed knows anything",
        "they were at Globex before, with Priya Raman",
        "team player",
        "WhatsApp is how the night shift talks, lol",
        "31 installs, one per utility, no two alike",
        "passionate about the price of fish",
        "A long one: " + "she told me about the load, and the load before it, and who owns which. " * 2,
        "Überraschung: niemand weiß, wem die Tabelle gehört",
        "grün ist die Hoffnung",
        "x",
    ]
)
PEOPLE = st.lists(
    st.sampled_from(
        [
            "Jane Doe, CTO, jane@acme.example",
            "Paul Okafor, Staff Engineer",
            "jane smith",
            "Dr. Amara Diallo, VP Data",
            "Tomasz Wiśniewski",
            "May Young",
            "Priya",
            "Jean-Luc O'Neil, Director, +1 555 0100",
        ]
    ),
    max_size=4,
    unique=True,
)
LISTS = ("problems", "skills", "concerns_open", "interested_in", "next_steps", "moments", "promises")
NOTES = st.fixed_dictionaries(
    {
        "company": st.sampled_from(["Acme", "Harbor", "Apple", "acme gmbh", "Lattice", "Juniper & Loam", "Yahoo!"]),
        "interviewers": PEOPLE,
        "lists": st.fixed_dictionaries({}, optional={name: st.lists(ITEMS, max_size=3) for name in LISTS}),
        "role": st.sampled_from(["", "Data Engineer", "Head of Data, Harbor Desk", "engineer"]),
        "format": st.sampled_from(["", "phone", "video", "in-person"]),
        "outcome": st.sampled_from(["", "", "", "offer", "accepted", "declined", "rejected", "withdrawn"]),
        "recruiter": st.booleans(),
        "decision": st.sampled_from(["", "2026-03-13"]),
        "tone": st.sampled_from(["warm", "plain", "formal"]),
        "now": st.sampled_from(["2026-03-11T18:00", "2026-03-13T09:00", "2026-03-16T09:00", "2026-03-20T09:00"]),
    }
)
RESULTS = {
    "accomplishments/Load.md": "---\nresult: At Northwind Traders, cut the nightly load to forty minutes\n"
    "skills: [Kafka, SQL, nightly load]\n---\n"
}


def note_of(drawn: Mapping[str, Any]) -> str:
    def listed(values: list[str]) -> str:
        return "".join(f"\n  - '{value.replace(chr(39), chr(39) * 2)}'" for value in values)

    lists = "".join(f"{name}:{listed(values)}\n" for name, values in drawn["lists"].items())
    return (
        f"---\ncompany: {drawn['company']}\nrole: {drawn['role']}\ndate: 2026-03-11T15:00\nduration: 60\n"
        f"format: {drawn['format']}\noutcome: {drawn['outcome']}\ndecision_date: {drawn['decision']}\n"
        f"interviewers:{listed(drawn['interviewers'])}\n{lists}---\nThey were nice. A harbor, a lattice, an apple.\n"
    )


def vault_with(drawn: Mapping[str, Any]) -> dict[str, str]:
    via = f"---\ncompany: {drawn['company']}\nrole: {drawn['role'] or 'none'}\nvia: Sam Lee, sam@agency.example\n---\n"
    application = {"applications/one.md": via} if drawn["recruiter"] and drawn["interviewers"] else {}
    return OTHERS | RESULTS | {"interviews/Acme.md": note_of(drawn)} | application


def looked_at(files: Mapping[str, str | None], now: str, settings: str) -> Snapshot:
    return known([SourceFile(path, text.encode()) for path, text in files.items() if text], now, settings, ROOT)


@given(NOTES)
@hypothesis_settings(max_examples=40)
def test_what_vaultgen_wrote_has_placeholders_at_most(drawn: Mapping[str, Any]) -> None:
    settings = SETTINGS.replace("[me]", f'tone = "{drawn["tone"]}"\n[me]')
    files = vault_with(drawn)
    written = {d.path: d.text for d in looked_at(files, drawn["now"], settings).drafts if d.text is not None}
    problems = looked_at(files | written, drawn["now"], settings).diagnostics
    assert {(p.code, p.severity) for p in problems if p.path in written} <= {("VG411", "hint")}


@given(NOTES)
@hypothesis_settings(max_examples=40)
def test_its_words_pass_every_check_even_when_they_have_become_the_users(drawn: Mapping[str, Any]) -> None:
    """Without the mark, the draft counts as edited. Long notes make long drafts, which is reported."""
    settings = SETTINGS.replace("[me]", f'tone = "{drawn["tone"]}"\n[me]')
    files = vault_with(drawn)
    written = {
        d.path: re.sub(r"(?m)^generated:.*\n", "", d.text)
        for d in looked_at(files, drawn["now"], settings).drafts
        if d.text is not None
    }
    problems = looked_at(files | written, drawn["now"], settings).diagnostics
    from_notes = {"VG417", "VG418", "VG421"}  # what a note says in the words of a chat is said by its draft, too
    assert {p.code for p in problems if p.path in written} <= {"VG411", "VG415"} | from_notes


RECRUITER = "applications/Acme.md", "---\ncompany: Acme\nrole: Data Engineer\nvia: Sam Lee, sam@agency.example\n---\n"


def test_what_a_recruiter_passes_on_may_greet_either(found: Found) -> None:
    request = "Would you pass this on to Jane? " + "It is about the talk on Wednesday, which I enjoyed. " * 3
    text = draft(
        "", to="Sam Lee, sam@agency.example", greeting=f"Hello Sam,\n\n{request}\n\nHello Jane,", about="Jane Doe"
    )
    direct = draft("", to="Sam Lee, sam@agency.example", about="Jane Doe")
    long = text.replace(TALK, TALK * 6)
    assert [found(dict([RECRUITER]) | {JANE: said}) for said in (text, direct, long)] == [[], [], []]


# Names.


@pytest.mark.parametrize(
    "words",
    [
        "At Acme I would begin with the load.",
        "As Ravi Patel says, it is the harbor that counts.",
        "Harbor pilots know it first. Price was never the question, and Will did not come up.",
        "The lattice of teams, and what Young engineers do in it.",
        "Tomasz Wiśniewski drew the queue; so did Mr Wiśniewski's colleague.",
        "Write to priya@globex.example or see https://globex.example/Globex if you like.",
        "I am Robin Hale, by the way, and Hale is how I sign.",
        "In May I could begin; on Monday I could come.",
        "Jane Raman's book on the subject is on my desk.",  # another Raman
        "%% remember: not like Globex %%",
    ],
)
def test_names_that_belong_or_are_ordinary_words(found: Found, words: str) -> None:
    assert found(draft(words)) == []


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("I would love to join Globex.", "Globex"),
        ("Globex's load is what I would begin with.", "Globex"),
        ("I would love to join Northwind.", "Northwind"),
        ("I would love to join Harbor, as I told you.", "Harbor"),
        ("As Priya Raman told me, the load is slow.", "Priya Raman"),
        ("As Ms Raman told me, the load is slow.", "Raman"),
        ("As Mei-Ling O'Neil told me, the load is slow.", "Mei-Ling O'Neil"),
    ],
)
def test_names_of_others_are_reported(found: Found, words: str, name: str) -> None:
    text = draft(words)
    (problem,) = found(text)
    assert (problem.code, problem.severity, said(problem, text)) == ("VG412", "warning", name)


def test_a_past_employer_in_an_accomplishment_is_allowed(found: Found) -> None:
    text = draft("At Northwind Traders I cut such a load to forty minutes.")
    assert [problem.code for problem in found(text)] == ["VG412"]
    assert found({JANE: text} | RESULTS) == []


@pytest.mark.parametrize(
    "greeting",
    [
        "Hello Jane,",
        "Dear Ms Doe:",
        "Hi Jane and Tomasz,",
        "Hey jane!",
        "Jane,",
        "Good morning Jane –",
        "Dear Janey,",
        "Hello Rumpelstiltskin,",
        "",
        "Thank you, Jane, once more.",
    ],
)
def test_correct_greetings(found: Found, greeting: str) -> None:
    assert found(draft("", greeting=greeting)) == []


@pytest.mark.parametrize(
    ("greeting", "name"),
    [
        ("Hello Priya,", "Priya"),
        ("Dear Ms Raman,", "Raman"),
        ("Hi Tomasz,", "Tomasz"),
        ("Dear Mei-Ling O'Neil:", "Mei-Ling O'Neil"),
        ("Hello Jane and Priya,", "Priya"),
        ("Dear Globex team,", "Globex"),
    ],
)
def test_greetings_to_somebody_else_are_errors(found: Found, greeting: str, name: str) -> None:
    text = draft("", greeting=greeting)
    (problem,) = found(text)
    assert (problem.code, problem.severity, said(problem, text)) == ("VG412", "error", name)


def test_a_nickname_that_another_person_has_for_a_name(found: Found) -> None:
    tom = {"people/Tom Jones.md": "---\ncompany: Globex\n---\n"}
    text = draft("", to="Tomasz Wiśniewski, tomasz@acme.example", greeting="Hi Tom,")
    assert found(tom | {"drafts/mine.md": text}) == []


def test_a_draft_about_no_interview_is_held_to_its_own_greeting(found: Found) -> None:
    loose = draft("I would love to join Globex.", interview="", greeting="Hello Priya,")
    assert [(p.code, said(p, loose)) for p in found({"drafts/note.md": loose})] == [("VG412", "Priya")]


@pytest.mark.parametrize(
    ("typed", "meant", "severity"),
    [
        ("Dear Mr Wisniewski,", "Wiśniewski", "hint"),
        ("Dear Mr Wiśnieswki,", "Wiśniewski", "warning"),
        ("Hello Tomsz,", "Tomasz", "warning"),
        ("Dear Mr WISNIEWSKI,", "WIŚNIEWSKI", "hint"),
    ],
)
def test_a_misspelt_name_has_a_fix(found: Found, typed: str, meant: str, severity: str) -> None:
    text = draft("", to="Tomasz Wiśniewski, tomasz@acme.example", greeting=typed)
    (problem,) = found({"drafts/mine.md": text})
    assert (problem.code, problem.severity) == ("VG413", severity)
    assert problem.fix
    (edit,) = problem.fix.edits
    assert edit.text == meant
    line = split_lines(text)[edit.span.line - 1]
    mended = line[: edit.span.column - 1] + edit.text + line[edit.span.end_column - 1 :]
    assert found({"drafts/mine.md": text.replace(line, mended)}) == []


@pytest.mark.parametrize(
    "words",
    [
        "Janet from my last team says hello; so do the Does, all of them.",
        "Acne is no topic here, nor is Acting.",  # too short to be sure
        "The Lane cooperative comes to mind.",
        "In June, as in January, Data comes first.",
        "Tomasz and the Tomaszes of this world draw well.",
    ],
)
def test_words_that_only_look_like_a_name(found: Found, words: str) -> None:
    assert found(draft(words)) == []


def test_the_employer_misspelt_beside_its_other_word(found: Found) -> None:
    text = draft("I would like to work at Bluestem Gird.")
    (problem,) = found(text, INTERVIEW.replace("company: Acme", "company: Bluestem Grid"))
    assert (problem.code, said(problem, text)) == ("VG413", "Gird")


# Tone.


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("I am passionate\nabout data.", "VG417"),
        ("Please do not hesitate to contact me.", "VG417"),
        ("Text me when you know.", "VG421"),
        ("I will text you tomorrow.", "VG421"),
        ("I’ll gladly ping you then.", "VG421"),
        ("I am happy to\nWhatsApp you.", "VG421"),
        ("I am on WhatsApp, too.", "VG421"),
        ("Thx for that.", "VG421"),
        ("That was fun :-)", "VG421"),
        ("That was fun 🎉", "VG421"),
        ("Great! Great!", "VG418"),
    ],
)
def test_words_that_weaken(found: Found, words: str, code: str) -> None:
    assert [problem.code for problem in found(draft(words))] == [code]


@pytest.mark.parametrize(
    "words",
    [
        'You asked for a “team player”, and "passionate about" was your word.',
        "We wrote the text messages that the plant sends by hand.",
        "I read the text you sent, and I can see in which text you say so.",
        "At night the alarm will text you before it calls.",
        "The signal in the data is what I would look at (first: the late rows).",
        "One mark! And that is all.",
    ],
)
def test_words_that_are_fine(found: Found, words: str) -> None:
    assert found(draft(words)) == []


def test_words_of_the_interviews_own_note_are_fine(found: Found) -> None:
    text = draft("Alerts that go out on WhatsApp, and the synergy that you spoke of.")
    assert [problem.code for problem in found(text)] == ["VG421", "VG417"]
    assert found(text, INTERVIEW.replace("problems:", "skills: [WhatsApp messages, synergy]\nproblems:")) == []


def test_a_name_with_an_exclamation_mark_is_no_shout(found: Found) -> None:
    interview = INTERVIEW.replace("company: Acme", "company: Yahoo!")
    text = draft("Yahoo! is Yahoo! and Yahoo! it stays.")
    assert found(text, interview) == []


# Addresses.


@pytest.mark.parametrize(
    "address",
    ["jobs@a.example", "HR@a.example", "no-reply@a.example", "talent.acquisition@a.example", "jobs-us@a.example"],
)
def test_group_addresses(address: str) -> None:
    assert is_group(address)


@pytest.mark.parametrize("address", ["jane@a.example", "hr.schmidt@a.example", "t.eam@a.example", "jo.bs@a.example"])
def test_addresses_of_people(address: str) -> None:
    assert not is_group(address)


def test_a_group_address_in_the_persons_note(found: Found) -> None:
    people = {"people/Jane Doe.md": "---\nemail: careers@acme.example\n---\n"}
    text = draft("", to="[[Jane Doe]]")
    (problem,) = found(people | {JANE: text}, INTERVIEW.replace(", jane@acme.example", ""))
    assert (problem.code, said(problem, text)) == ("VG419", '"[[Jane Doe]]"')


# Nothing of that talk in it.

GENERIC = "Thank you for meeting me. I enjoyed learning more about the role, and I am excited about the opportunity. "


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("I am confident that my skills would be of value to your company.", ["VG414"]),
        ("Jane, Acme, the Data Engineer role: I would love all of them.", ["VG414"]),
        ("The pager at the bottom of the lake made my week.", []),
        (
            "I have read the post on backpressure, tried it on my laptop, and seen a queue fall over at noon.",
            [],
        ),
    ],
)
def test_a_generic_thank_you_is_reported(found: Found, words: str, codes: list[str]) -> None:
    text = draft("").replace(TALK, GENERIC + words)
    assert [problem.code for problem in found(text)] == codes


def test_a_thank_you_is_not_generic_if_the_notes_say_nothing(found: Found) -> None:
    terse = re.sub(r"(moments|problems): .*\n", "", INTERVIEW)
    assert found(draft("").replace(TALK, GENERIC * 2), terse) == []


# Which drafts are looked at.

BAD = "I would love to join Globex."


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("sent: ", "sent: 2026-03-11T18:00"),
        lambda text: text.replace(BAD, f"%%{BAD}%%"),
    ],
)
def test_sent_drafts_and_comments_are_not_checked(found: Found, change: Callable[[str], str]) -> None:
    assert found(change(draft(BAD))) == []


def test_drafts_that_will_not_be_sent_are_not_checked(found: Found) -> None:
    assert found(draft(BAD), INTERVIEW.replace("role:", "skip: [thank-you]\nrole:")) == []
    assert found(draft(BAD), INTERVIEW.replace("role:", "outcome: rejected\nrole:")) == []


def test_drafts_that_the_next_build_rewrites_are_not_checked() -> None:
    terse = re.sub(r"(moments|problems): .*\n", "", INTERVIEW)
    written = {d.path: d.text for d in looked_at({"interviews/Acme.md": terse}, "2026-03-11T18:00", SETTINGS).drafts}
    before = looked_at({"interviews/Acme.md": terse} | written, "2026-03-11T18:00", SETTINGS)
    assert {(problem.code, problem.severity) for problem in before.diagnostics} == {("VG411", "hint")}
    after = looked_at({"interviews/Acme.md": INTERVIEW} | written, "2026-03-11T18:00", SETTINGS)
    assert after.diagnostics == ()


def test_spans_are_correct_with_any_line_breaks(found: Found) -> None:
    text = draft(BAD)
    (unix,) = found(text)
    (windows,) = found(text.replace("\n", "\r\n"))
    (marked,) = found("\ufeff" + text)
    assert unix.span == windows.span == marked.span


def test_a_sent_draft_counts_before_its_copy(found: Found) -> None:
    copy = draft("And the queue.")
    (problem,) = found({JANE: draft("", sent="2026-03-11T18:00"), "drafts/copy.md": copy})
    assert (problem.code, problem.path) == ("VG422", "drafts/copy.md")
    assert f"“{JANE}” has been sent" in problem.message


def test_two_check_ins_in_a_row_are_no_copies(snapshot_of: SnapshotOf) -> None:
    again = draft("", kind="check-in", due="2026-04-08T17:30")
    first = draft("", kind="check-in", due="2026-03-23T17:30", sent="2026-03-23T10:00")
    files = OTHERS | {"interviews/Acme.md": INTERVIEW, "drafts/1.md": first, "drafts/2.md": again}
    problems = snapshot_of(files, now="2026-04-08T09:00", settings=SETTINGS).diagnostics
    assert "VG422" not in {problem.code for problem in problems}


@given(*[st.text(max_size=200)] * 3, st.sampled_from(FOLLOW_UP_KINDS))
@hypothesis_settings(max_examples=80)
def test_any_draft_can_be_checked_and_spans_are_within_it(greeting: str, body: str, subject: str, kind: str) -> None:
    typed = draft(body, greeting=greeting, kind=kind, subject=quoted(subject))
    text = typed.encode("utf-8", "replace").decode()
    lines = split_lines(re.sub(r"\r(?!\n)", "\n", text))
    for problem in looked_at(OTHERS | {"interviews/Acme.md": INTERVIEW, JANE: text}, NOW, SETTINGS).diagnostics:
        span = problem.span
        assert (span.line, span.column) <= (span.end_line, span.end_column) <= (len(lines), len(lines[-1]) + 1)
        assert span.column <= len(lines[span.line - 1]) + 1
        assert span.end_column <= len(lines[span.end_line - 1]) + 1


def test_a_build_reports_warnings_in_full_and_counts_hints(vault_of: VaultOf, run: Run) -> None:
    root = vault_of(
        {
            "vaultgen.toml": SETTINGS,
            "interviews/Acme.md": INTERVIEW,
            JANE: draft("I am passionate about it. See you at Acme, 🎉 then."),
        }
    )
    built = run("build", str(root), "--now", NOW)
    assert built.returncode == 0
    assert "warning VG421" in built.stderr
    assert "VG417" not in built.stderr
    assert "1 hint: vaultgen check shows it." in built.stderr
    checked = run("check", str(root), "--now", NOW)
    assert "hint VG417" in checked.stdout


@pytest.mark.parametrize("now", ["2026-03-05T20:00", "2026-03-12T09:00", "2026-04-20T09:00"])
@pytest.mark.parametrize("kept", ["all of the drafts", "none of them"])
def test_a_check_without_new_drafts_finds_the_same(example: Path, now: str, kept: str) -> None:
    work = workspace.open_vault(str(example))
    sources = [s for s in read_vault(work.root, work.output) if kept[:3] == "all" or s.path[:7] != "drafts/"]
    every = work.snapshot_of(sources, work.now(now))
    few = work.snapshot_of(sources, work.now(now), new_drafts=False)
    assert few.diagnostics == every.diagnostics
    assert len(few.drafts) < len(every.drafts) or kept[:3] == "all"
