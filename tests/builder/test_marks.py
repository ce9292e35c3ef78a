"""Marking notes: whatever is marked and undone, in whatever order, the note is byte for byte as it was."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st

from tests.conftest import VaultOf
from vaultgen.builder import marks, workspace

pytestmark = pytest.mark.changes_notes

PATH = "interviews/Acme.md"
HEAD = "---\ncompany: 'Acme'   # the one in Boston\ndate: 2026-03-05T10:00\n"
FORMS = {
    "outcome": ["", "outcome:\n", "outcome: ''  # open\n"],
    "heard_back": ["", "heard_back: \n", "Heard-Back: 2026-03-06\n"],
    "skip": ["", "skip: []\n", "skip: [letter]  # no letter\n", "skip:\n# why\n- letter # mine\n\n"],
}
VALUES = {
    "outcome": st.sampled_from([(), ("silent",), ("rejected",)]),
    "heard_back": st.sampled_from([(), ("2026-03-09",)]),
    "skip": st.sampled_from([(), ("letter",), ("letter", "thank-you to Bo Li"), ("check-in",)]),
}
MARK = st.sampled_from(sorted(VALUES)).flatmap(lambda name: st.tuples(st.just(name), VALUES[name]))


def note(vault: Path) -> bytes:
    return (vault / PATH).read_bytes()


def write(vault: Path, text: str) -> bytes:
    (vault / PATH).write_bytes(text.encode())
    return text.encode()


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("marks")
    (root / "interviews").mkdir()
    (root / "vaultgen.toml").write_text('timezone = "UTC"\n')
    return root


@trials(max_examples=60)
@given(
    forms=st.tuples(*map(st.sampled_from, FORMS.values())),
    made=st.lists(MARK, max_size=6),
    order=st.randoms(use_true_random=False),
)
def test_all_marks_undone_restore_the_note(
    vault: Path, forms: tuple[str, ...], made: list[tuple[str, tuple[str, ...]]], order: random.Random
) -> None:
    before = write(vault, f"{HEAD}{''.join(forms)}---\nShe laughed.\n")
    work = workspace.open_vault(str(vault))
    former: dict[str, tuple[str, ...]] = {}
    for name, texts in made:
        former.setdefault(name, marks.mark(work, PATH, {name: texts}).before[name])
    for name in order.sample(sorted(former), len(former)):
        marks.mark(work, PATH, {name: former[name]})
    assert note(vault) == before


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_was_edited_since_a_mark_stays_when_it_is_undone(vault_of: VaultOf, end: str) -> None:
    text = f"{HEAD}---\nShe laughed.\n".replace("\n", end)
    vault = vault_of({PATH: text})
    work = workspace.open_vault(str(vault))
    done = marks.mark(work, PATH, {"outcome": ("rejected",)})
    edited = note(vault).replace(b"T10:00", b"T11:00").replace(b"laughed", b"smiled")
    (vault / PATH).write_bytes(edited)
    marks.mark(work, PATH, done.before)
    wanted = text.replace("T10:00", "T11:00").replace("laughed", "smiled")
    assert note(vault).decode() == wanted


def test_a_line_that_the_user_wrote_is_not_taken_away(vault_of: VaultOf) -> None:
    vault = vault_of({PATH: f"{HEAD}---\n"})
    work = workspace.open_vault(str(vault))
    marks.mark(work, PATH, {"outcome": ("rejected",)})
    edited = note(vault).replace(b"outcome: rejected\n", b"outcome: offer # at last\n")
    (vault / PATH).write_bytes(edited)
    marks.mark(work, PATH, {"outcome": ()})
    assert note(vault) == edited.replace(b"outcome: offer #", b"outcome: #")
