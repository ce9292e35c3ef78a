"""A bad note affects no other: whatever its bytes are, the rest of the site is the same as without it."""

from pathlib import Path

from hypothesis import example, given
from hypothesis import settings as bounded
from hypothesis import strategies as st

from tests.conftest import known
from vaultgen.diagnostics.source import SourceFile
from vaultgen.reports.counts import count
from vaultgen.snapshot import Snapshot
from vaultgen.vault.layout import FOLDERS

GOOD = (
    "---\ncompany: Acme\nrole: Engineer\ndate: 2026-03-11T14:30\nduration: 45\n"
    'interviewers: ["Jane Doe, CTO, jane@acme.example"]\n---\nShe laughed.\n'
)
LINES = st.sampled_from(
    [
        "---",
        "company: Zed",
        "date: 2026-03-09T10:00",
        "role: [[x]]",
        "closing: 'so",
        "skills: [a",
        "- b",
        "? c",
        "\t",
        "x",
    ]
)
BYTES = st.binary(max_size=80) | st.lists(LINES, max_size=12).map(lambda lines: ("---\n" + "\n".join(lines)).encode())


def snapshot(*notes: SourceFile) -> Snapshot:
    good = SourceFile("interviews/Good.md", GOOD.encode())
    return known([good, *notes], "2026-03-12T09:00", 'timezone = "UTC"', Path("nowhere"))


ALONE = snapshot()


@bounded(max_examples=40)
@given(folder=st.sampled_from(list(FOLDERS)), data=BYTES)
@example(folder="interviews", data=b"\xff\xfe\x00\xd8")
@example(folder="interviews", data=b"---\ncompany: Zed\ndate: 2026-03-09\ninterviewers: ['Jane Doe'\n---\n")
def test_no_bytes_in_a_note_affect_another_note(folder: str, data: bytes) -> None:
    both = snapshot(SourceFile(f"{folder}/Bad.md", data))
    assert "interviews/Good.md" in {interview.note.path for interview in both.vault.interviews}
    ids = {one.id for one in both.follow_ups}
    assert {one.id for one in ALONE.follow_ups} <= ids
    assert not [one for one in both.diagnostics if one.path == "interviews/Good.md" and one.severity == "error"]
    counts = count(both.vault.notes, both.diagnostics)
    assert counts.read == counts.valid + counts.with_problems == len(both.vault.notes)
