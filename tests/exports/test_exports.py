"""Ways out for a draft: as other programs read them."""

import email.policy
import io
import os
import re
import shutil
import subprocess
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.conftest import Run, SnapshotOf, VaultOf, known
from vaultgen import mail
from vaultgen.drafts import Draft
from vaultgen.exports import EXPORTS, eml, letter, text
from vaultgen.snapshot import Snapshot
from vaultgen.source import SourceFile

NOW = "2026-03-11T18:00"
SETTINGS = """timezone = "UTC"
[me]
name = "Robin Häle"
email = "robin@hale.example"
address = "1 Larkspur Street\\nChicago"
"""
NOTE = """---
company: Acme
role: Engineer
stage: technical
date: 2026-03-11T15:00
duration: 60
interviewers: ["Jörg “JB” Brandt, CTO, jb@acme.example"]
moments: ["the pager in the lake"]
---
"""
DRAFT = """---
kind: {kind}
interview: "[[Acme]]"
to: Jörg “JB” Brandt
subject: "{subject}"
sent: {sent}
---
{body}
"""


def draft_of(snapshot: Snapshot, kind: str = "thank-you") -> Draft:
    return next(draft for draft in snapshot.drafts if draft.follow_up.kind == kind)


def read(data: bytes) -> Any:
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def exported(snapshot: Snapshot, kind: str = "thank-you") -> Any:
    return read(eml.export(draft_of(snapshot, kind), snapshot.vault, snapshot.now))


def typed(snapshot_of: SnapshotOf, subject: str, body: str, *, sent: str = "", kind: str = "thank-you") -> Snapshot:
    """A vault with a draft of the user's own words."""
    mine = DRAFT.format(kind=kind, subject=subject, body=body, sent=sent)
    return snapshot_of({"interviews/Acme.md": NOTE, "drafts/mine.md": mine}, now=NOW, settings=SETTINGS)


def test_an_e_mail_file_opens_as_a_draft_to_the_person(snapshot_of: SnapshotOf) -> None:
    snapshot = snapshot_of({"interviews/Acme.md": NOTE}, now=NOW, settings=SETTINGS)
    message = exported(snapshot)
    assert message["X-Unsent"] == "1"
    assert message["Date"] is None
    assert str(message["From"]) == "Robin Häle <robin@hale.example>"
    assert [(a.display_name, a.addr_spec) for a in message["To"].addresses] == [("Jörg “JB” Brandt", "jb@acme.example")]
    assert message.get_content().replace("\r\n", "\n").rstrip() == draft_of(snapshot).body


def test_of_what_was_sent_it_has_the_date_and_is_no_draft_any_more(snapshot_of: SnapshotOf) -> None:
    message = exported(typed(snapshot_of, "Hello", "Thank you for all.", sent="2026-03-11T17:30"))
    assert message["X-Unsent"] is None
    assert message["Date"].datetime.isoformat() == "2026-03-11T17:30:00+00:00"


@pytest.mark.parametrize("address", ["", "jane at acme", "a@b.example, c@d.example", "jörg@acme.example", "a@b\tc"])
def test_what_is_no_address_is_no_recipient(snapshot_of: SnapshotOf, address: str) -> None:
    person = f"---\nemail: {address!r}\n---\n"
    note = NOTE.replace("Jörg “JB” Brandt, CTO, jb@acme.example", "[[Jane]]")
    message = exported(snapshot_of({"interviews/Acme.md": note, "people/Jane.md": person}, now=NOW))
    assert message["To"] is None
    assert message["From"] is None


@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=200), st.text(st.characters(exclude_categories=["Cs"]))
)
def test_whatever_is_typed_no_header_is_smuggled_in(subject: str, body: str) -> None:
    quoted = subject.replace("\\", "").replace('"', "").replace("\0", "")
    files = {
        "interviews/Acme.md": NOTE,
        "drafts/mine.md": DRAFT.format(kind="thank-you", subject=quoted, body=body, sent=""),
    }
    snapshot = known([SourceFile(name, text.encode()) for name, text in files.items()], NOW, SETTINGS, Path("nowhere"))
    for draft in snapshot.drafts:
        data = eml.export(draft, snapshot.vault, snapshot.now)
        message = read(data)
        assert set(message.keys()) <= {
            "X-Unsent", "From", "To", "Subject", "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
        }  # fmt: skip
        head = data.partition(b"\r\n\r\n")[0]
        assert head.isascii()
        assert all(len(line) <= 998 for line in data.split(b"\r\n"))
        assert not re.search(rb"(?<!\r)\n|\r(?!\n)", data)
        assert message["Subject"] == mail.subject(draft)
        assert message.get_content().replace("\r\n", "\n").rstrip("\n") == mail.body(draft).rstrip("\n")


def test_the_same_draft_is_the_same_file(snapshot_of: SnapshotOf) -> None:
    early, late = (snapshot_of({"interviews/Acme.md": NOTE}, now=now, settings=SETTINGS) for now in (NOW, f"{NOW}:30"))
    assert eml.export(draft_of(early), early.vault, early.now) == eml.export(draft_of(late), late.vault, late.now)


@pytest.mark.parametrize("kind", ["thank-you", "letter", "promise"])
def test_a_real_mail_program_would_send_it_as_it_stands(snapshot_of: SnapshotOf, tmp_path: Path, kind: str) -> None:
    """A second reader, which shares no code with the writer: it hands the draft to a pretend `sendmail`."""
    program = shutil.which("neomutt")
    if program is None:
        if os.environ.get("VAULTGEN_NEED_BROWSER"):
            pytest.fail("there is no neomutt, and VAULTGEN_NEED_BROWSER is set")
        pytest.skip("there is no neomutt on this computer")
    body = "Grüße & “quotes” — 100%\n\nHello,\n\n" + "a long line " * 40
    snapshot = typed(snapshot_of, "Überraschung für Łódź: a, b & c", body, kind=kind)
    if kind == "promise":
        snapshot = snapshot_of(
            {"interviews/Acme.md": NOTE.replace("moments:", "promises: [send Jörg the list]\nmoments:")},
            now=NOW,
            settings=SETTINGS,
        )
    draft = draft_of(snapshot, kind)
    (tmp_path / "draft.eml").write_bytes(eml.export(draft, snapshot.vault, snapshot.now))
    sendmail = tmp_path / "sendmail"
    sendmail.write_text(f'#!/bin/sh\necho "$@" > "{tmp_path}/args"\ncat > "{tmp_path}/sent"\n')
    sendmail.chmod(0o755)
    (tmp_path / "rc").write_text(
        f'set sendmail="{sendmail}"\nset copy=no\nset use_from=yes\nset charset="utf-8"\nset record=""\n'
        f'set send_charset="us-ascii:utf-8"\nset tmpdir="{tmp_path}"\n'
    )
    done = subprocess.run(
        [program, "-n", "-F", str(tmp_path / "rc"), "-H", str(tmp_path / "draft.eml")],
        input=b"\n",
        capture_output=True,
        env=os.environ | {"HOME": str(tmp_path), "LC_ALL": "C.UTF-8"},
        timeout=60,
        check=False,
    )
    assert (tmp_path / "sent").exists(), done.stderr.decode()
    got = read((tmp_path / "sent").read_bytes())
    assert str(got["Subject"]) == mail.subject(draft)
    assert " ".join(got.get_content().split()) == " ".join(mail.body(draft).split())
    assert "jb@acme.example" in (tmp_path / "args").read_text()


def test_a_mail_link_says_the_same_to_every_mail_program(snapshot_of: SnapshotOf) -> None:
    snapshot = typed(snapshot_of, "50% off & “more”?", "Hello Jörg,\n\n1 + 1 = 2 & so on #x\n")
    link, is_whole = mail.mailto(draft_of(snapshot)) or ("", False)
    parts = urlsplit(link)
    assert is_whole
    assert (parts.scheme, unquote(parts.path)) == ("mailto", "jb@acme.example")
    assert parse_qs(parts.query) == {
        "subject": ["50% off & “more”?"],
        "body": ["Hello Jörg,\r\n\r\n1 + 1 = 2 & so on #x"],
    }


def test_a_text_too_long_for_a_link_is_left_to_be_pasted(snapshot_of: SnapshotOf) -> None:
    link, is_whole = mail.mailto(draft_of(typed(snapshot_of, "Hello", "word " * 500))) or ("", True)
    assert not is_whole
    assert link == "mailto:jb@acme.example?subject=Hello"


@pytest.mark.parametrize(
    ("typed_address", "address"),
    [
        ("jane@acme.example", "jane@acme.example"),
        (" <mailto:jane@acme.example> ", None),
        ("mailto:jane@acme.example", "jane@acme.example"),
        ("<jane@acme.example>", "jane@acme.example"),
        ("jane@acme", None),
        ("jane@acme.example?cc=all@acme.example", None),
        ("jane@acme.example\nBcc: x@y.example", None),
        ("a..b@acme.example", None),
        ("x" * 250 + "@acme.example", None),
        (None, None),
    ],
)
def test_only_an_address_is_an_address(typed_address: str | None, address: str | None) -> None:
    assert mail.address(typed_address) == address


@pytest.mark.parametrize(("country", "size"), [("US", (612, 792)), ("DE", (595, 842)), ("", (595, 842))])
def test_a_letter_is_one_page_of_the_countrys_paper(
    snapshot_of: SnapshotOf, country: str, size: tuple[int, int]
) -> None:
    chosen = f'country = "{country}"\n{SETTINGS}'
    snapshot = snapshot_of({"interviews/Acme.md": NOTE}, now="2026-03-13T09:00", settings=chosen)
    data = letter.export(draft_of(snapshot, "letter"), snapshot.vault, snapshot.now)
    (page,) = PdfReader(io.BytesIO(data)).pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == size
    said = " ".join(page.extract_text().split())
    day = "March 13, 2026" if country == "US" else "13 March 2026"
    for part in ("Robin Häle", "1 Larkspur Street Chicago", day, "Jörg “JB” Brandt CTO Acme", "Sincerely,"):
        assert part in said


def test_a_long_letter_gets_smaller_letters_and_at_last_a_second_page(snapshot_of: SnapshotOf) -> None:
    paragraph = "All that I would like to tell you about it fits into a few more words than I had thought. " * 5
    pages = []
    for count in (2, 6, 30):
        snapshot = typed(snapshot_of, "Hello", f"{paragraph}\n\n" * count, kind="letter")
        data = letter.export(draft_of(snapshot, "letter"), snapshot.vault, snapshot.now)
        pages.append(len(PdfReader(io.BytesIO(data)).pages))
    assert pages[:2] == [1, 1]
    assert pages[2] > 1


def test_what_a_letter_says_is_never_taken_for_the_typesetters_language(snapshot_of: SnapshotOf) -> None:
    hostile = '#read("/etc/hosts") $x^2$ *bold* = Heading \\ #let x = 1 // gone <label> @ref'
    snapshot = typed(snapshot_of, "Hello", hostile, kind="letter")
    data = letter.export(draft_of(snapshot, "letter"), snapshot.vault, snapshot.now)
    assert " ".join(hostile.split()) in " ".join(PdfReader(io.BytesIO(data)).pages[0].extract_text().split())
    assert data == letter.export(draft_of(snapshot, "letter"), snapshot.vault, snapshot.now)


def test_plain_text_has_all_that_a_form_asks_for(snapshot_of: SnapshotOf) -> None:
    snapshot = typed(snapshot_of, "Hello", "Thank you.")
    said = text.export(draft_of(snapshot), snapshot.vault, snapshot.now).decode()
    assert said == "To: Jörg “JB” Brandt <jb@acme.example>\nSubject: Hello\n\nThank you.\n"


@pytest.mark.parametrize("form", sorted(EXPORTS))
def test_the_command_writes_a_file_and_never_over_another(
    vault_of: VaultOf, run: Run, tmp_path: Path, form: str
) -> None:
    root = vault_of({"interviews/Acme.md": NOTE, "vaultgen.toml": SETTINGS})
    asked = ["export", form, "letter jorg", "--vault", str(root), "--now", "2026-03-13T09:00"]
    done = run(*asked, cwd=tmp_path)
    written = tmp_path / f"2026-03-11 Acme letter to Jörg “JB” Brandt{EXPORTS[form].SUFFIX}"
    assert done.returncode == 0, done.stderr
    assert "only you can fill" in done.stderr
    assert written.stat().st_size > 100
    again = run(*asked, cwd=tmp_path)
    assert again.returncode == 2
    assert run(*asked, "--force", cwd=tmp_path).returncode == 0


def test_a_draft_may_be_named_by_the_file_to_write(vault_of: VaultOf, run: Run, tmp_path: Path) -> None:
    root = vault_of({"interviews/Acme.md": NOTE, "vaultgen.toml": SETTINGS})
    name = "2026-03-11 Acme letter to Jörg “JB” Brandt.pdf"
    done = run("export", "letter", name, "--vault", str(root), "--now", "2026-03-13T09:00", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / name).read_bytes().startswith(b"%PDF")


def test_a_draft_may_go_into_a_pipe(vault_of: VaultOf, run: Run) -> None:
    root = vault_of({"interviews/Acme.md": NOTE, "vaultgen.toml": SETTINGS})
    done = run("export", "text", "thank-you", "--vault", str(root), "--now", NOW, "--out", "-")
    assert done.stdout.startswith("To: Jörg “JB” Brandt <jb@acme.example>\nSubject: ")


def test_only_a_letter_is_a_letter(vault_of: VaultOf, run: Run) -> None:
    root = vault_of({"interviews/Acme.md": NOTE, "vaultgen.toml": SETTINGS})
    done = run("export", "letter", "thank-you", "--vault", str(root), "--now", NOW)
    assert done.returncode == 2
    assert "is no letter" in done.stderr
