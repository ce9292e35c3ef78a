"""Conflict copies: the names of each sync program are recognized, and no others."""

import pytest

from tests.conftest import SnapshotOf
from vaultgen.diagnostics.source import SourceFile
from vaultgen.vault.conflict_copies import copies

NOTE = "---\ncompany: Acme\nrole: Data Engineer\ndate: 2026-03-05T14:30\ninterviewers: [Jane Doe]\nduration: 45\n---\n"
NAME = "interviews/2026-03-05 Acme"


def copies_of(*files: tuple[str, str]) -> dict[str, str]:
    return copies({path: SourceFile(path, text.encode()) for path, text in files})


@pytest.mark.parametrize(
    "added",
    [
        " (Jane's conflicted copy 2026-03-11)",
        " (janes-phone's conflicted copy 2026-03-11 (1))".replace(" (1)", ""),
        " (conflicted copy 2026-03-11 101500)",
        " (conflicting copy)",
        ".sync-conflict-20260311-101500-ABCDEFG",
        ".sync-conflict-20260311-101500",
        " (SFConflict jane@acme.example 2026-03-11-10-15-00)",
        " (Conflict Jane 2026-03-11 101500)",
        " (Conflicted copy phone 202603111015)",
        "_conflict-20260311-101500",
        "_conflict-jane-20260311-101500",
        "_Jane-PC_Mar-11-1015-2026_Conflict",
        ".Conflict",
        ".Conflict2",
        " [conflicted]",
        "-DESKTOP-A1B2C3D",
    ],
)
def test_a_conflict_copy_is_recognized_by_its_name_beside_the_note(added: str) -> None:
    note, copy = f"{NAME}.md", f"{NAME}{added}.md"
    assert copies_of((note, NOTE), (copy, "quite another text")) == {copy: note}
    assert not copies_of((copy, NOTE)), "a copy whose note is gone is all there is"
    assert not copies_of((note.replace("interviews", "people"), NOTE), (copy, NOTE))


@pytest.mark.parametrize("added", [" 2", " (1)"])
def test_a_number_in_the_name_alone_makes_no_conflict_copy(added: str) -> None:
    note, copy = f"{NAME}.md", f"{NAME}{added}.md"
    assert copies_of((note, NOTE), (copy, NOTE.replace("45", "50"))) == {copy: note}
    assert copies_of((note, NOTE), (copy, NOTE)) == {copy: note}
    assert not copies_of((note, NOTE), (copy, NOTE.replace("T14", "T16")))
    assert not copies_of((note, NOTE), (copy, NOTE.replace("Engineer", "Analyst").replace("Jane", "Bob")))
    assert not copies_of((note, "---\nskills:\n---\n"), (copy, "---\nskills:\n---\n"))


@pytest.mark.parametrize(
    "name", [" (Conflict resolution)", " (second round)", " about conflict", "-final", " conflicted", ".v2"]
)
def test_the_word_conflict_alone_makes_no_conflict_copy(name: str) -> None:
    assert not copies_of((f"{NAME}.md", NOTE), (f"{NAME}{name}.md", NOTE))


def test_a_conflict_copy_is_a_plain_note_and_duplicates_nothing(snapshot_of: SnapshotOf) -> None:
    copy = f"{NAME} (Jane's conflicted copy 2026-03-11).md"
    alone = snapshot_of({f"{NAME}.md": NOTE})
    both = snapshot_of({f"{NAME}.md": NOTE, copy: NOTE.replace("duration: 45", "duration: @45")})
    assert [follow_up.id for follow_up in both.follow_ups] == [follow_up.id for follow_up in alone.follow_ups]
    assert len(both.vault.interviews) == 1
    assert copy in {note.path for note in both.vault.notes}
    assert [(one.code, one.path) for one in both.diagnostics] == [("VG012", copy)]


def test_a_copy_of_a_draft_stays_a_draft(snapshot_of: SnapshotOf) -> None:
    draft = "---\ntype: draft\nkind: thank-you\ninterview: '[[2026-03-05 Acme]]'\n---\nDear Jane\n"
    copy = "drafts/Acme (conflicted copy 2026-03-11 101500).md"
    known = snapshot_of({f"{NAME}.md": NOTE, "drafts/Acme.md": draft, copy: draft + "Thank you.\n"})
    assert copy in {one.note.path for one in known.vault.drafts}
    assert not [one for one in known.diagnostics if one.code == "VG012"]


def test_file_names_that_differ_only_by_case_are_reported(snapshot_of: SnapshotOf) -> None:
    known = snapshot_of({"people/Zo\u00eb.md": "", "people/Zoe\u0308.md": "", "people/ZOË.md": "", "people/Zoe.md": ""})
    assert [one.code for one in known.diagnostics] == ["VG013", "VG013"]


@pytest.mark.parametrize(
    "left", ["salary: 60k\nlocation: Leeds\nsource: a friend\nurl:\n", "%%\na: one\nb: two\nc: three\n%%\n"]
)
def test_two_positions_with_a_number_between_them_are_two(left: str) -> None:
    """`Engineer` and `Engineer 2` at one employer, from one table, differ in their role alone."""
    note = f"---\ntype: application\ncompany: Acme\nrole: Engineer\nmethod: online\n{left}---\n"
    other = note.replace("Engineer", "Engineer 2")
    assert not copies_of(("applications/Acme – Engineer.md", note), ("applications/Acme – Engineer 2.md", other))


def test_the_comments_of_a_template_make_no_two_notes_alike() -> None:
    note = "---\ntype: accomplishment\nresult: {}\n---\n%%\nresult: What\nskills: Which\nsituation: Where\n%%\n"
    one, two = note.format("Halved the queue"), note.format("Doubled the sales")
    assert not copies_of(("accomplishments/Queue.md", one), ("accomplishments/Queue 2.md", two))
