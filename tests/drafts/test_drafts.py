"""Drafts: written when due, the user's from the first edit, never lost."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from vaultgen.builder import workspace
from vaultgen.builder.build import apply_drafts
from vaultgen.builder.pipeline import draft_plan
from vaultgen.cli.name_lookup import fitting
from vaultgen.disk.output import apply_plan
from vaultgen.disk.reports import WriteReport
from vaultgen.disk.shipped import packaged
from vaultgen.drafts.write import placeholders
from vaultgen.vault.notes.authorship import fingerprint, is_untouched

NOW = "2026-03-11T18:00"
INTERVIEW = """---
company: Acme
role: Engineer
stage: technical
date: 2026-03-11T15:00
duration: 60
interviewers: ["Jane Doe, CTO, jane@acme.example"]
moments: ["the pager story"]
---
"""
DRAFT = "drafts/2026-03-11 Acme thank-you to Jane Doe.md"

VaultOf = Callable[..., Path]
Run = Callable[..., subprocess.CompletedProcess[str]]
pytestmark = pytest.mark.changes_notes  # the user's own edits


def build_drafts(root: Path, now: str = NOW) -> WriteReport:
    work = workspace.open_vault(str(root))
    return apply_drafts(work, draft_plan(work.snapshot(work.now(now))))


@pytest.fixture
def acme(vault_of: VaultOf) -> Path:
    root = vault_of({"interviews/Acme.md": INTERVIEW, "vaultgen.toml": 'timezone = "UTC"\n[me]\nname = "Robin"\n'})
    build_drafts(root)
    return root


def change(path: Path, old: str, new: str) -> str:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return path.read_text("utf-8")


def test_a_draft_says_what_was_talked_about(acme: Path) -> None:
    text = (acme / DRAFT).read_text("utf-8")
    assert "the pager story" in text
    assert "Hello Jane," in text
    assert 'interview: "[[Acme]]"' in text


def test_a_second_run_writes_nothing(acme: Path) -> None:
    assert build_drafts(acme).written == ()


def test_an_untouched_draft_follows_its_note(acme: Path) -> None:
    change(acme / "interviews/Acme.md", "the pager story", "the owl on the roof")
    assert build_drafts(acme).written == (DRAFT,)
    assert "the owl on the roof" in (acme / DRAFT).read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("pager", "PAGER"),
        ("subject: ", "subject: Re "),
        ("sent:", "sent: 2026-03-11T17:00"),
        ("sent:", "tags: [x]\nsent:"),
    ],
)
def test_any_edit_makes_a_draft_the_users(acme: Path, old: str, new: str) -> None:
    mine = change(acme / DRAFT, old, new)
    change(acme / "interviews/Acme.md", "the pager story", "the owl on the roof")
    build_drafts(acme)
    assert (acme / DRAFT).read_text("utf-8") == mine


def test_line_ends_that_git_or_a_sync_changed_are_no_edit(acme: Path) -> None:
    windows = (acme / DRAFT).read_bytes().replace(b"\n", b"\r\n")
    (acme / DRAFT).write_bytes(windows)
    assert build_drafts(acme).written == ()
    assert (acme / DRAFT).read_bytes() == windows


def test_an_unedited_draft_that_is_not_needed_is_deleted(acme: Path) -> None:
    change(acme / "interviews/Acme.md", "duration: 60", "duration: 60\nskip: [thank-you]")
    assert build_drafts(acme).deleted == (DRAFT,)
    assert not (acme / DRAFT).exists()


def test_an_edited_draft_that_is_not_needed_is_kept(acme: Path) -> None:
    mine = change(acme / DRAFT, "pager", "PAGER")
    change(acme / "interviews/Acme.md", "duration: 60", "duration: 60\nskip: [thank-you]")
    assert build_drafts(acme).deleted == ()
    assert (acme / DRAFT).read_text("utf-8") == mine


def test_a_deleted_draft_is_written_again_while_it_is_needed(acme: Path) -> None:
    (acme / DRAFT).unlink()
    assert build_drafts(acme).written == (DRAFT,)


def test_a_renamed_draft_is_still_the_draft(acme: Path) -> None:
    (acme / DRAFT).rename(acme / "drafts/mine.md")
    assert build_drafts(acme).written == ()


def test_a_draft_whose_properties_no_longer_parse_is_left_alone(acme: Path) -> None:
    broken = change(acme / DRAFT, "kind: thank-you", "kind: [oops")
    work = workspace.open_vault(str(acme))
    known = work.snapshot(work.now(NOW))
    assert "VG401" in {diagnostic.code for diagnostic in known.diagnostics}
    apply_drafts(work, draft_plan(known))
    assert (acme / DRAFT).read_text("utf-8") == broken


def test_an_edit_between_reading_and_writing_wins(acme: Path) -> None:
    change(acme / "interviews/Acme.md", "the pager story", "the owl on the roof")
    work = workspace.open_vault(str(acme))
    plan = draft_plan(work.snapshot(work.now(NOW)))
    mine = change(acme / DRAFT, "pager", "PAGER")
    assert apply_plan(acme, plan).changed_meanwhile == (DRAFT,)
    assert (acme / DRAFT).read_text("utf-8") == mine


def test_nobody_named_leaves_a_placeholder_and_is_not_ready(vault_of: VaultOf) -> None:
    root = vault_of({"interviews/Acme.md": "---\ncompany: Acme\ndate: 2026-03-11T15:00\nduration: 60\n---\n"})
    work = workspace.open_vault(str(root))
    (draft,) = work.snapshot(work.now(NOW)).drafts
    assert "[…the interviewer's name]" in draft.body
    assert not draft.ready


@pytest.mark.parametrize(
    ("others", "closing", "greeting"),
    [
        ("", "Ms Doe will ring", "Dear Ms Doe,"),
        ("", "Jane will ring", "Dear Jane Doe,"),
        (", Tom Doe", "Ms Doe will ring", "Dear Jane Doe,"),  # nobody knows which
    ],
)
def test_a_title_in_the_notes_is_in_a_formal_greeting(acme: Path, others: str, closing: str, greeting: str) -> None:
    change(acme / "interviews/Acme.md", 'jane@acme.example"', f'jane@acme.example"{others}')
    change(acme / "interviews/Acme.md", "moments:", f"closing: {closing}\nmoments:")
    change(acme / "vaultgen.toml", "timezone", 'tone = "formal"\ntimezone')
    build_drafts(acme)
    assert greeting in (acme / DRAFT).read_text("utf-8")


@pytest.mark.parametrize("salutation", ["Dear Mx Doe", "Hello Mx Doe", "Mx Doe"])
def test_a_salutation_of_ones_own_is_greeted_once_in_a_letter(acme: Path, salutation: str) -> None:
    (acme / "people").mkdir()
    (acme / "people/Jane Doe.md").write_text(f"---\nsalutation: {salutation}\n---\n", "utf-8")
    change(acme / "interviews/Acme.md", '"Jane Doe, CTO, jane@acme.example"', '"[[Jane Doe]]"')
    build_drafts(acme, "2026-03-13T09:00")
    (letter,) = (acme / "drafts").glob("*letter*")
    assert "\nDear Mx Doe,\n" in letter.read_text("utf-8")


def test_somebody_who_is_no_longer_named_leaves_an_edited_draft_behind(acme: Path) -> None:
    mine = change(acme / DRAFT, "pager", "PAGER")
    change(acme / "interviews/Acme.md", "Jane Doe, CTO, jane@acme.example", "Kim Oh")
    assert build_drafts(acme).written == ("drafts/2026-03-11 Acme thank-you to Kim Oh.md",)
    assert (acme / DRAFT).read_text("utf-8") == mine


def test_late_drafts_mention_that_they_are_late(acme: Path) -> None:
    before = (acme / DRAFT).read_text("utf-8")
    build_drafts(acme, "2026-03-15T09:00")
    assert (acme / DRAFT).read_text("utf-8") != before


def test_two_interviews_that_would_share_a_file_name_do_not(vault_of: VaultOf) -> None:
    root = vault_of({"interviews/a.md": INTERVIEW, "interviews/b.md": INTERVIEW.replace("15:00", "16:00")})
    assert len(build_drafts(root, "2026-03-11T18:00").written) == 2


def test_draft_file_names_are_valid_on_every_file_system(vault_of: VaultOf) -> None:
    odd = INTERVIEW.replace('"Jane Doe, CTO, jane@acme.example"', r'"A/B \\ <c>: \"d\" | ?*#^[e]"').replace(
        "Acme", "../../Ac/me"
    )
    root = vault_of({"interviews/Acme.md": odd})
    (path,) = build_drafts(root).written
    assert re.fullmatch(r"drafts/[^/\\:*?\"<>|#^\[\]]+\.md", path)


@pytest.mark.parametrize(
    ("body", "waits"),
    [
        ("Thank you, […your answer]", ["[…your answer]"]),
        ("Regards, [Your Name]", ["[Your Name]"]),
        ("I saw [...] there", ["[...]"]),
        ("the answer: TODO", ["TODO"]),
        ("[add the number] of [company]", ["[add the number]", "[company]"]),
        ("as [your paper](https://acme.example) says", []),
        ("see [[Your notes]] and [x] and [^1]", []),
        ("the to-do list, and [sic] the rest", []),
    ],
)
def test_a_draft_with_a_placeholder_is_not_ready(body: str, waits: list[str]) -> None:
    assert [found.group() for found in placeholders(body)] == waits


def test_the_mark_is_that_of_the_text(acme: Path) -> None:
    text = (acme / DRAFT).read_text("utf-8")
    assert f"generated: {fingerprint(text)}\n" in text
    assert is_untouched(text)
    assert not is_untouched("---\nkind: letter\n---\n")


def test_an_override_replaces_a_draft_text(acme: Path) -> None:
    (acme / "overrides/drafts").mkdir(parents=True)
    (acme / "overrides/drafts/thank-you.jinja").write_text("Subject: Hi\n\nDear {{ person.name }}, {{ moments[0] }}.\n")
    assert build_drafts(acme).written == (DRAFT,)
    assert "Dear Jane Doe, the pager story." in (acme / DRAFT).read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("Subject: x\n\n{{ nope }}", 3, "'nope' is undefined"),
        ("Subject: x\n\n{% if %}", 3, "Expected an expression"),
        ("Subject: x\n\n\n{{ 1 / 0 }}", 4, "division by zero"),
        ("Subject: x\n{{ me.name + 3 }}", 2, "can only concatenate"),
        ("Subject: x\n{{ pick('part', []) }}", 2, "“part” has no phrasing to take"),
        ("Subject: x\n{{ range(10 ** 12) | list }}", 2, "Range too big"),
        ("Subject: x\n{{ ''.__class__.__mro__ }}", 2, "unsafe"),
        ("Dear {{ person.name }}", 1, "its first line is not “Subject: …”"),
        ("", 1, "its first line is not “Subject: …”"),
    ],
)
def test_an_error_in_an_override_is_reported_and_the_draft_written(acme: Path, text: str, line: int, said: str) -> None:
    before = (acme / DRAFT).read_bytes()
    (acme / "overrides/drafts").mkdir(parents=True)
    (acme / "overrides/drafts/thank-you.jinja").write_text(text)
    work = workspace.open_vault(str(acme))
    known = work.snapshot(work.now(NOW))
    (fault,) = known.diagnostics
    assert (fault.code, fault.path, fault.span.line) == ("VG402", "overrides/drafts/thank-you.jinja", line)
    assert said in fault.message
    apply_drafts(work, draft_plan(known))
    assert (acme / DRAFT).read_bytes() == before


@pytest.fixture
def stale(acme: Path) -> Path:
    """A vault whose draft was edited, and whose note has changed since."""
    change(acme / DRAFT, "Hello Jane", "Dear Jane")
    change(acme / "interviews/Acme.md", "the pager story", "the owl on the roof")
    return acme


def codes(root: Path, now: str = NOW) -> set[str]:
    work = workspace.open_vault(str(root))
    return {problem.code for problem in work.snapshot(work.now(now)).diagnostics}


def test_an_edited_draft_says_that_its_note_has_changed(stale: Path) -> None:
    assert "VG423" in codes(stale)


def test_becoming_late_does_not_outdate_a_draft(acme: Path) -> None:
    change(acme / DRAFT, "Hello Jane", "Dear Jane")
    assert "VG423" not in codes(acme)
    assert "VG423" not in codes(acme, "2026-03-20T09:00")


def test_refreshing_shows_the_difference_and_asks_first(stale: Path, run: Run) -> None:
    mine = (stale / DRAFT).read_bytes()
    shown = run("draft", str(stale), "--refresh", "jane", "--now", NOW)
    assert shown.returncode == 1
    assert "-Dear Jane," in shown.stdout
    assert "+Hello Jane," in shown.stdout
    assert "--yes" in shown.stderr
    assert (stale / DRAFT).read_bytes() == mine


def test_refreshing_with_yes_writes_the_current_text(stale: Path, run: Run) -> None:
    done = run("draft", str(stale), "--refresh", "jane", "--yes", "--now", NOW)
    assert done.returncode == 0
    assert "the owl on the roof" in (stale / DRAFT).read_text("utf-8")
    assert is_untouched((stale / DRAFT).read_text("utf-8"))
    assert codes(stale) == set()


def test_a_sent_draft_is_not_refreshed(acme: Path, run: Run) -> None:
    sent = change(acme / DRAFT, "sent:", "sent: 2026-03-11T17:30")
    done = run("draft", str(acme), "--refresh", "thank-you jane", "--yes", "--now", NOW)
    assert done.returncode == 2
    assert "sent" in done.stderr
    assert (acme / DRAFT).read_text("utf-8") == sent


@pytest.mark.parametrize(
    ("typed", "state"), [("true", "sent"), ("Yes", "sent"), ("✅", "sent"), ("false", "due"), ("no", "due")]
)
def test_a_draft_may_be_ticked_off(acme: Path, run: Run, typed: str, state: str) -> None:
    ticked = change(acme / DRAFT, "sent:", f"sent: {typed}")
    said = json.loads(run("status", str(acme), "--format", "json", "--now", NOW).stdout)
    [one] = [follow_up for follow_up in said["follow_ups"] if follow_up["draft"] == DRAFT]
    assert one["state"] == state
    assert one["sent"] == (one["due"] if state == "sent" else None)
    assert ("VG113" in codes(acme)) == (state == "sent")
    assert "VG306" not in codes(acme)
    run("build", str(acme), "--now", NOW)
    assert (acme / DRAFT).read_text("utf-8") == ticked


def test_a_tick_without_a_deadline_asks_for_the_time(acme: Path) -> None:
    change(acme / DRAFT, "sent:", "sent: true")
    change(acme / DRAFT, "due: 2026-03-12T16:00\n", "")
    assert "VG104" in codes(acme)
    assert "VG113" not in codes(acme)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("drafts/2026-03-11 Acme thank-you to Jane Doe.md", ["2026-03-11 Acme thank-you to Jane Doe"]),
        ("JANE", ["2026-03-11 Acme thank-you to Jane Doe"]),
        ("doe jane", ["2026-03-11 Acme thank-you to Jane Doe"]),
        ("sondergard", ["2026-03-05 Bluestem letter to Ingrid Søndergaard"]),
        ("søndergaard letter", ["2026-03-05 Bluestem letter to Ingrid Søndergaard"]),
        ("letter", ["2026-03-05 Bluestem letter to Ingrid Søndergaard", "2026-03-06 Acme letter to Kim Oh"]),
        ("nobody", []),
    ],
)
def test_a_draft_is_found_by_some_words_of_its_name(typed: str, meant: list[str]) -> None:
    names = [
        "2026-03-05 Bluestem letter to Ingrid Søndergaard",
        "2026-03-06 Acme letter to Kim Oh",
        "2026-03-11 Acme thank-you to Jane Doe",
    ]
    assert fitting(names, typed) == meant


def test_the_shell_completes_the_names_of_drafts(acme: Path, run: Run) -> None:
    asked = {"_VAULTGEN_COMPLETE": "bash_complete", "COMP_WORDS": "vaultgen sent jane", "COMP_CWORD": "2"}
    assert run(cwd=acme, env=asked).stdout == f"plain,{Path(DRAFT).stem}\n"
    change(acme / DRAFT, "sent:", "sent: no")
    assert run(cwd=acme, env=asked).stdout == f"plain,{Path(DRAFT).stem}\n"
    change(acme / DRAFT, "sent: no", "sent: 2026-03-11T18:30")
    assert run(cwd=acme, env=asked).stdout.strip() == ""
    asked["COMP_WORDS"] = "vaultgen export text jane"
    assert run(cwd=acme, env=asked | {"COMP_CWORD": "3"}).stdout == f"plain,{Path(DRAFT).stem}\n"


def test_a_draft_through_a_recruiter_says_about_whom_it_is(vault_of: VaultOf) -> None:
    via = "---\ncompany: Acme\nrole: Engineer\nvia: Morgan Reyes, Recruiter, morgan@talent.example\n---\n"
    root = vault_of({"interviews/Acme.md": INTERVIEW, "applications/Acme.md": via})
    build_drafts(root)
    text = (root / DRAFT).read_text("utf-8")
    assert 'to: "Morgan Reyes, Recruiter, morgan@talent.example"' in text
    assert 'about: "Jane Doe, CTO, jane@acme.example"' in text
    assert build_drafts(root).written == ()


def test_nobody_named_through_a_recruiter_is_found_again(vault_of: VaultOf) -> None:
    via = "---\ncompany: Acme\nrole: Engineer\nvia: Morgan Reyes\n---\n"
    nobody = re.sub(r"interviewers: .*\n", "", INTERVIEW)
    root = vault_of({"interviews/Acme.md": nobody, "applications/Acme.md": via})
    assert len(build_drafts(root).written) == 1
    report = build_drafts(root)
    assert (report.written, report.deleted) == ((), ())


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('and = "und"\n[days', 2, "at end of document"),
        ('and = "und"\n', 1, "“weekdays” is no list of 7 words"),
        ('weekdays = ["Mo", "Di"]\n', 1, "“weekdays” is no list of 7 words"),
    ],
)
def test_a_mistake_in_the_words_for_days_is_named_once(acme: Path, run: Run, text: str, line: int, said: str) -> None:
    (acme / "overrides/drafts").mkdir(parents=True)
    (acme / "overrides/drafts/language.toml").write_text(text)
    before = (acme / DRAFT).read_bytes()
    work = workspace.open_vault(str(acme))
    (fault,) = work.snapshot(work.now("2026-03-13T09:00")).diagnostics
    assert (fault.code, fault.path, fault.span.line) == ("VG402", "overrides/drafts/language.toml", line)
    assert said in fault.message
    told = run("draft", acme, "--now", "2026-03-13T09:00")
    assert (told.returncode, "VG402" in told.stderr) == (1, True)
    assert (acme / DRAFT).read_bytes() == before


def test_a_way_to_write_days_of_ones_own(acme: Path) -> None:
    ours = (packaged("drafts/wording") / "en/language.toml").read_text("utf-8")
    (acme / "overrides/drafts").mkdir(parents=True)
    (acme / "overrides/drafts/language.toml").write_text(ours.replace('"{day} {month}"', '"{month} the {day}"'))
    build_drafts(acme, "2026-03-13T09:00")
    assert "March the 11" in (acme / DRAFT).read_text("utf-8")


def test_a_mistake_in_the_shared_parts_is_named_there(acme: Path) -> None:
    ours = (packaged("drafts/wording") / "en/_parts.jinja").read_text("utf-8").splitlines()
    line = next(number for number, text in enumerate(ours, 1) if "{{ me.sign_off }}" in text)
    ours[line - 1] = "{{ me.sign_of }},"
    (acme / "overrides/drafts").mkdir(parents=True)
    (acme / "overrides/drafts/_parts.jinja").write_text("\n".join(ours), "utf-8")
    work = workspace.open_vault(str(acme))
    faults = [found for found in work.snapshot(work.now(NOW)).diagnostics if found.code == "VG402"]
    assert [(fault.path, fault.span.line) for fault in faults] == [("overrides/drafts/_parts.jinja", line)]
