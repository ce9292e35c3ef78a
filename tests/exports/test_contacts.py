"""Contacts, as another program reads them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import vobject
from hypothesis import example, given
from hypothesis import strategies as st

from tests.conftest import SnapshotOf, known
from vaultgen.diagnostics.source import SourceFile
from vaultgen.errors import UsageProblem
from vaultgen.exports import card_file
from vaultgen.exports.cards import Card
from vaultgen.exports.vault_files import VAULT_FILES
from vaultgen.snapshot import Snapshot

FILES = {
    "people/Nneka Okafor.md": """---
title: VP Engineering
company: "[[Acme]]"
email: nneka@acme.example
phone: "+1 (312) 555-0100"
address: "Acme, 1 Main St; Floor 2, Chicago, IL 60622"
linkedin: linkedin.com/in/nneka
---
Sharp, and a little impatient.
""",
    "companies/Acme.md": "---\nphone: +1 312 555 0101\nwebsite: https://acme.example\n---\n",
    "interviews/Acme.md": """---
company: "[[Acme]]"
role: Engineer
stage: panel
format: in-person
place: 1 Main St
date: 2026-03-11T15:00
interviewers: ["[[Nneka Okafor]]", "Sam Roe, CTO", "Dr. Wang Li, wang@acme.example"]
moments: ["Nneka: laughed about the pager"]
concerns_open: ["too little Rust"]
---
A cold room.
""",
}


def exported(snapshot: Snapshot, *words: str, version: str = "3", caller_id: bool = False) -> tuple[list[Any], str]:
    """The cards as a library reads them, and the remarks."""
    asked = {"words": words, "version": version, "caller-id": caller_id}
    file = VAULT_FILES["vcf"].export(snapshot, asked)
    return read(file.data), " ".join(file.remarks)


def read(data: bytes) -> list[Any]:
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    return list(vobject.readComponents(data.decode()))


def names(cards: Sequence[Any]) -> list[str]:
    return [card.fn.value for card in cards]


def test_a_card_says_how_to_reach_somebody_and_where_you_met(snapshot_of: SnapshotOf) -> None:
    (card,), _ = exported(snapshot_of(FILES), "Okafor")
    assert (card.version.value, card.fn.value) == ("3.0", "Nneka Okafor")
    assert (card.org.value, card.title.value) == (["Acme"], "VP Engineering")
    assert card.email.value == "nneka@acme.example"
    assert card.tel.value == "+1 (312) 555-0100"
    assert card.adr.value.street == "Acme, 1 Main St, Floor 2, Chicago, IL 60622"
    assert card.url.value == "https://linkedin.com/in/nneka"
    assert card.note.value == "Interview on 11 March 2026: Acme, panel, in person, 1 Main St"


@pytest.mark.parametrize("version", ["3", "4"])
def test_no_card_says_what_you_think(snapshot_of: SnapshotOf, version: str) -> None:
    asked = {"words": ("Acme",), "version": version, "caller-id": False}
    data = VAULT_FILES["vcf"].export(snapshot_of(FILES), asked).data.replace(b"\r\n ", b"").lower()
    for word in (b"impatient", b"pager", b"rust", b"cold"):
        assert word not in data
    assert data.count(b"begin:vcard") == 4


def test_who_cannot_be_reached_is_left_out_and_said(snapshot_of: SnapshotOf) -> None:
    cards, remarks = exported(snapshot_of(FILES))
    assert names(cards) == ["Dr. Wang Li", "Nneka Okafor", "Acme"]
    assert "Sam Roe" in remarks
    (card,), remarks = exported(snapshot_of(FILES), "sam roe")
    assert (card.fn.value, remarks) == ("Sam Roe", "")


@pytest.mark.parametrize("typed", ["ask Nneka", "=1+1", "n/a"])
def test_what_is_no_number_is_not_to_be_dialled(snapshot_of: SnapshotOf, typed: str) -> None:
    note = f"---\ncompany: Acme\nemail: nneka@acme.example\nphone: '{typed}'\n---\n"
    (card,), _ = exported(snapshot_of({"people/Nneka Okafor.md": note}), "Nneka Okafor")
    assert "tel" not in card.contents


def test_caller_id_has_names_employers_and_numbers_alone(snapshot_of: SnapshotOf) -> None:
    cards, _ = exported(snapshot_of(FILES), caller_id=True)
    assert [(card.fn.value, card.tel.value) for card in cards] == [
        ("Nneka Okafor (Acme)", "+1 (312) 555-0100"),
        ("Acme", "+1 312 555 0101"),
    ]
    assert not {"email", "adr", "note", "url", "title"} & set(cards[0].contents)


def test_the_same_person_keeps_the_same_id(snapshot_of: SnapshotOf) -> None:
    (before,), _ = exported(snapshot_of(FILES), "Nneka")
    changed = {path: text.replace("VP Engineering", "CTO").replace("0100", "0199") for path, text in FILES.items()}
    (after,), _ = exported(snapshot_of(changed, "2026-06-01T09:00"), "Nneka Okafor")
    assert before.uid.value == after.uid.value
    assert before.tel.value != after.tel.value
    (newer,), _ = exported(snapshot_of(FILES), "Nneka", version="4")
    assert (newer.version.value, newer.uid.value) == ("4.0", f"urn:uuid:{before.uid.value}")


def test_a_name_that_nobody_has_is_refused(snapshot_of: SnapshotOf) -> None:
    with pytest.raises(UsageProblem, match="called “Zoe”"):
        exported(snapshot_of(FILES), "Nneka", "Zoe")


TYPED = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.text(
    st.sampled_from('a,;:\\"\r\n\t\0\x0b\x85\u2028\u202eÜ🙂 '), max_size=100
)


@given(TYPED, TYPED)
@example("a\rEND:VCARD", "x\r\nEND:VCARD\r\nBEGIN:VCARD")
@example("\\", ";")
def test_no_text_can_leave_its_line(title: str, place: str) -> None:
    person = f"---\ntitle: {_quoted(title)}\naddress: {_quoted(place)}\nphone: {_quoted(place)}\n---\n"
    sources = [SourceFile("people/Jane.md", person.encode())]
    snapshot = known(sources, "2026-03-11T09:00", "", Path("nowhere"))
    asked = {"words": ("Jane",), "version": "3", "caller-id": False}
    data = VAULT_FILES["vcf"].export(snapshot, asked).data
    lines = data.replace(b"\r\n ", b"").split(b"\r\n")
    assert lines[0] == b"BEGIN:VCARD"
    assert lines[-2:] == [b"END:VCARD", b""]
    assert sum(line.startswith((b"BEGIN", b"END")) for line in lines) == 2
    assert not {b"\r", b"\n"} & {line[at : at + 1] for line in lines for at in range(len(line))}


def test_a_title_reads_back_as_it_was() -> None:
    text = "Head of A, B; C \\ D"
    card = Card("id", "Jane", "Jane", "", "", "Acme", text, *("",) * 5)
    (found,) = read(card_file.write([card]))
    assert found.title.value == text


def _quoted(text: str) -> str:
    """A text as YAML in double quotes."""
    return '"' + "".join(f"\\U{ord(char):08x}" for char in text) + '"'
