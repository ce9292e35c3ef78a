"""The briefing: each section from notes as somebody writes them, in the terminal and on one sheet of paper."""

from datetime import date

import pytest

from tests.conftest import Run, SnapshotOf, VaultOf
from vaultgen.briefing import briefing, questions
from vaultgen.briefing.briefing import Briefing
from vaultgen.briefing.position_open import opening_days
from vaultgen.briefing.sections import BriefingLine, section
from vaultgen.snapshot import Snapshot

NOW = "2026-03-12T09:00"


def talk(day: str, *, company: str = "Acme", who: str = "Jane Doe, CTO", more: str = "", body: str = "") -> str:
    people = "".join(f"  - {person}\n" for person in who.split(" & "))
    return (
        f"---\ncompany: {company}\nrole: Data Engineer\nstage: technical\ndate: {day}\nduration: 60\n"
        f"interviewers:\n{people}{more}---\n{body}"
    )


AHEAD = talk("2026-03-13T15:00", who="Jane Doe, CTO & Bo Lind")


def made(snapshot: Snapshot) -> Briefing:
    interview = briefing.next_ahead(snapshot)
    assert interview is not None
    return briefing.brief(snapshot, interview).with_questions(questions.known(snapshot.vault, snapshot.now))


def lines(of: Briefing, name: str) -> list[BriefingLine]:
    return [line for section in of.sections if section.name == name for line in section.lines]


def texts(of: Briefing, name: str) -> list[str]:
    return [line.text for line in lines(of, name)]


def test_who_they_are_how_one_writes_to_them_and_when_one_met_them(snapshot_of: SnapshotOf) -> None:
    notes = {
        "interviews/a.md": talk("2026-03-02T10:00", who='"[[Jane Doe]]"'),
        "interviews/b.md": talk("2026-02-03T10:00", company="Globex", who='"[[Jane Doe]]"'),
        "interviews/c.md": talk("2026-03-13T15:00", who='"[[Jane Doe]]" & Bo Lind'),
        "people/Jane Doe.md": "---\nsalutation: Dear Ms Doe\ntitle: CTO\n---\n",
    }
    jane, bo = lines(
        made(snapshot_of(notes | {"interviews/a.md": talk("2026-03-02T10:00", who='"[[Jane Doe]]"')})), "who"
    )
    assert (jane.who, jane.text, jane.more) == ("Jane Doe", "CTO", "you write Ms Doe, met 2 times")
    assert [source.words for source in jane.sources] == ["technical, 2 March", "Globex technical, 3 February"]
    assert (bo.more, bo.sources) == ("you write Bo, not met before", ())


def test_moments_are_brought_up_until_a_message_has_said_them_back(snapshot_of: SnapshotOf) -> None:
    moments = 'moments:\n  - "Jane: the pager in the lake"\n  - "Jane: laughed about the ferry"\n  - "Jane: was dull"\n'
    sent = (
        '---\nkind: thank-you\ninterview: "[[a]]"\nto: Jane Doe\nsent: 2026-03-03T10:00\n---\n'
        "Hello Jane,\n\nThe pager that went into the lake still makes me laugh.\n"
    )
    notes = {"interviews/a.md": talk("2026-03-02T10:00", more=moments), "interviews/b.md": AHEAD}
    assert texts(made(snapshot_of(notes)), "bring-up") == ["the pager in the lake", "laughed about the ferry"]
    assert texts(made(snapshot_of(notes | {"drafts/x.md": sent})), "bring-up") == ["laughed about the ferry"]


def test_needs_stand_beside_the_proof_and_what_nothing_proves_is_marked(snapshot_of: SnapshotOf) -> None:
    notes = {
        "interviews/a.md": talk("2026-03-02T10:00", more="skills:\n  - Airflow\n  - Rust\nproblems:\n  - none\n"),
        "interviews/b.md": AHEAD,
        "accomplishments/Load.md": "---\nresult: Cut the nightly load by half\nskills:\n  - Airflow\n---\n",
    }
    shown = [(line.text, line.more, line.mark) for line in lines(made(snapshot_of(notes)), "needs")]
    assert shown == [("Airflow", "Cut the nightly load by half", ""), ("Rust", "", "unproved")]


def test_a_concern_that_a_later_round_answered_is_not_open(snapshot_of: SnapshotOf) -> None:
    notes = {
        "interviews/a.md": talk("2026-03-02T10:00", more="concerns_open:\n  - no Go\n  - the commute\n"),
        "interviews/b.md": talk("2026-03-05T10:00", more="concerns_answered:\n  - The commute.\n"),
        "interviews/c.md": AHEAD,
    }
    assert texts(made(snapshot_of(notes)), "concerns") == ["no Go"]


def test_own_lists_are_taken_from_the_note(snapshot_of: SnapshotOf) -> None:
    body = "## To prepare\n- [x] read their blog\n- [ ] the [[Load]] story\n## To ask\n1. Who is on call?\n"
    found = made(snapshot_of({"interviews/b.md": talk("2026-03-13T15:00", body=body)}))
    prepared = [(line.text, line.mark) for line in lines(found, "to-prepare")]
    assert prepared == [("the Load story", ""), ("read their blog", "done")]
    assert texts(found, "ask")[:4] == [
        "When will you make a decision?",
        "Who makes the decision?",
        "How long has the position been open?",
        "Who is on call?",
    ]


def test_only_what_no_round_has_learned_is_asked(snapshot_of: SnapshotOf) -> None:
    known = "position_open: three weeks\nculture:\n  - none\nunknown:\n  - decision_maker\ndecision_date: 2026-03-09\n"
    notes = {"interviews/a.md": talk("2026-03-02T10:00", more=known), "interviews/b.md": AHEAD}
    asked = lines(made(snapshot_of(notes)), "ask")
    assert [line.text for line in asked][:3] == [
        "When will you make a decision?",
        "Who makes the decision?",
        "What are the next steps after today?",
    ]
    assert asked[0].more == "They said 9 March."
    assert not any("open" in line.text or "work here" in line.text for line in asked)


@pytest.mark.parametrize(
    ("first", "second", "shown"),
    [
        ("decision_date: 2026-03-20", "decision_date: 2026-03-27", ["Friday 20 March 2026", "Friday 27 March 2026"]),
        ("decision_date: 2026-03-04", "decision_date: 2026-03-27", None),
        ("decision_date: 2026-03-20\noutcome: advanced", "decision_date: 2026-03-27", None),
        ("salary_stated: 60k to 70k", "salary_stated: €50,000", ["60k to 70k", "€50,000"]),
        ("salary_stated: 60k to 70k", "salary_stated: 70.000", None),
        ("salary_stated: fair", "salary_stated: 70.000", None),
        ("decision_maker: Jane Doe", "decision_maker: Bo Lind", ["Jane Doe", "Bo Lind"]),
        ("decision_maker: Jane Doe", "decision_maker: not sure", None),
        ("position_open: three weeks", "position_open: since the middle of February", None),
        ("position_open: three weeks", "position_open: since October", ["three weeks", "since October"]),
        ("position_open: a while", "position_open: since October", None),
    ],
)
def test_what_two_people_told_differently_stands_side_by_side(
    snapshot_of: SnapshotOf, first: str, second: str, shown: list[str] | None
) -> None:
    notes = {
        "interviews/a.md": talk("2026-03-02T10:00", more=f"{first}\n"),
        "interviews/b.md": talk("2026-03-05T10:00", who="Bo Lind", more=f"{second}\n"),
        "interviews/c.md": AHEAD,
    }
    found = [[other.text for other in line.beside] for line in lines(made(snapshot_of(notes)), "differently")]
    assert found == ([shown] if shown else [])
    by_one = notes | {"interviews/b.md": talk("2026-03-05T10:00", more=f"{second}\n")}
    assert not lines(made(snapshot_of(by_one)), "differently")


def test_promises_open_and_kept_and_what_was_sent(snapshot_of: SnapshotOf) -> None:
    promises = 'promises:\n  - "2026-03-20: send the plan"\n  - send the list\n'
    kept = (
        '---\nkind: promise\ninterview: "[[a]]"\nto: Jane Doe\nabout: send the list\nsent: 2026-03-02T18:00\n---\n'
        "Hello Jane,\n\nhere is the list.\n"
    )
    thanks = '---\nkind: thank-you\ninterview: "[[a]]"\nto: Jane Doe\nsent: 2026-03-03T09:00\n---\nThank you.\n'
    notes = {
        "interviews/a.md": talk("2026-03-02T10:00", more=promises),
        "interviews/b.md": AHEAD,
        "drafts/kept.md": kept,
        "drafts/thanks.md": thanks,
    }
    found = lines(made(snapshot_of(notes)), "sent")
    assert [(line.text, line.more, line.mark) for line in found] == [
        ("send the plan", "due 20 March", "open promise"),
        ("send the list", "sent 2 March", "promise kept"),
        ("Thank-you", "sent 3 March", ""),
    ]
    assert [source.path for source in found[1].sources] == ["interviews/a.md", "drafts/kept.md"]


def test_questions_that_are_likely_come_in_order_of_how_likely_and_how_hard(snapshot_of: SnapshotOf) -> None:
    notes = {
        "interviews/a.md": talk("2026-03-02T10:00", more="hard_questions:\n  - Why us? (4/5)\n"),
        "interviews/b.md": talk("2026-02-02T10:00", company="Globex", more="questions:\n  - Design a queue (3/5)\n"),
        "interviews/c.md": talk("2026-02-03T10:00", company="Initech", more='questions:\n  - "[[Failure]]"\n').replace(
            "technical", "final"
        ),
        "interviews/d.md": talk("2026-02-04T10:00", company="Hooli", more="questions:\n  - Your dog? (5/5)\n").replace(
            "technical", "final"
        ),
        "interviews/e.md": AHEAD,
        "questions/Failure.md": "---\ncomfort: 2\n---\nA story.\n",
    }
    found = [(line.text, line.mark, line.more) for line in lines(made(snapshot_of(notes)), "questions")]
    assert found == [
        ("Why us?", "4/5", "asked here before"),
        ("Design a queue", "3/5", "asked by another employer for this role at this stage"),
        ("Failure", "2/5", "asked by another employer, still hard"),
    ]


def test_a_question_says_how_many_other_employers_asked_it_and_is_in_the_words_of_this_one(
    snapshot_of: SnapshotOf,
) -> None:
    asked = {
        "1 Globex": "Tell me about a failure (2/5)",
        "2 Initech": "a failure?",
        "3 Initech": "a failure?",
        "4 Acme": "Why us?",
        "5 Globex": "Why do you want to work here?",
    }
    notes = {
        f"interviews/{place}.md": talk(
            f"2026-02-0{place[0]}T10:00", company=place[2:], more=f'questions:\n  - "{words}"\n'
        ).replace("technical", "final")
        for place, words in asked.items()
    }
    notes |= {"interviews/z.md": AHEAD, "questions/Gap.md": "---\ncomfort: 1\n---\nA story.\n"}
    found = {line.text: line.more for line in lines(made(snapshot_of(notes)), "questions")}
    assert found["Gap"] == "never asked, still hard"
    assert found["Why us?"] == "asked here before"
    assert found["a failure?"] == "asked by 2 other employers, still hard"
    assert len(found) == 3


def test_nothing_that_is_still_to_come_is_told_as_past(snapshot_of: SnapshotOf) -> None:
    notes = {
        "interviews/a.md": AHEAD,
        "interviews/b.md": talk("2026-03-20T15:00", more='promises:\n  - "send the plan"\n'),
    }
    found = made(snapshot_of(notes))
    assert lines(found, "who")[0].more == "you write Jane, not met before"
    assert not lines(found, "sent")


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("about three weeks", date(2026, 2, 2), date(2026, 2, 16)),
        ("since the end of January", date(2026, 1, 18), date(2026, 2, 5)),
        ("since November", date(2025, 11, 1), date(2025, 12, 1)),
        ("since November 2024", date(2024, 11, 1), date(2024, 12, 1)),
    ],
)
def test_since_when_a_position_is_open_is_read_with_room(said: str, first: date, last: date) -> None:
    found = opening_days(said, date(2026, 3, 2))
    assert found is not None
    assert found.first <= first
    assert found.last >= last - (last - first) / 2
    assert opening_days("long", date(2026, 3, 2)) is None


def test_a_section_says_how_many_lines_it_leaves_out() -> None:
    cut = section("ask", "Ask them", [BriefingLine(str(number)) for number in range(9)], most=4)
    assert ([line.text for line in cut.lines], cut.more) == (["0", "1", "2", "3"], 5)


def test_the_terminal_prints_the_briefing_of_the_next_interview_or_of_a_named_one(run: Run, vault_of: VaultOf) -> None:
    root = vault_of({"interviews/2026-03-02 Acme.md": talk("2026-03-02T10:00"), "interviews/2026-03-13 Acme.md": AHEAD})
    shown = run("prep", "--now", NOW, cwd=root)
    assert shown.returncode == 0
    assert shown.stdout.startswith("Prepare: Acme, technical\nWhen      Friday 13 March 2026 at 15:00\n")
    assert "(technical, 2 March)" in shown.stdout
    assert run("prep", "acme", "--now", NOW, cwd=root).stdout == shown.stdout
    past = run("prep", "2026-03-02 Acme", "--now", NOW, cwd=root)
    assert "not ahead any more" in past.stderr
    nobody = run("prep", "globex", "--now", NOW, cwd=root)
    assert (nobody.returncode, "There is no interview “globex”" in nobody.stderr) == (2, True)
    none = run("prep", "--now", "2026-04-01T09:00", cwd=root)
    assert (none.returncode, "No interview is ahead" in none.stdout) == (0, True)
