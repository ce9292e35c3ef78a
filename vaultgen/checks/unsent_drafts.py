"""The drafts that may still be sent, for the checks: their follow-up, recipient and parts.

Left out are drafts that the next build deletes or rewrites, and those of a follow-up that is closed or skipped.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from vaultgen.diagnostics.source import Lines, SourceFile, Span, split_lines
from vaultgen.drafts.draft_paths import FOLDER
from vaultgen.english import segments
from vaultgen.english.segments import MessageParts
from vaultgen.followups import state
from vaultgen.followups.rules import FollowUp
from vaultgen.snapshot import Snapshot
from vaultgen.vault.links import fold
from vaultgen.vault.model import DraftNote, Interview, Person
from vaultgen.vault.notes.note import parse_note
from vaultgen.vault.typed import read
from vaultgen.vault.vault import Vault

_OVER = ("skipped", "superseded", "moot")


@dataclass(frozen=True, slots=True)
class UnsentDraft:
    """A draft in `drafts/` that has not been sent.

    `interview` and `to` are None if they are not known. `follow_up` is the one that the draft counts for. `body` is the
    text with comments blanked, `parts` are offsets into it. `untouched` means that the text is still vaultgen's.
    """

    draft: DraftNote
    follow_up: FollowUp | None
    interview: Interview | None
    to: Person | None
    untouched: bool
    source: SourceFile
    body: str
    parts: MessageParts

    @property
    def path(self) -> str:
        """The path of the draft, relative to the vault."""
        return self.draft.note.path

    @property
    def people(self) -> tuple[Person, ...]:
        """The people whom it may greet: the recipient, and whom a recruiter is to pass it on to."""
        whom = self.follow_up.whom if self.follow_up else None
        return tuple(person for person in (self.to, whom) if person is not None)

    @property
    def subject(self) -> str:
        """The subject; empty if there is none."""
        return self.draft.subject or ""

    @property
    def text(self) -> str:
        """The text between greeting and signature."""
        return self.body[slice(*self.parts.text)]

    @property
    def text_span(self) -> Span:
        """The span in the file of the text between greeting and signature."""
        start, end = self.parts.text
        if not self.text.strip():
            return self.span(start, start)
        return self.span(end - len(self.text.lstrip()), start + len(self.text.rstrip()))

    def span(self, start: int, end: int) -> Span:
        """The span in the file of two offsets into the body."""
        within = Lines(self.body).span(start, end)
        above = self.draft.note.body_line - 1
        return Span(within.line + above, within.column, within.end_line + above, within.end_column)

    def subject_span(self, start: int, end: int) -> Span:
        """The span in the file of two offsets into the subject; that of all of it if YAML spells it differently."""
        return self._within("subject", self.subject[start:end], start)

    def to_span(self, text: str = "") -> Span:
        """The span of a text in the property `to`, else that of the whole property."""
        return self._within("to", text, 0)

    def _within(self, name: str, text: str, start: int) -> Span:
        prop = self.draft.note.properties.get(name)
        if prop is None:
            return Span()
        whole = prop.value_span
        if not text or not prop.values or whole.line != whole.end_line:
            return whole
        line = split_lines(self.source.data.decode("utf-8", "replace").removeprefix("\ufeff"))[whole.line - 1]
        typed = line.find(prop.values[0].text.strip(), whole.column - 1, whole.end_column - 1)
        column = line.find(text, typed + start, whole.end_column - 1) + 1 if typed >= 0 else 0
        return Span(whole.line, column, whole.line, column + len(text)) if column else whole


def unsent(snapshot: Snapshot) -> tuple[UnsentDraft, ...]:
    """The drafts in `drafts/` that may still be sent, by path."""
    return tuple(sorted(_messages(snapshot), key=lambda message: message.path))


def sendable(snapshot: Snapshot) -> tuple[UnsentDraft, ...]:
    """The drafts that may still be sent, including those about to be written to `drafts/`, by path."""
    return tuple(sorted((*_messages(snapshot), *_about_to_be_written(snapshot)), key=lambda message: message.path))


def about_to_be_written(snapshot: Snapshot) -> frozenset[str]:
    """The paths of drafts that the next build will write, because the file has another text or is missing."""
    return frozenset(
        draft.path
        for draft in snapshot.drafts
        if draft.text is not None
        and not (draft.path in snapshot.sources and _same(draft.text, snapshot.sources[draft.path]))
    )


def edited(snapshot: Snapshot) -> tuple[UnsentDraft, ...]:
    """Those of them that the user has written or edited."""
    return tuple(message for message in unsent(snapshot) if not message.untouched)


def people_of(vault: Vault, interview: Interview) -> tuple[Person, ...]:
    """The people named in properties of an interview or its application, without duplicates."""
    application = vault.application(interview)
    named = ((interview.decision_maker, interview), (application.via, application))
    others = (vault.person(ref, at) for ref, at in named if ref is not None and ref.name)
    return tuple(dict.fromkeys((*vault.interviewers(interview), *others)))


def words_of(person: Person) -> tuple[str, ...]:
    """The names of a person: the full name, the one in the salutation, the aliases."""
    given = (person.name, person.salutation or "", *(person.aliases or ()))
    return tuple(unicodedata.normalize("NFC", name) for name in given if name.strip())


def _messages(snapshot: Snapshot) -> Iterator[UnsentDraft]:
    vault = snapshot.vault
    written = {draft.path: draft for draft in snapshot.drafts}
    counted = {f.draft.note.path: f for f in snapshot.follow_ups if f.draft is not None}
    for draft in vault.drafts:
        path = draft.note.path
        if draft.sent or path in snapshot.leaving or fold(draft.note.folder) != FOLDER:
            continue
        follow_up = counted.get(path)
        if follow_up is not None and state(follow_up, snapshot.now) in _OVER:
            continue
        source = snapshot.sources[path]
        ours = written.get(path)
        fresh = ours.text if ours else None
        if fresh is not None and not _same(fresh, source):
            continue
        follow_up = ours.follow_up if ours else follow_up
        body = segments.visible(draft.note.body)
        yield UnsentDraft(
            draft=draft,
            follow_up=follow_up,
            interview=follow_up.interview if follow_up else vault.interview_of(draft),
            to=ours.follow_up.to if ours else vault.addressee(draft),
            untouched=draft.note.untouched,
            source=source,
            body=body,
            parts=segments.parts(body, snapshot.settings.me.sign_off),
        )


def _about_to_be_written(snapshot: Snapshot) -> Iterator[UnsentDraft]:
    paths = about_to_be_written(snapshot)
    for ours in snapshot.drafts:
        if ours.path not in paths or ours.text is None:
            continue
        source = SourceFile(ours.path, ours.text.encode())
        draft = _as_note(ours.path, ours.text)
        if draft is None:
            continue
        body = segments.visible(draft.note.body)
        yield UnsentDraft(
            draft=draft,
            follow_up=ours.follow_up,
            interview=ours.follow_up.interview,
            to=ours.follow_up.to,
            untouched=True,
            source=source,
            body=body,
            parts=segments.parts(body, snapshot.settings.me.sign_off),
        )


@lru_cache(maxsize=2048)
def _as_note(path: str, text: str) -> DraftNote | None:
    """A draft's file as a note; cached, because each check of drafts needs the notes of all drafts of a partition."""
    draft = read(parse_note(SourceFile(path, text.encode()))[0])[1]
    return draft if isinstance(draft, DraftNote) else None


def _same(text: str, source: SourceFile) -> bool:
    """Whether a file contains a text, regardless of line breaks."""
    return source.data.replace(b"\r\n", b"\n").removeprefix(b"\xef\xbb\xbf") == text.encode()
