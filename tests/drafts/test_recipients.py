"""A draft goes where it says: an edited `to` and `subject` count wherever the draft is shown, sent or checked."""

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import SnapshotOf
from vaultgen.drafts import sentence_writer
from vaultgen.followups.kinds import thank_you
from vaultgen.followups.rules import FollowUp
from vaultgen.vault.model import Interview
from vaultgen.vault.vault import Vault

VaultOf = Callable[..., Path]
Run = Callable[..., subprocess.CompletedProcess[str]]
pytestmark = pytest.mark.changes_notes  # the user's own edits

NOW = "2026-03-11T18:00"
NOTE = """---
company: {company}
role: Engineer
stage: technical
date: 2026-03-11T15:00
duration: 60
interviewers: [{people}]
moments: ["the pager story"]
---
"""
THANKS = "drafts/2026-03-11 Acme thank-you to Jane Doe.md"


@pytest.fixture
def acme(vault_of: VaultOf, run: Run) -> Path:
    root = vault_of(
        {
            "vaultgen.toml": 'timezone = "UTC"\n[me]\nname = "Robin Hale"\nemail = "robin@hale.example"\n',
            "interviews/Acme.md": NOTE.format(company="Acme", people='"Jane Doe, CTO, jane@acme.example", "Bo Lind"'),
            "interviews/Globex.md": NOTE.format(company="Globex", people='"Maria Lopez, HR, maria@globex.example"'),
            "people/Kim Oh.md": "---\nemail: kim@oh.example\ncompany: Acme\n---\n",
        }
    )
    assert run("draft", root, "--now", NOW).returncode == 0
    return root


def edit(root: Path, name: str, value: str) -> None:
    text = (root / THANKS).read_text("utf-8")
    (root / THANKS).write_text(re.sub(rf"(?m)^{name}:.*$", f"{name}: {value}", text, count=1), "utf-8")


def mail(root: Path, run: Run) -> tuple[str, str]:
    """The lines To and Subject of the e-mail file."""
    done = run("export", "eml", THANKS, "--vault", root, "--now", NOW, "--out", "-")
    assert done.returncode == 0, done.stderr
    head = done.stdout.replace("\r\n", "\n").partition("\n\n")[0]
    found = {name: re.search(rf"(?m)^{name}: (.*)$", head) for name in ("To", "Subject")}
    return tuple(match[1] if match else "" for match in found.values())  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("said", "to"),
    [
        ('"Jane Doe, CTO, jane.new@acme.example"', "Jane Doe <jane.new@acme.example>"),
        ("jane.new@acme.example", "Jane Doe <jane.new@acme.example>"),
        ("Jane Doe", "Jane Doe <jane@acme.example>"),
        ('"Jane Roe, CTO, jane@acme.example"', "Jane Roe <jane@acme.example>"),
        ('"[[Kim Oh]]"', "Kim Oh <kim@oh.example>"),
        ('"Ann Lee, ann@acme.example"', "Ann Lee <ann@acme.example>"),
        ('""', "Jane Doe <jane@acme.example>"),
    ],
)
def test_the_mail_goes_to_whom_the_draft_names(acme: Path, run: Run, said: str, to: str) -> None:
    edit(acme, "to", said)
    edit(acme, "subject", "Another subject")
    assert mail(acme, run) == (to, "Another subject")


def test_a_name_alone_takes_no_address_from_another_employer(acme: Path, run: Run) -> None:
    edit(acme, "to", "Maria Lopez")
    assert mail(acme, run)[0] == ""


def test_the_page_and_the_checks_know_the_same_recipient(acme: Path, run: Run) -> None:
    edit(acme, "to", '"Ann Lee, ann@acme.example"')
    assert run("build", acme, "--now", NOW).returncode in (0, 1)
    pages = [page.read_text("utf-8") for page in (acme / "site/drafts").glob("*.html")]
    page = next(page for page in pages if "Ann Lee" in page)
    assert 'href="mailto:ann@acme.example?' in page
    said = run("check", acme, "--now", NOW, "--select", "VG412").stdout
    assert "VG412" in said  # it still greets Jane


# Marking as sent.


def sent(root: Path) -> str:
    found = re.search(r"(?m)^sent:[ ]?(.*)$", (root / THANKS).read_text("utf-8"))
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("words", "at", "when"),
    [
        (["thanks", "jane"], "17:30", "2026-03-11T17:30"),
        (["thank", "you", "acme", "doe"], "yesterday 20:00", "2026-03-10T20:00"),
        (["jane@acme"], "today at 4:15 pm", "2026-03-11T16:15"),
        (["jane"], "10 minutes ago", "2026-03-11T17:50"),
        (["jane"], "2026-03-11T16:05", "2026-03-11T16:05"),
        (["jane"], "yesterday", "2026-03-10"),
    ],
)
def test_a_few_words_and_a_time_as_people_say_it_are_enough(
    acme: Path, run: Run, words: list[str], at: str, when: str
) -> None:
    done = run("sent", *words, "--at", at, "--vault", acme, "--now", NOW)
    assert (done.returncode, sent(acme)) == (0, when), done.stderr


def test_sent_can_be_undone_and_restores_the_file(acme: Path, run: Run) -> None:
    before = (acme / THANKS).read_bytes()
    assert run("sent", "jane", "--vault", acme, "--now", NOW).returncode == 0
    assert run("sent", "jane", "--vault", acme, "--now", NOW).returncode == 2
    assert run("sent", "jane", "--undo", "--vault", acme, "--now", NOW).returncode == 0
    assert (acme / THANKS).read_bytes() == before
    again = run("sent", "jane", "--undo", "--vault", acme, "--now", NOW)
    assert (again.returncode, "is not marked as sent" in again.stderr) == (2, True)


def test_places_that_are_still_open_are_named(acme: Path, run: Run) -> None:
    text = (acme / THANKS).read_text("utf-8")
    (acme / THANKS).write_text(text.replace("Robin Hale", "[…your answer] [TODO]"), "utf-8")
    done = run("sent", "jane", "--vault", acme, "--now", NOW)
    assert done.returncode == 0
    assert "It still has 2 places for your own words: […your answer], [TODO]" in done.stderr


def test_an_ambiguous_draft_name_is_an_error(acme: Path, run: Run) -> None:
    done = run("sent", "acme", "--vault", acme, "--now", NOW)
    assert done.returncode == 2
    assert "fits 2 drafts" in done.stderr


def test_a_draft_that_was_moved_away_is_only_read(acme: Path, run: Run) -> None:
    (acme / "archive").mkdir()
    moved = (acme / THANKS).rename(acme / "archive/thanks.md")
    before = moved.read_bytes()
    interview = acme / "interviews/Acme.md"
    interview.write_text(
        interview.read_text("utf-8").replace("pager", "onion").replace('"Bo Lind"', '"Bo Lindt"'), "utf-8"
    )
    assert run("build", acme, "--now", NOW).returncode in (0, 1)
    interview.write_text(
        interview.read_text("utf-8").replace("duration: 60", "duration: 60\noutcome: rejected"), "utf-8"
    )
    assert run("build", acme, "--now", NOW).returncode in (0, 1)
    assert run("sent", "archive/thanks.md", "--vault", acme, "--now", NOW).returncode == 2
    assert run("draft", acme, "--refresh", "thanks", "--yes", "--now", NOW).returncode == 2
    assert moved.read_bytes() == before


def test_an_unedited_draft_is_called_after_its_reader(acme: Path, run: Run) -> None:
    interview = acme / "interviews/Acme.md"
    interview.write_text(interview.read_text("utf-8").replace("Bo Lind", "Bo Lindt"), "utf-8")
    mine = acme / "drafts/2026-03-11 Acme thank-you to Bo Lind.md"
    assert mine.exists()
    assert run("draft", acme, "--now", NOW).returncode == 0
    assert not mine.exists()
    assert (acme / "drafts/2026-03-11 Acme thank-you to Bo Lindt.md").exists()
    assert (acme / THANKS).exists()


def test_the_thank_yous_of_an_interview_are_not_worked_out_for_each_message(
    snapshot_of: SnapshotOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    met = "".join(f"  - Person{n} Name{n}\n" for n in range(8))
    note = f"---\ncompany: Acme\ndate: 2026-03-11T15:00\nduration: 60\ninterviewers:\n{met}---\n"
    asked: list[str] = []
    of = thank_you.thank_yous_of

    def counted(vault: Vault, interview: Interview) -> Iterator[FollowUp]:
        asked.append(interview.note.path)
        return of(vault, interview)

    for module in (thank_you, sentence_writer):
        monkeypatch.setattr(module, "thank_yous_of", counted)
    drafts = [one for one in snapshot_of({"interviews/a.md": note}).drafts if one.follow_up.kind == "thank-you"]
    assert len(drafts) == 8
    assert len(asked) < len(drafts)
