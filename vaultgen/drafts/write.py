"""Writes the drafts: a message for each open follow-up, unless its text is the user's.

A draft that the user has edited or sent is theirs (see `vault/notes/authorship.py`): it is taken from the disk as it
is, and its `text` is None.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from jinja2 import TemplateError

from vaultgen.diagnostics.diagnostic import Diagnostic, problem
from vaultgen.diagnostics.source import SourceFile, Span
from vaultgen.drafts.compose import Composer, Message, Wording
from vaultgen.drafts.draft_file import draft_file
from vaultgen.drafts.draft_paths import FOLDER, may_be_written, name_parts
from vaultgen.drafts.frames import SENTENCES
from vaultgen.drafts.language import LANGUAGE
from vaultgen.drafts.own_sentences import OwnSentences, count_own
from vaultgen.drafts.recipients import readdressed
from vaultgen.drafts.talking_points import Point
from vaultgen.followups import state
from vaultgen.followups.rules import FollowUp
from vaultgen.regex import late
from vaultgen.vault.links import fold
from vaultgen.vault.model import DraftNote
from vaultgen.vault.notes.authorship import fingerprint, mark_of
from vaultgen.vault.vault import Vault

PLACEHOLDER = "[…"
UNWRITTEN = ("VG401", "VG402")  # why a draft that is called for is not written
# What people write themselves where words are still to come.
_PLACEHOLDER = late(
    r"\[…[^\]\r\n]*\]?|(?<!\[)\[(?:\.{2,3}|(?i:your|their|insert|add|name|company|date|role|todo|tbd|tk|x{2,})\b)"
    r"[^\[\]\r\n]*\](?![(\[\]:])|\b(?:TODO|TBD|FIXME|XXX)\b"
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A message to one person. `text` is the file that vaultgen would write, or None if the draft is the user's.

    `follow_up` is as the draft addresses it: an edited `to` counts. `path` is relative to the vault. `needs` are the
    needs of the employer that it could mention. For an unsent draft that is the user's, `regenerated` is the file that
    vaultgen would write in its place today, and `outdated` says that its notes have changed since it was written.
    `findings` are the codes of the problems that the checks find in a text of vaultgen's own. `own_sentences` counts
    the user's own.
    """

    follow_up: FollowUp
    path: str
    subject: str
    body: str
    text: str | None
    needs: Sequence[Point] = ()
    regenerated: str | None = None
    outdated: bool = False
    findings: tuple[str, ...] = ()
    own_sentences: OwnSentences | None = None

    @property
    def ready(self) -> bool:
        """Whether it could be sent as it is: it has no placeholder, and the checks find nothing."""
        if self.findings:
            return False
        return not any(placeholders(self.body)) and not any(placeholders(self.subject)) and bool(self.body.strip())


def placeholders(text: str) -> Iterator[re.Match[str]]:
    """The places in a draft that wait for words: `[…your answer]`, `[your name]`, `TODO` and the like."""
    return _PLACEHOLDER.finditer(text)


def write_drafts(
    vault: Vault,
    follow_ups: tuple[FollowUp, ...],
    *,
    wording: Wording,
    sources: Mapping[str, SourceFile],
    now: datetime,
    new: bool = True,
) -> tuple[tuple[Draft, ...], tuple[Diagnostic, ...]]:
    """A draft for each follow-up that is open or has one already, and a diagnostic for each that cannot be written.

    `sources` are the vault's files by path, `now` is aware. Without `new`, only drafts that are on the disk are
    returned: to compose the others takes most of the time.
    """
    writer = _Writer(vault, Composer(wording, vault), sources, now, new=new)
    writer.reserve(follow_up.draft.note.path for follow_up in follow_ups if follow_up.draft)
    drafts = [draft for follow_up in follow_ups if (draft := writer.draft(follow_up))]
    return tuple(drafts), tuple(writer.diagnostics)


class _Writer:
    """Writes one draft after the other, each at its own path."""

    def __init__(
        self, vault: Vault, composer: Composer, sources: Mapping[str, SourceFile], now: datetime, *, new: bool = True
    ) -> None:
        self._vault = vault
        self._composer = composer
        self._sources = sources
        self._now = now
        self._new = new
        leaving = {draft.note.path for draft in vault.drafts if draft.note.untouched and not draft.sent}
        self._on_disk = {fold(path) for path in sources if path.startswith(f"{FOLDER}/") and path not in leaving}
        self._used: set[str] = set()
        self.diagnostics: list[Diagnostic] = []

    def reserve(self, paths: Iterable[str]) -> None:
        """Keeps new drafts off some paths. A draft that nobody needs and nobody has edited may be overwritten."""
        self._used |= {fold(path) for path in paths}

    def draft(self, follow_up: FollowUp) -> Draft | None:
        """The draft of a follow-up; None if it needs none, or none can be written."""
        existing = follow_up.draft
        is_open = state(follow_up, self._now) in ("due", "overdue")
        if existing and (existing.sent or not existing.note.untouched or not may_be_written(existing.note.path)):
            return self._kept(follow_up, existing)
        if not is_open:
            # What has lapsed is not written any more; what lies there may still be sent.
            return _as_on_disk(follow_up, existing) if existing and state(follow_up, self._now) == "lapsed" else None
        path = self._path(follow_up, existing)
        if existing is None and fold(path) in self._on_disk:
            self.diagnostics.append(_path_taken(path, follow_up))
            return None
        if existing is None and not self._new:
            return None
        message = self._message(follow_up)
        if message is None:
            return _as_on_disk(follow_up, existing) if existing else None
        text = draft_file(self._vault, follow_up, message)
        own = count_own(message.body, None, self._vault.settings.me.sign_off)
        return Draft(follow_up, path, message.subject, message.body, text, message.needs, own_sentences=own)

    def _kept(self, follow_up: FollowUp, existing: DraftNote) -> Draft:
        """A draft that is the user's."""
        message = None if existing.sent else self._message(follow_up)
        readdressed_follow_up = readdressed(self._vault, follow_up, existing)
        if message is None:
            return _as_on_disk(readdressed_follow_up, existing)
        mark = mark_of(self._sources[existing.note.path].data.decode("utf-8", "replace"))
        return Draft(
            readdressed_follow_up,
            existing.note.path,
            existing.subject or "",
            existing.note.body.strip(),
            None,
            message.needs,
            regenerated=draft_file(self._vault, follow_up, message) if may_be_written(existing.note.path) else None,
            own_sentences=count_own(existing.note.body, message.body, self._vault.settings.me.sign_off),
            outdated=mark is not None and mark not in self._marks(follow_up),
        )

    def _marks(self, follow_up: FollowUp) -> set[str]:
        """The marks of what would be written today, in time or late: to be late is no change of the notes."""
        late = (self._composer.message_if_late(follow_up, self._now, lateness=lateness) for lateness in (0, 1, 2))
        return {fingerprint(draft_file(self._vault, follow_up, message)) for message in late}

    def _message(self, follow_up: FollowUp) -> Message | None:
        try:
            return self._composer.message(follow_up, self._now)
        except TemplateError as error:
            fault = _wording_fault(follow_up, self._composer, error)
            if fault not in self.diagnostics:
                self.diagnostics.append(fault)
            return None

    def _path(self, follow_up: FollowUp, existing: DraftNote | None) -> str:
        """The path of a draft. One that nobody has edited is renamed when its recipient changes."""
        if existing is None:
            return self._free_path(follow_up)
        about, name = name_parts(self._vault, follow_up)
        was = existing.note.path.removeprefix(f"{FOLDER}/").removesuffix(".md")
        is_called_after_another = was.startswith(f"{about} to ") and not re.fullmatch(
            rf"{re.escape(name)}(?: \d+)?", was
        )
        return self._free_path(follow_up) if is_called_after_another else existing.note.path

    def _free_path(self, follow_up: FollowUp) -> str:
        """`drafts/2026-03-11 Harbor Analytics thank-you to Priya Raman.md`, numbered where taken."""
        _, name = name_parts(self._vault, follow_up)
        count, path = 1, f"{FOLDER}/{name}.md"
        while fold(path) in self._used:
            count += 1
            path = f"{FOLDER}/{name} {count}.md"
        self._used.add(fold(path))
        return path


def _as_on_disk(follow_up: FollowUp, existing: DraftNote) -> Draft:
    """A draft as the user has it on the disk."""
    return Draft(follow_up, existing.note.path, existing.subject or "", existing.note.body.strip(), None)


def _path_taken(path: str, follow_up: FollowUp) -> Diagnostic:
    whom = follow_up.whom.name if follow_up.whom else "the interviewer"
    return problem(
        "VG401",
        path,
        Span(),
        f"This file stands where the {follow_up.kind} to {whom} would be written, and is not that draft.",
        hint="It is left as it is. Rename it, or mend its properties if it once was the draft.",
    )


def _wording_fault(follow_up: FollowUp, composer: Composer, error: TemplateError) -> Diagnostic:
    """The diagnostic for a mistake in one of the user's own draft texts."""
    name, line = composer.place(error) or (follow_up.kind, 1)
    is_table = name in (LANGUAGE, SENTENCES)
    what, tool = (f"No {follow_up.kind}", "this text") if not is_table else ("No draft", "these words")
    why = (error.message or type(error).__name__).rstrip(".")
    hint = "Mend the text, or take the file away to have vaultgen's own again."
    if not is_table and _OLD_PARTS.search(why):
        why = "it uses a part that an earlier vaultgen had"
        hint = (
            f"`vaultgen draft --eject {name}` gives today's text, once yours is put aside; the README beside the "
            "draft texts says which finished sentences a text may use."
        )
    return problem(
        "VG402",
        f"overrides/drafts/{name}.{'toml' if is_table else 'jinja'}",
        Span(line, 1, line, 1),
        f"{what} can be written with {tool}: {why}.",
        hint=hint,
    )


_OLD_PARTS = late(r"_parts|macro '\w+' takes")


def orphans(vault: Vault, drafts: tuple[Draft, ...]) -> tuple[str, ...]:
    """The paths of drafts that may be deleted: unsent, unedited, and wanted by no follow-up any more.

    If an interview's note cannot be read in full, its drafts stay: nobody knows what it calls for.
    """
    wanted = {draft.path for draft in drafts}
    return tuple(
        draft.note.path
        for draft in vault.drafts
        if draft.note.path not in wanted
        and not draft.sent
        and draft.note.untouched
        and may_be_written(draft.note.path)
        and not _in_doubt(vault, draft)
    )


def _in_doubt(vault: Vault, draft: DraftNote) -> bool:
    """Whether the interview of a draft is in the vault but cannot be read in full."""
    target = draft.interview.target if draft.interview else None
    notes = filter(None, map(vault.note, vault.links.find(target) if target else ()))
    return any(vault.kinds.get(note.path) == "interview" and (vault.of(note) is None or note.lost) for note in notes)
