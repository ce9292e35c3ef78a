"""In which order questions are practised, and what practising changes in a note."""

import pytest

from tests.conftest import SnapshotOf
from tests.learning.test_questions import interview, question
from vaultgen.learning.practice import deck, practised, round_of
from vaultgen.learning.questions import askings, prepared, themes


def test_first_what_the_next_interview_may_ask_then_the_least_at_ease(snapshot_of: SnapshotOf) -> None:
    files = {
        "questions/Linked.md": question("comfort: 5"),
        "questions/Theirs.md": question("comfort: 4"),
        "questions/Alike.md": question("comfort: 5"),
        "questions/Weak.md": question("comfort: 1"),
        "questions/Easy.md": question("comfort: 4"),
        "questions/Often.md": question("comfort: 2"),
        "questions/Old.md": question("comfort: 2", "practised: [2026-01-02]"),
        "questions/Fresh.md": question("comfort: 2", "practised: [2026-01-09]"),
        "interviews/a.md": interview("2026-01-05", "[[Theirs]]", "[[Often]]", more=("stage: screen",)),
        "interviews/b.md": interview("2026-01-06", "[[Alike]]", "[[Often]]", more=("stage: panel",)).replace(
            "Acme", "B"
        ),
        "interviews/c.md": interview("2026-01-07", "hard, without a note").replace("Acme", "C"),
        "interviews/d.md": interview("2026-04-01", more=("stage: panel",)) + "See [[Linked]].\n",
    }
    vault = snapshot_of(files).vault
    rounds = {one.note.path: round_of(vault, one) for one in vault.interviews}
    notes = tuple(prepared(vault))
    cards = deck(themes(askings(vault), notes), notes, rounds, rounds["interviews/d.md"])
    assert [(card.title, card.asked, card.expected) for card in cards] == [
        ("Often", 2, "Acme asked it before (once)"),
        ("Theirs", 1, "Acme asked it before (once)"),
        ("Alike", 1, "Asked in this kind of round before (once)"),
        ("Linked", 0, "You link it in the note of the interview"),
        ("Weak", 0, ""),
        ("Old", 0, ""),
        ("Fresh", 0, ""),
        ("hard, without a note", 1, ""),
        ("Easy", 0, ""),
    ]
    assert [card.title for card in deck(themes(askings(vault), notes), notes, rounds, None)][:2] == ["Weak", "Often"]


@pytest.mark.parametrize(
    ("before", "mark", "after"),
    [
        (
            b"---\ntype: question\n---\nA.\n",
            "4",
            b"---\ntype: question\ncomfort: 4\npractised:\n  - 2026-03-12\n---\nA.\n",
        ),
        (
            b"---\r\ncomfort: 1 # ouch\r\npractised: [2026-03-01]\r\nmine: x\r\n---\r\nA.",
            "2",
            b"---\r\ncomfort: 2 # ouch\r\npractised:\r\n  - 2026-03-01\r\n  - 2026-03-12\r\nmine: x\r\n---\r\nA.",
        ),
        (b"---\npractised:\n- 2026-03-12\n---\n", "", b"---\npractised:\n- 2026-03-12\n---\n"),
    ],
)
def test_practising_changes_two_properties_and_nothing_else(before: bytes, mark: str, after: bytes) -> None:
    assert practised(before, "2026-03-12", mark) == after
