"""Finds the draft that the user means: by file, by name, or by words for its kind, its addressee or the employer."""

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

from vaultgen.cli.name_lookup import file_stem, is_near, plain
from vaultgen.drafts.write import Draft
from vaultgen.errors import UsageProblem
from vaultgen.followups import state
from vaultgen.followups.rules import FollowUp
from vaultgen.followups.skips import follow_up_name
from vaultgen.snapshot import Snapshot
from vaultgen.vault.model import DraftNote

_T = TypeVar("_T")
_OPEN = ("due", "overdue")
# What people call the kinds, as one word each.
_CALLED = (("thank you", "thankyou"), ("check in", "checkin"), ("follow up", "checkin"))
_WORDS = {"thanks": "thankyou", "thank": "thankyou", "checking": "checkin", "promised": "promise"}


class _Candidate(NamedTuple, Generic[_T]):
    """A draft that may be meant: its name, all words for it, and a rank; lower ranks are likelier."""

    name: str
    words: str
    rank: int
    value: _T


def draft_note(snapshot: Snapshot, typed: str, *, sent: bool = False) -> DraftNote:
    """The draft note that the user means, by its name, or by words for its kind, its addressee and the employer.

    Drafts that are due are preferred, then unsent ones; with `sent`, sent ones. Raises `UsageProblem` if no draft fits,
    or several fit equally well.
    """
    written = {draft.path: draft for draft in snapshot.drafts}
    candidates = []
    for note in snapshot.vault.drafts:
        ours = written.get(note.note.path)
        is_due = ours is not None and state(ours.follow_up, snapshot.now) in _OPEN
        rank = int(note.sent is None) if sent else 2 if note.sent is not None else int(not is_due)
        words = _words(snapshot, ours) if ours else f"{note.kind} {note.to.name if note.to else ''}"
        candidates.append(_Candidate(note.note.name, f"{note.note.name} {words}", rank, note))
    return _one(typed, candidates)


def draft(snapshot: Snapshot, typed: str, *, kind: str | None = None) -> Draft:
    """The draft that the user means, even if it is not written yet. Drafts of `kind` are preferred.

    Raises `UsageProblem` like `draft_note`.
    """
    candidates = [
        _Candidate(
            file_stem(draft.path),
            f"{file_stem(draft.path)} {_words(snapshot, draft)}",
            2 if draft.follow_up.sent is not None else int(state(draft.follow_up, snapshot.now) not in _OPEN),
            draft,
        )
        for draft in snapshot.drafts
    ]
    of_kind = [candidate for candidate in candidates if candidate.value.follow_up.kind == kind]
    return _one(typed, of_kind if _fitting(of_kind, typed) else candidates)


def follow_up(snapshot: Snapshot, typed: str, *, skipped: bool) -> tuple[str, FollowUp]:
    """The follow-up that is meant, of those that are skipped or of those that are not, and what it is called.

    That is the name of its draft where it has one. One that is due comes before others. Raises `UsageProblem`.
    """
    drafts = {draft.follow_up.id: file_stem(draft.path) for draft in snapshot.drafts}
    candidates: dict[bool, list[_Candidate[tuple[str, FollowUp]]]] = {True: [], False: []}
    for planned in snapshot.follow_ups:
        if planned.sent is None:
            name = follow_up_name(snapshot.vault, planned)
            called = drafts.get(planned.id) or name
            words = f"{called} {name} {planned.number} {planned.interview.note.name} {_words_of(snapshot, planned)}"
            rank = int(state(planned, snapshot.now) not in _OPEN)
            candidates[planned.skipped].append(_Candidate(called, words, rank, (called, planned)))
    if not _fitting(candidates[skipped], typed) and _fitting(candidates[not skipped], typed):
        if skipped:
            raise UsageProblem(f"“{typed}” is not skipped.", "There is nothing to undo.")
        raise UsageProblem(f"“{typed}” is skipped already.", "vaultgen skip --undo calls for it again.")
    return _one(typed, candidates[skipped], "follow-up")


def _words(snapshot: Snapshot, draft: Draft) -> str:
    """The words for a draft that its file name may lack."""
    return _words_of(snapshot, draft.follow_up)


def _words_of(snapshot: Snapshot, follow_up: FollowUp) -> str:
    vault = snapshot.vault
    people = (person for person in (follow_up.to, follow_up.whom) if person is not None)
    names = (name for person in people for name in (person.name, *(person.aliases or ())))
    role = follow_up.interview.role.label if follow_up.interview.role else ""
    return " ".join((follow_up.kind, *names, vault.company(follow_up.interview.company).name, role))


def _fitting(candidates: Sequence[_Candidate[_T]], typed: str) -> list[_Candidate[_T]]:
    """The candidates with the name that was typed, else those with all its words, else those with similar words."""
    wanted = plain(file_stem(typed.replace("\\", "/")))
    exactly = [one for one in candidates if plain(one.name) == wanted]
    if exactly:
        return exactly
    words = _kinds_joined(wanted).split()
    called = [(one, _kinds_joined(plain(one.words)).split()) for one in candidates]
    within = [one for one, known in called if all(any(word in other for other in known) for word in words)]
    return within or [one for one, known in called if all(is_near(word, known) for word in words)]


def _kinds_joined(plain: str) -> str:
    """A text in which each name for a kind of follow-up is one word."""
    for said, joined in _CALLED:
        plain = plain.replace(said, joined)
    return " ".join(_WORDS.get(word, word) for word in plain.split())


def _one(typed: str, candidates: Sequence[_Candidate[_T]], what: str = "draft") -> _T:
    matches = _fitting(candidates, typed)
    likeliest = min((one.rank for one in matches), default=0)
    matches = [one for one in matches if one.rank == likeliest]
    if len(matches) == 1:
        return matches[0].value
    if not matches:
        raise UsageProblem(f"There is no {what} “{typed}”.", "vaultgen status names the drafts.")
    listed = "\n  ".join(sorted(one.name for one in matches))
    raise UsageProblem(f"“{typed}” fits {len(matches)} {what}s:", f"{listed}\n  Write more of the name, or its kind.")
