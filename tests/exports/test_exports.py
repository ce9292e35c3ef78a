"""Exports of drafts, as other programs read them."""

import email.policy
import io
import os
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.conftest import ROOT, Run, SnapshotOf, VaultOf, known
from vaultgen.diagnostics.source import SourceFile
from vaultgen.drafts.write import Draft
from vaultgen.exports import mail
from vaultgen.exports.draft_files import DRAFT_FILES, eml, letter, text
from vaultgen.exports.letterhead import postal
from vaultgen.snapshot import Snapshot
from vaultgen.vault.vault import Vault

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


NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)
CHARACTERS = st.characters(exclude_categories=["Cs"])
# Names and subjects as they are typed: any character, and those that mean something in a header.
TYPED = st.one_of(
    st.text(CHARACTERS, max_size=80),
    st.text(st.sampled_from('aé Łß王🙂,;:<>()@\\"=?_.\r\n\t\0\u200f\u202e\u2028\x85\x7f'), max_size=200),
)


def draft_of(snapshot: Snapshot, kind: str = "thank-you") -> Draft:
    return next(draft for draft in snapshot.drafts if draft.follow_up.kind == kind)


def read(data: bytes) -> Any:
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def exported(snapshot: Snapshot, kind: str = "thank-you") -> Any:
    return read(eml.export(draft_of(snapshot, kind), snapshot.vault, snapshot.now).data)


def typed(snapshot_of: SnapshotOf, subject: str, body: str, *, sent: str = "", kind: str = "thank-you") -> Snapshot:
    """A vault with an edited draft."""
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


def test_a_sent_e_mail_has_its_date_and_is_not_a_draft(snapshot_of: SnapshotOf) -> None:
    message = exported(typed(snapshot_of, "Hello", "Thank you for all.", sent="2026-03-11T17:30"))
    assert message["X-Unsent"] is None
    assert message["Date"].datetime.isoformat() == "2026-03-11T17:30:00+00:00"


@pytest.mark.parametrize("address", ["", "jane at acme", "a@b.example, c@d.example", "jörg@acme.example", "a@b\tc"])
def test_an_invalid_address_is_not_a_recipient(snapshot_of: SnapshotOf, address: str) -> None:
    person = f"---\nemail: {address!r}\n---\n"
    note = NOTE.replace("Jörg “JB” Brandt, CTO, jb@acme.example", "[[Jane]]")
    message = exported(snapshot_of({"interviews/Acme.md": note, "people/Jane.md": person}, now=NOW))
    assert message["To"] is None
    assert message["From"] is None


@given(TYPED, TYPED, TYPED, st.text(CHARACTERS))
@example("Ángeles Fernández de Córdoba Łukasiewicz Ćwiąkalska", "Doe, Jane (HR) <j@x.example>", "a" * 99, "")
@example("=?utf-8?q?Jane?=", 'Jane "JD" \\Doe', "=?utf-8?b?SmFuZQ==?= hello", "")
@example(
    "\u202eeoD enaJ\u202c", "Jane\r\nBcc: all@acme.example", "Hello\r\n\r\nBcc: all@acme.example", "From here\n.\n"
)
def test_no_text_can_inject_a_header(to: str, me: str, subject: str, body: str) -> None:
    draft, vault = named(to, me, subject, body)
    data = eml.export(draft, vault, NOON).data
    message = read(data)
    assert set(message.keys()) == {
        "X-Unsent", "From", "To", "Subject", "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
    }  # fmt: skip
    assert [each.addr_spec for name in ("From", "To") for each in message[name].addresses] == [
        "robin@hale.example",
        "jb@acme.example",
    ]
    head = data.partition(b"\r\n\r\n")[0]
    assert head.isascii()
    assert all(len(line) <= 998 for line in data.split(b"\r\n"))
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", data)
    assert message["Subject"] == mail.subject(draft)
    assert message.get_content().replace("\r\n", "\n").rstrip("\n") == mail.body(draft).rstrip("\n")
    assert names_in(data) == {"From": mail.one_line(me), "To": mail.one_line(to)}


def named(to: str, me: str, subject: str, body: str) -> tuple[Draft, Vault]:
    """A draft to a person with the first name, in the vault of a user with the second."""
    snapshot = known([SourceFile("interviews/Acme.md", NOTE.encode())], NOW, SETTINGS, Path("nowhere"))
    draft = draft_of(snapshot)
    assert draft.follow_up.to
    follow_up = replace(draft.follow_up, to=replace(draft.follow_up.to, name=to))
    mine = replace(snapshot.settings, me=replace(snapshot.settings.me, name=me))
    return replace(draft, follow_up=follow_up, subject=subject, body=body), replace(snapshot.vault, settings=mine)


def names_in(data: bytes) -> dict[str, str]:
    """The names in a header, decoded by RFC 2047, without whitespace between encoded words."""
    message = email.message_from_bytes(data)
    said = {name: parseaddr(re.sub(r"\r?\n", "", message[name]))[0] for name in ("From", "To")}
    return {name: str(make_header(decode_header(text))) if text else "" for name, text in said.items()}


def test_the_same_draft_is_the_same_file(snapshot_of: SnapshotOf) -> None:
    early, late = (snapshot_of({"interviews/Acme.md": NOTE}, now=now, settings=SETTINGS) for now in (NOW, f"{NOW}:30"))
    assert (
        eml.export(draft_of(early), early.vault, early.now).data
        == eml.export(draft_of(late), late.vault, late.now).data
    )


@pytest.mark.parametrize("kind", ["thank-you", "letter", "promise"])
def test_a_real_mail_program_would_send_it_as_it_stands(snapshot_of: SnapshotOf, tmp_path: Path, kind: str) -> None:
    """neomutt, which shares no code with the export, passes the draft to a fake `sendmail`."""
    body = "Grüße & “quotes” — 100%\n\nHello,\n\n" + "a long line " * 40
    snapshot = typed(snapshot_of, "Überraschung für Łódź: a, b & c", body, kind=kind)
    if kind == "promise":
        note = NOTE.replace("moments:", "promises: [send Jörg the list]\nmoments:")
        snapshot = snapshot_of({"interviews/Acme.md": note}, now=NOW, settings=SETTINGS)
    draft = draft_of(snapshot, kind)
    sent, recipients = sent_by_neomutt(eml.export(draft, snapshot.vault, snapshot.now).data, tmp_path)
    assert str(read(sent)["Subject"]) == mail.subject(draft)
    assert " ".join(read(sent).get_content().split()) == " ".join(mail.body(draft).split())
    assert recipients == ["jb@acme.example"]


@pytest.mark.parametrize(
    "name",
    [
        "María de los Ángeles Fernández de Córdoba, Łukasiewicz y Ćwiąkalska-Ñandú",
        "Doe, Jane (HR) <jane@elsewhere.example>",
        'Jane "JD" Doe; and all@elsewhere.example',
        "王小明 (שלום)",
        "=?utf-8?q?Jane?= Doe",
    ],
)
def test_a_real_mail_program_reads_the_same_names(tmp_path: Path, name: str) -> None:
    subject = f"Hello {name} " * 3
    draft, vault = named(name, name, subject, "Thank you for the time that you took.")
    sent, recipients = sent_by_neomutt(eml.export(draft, vault, NOON).data, tmp_path)
    assert names_in(sent)["To"] == name
    assert " ".join(str(read(sent)["Subject"]).split()) == mail.one_line(subject)
    assert recipients == ["jb@acme.example"]


def sent_by_neomutt(data: bytes, folder: Path) -> tuple[bytes, list[str]]:
    """The message that neomutt would send from an e-mail file, and its recipients."""
    program = shutil.which("neomutt")
    if program is None:
        if os.environ.get("VAULTGEN_NEED_BROWSER"):
            pytest.fail("there is no neomutt, and VAULTGEN_NEED_BROWSER is set")
        pytest.skip("there is no neomutt on this computer")
    (folder / "draft.eml").write_bytes(data)
    sendmail = folder / "sendmail"
    sendmail.write_text(f'#!/bin/sh\necho "$@" > "{folder}/args"\ncat > "{folder}/sent"\n')
    sendmail.chmod(0o755)
    (folder / "rc").write_text(
        f'set sendmail="{sendmail}"\nset copy=no\nset use_from=yes\nset charset="utf-8"\nset record=""\n'
        f'set send_charset="us-ascii:utf-8"\nset tmpdir="{folder}"\n'
    )
    done = subprocess.run(
        [program, "-n", "-F", str(folder / "rc"), "-H", str(folder / "draft.eml")],
        input=b"\n",
        capture_output=True,
        env=os.environ | {"HOME": str(folder), "LC_ALL": "C.UTF-8"},
        timeout=60,
        check=False,
    )
    assert (folder / "sent").exists(), done.stderr.decode()
    return (folder / "sent").read_bytes(), (folder / "args").read_text().partition("-- ")[2].split()


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


def test_a_body_too_long_for_a_mail_link_is_left_out(snapshot_of: SnapshotOf) -> None:
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
        ("x" * 64 + "@acme.example", "x" * 64 + "@acme.example"),
        ("x" * 65 + "@acme.example", None),
        ("jane@" + "acme." * 50 + "example", None),
        (None, None),
    ],
)
def test_only_valid_addresses_are_used(typed_address: str | None, address: str | None) -> None:
    assert mail.address(typed_address) == address


@pytest.mark.parametrize(("country", "size"), [("US", (612, 792)), ("DE", (595, 842)), ("", (595, 842))])
def test_a_letter_is_one_page_of_the_countrys_paper(
    snapshot_of: SnapshotOf, country: str, size: tuple[int, int]
) -> None:
    chosen = f'country = "{country}"\n{SETTINGS}'
    snapshot = snapshot_of({"interviews/Acme.md": NOTE}, now="2026-03-13T09:00", settings=chosen)
    data = letter.export(draft_of(snapshot, "letter"), snapshot.vault, snapshot.now).data
    (page,) = PdfReader(io.BytesIO(data)).pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == size
    said = " ".join(page.extract_text().split())
    day = "March 13, 2026" if country == "US" else "13 March 2026"
    for part in ("Robin Häle", "1 Larkspur Street Chicago", day, "Jörg “JB” Brandt CTO Acme", "Sincerely,"):
        assert part in said


def test_a_long_letter_gets_a_smaller_font_and_finally_a_second_page(snapshot_of: SnapshotOf) -> None:
    paragraph = "All that I would like to tell you about it fits into a few more words than I had thought. " * 5
    pages = []
    for count in (2, 6, 30):
        snapshot = typed(snapshot_of, "Hello", f"{paragraph}\n\n" * count, kind="letter")
        data = letter.export(draft_of(snapshot, "letter"), snapshot.vault, snapshot.now).data
        pages.append(len(PdfReader(io.BytesIO(data)).pages))
    assert pages[:2] == [1, 1]
    assert pages[2] > 1


def test_a_word_too_long_for_a_line_is_broken(snapshot_of: SnapshotOf) -> None:
    address = "https://acme.example/" + "portfolio-" * 30
    snapshot = typed(snapshot_of, "Hello", f"Dear Jörg,\n\nsee {address}", kind="letter")
    data = letter.export(draft_of(snapshot, "letter"), snapshot.vault, snapshot.now).data
    said = PdfReader(io.BytesIO(data)).pages[0].extract_text().replace("\u200b", "")
    assert address in said.replace("\n", "")
    assert max(map(len, said.splitlines())) < 110


def test_a_letter_cannot_contain_typst_markup(snapshot_of: SnapshotOf) -> None:
    hostile = '#read("/etc/hosts") $x^2$ *bold * = Heading \\ #let x = 1 // gone <label> @ref'
    snapshot = typed(snapshot_of, "Hello", hostile, kind="letter")
    data = letter.export(draft_of(snapshot, "letter"), snapshot.vault, snapshot.now).data
    assert " ".join(hostile.split()) in " ".join(PdfReader(io.BytesIO(data)).pages[0].extract_text().split())
    assert data == letter.export(draft_of(snapshot, "letter"), snapshot.vault, snapshot.now).data


def test_plain_text_has_recipient_subject_and_body(snapshot_of: SnapshotOf) -> None:
    snapshot = typed(snapshot_of, "Hello", "Thank you.")
    said = text.export(draft_of(snapshot), snapshot.vault, snapshot.now).data.decode()
    assert said == "To: Jörg “JB” Brandt <jb@acme.example>\nSubject: Hello\n\nThank you.\n"


@pytest.mark.parametrize("form", sorted(DRAFT_FILES))
def test_the_command_writes_a_file_and_never_over_another(
    vault_of: VaultOf, run: Run, tmp_path: Path, form: str
) -> None:
    root = vault_of({"interviews/Acme.md": NOTE, "vaultgen.toml": SETTINGS})
    asked = ["export", form, "letter jorg", "--vault", str(root), "--now", "2026-03-13T09:00"]
    done = run(*asked, cwd=tmp_path)
    written = tmp_path / f"2026-03-11 Acme letter to Jörg “JB” Brandt{DRAFT_FILES[form].SUFFIX}"
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


def test_only_a_letter_can_be_exported_as_a_letter(vault_of: VaultOf, run: Run) -> None:
    root = vault_of({"interviews/Acme.md": NOTE, "vaultgen.toml": SETTINGS})
    done = run("export", "letter", "thank-you", "--vault", str(root), "--now", NOW)
    assert done.returncode == 2
    assert "is no letter" in done.stderr


def test_exporting_a_letter_prefers_letters_among_several_drafts(vault_of: VaultOf, run: Run, tmp_path: Path) -> None:
    root = vault_of({"interviews/Acme.md": NOTE, "vaultgen.toml": SETTINGS})
    done = run("export", "letter", "jorg", "--vault", str(root), "--now", "2026-03-13T09:00", "--out", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"wrote {tmp_path}")
    assert (tmp_path / "2026-03-11 Acme letter to Jörg “JB” Brandt.pdf").is_file()


def test_a_letter_on_two_pages_is_written_with_a_remark(vault_of: VaultOf, run: Run, tmp_path: Path) -> None:
    mine = DRAFT.format(
        kind="letter", subject="Hello", body="Dear Jörg,\n\n" + "All that I know of it. " * 400, sent=""
    )
    root = vault_of({"interviews/Acme.md": NOTE, "drafts/mine.md": mine, "vaultgen.toml": SETTINGS})
    done = run("export", "letter", "mine", "--vault", str(root), "--now", NOW, "--out", tmp_path / "letter.pdf")
    assert done.returncode == 0
    assert "too long for one page and takes 2: shorten drafts/mine.md" in done.stderr
    assert len(PdfReader(tmp_path / "letter.pdf").pages) == 2


def test_an_e_mail_without_a_recipient_has_a_remark(vault_of: VaultOf, run: Run) -> None:
    note = NOTE.replace("Jörg “JB” Brandt, CTO, jb@acme.example", "Jane Doe, CTO")
    root = vault_of({"interviews/Acme.md": note, "vaultgen.toml": SETTINGS})
    done = run("export", "eml", "thank-you", "--vault", str(root), "--now", NOW, "--out", "-")
    assert done.returncode == 0
    assert "No e-mail address of Jane Doe is known: add it in the mail program." in done.stderr
    assert done.stdout.startswith("X-Unsent: 1\n")


def test_without_typst_the_error_says_how_to_install_it(vault_of: VaultOf, run: Run, tmp_path: Path) -> None:
    root = vault_of({"interviews/Acme.md": NOTE, "vaultgen.toml": SETTINGS})
    (tmp_path / "typst.py").write_text("raise ImportError")
    found_first = {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])}
    asked = ["export", "letter", "jorg", "--vault", str(root), "--now", "2026-03-13T09:00"]
    done = run(*asked, cwd=tmp_path, env=found_first)
    assert done.returncode == 2
    assert "pip install 'vaultgen[pdf]'" in done.stderr
    assert not list(tmp_path.glob("*.pdf"))


def test_an_edited_draft_is_exported_as_edited(vault_of: VaultOf, run: Run) -> None:
    mine = DRAFT.format(kind="thank-you", subject="Hello", body="My own ==words==, [[Acme|there]].", sent="")
    root = vault_of({"interviews/Acme.md": NOTE, "drafts/mine.md": mine, "vaultgen.toml": SETTINGS})
    done = run("export", "text", "drafts/mine.md", "--vault", str(root), "--now", NOW, "--out", "-")
    assert done.stdout.endswith("\n\nMy own words, there.\n")


def test_an_unknown_draft_is_a_usage_error(vault_of: VaultOf, run: Run) -> None:
    root = vault_of({"interviews/Acme.md": NOTE})
    done = run("export", "text", "zzz", "--vault", str(root), "--now", NOW)
    assert done.returncode == 2
    assert "There is no draft “zzz”." in done.stderr


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("1420 Larkspur Street, Chicago, IL 60622", ["1420 Larkspur Street", "Chicago, IL 60622"]),
        ("Acme, 77 Mill Lane, Milwaukee, WI 53204, USA", ["Acme", "77 Mill Lane", "Milwaukee, WI 53204", "USA"]),
        ("4 Rook Lane, Wells BA5 1AA", ["4 Rook Lane", "Wells BA5 1AA"]),
        ("Musterweg 5,80331 München", ["Musterweg 5", "80331 München"]),
        ("The Cliff, East Wing\nSeaford BN25 1AA", ["The Cliff, East Wing", "Seaford BN25 1AA"]),
        ("", []),
    ],
)
def test_an_address_on_one_line_is_split_as_on_an_envelope(typed: str, lines: list[str]) -> None:
    assert postal(typed).splitlines() == lines


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("jane@müller.example", "jane@xn--mller-kva.example"),
        ("jane@MU\u0308LLER.example", "jane@xn--mller-kva.example"),
        # Not `fass.example`, which is somebody else's.
        ("jane@faß.example", "jane@xn--fa-hia.example"),
        ("jane@例え.example", "jane@xn--r8jz45g.example"),
        ("jané@acme.example", None),
        ("jane@mül ler.example", None),
        ("jane@müller.example\nBcc: x@evil.example", None),
    ],
)
def test_a_domain_with_other_letters_is_sent_in_ascii(typed: str, sent: str | None) -> None:
    assert mail.address(typed) == sent
