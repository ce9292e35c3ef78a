"""Which draft is meant by what somebody typed: its file, its name, or a part that only it has."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from vaultgen.drafts.write import Draft
from vaultgen.errors import UsageProblem
from vaultgen.snapshot import Snapshot
from vaultgen.spelling import without_accents
from vaultgen.vault.links import fold
from vaultgen.vault.model import DraftNote

_T = TypeVar("_T")
_NEARLY = 0.75  # how much of two words is the same where one is the other mistyped


def draft_note(snapshot: Snapshot, typed: str) -> DraftNote:
    """The draft note of the vault that is meant, one that is not sent before others.

    Raises `UsageProblem` where none is, or several are.
    """
    return _one(typed, [(draft.note.name, draft.sent is None, draft) for draft in snapshot.vault.drafts])


def draft(snapshot: Snapshot, typed: str, *, kind: str | None = None) -> Draft:
    """The draft of a follow-up that is meant, also one that is not written yet; raises like `draft_note`.

    Where a `kind` is asked for, those of that kind come before others.
    """
    every = [(_name(draft.path), draft.follow_up.sent is None, draft) for draft in snapshot.drafts]
    of_kind = [candidate for candidate in every if candidate[2].follow_up.kind == kind]
    return _one(typed, of_kind if fitting((name for name, _, _ in of_kind), typed) else every)


def fitting(names: Iterable[str], typed: str) -> list[str]:
    """The names that fit what was typed: the very name, else all that have each of its words, else nearly."""
    every = list(names)
    wanted = _plain(_name(typed.replace("\\", "/")))
    words = wanted.split()
    exactly = [name for name in every if _plain(name) == wanted]
    within = [name for name in every if all(word in _plain(name) for word in words)]
    nearly = [name for name in every if all(_is_near(word, _plain(name).split()) for word in words)]
    return exactly or within or nearly


def _one(typed: str, candidates: Sequence[tuple[str, bool, _T]]) -> _T:
    names = set(fitting((name for name, _, _ in candidates), typed))
    found = [(name, value) for name, is_open, value in candidates if name in names and is_open]
    found = found or [(name, value) for name, _, value in candidates if name in names]
    if len(found) == 1:
        return found[0][1]
    if not found:
        raise UsageProblem(f"There is no draft “{typed}”.", "vaultgen status names the drafts.")
    listed = "\n  ".join(sorted(name for name, _ in found))
    raise UsageProblem(f"“{typed}” fits {len(found)} drafts:", f"{listed}\n  Write more of the name.")


def _name(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".md")


def _plain(text: str) -> str:
    """Letters and digits in small letters without accents, single spaces between."""
    return re.sub(r"[\W_]+", " ", without_accents(fold(text))).strip()


def _is_near(word: str, words: Sequence[str]) -> bool:
    return any(SequenceMatcher(None, word, other).ratio() >= _NEARLY for other in words)
