"""The debrief: what a typed line becomes in the note, and which question comes next."""

from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.conftest import SnapshotOf
from vaultgen.diagnostics.source import SourceFile
from vaultgen.english.unknowns import is_unknown
from vaultgen.vault import debrief
from vaultgen.vault.model import CHECKLIST, Interview
from vaultgen.vault.notes.note import Note, parse_note
from vaultgen.vault.schema import specs
from vaultgen.vault.typed import read
from vaultgen.vault.typed_answers import tidy

NOW = datetime(2026, 11, 26, 15, 52, tzinfo=UTC)  # a Thursday
HEAD = "---\ncompany: Acme\ndate: 2026-11-26T15:00\n"


def note(data: bytes) -> Note:
    return parse_note(SourceFile("interviews/Acme.md", data))[0]


def typed(text: str, name: str, *lines: str) -> tuple[str, int, list[str]]:
    """The properties once some lines are typed at a question, where the questions stand then, and what was said."""
    data, at = f"{HEAD}{text}---\n".encode(), 1
    said: list[str] = []
    for line in lines:
        turn = debrief.reply(["duration", name, "closing"], at, line, note(data), NOW)
        data, at = debrief.changed(data, turn.writes), turn.at
        said += turn.says
    return data.decode().removeprefix(HEAD).removesuffix("---\n"), at, said


@pytest.mark.parametrize(
    ("before", "name", "lines", "after", "at"),
    [
        ("culture:\n", "culture", ["kind, blunt", ""], "culture:\n  - kind, blunt\n", 2),
        ("culture:\n", "culture", ["kind", "blunt"], "culture:\n  - kind\n  - blunt\n", 1),
        ("culture:\n", "culture", [""], "culture:\n", 2),
        ("culture:\n", "culture", ["none"], "culture:\n  - none\n", 2),
        ("culture: none\n", "culture", ["kind"], "culture:\n  - kind\n", 1),
        ("culture:\n", "culture", ["kind", "none"], "culture:\n  - kind\n", 2),
        ("culture:\n", "culture", ["unknown"], "culture:\nunknown:\n  - culture\n", 2),
        ("culture:\n", "culture", ["no idea"], "culture:\nunknown:\n  - culture\n", 2),
        (
            "culture:\nunknown: [skills]\n",
            "culture",
            ["?", "unknown"],
            "culture:\nunknown:\n  - skills\n  - culture\n",
            2,
        ),
        ("unknown: [Culture, skills]\n", "culture", ["kind"], "culture:\n  - kind\nunknown:\n  - skills\n", 1),
        ("culture: [a, b, c] # x\n", "culture", ["-2"], "culture: # x\n  - a\n  - c\n", 1),
        ("culture: [a]\n", "culture", ["-7"], "culture: [a]\n", 1),
        ("culture:\n", "culture", ["-"], "culture:\n", 0),
        ("position_open:\n", "position_open", ["six months"], "position_open: six months\n", 2),
        ("position_open: new\n", "position_open", ["two years"], "position_open: two years\n", 2),
        ("position_open:\n", "position_open", ["none"], "position_open:\nunknown:\n  - position_open\n", 2),
        ("position_open: new\n", "position_open", ["unknown"], "position_open:\nunknown:\n  - position_open\n", 2),
        ("decision_date:\n", "decision_date", ["Friday"], "decision_date: 2026-11-27\n", 2),
        ("decision_date:\n", "decision_date", ["in two weeks"], "decision_date: 2026-12-10\n", 2),
        ("decision_date:\n", "decision_date", ["Dec 4"], "decision_date: 2026-12-04\n", 2),
        ("decision_date:\n", "decision_date", ["next Friday", "soon"], "decision_date:\n", 1),
        ("duration:\n", "duration", ["about an hour"], "duration: 60\n", 2),
        ("duration:\n", "duration", ["a while"], "duration:\n", 1),
        ("promises:\n", "promises", ["2026-12-01: the plan"], 'promises:\n  - "2026-12-01: the plan"\n', 1),
        ("interviewers:\n", "interviewers", ["Jane Doe, CTO"], "interviewers:\n  - Jane Doe, CTO\n", 1),
        (
            "interviewers:\n  - Bo Li\n  - Jane Doe # tall\n",
            "interviewers",
            ["jane doe, CTO", "Bo Lind", "Bo Li, CTO", "Jane Doe, VP"],
            "interviewers:\n  - Bo Li, CTO\n  - jane doe, CTO # tall\n  - Bo Lind\n  - Jane Doe, VP\n",
            1,
        ),
    ],
)
def test_a_line_becomes_an_answer(before: str, name: str, lines: list[str], after: str, at: int) -> None:
    assert typed(before, name, *lines)[:2] == (after, at)


@pytest.mark.parametrize(
    ("name", "line", "said"),
    [
        ("decision_date", "Friday", "= Friday 27 November 2026"),
        ("decision_date", "next Friday", "“next Friday” can mean two days."),
        ("duration", "1h 30m", "= 90 minutes"),
        ("culture", "?", specs(Interview)["culture"].why),
        ("culture", "none", "Noted: there was none."),
        ("culture", "-1", "There is no line 1."),
        ("interviewers", ["Jane Doe", "Jane Doe, CTO"], "Line 1 has it now."),
        ("interviewers", ["Jane Doe", "their CTO"], "Noted, but that is no name: nobody can be greeted by it."),
        ("decision_maker", "the director", "Noted, but that is no name: nobody can be greeted by it."),
    ],
)
def test_what_is_said_of_an_answer(name: str, line: str | list[str], said: str) -> None:
    lines = [line] if isinstance(line, str) else line
    assert typed(f"{name}:\n", name, *lines)[2][0].startswith(said)


def test_there_is_nothing_before_the_first_question() -> None:
    turn = debrief.reply(["culture"], 0, "-", note(f"{HEAD}---\n".encode()), NOW)
    assert (turn.at, turn.writes) == (0, ())
    assert "first question" in turn.says[0]


def test_every_question_says_why_it_is_asked() -> None:
    assert all(specs(Interview)[name].why for name in CHECKLIST)


def test_only_what_is_missing_is_asked_in_the_checklist_s_order() -> None:
    text = f"{HEAD}culture: none\nskills: [SQL]\nunknown: [closing]\n---\n## Next steps\n- a call\n"
    _, interview, _ = read(note(text.encode()))
    left = debrief.questions(interview)
    assert left == tuple(n for n in CHECKLIST if n not in ("culture", "skills", "closing", "next_steps"))


def test_of_a_planned_interview_it_is_asked_who_else_came() -> None:
    planned = f"{HEAD}interviewers: [Jane Doe]\nduration: 45\n"
    for more, asked in (
        ("---\n", True),
        ("culture: calm\n---\n", False),
        ("debriefed: 2026-11-26T16:00\n---\n", False),
    ):
        _, interview, _ = read(note(f"{planned}{more}".encode()))
        assert ("interviewers" in debrief.questions(interview)) is asked


@pytest.mark.parametrize(
    ("length", "start", "earlier"),
    [(60, "15:00", "14:45"), (45, "15:00", None), (50, "15:30", "15:00"), (52, "15:00", None)],
)
def test_an_interview_that_has_ended_began_early_enough(length: int, start: str, earlier: str | None) -> None:
    began = datetime.fromisoformat(f"2026-11-26T{start}").replace(tzinfo=UTC)
    found = debrief.earlier_start(note(f"{HEAD}duration: {length}\n---\n".encode()), began, NOW)
    assert (f"{found:%H:%M}" if found else None) == earlier


def test_the_interview_that_began_last_is_taken(snapshot_of: SnapshotOf) -> None:
    dates = {"Old": "2026-11-20", "Last": "2026-11-26T15:00", "Next": "2026-11-26T16:00"}
    vault = snapshot_of({f"interviews/{n}.md": f"---\ncompany: {n}\ndate: {d}\n---\n" for n, d in dates.items()}).vault
    found = debrief.latest(vault, NOW)
    assert found is not None
    assert found.note.name == "Last"
    assert debrief.latest(vault, datetime(2026, 1, 1, tzinfo=UTC)) is None


def test_names_complete_from_the_vault(snapshot_of: SnapshotOf) -> None:
    vault = snapshot_of(
        {
            "interviews/Acme.md": "---\ncompany: Acme\ndate: 2026-11-26\ninterviewers: [Jane Doe]\n---\n",
            "people/Bo Roe.md": "---\ncompany: Globex\n---\n",
            "people/Ann Poe.md": "---\ncompany: Acme\n---\n",
            "questions/Why us.md": "---\ncomfort: 2\n---\n",
        }
    ).vault
    (interview,) = vault.interviews
    assert debrief.completions(vault, interview, "interviewers", interview.note) == ("Jane Doe", "Ann Poe", "Bo Roe")
    assert debrief.completions(vault, interview, "moments", interview.note) == ("Jane Doe: ",)
    assert debrief.completions(vault, interview, "hard_questions", interview.note) == ("[[Why us]]", "Jane Doe: ")
    assert debrief.completions(vault, interview, "duration", interview.note) == ()


ANSWERS = st.text(max_size=40).filter(lambda text: "%%" not in text)


@example("to \ufdd0 the \0 end", "closing")
@given(ANSWERS, st.sampled_from(["closing", "position_open", "culture", "moments"]))
def test_any_answer_reads_back_as_it_was_typed(answer: str, name: str) -> None:
    data = f"{HEAD}{name}:\nunknown:\n---\n".encode()
    turn = debrief.reply([name], 0, answer, note(data), NOW)
    after = note(debrief.changed(data, turn.writes))
    said = tidy(answer)
    if not said or said in ("?", "-") or said.startswith("-") or said.casefold() == "none" or is_unknown(said):
        return
    assert debrief.held(after, name) == (said,)
    assert {other: [v.text for v in p.values] for other, p in after.properties.items() if other != name} == {
        "company": ["Acme"],
        "date": ["2026-11-26T15:00"],
        "unknown": [],
    }
