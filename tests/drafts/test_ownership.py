"""The ownership of drafts: a state machine of what users, syncs and crashes may do to a vault.

What the user typed is on the disk until the user changes it. After a build, every open follow-up
has one draft that counts, an unedited draft is up to date, no unneeded unedited draft is left,
and a second build writes nothing. `VAULTGEN_VAULTS=2000` tries so many vaults instead of forty.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.conftest import VaultOf
from vaultgen.builder import workspace
from vaultgen.builder.build import apply_drafts
from vaultgen.builder.pipeline import draft_plan
from vaultgen.cli.commands import sent as sent_command
from vaultgen.disk import plan
from vaultgen.disk.output import apply_plan
from vaultgen.disk.reports import WriteReport
from vaultgen.followups import state
from vaultgen.snapshot import Snapshot
from vaultgen.vault.notes.authorship import is_untouched

pytestmark = pytest.mark.changes_notes  # the user's own edits

FIRST = """---
company: Acme
role: Engineer
stage: technical
date: 2026-03-11T15:00
duration: 60
interviewers: ["Jane Doe, CTO, jane@acme.example"]
moments: ["the pager story"]
promises: [send the list]
---
"""
SECOND = """---
company: Globex
role: Analyst
date: 2026-03-12T10:00
duration: 30
interviewers: ["[[Kim Oh]]", "Sam Lee, Analyst"]
moments: ["Kim: sails", "the map on the wall"]
decision_date: 2026-03-13
---
"""
KIM = "---\ntitle: Head of Data\nemail: kim@globex.example\n---\n"

# The names of conflict copies.
CONFLICTS = (
    "{} (Robin's conflicted copy 2026-03-12)",
    "{}.sync-conflict-20260312-101112-ABCDEF7",
    "{} (conflicted copy 2026-03-12 101112)",
    "{} 2",
    "{}-DESKTOP-4711",
)
WHICH = st.integers(0, 9)


class Ownership(RuleBasedStateMachine):
    """A vault with two interviews, edited by a user on two machines."""

    @initialize()
    def start(self) -> None:
        self.root = Path(tempfile.mkdtemp())
        self.count = 0
        self.hours = 0
        self.typed: dict[Path, bytes] = {}
        self.put("vaultgen.toml", 'timezone = "UTC"\n[me]\nname = "Robin"\n')
        self.put("people/Kim Oh.md", KIM)
        self.first = self.put("interviews/Acme.md", FIRST)
        self.second = self.put("interviews/2026-03-12 Globex.md", SECOND)
        self.kim = "Kim Oh"

    def teardown(self) -> None:
        if hasattr(self, "root"):
            shutil.rmtree(self.root)

    # vaultgen.

    @rule(hours=st.sampled_from((0, 0, 3, 30)))
    def build_later(self, hours: int) -> None:
        self.time_passes(hours)
        self.build()

    @rule(which=WHICH)
    def build_after_an_edit(self, which: int) -> None:
        self.the_user_edits(which, "body")
        self.build()

    @rule()
    def build(self) -> None:
        work, known = self.read()
        apply_drafts(work, draft_plan(known))
        self.check_what_was_built()

    @rule(steps=st.integers(0, 4))
    def a_build_crashes(self, steps: int) -> None:
        _, known = self.read()
        whole = draft_plan(known)
        written = whole.write[:steps]
        apply_plan(self.root, plan.Plan(write=written, delete=whole.delete[: steps - len(written)]))

    @rule(which=WHICH)
    def the_command_marks_one_as_sent(self, which: int) -> None:
        _, known = self.read()
        mine = [draft for draft in known.vault.drafts if draft.sent is None]
        if mine:
            path = mine[which % len(mine)].note.path
            before = (self.root / path).read_bytes()
            sent_command.run(path, at=None, vault=str(self.root), now=self.now)
            self.typed[self.root / path] = (self.root / path).read_bytes()
            assert re.sub(rb"sent: \S+", b"sent:", self.typed[self.root / path], count=1) == before

    # The user, in a draft.

    @rule(which=WHICH, mark=st.sampled_from(("body", "front", "sent", "mess")))
    def the_user_edits(self, which: int, mark: str) -> None:
        for path in self.one_of(self.drafts(), which):
            text = path.read_bytes().decode()
            self.type(
                path,
                {
                    "body": f"{text}Mine {self.number()}\n",
                    "front": text.replace("---", f"---\nmine{self.number()}: yes", 1),
                    "sent": re.sub(r"(?m)^sent:[^\r\n]*", "sent: 2026-03-11T17:30", text, count=1),
                    "mess": f"[[ {self.number()}",
                }[mark],
            )

    @rule(which=WHICH)
    def the_user_renames(self, which: int) -> None:
        for path in self.one_of(self.drafts(), which):
            self.move(path, path.with_name(f"renamed {self.number()}.md"))

    @rule(which=WHICH)
    def the_user_deletes(self, which: int) -> None:
        for path in self.one_of(self.drafts(), which):
            path.unlink()
            self.typed.pop(path, None)

    # Git and syncs.

    @rule(which=WHICH)
    def line_ends_change(self, which: int) -> None:
        for path in self.one_of(self.drafts(), which):
            path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
            if path in self.typed:
                self.typed[path] = path.read_bytes()

    @rule(which=WHICH, pattern=st.sampled_from(CONFLICTS), is_edited=st.booleans())
    def a_sync_leaves_a_copy(self, which: int, pattern: str, is_edited: bool) -> None:
        for path in self.one_of(self.drafts(), which):
            copy = path.with_name(pattern.format(path.stem) + ".md")
            if not copy.exists():
                copy.write_bytes(path.read_bytes())
                if path in self.typed:
                    self.typed[copy] = copy.read_bytes()
                if is_edited:
                    self.type(copy, copy.read_bytes().decode() + f"On the phone {self.number()}\n")

    # The user, in the notes.

    @rule(hours=st.integers(1, 60))
    def time_passes(self, hours: int) -> None:
        self.hours = min(self.hours + hours, 400)

    @rule(moment=st.sampled_from(("a cat", "a hat", "the owl on the roof")))
    def a_note_changes(self, moment: str) -> None:
        self.sub(self.first, r"moments: .*", f'moments: ["{moment}"]')

    @rule(extra=st.sampled_from(("", "skip: [thank-you, letter]\n", "outcome: rejected\n", "heard_back: 2026-03-14\n")))
    def a_follow_up_comes_and_goes(self, extra: str) -> None:
        for note in (self.first, self.second):
            self.sub(note, r"(?m)^(?:skip|outcome|heard_back): .*\n", "")
            self.sub(note, r"(?m)^(duration: .*\n)", rf"\1{extra}")

    @rule(promises=st.sampled_from(("[]", "[send the list]", "[send the list, call the bank]", "[send the long list]")))
    def promises_change(self, promises: str) -> None:
        self.sub(self.first, r"promises: .*", f"promises: {promises}")

    @rule(who=st.sampled_from(("Jane Doe, CTO, jane@acme.example", "Jane Roe, CTO", "Bo Chen", "Jane Doe, CEO")))
    def somebody_else_was_met(self, who: str) -> None:
        self.sub(self.first, r"interviewers: .*", f'interviewers: ["{who}"]')

    @rule()
    def nobody_is_named_any_more(self) -> None:
        self.sub(self.first, r"interviewers: .*", "interviewers:")

    @rule(with_links=st.booleans())
    def an_interview_is_renamed(self, with_links: bool) -> None:
        target = self.first.with_name(f"2026-03-11 Acme {self.number()}.md")
        if with_links:
            self.update_links(self.first.stem, target.stem)
        self.first = self.first.rename(target)

    @rule(with_links=st.booleans())
    def a_person_is_renamed(self, with_links: bool) -> None:
        name = f"Kim Oh-{'Lee' * (self.number() % 3 + 1)}"
        if name != self.kim:
            self.sub(self.second, re.escape(f"[[{self.kim}]]"), f"[[{name}]]")
            if with_links:
                self.update_links(self.kim, name)
            (self.root / f"people/{self.kim}.md").rename(self.root / f"people/{name}.md")
            self.kim = name

    @rule(tone=st.sampled_from(("warm", "plain", "formal")))
    def the_tone_changes(self, tone: str) -> None:
        self.put("vaultgen.toml", f'timezone = "UTC"\ntone = "{tone}"\n[me]\nname = "Robin"\n')

    @rule(text=st.sampled_from((None, "Subject: {% if %}", "Subject: Hi\n\nDear {{ person.name }}, {{ nope }}", "ok")))
    def a_text_of_their_own_breaks_and_is_mended(self, text: str | None) -> None:
        path = self.root / "overrides/drafts/thank-you.jinja"
        path.unlink(missing_ok=True)
        if text:
            self.put(str(path.relative_to(self.root)), "Subject: Hi\n\nThank you.\n" if text == "ok" else text)

    # What holds.

    @invariant()
    def nothing_typed_is_lost(self) -> None:
        for path, data in getattr(self, "typed", {}).items():
            assert path.read_bytes() == data

    def check_what_was_built(self) -> None:
        _, known = self.read()
        again = draft_plan(known)
        assert (again.write, again.delete) == ((), ())
        codes = [diagnostic.code for diagnostic in known.diagnostics]
        counting = {draft.follow_up.id: draft.path for draft in known.drafts}
        assert len(counting) == len(known.drafts)
        assert len(set(counting.values())) == len(counting)
        assert all((self.root / path).exists() for path in counting.values())
        waiting = {f.id for f in known.follow_ups if state(f, known.now) in ("due", "overdue")} - set(counting)
        assert not waiting or "VG402" in codes or codes.count("VG401") == len(waiting)
        untouched = {path for path in self.drafts() if is_untouched(path.read_bytes().decode())}
        assert untouched <= {self.root / path for path in counting.values()}

    # How it is done.

    @property
    def now(self) -> str:
        return f"2026-03-{11 + (17 + self.hours) // 24:02}T{(17 + self.hours) % 24:02}:00"

    def read(self) -> tuple[workspace.Workspace, Snapshot]:
        work = workspace.open_vault(str(self.root))
        return work, work.snapshot(work.now(self.now))

    def drafts(self) -> list[Path]:
        return sorted((self.root / "drafts").glob("*.md"))

    def one_of(self, paths: list[Path], which: int) -> Iterator[Path]:
        if paths:
            yield paths[which % len(paths)]

    def number(self) -> int:
        self.count += 1
        return self.count

    def put(self, path: str, text: str) -> Path:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
        return target

    def type(self, path: Path, text: str) -> None:
        before = path.read_bytes()
        path.write_bytes(text.encode())
        if is_untouched(text):  # a link was restored: the file is as vaultgen wrote it
            self.typed.pop(path, None)
        elif path.read_bytes() != before:
            self.typed[path] = path.read_bytes()

    def move(self, path: Path, target: Path) -> None:
        path.rename(target)
        if path in self.typed:
            self.typed[target] = self.typed.pop(path)

    def sub(self, note: Path, pattern: str, new: str) -> None:
        note.write_text(re.sub(pattern, new, note.read_text("utf-8")), "utf-8")

    def update_links(self, old: str, new: str) -> None:
        """Updates links as Obsidian does when a note is renamed, which changes drafts."""
        for path in self.drafts():
            self.type(path, path.read_bytes().decode().replace(f"[[{old}]]", f"[[{new}]]"))


TestOwnership = Ownership.TestCase
TestOwnership.settings = hypothesis_settings(
    max_examples=int(os.environ.get("VAULTGEN_VAULTS", "40")), stateful_step_count=30, deadline=None
)


NOW = "2026-03-12T12:00"
JANE = "drafts/2026-03-11 Acme thank-you to Jane Doe.md"


@pytest.fixture
def edited(vault_of: VaultOf) -> Path:
    """A vault with an edited draft to Jane Doe."""
    root = vault_of({"interviews/Acme.md": FIRST, "interviews/Globex.md": SECOND, "people/Kim Oh.md": KIM})
    build(root)
    (root / JANE).write_text((root / JANE).read_text("utf-8") + "Mine\n", "utf-8")
    return root


def build(root: Path) -> WriteReport:
    work = workspace.open_vault(str(root))
    return apply_drafts(work, draft_plan(work.snapshot(work.now(NOW))))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def rename(path: Path, name: str) -> None:
    path.rename(path.with_name(name))


STILL_HERS: dict[str, Callable[[Path], object]] = {
    "the interview is renamed": lambda root: rename(root / "interviews/Acme.md", "2026-03-11 Acme talk.md"),
    "a typing error in the name is mended": lambda root: change(root / "interviews/Acme.md", "Jane Doe", "Jane Dow"),
    "they have another surname": lambda root: change(root / "interviews/Acme.md", "Jane Doe", "Jane Roe-Smith"),
    "only the address stays": lambda root: change(root / "interviews/Acme.md", "Jane Doe", "J. D. Smith"),
    "the draft is renamed": lambda root: rename(root / JANE, "to Jane.md"),
    "line ends change": lambda root: (root / JANE).write_bytes((root / JANE).read_bytes().replace(b"\n", b"\r\n")),
    "it is late": lambda root: change(root / "interviews/Acme.md", "2026-03-11T15:00", "2026-03-11T06:00"),
}


@pytest.mark.parametrize("what", STILL_HERS)
def test_an_edited_draft_still_counts_when(edited: Path, what: str) -> None:
    STILL_HERS[what](edited)
    report = build(edited)
    assert not [path for path in (*report.written, *report.deleted) if "thank-you" in path and "Acme" in path]
    mine = [path for path in (edited / "drafts").glob("*.md") if path.read_text("utf-8").endswith("Mine\n")]
    assert len(mine) == 1


def test_links_that_obsidian_updates_keep_the_draft(edited: Path) -> None:
    rename(edited / "people/Kim Oh.md", "Kim Ohara.md")
    change(edited / "interviews/Globex.md", "[[Kim Oh]]", "[[Kim Ohara]]")
    for path in (edited / "drafts").glob("*Kim Oh.md"):
        change(path, "[[Kim Oh]]", "[[Kim Ohara]]")
    assert not [path for path in build(edited).written if "Globex thank-you" in path]


def test_somebody_else_gets_a_draft_of_their_own(edited: Path) -> None:
    change(edited / "interviews/Acme.md", "Jane Doe, CTO, jane@acme.example", "Bo Chen")
    assert [path for path in build(edited).written if "thank-you" in path] == [JANE.replace("Jane Doe", "Bo Chen")]
    assert (edited / JANE).read_text("utf-8").endswith("Mine\n")


@pytest.mark.parametrize("pattern", CONFLICTS)
@pytest.mark.parametrize("is_edited", [True, False])
def test_a_copy_that_a_sync_leaves_stays_where_somebody_wrote_into_it(
    edited: Path, pattern: str, *, is_edited: bool
) -> None:
    kim = edited / JANE.replace("2026-03-11 Acme", "2026-03-12 Globex").replace("Jane Doe", "Kim Oh")
    copy = kim.with_name(pattern.format(kim.stem) + ".md")
    copy.write_text(kim.read_text("utf-8") + ("On the phone\n" if is_edited else ""), "utf-8")
    build(edited)
    # If the copy is edited, it counts, and the other one is not needed.
    assert [path.name for path in (kim, copy) if path.exists()] == [(copy if is_edited else kim).name]
    assert build(edited).written == ()


def test_a_name_that_an_unneeded_draft_of_ours_has_is_free(edited: Path) -> None:
    change(edited / "interviews/Acme.md", "[send the list]", "[call the bank, sign the form]")
    report = build(edited)
    assert "drafts/2026-03-11 Acme promise to Jane Doe.md" in report.written
    assert build(edited).written == ()
