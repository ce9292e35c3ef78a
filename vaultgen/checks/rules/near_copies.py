"""Nearly the same text for two members of a panel, who may compare (VG416).

Drafts with placeholders are not finished, and not compared yet.
"""

from collections.abc import Iterator
from typing import NamedTuple

from vaultgen.checks.unsent_drafts import UnsentDraft, sendable
from vaultgen.diagnostics.diagnostic import Diagnostic, Rule, problem
from vaultgen.drafts.write import PLACEHOLDER
from vaultgen.english import segments
from vaultgen.snapshot import Snapshot
from vaultgen.vault.model import DraftNote

NEAR_COPY = Rule("VG416", "warning", "near-copy within a panel")
RULES = (NEAR_COPY,)

_SAME_SENTENCES = 0.7
_SAME_RUNS = 0.65
_RUN = 3  # words
_FEW_RUNS = 8


class _DraftText(NamedTuple):
    """The text of a draft for comparison: its sentences, and its word trigrams."""

    draft: DraftNote
    whom: str
    sentences: frozenset[str]
    runs: frozenset[str]

    @property
    def rank(self) -> tuple[bool, str]:
        """The order of two drafts, of which the later is the copy: a sent one comes first."""
        return self.draft.sent is None, self.draft.note.path


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Compares each draft that the user has edited with those of the same kind to others of the interview."""
    panels: dict[tuple[str, str], list[_DraftText]] = {}
    for message in sendable(snapshot):
        if message.interview is None or PLACEHOLDER in message.body:
            continue
        panel = (message.draft.kind, message.interview.note.path)
        if panel not in panels:
            drafts = snapshot.vault.drafts_of(message.draft.kind, message.interview)
            panels[panel] = [_draft_text(draft, snapshot.settings.me.sign_off) for draft in drafts]
        mine = _draft_text(message.draft, snapshot.settings.me.sign_off)
        earlier = (other for other in panels[panel] if other.rank < mine.rank and other.whom != mine.whom)
        copied = next((other for other in earlier if _alike(mine, other)), None)
        if copied is not None:
            yield _problem(message, copied)


def _draft_text(draft: DraftNote, sign_off: str) -> _DraftText:
    body = segments.visible(draft.note.body)
    text = body[slice(*segments.parts(body, sign_off).text)]
    words = segments.plain_words(text).split()
    runs = (" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))
    return _DraftText(
        draft, draft.about or (draft.to.name if draft.to else ""), frozenset(segments.sentences(text)), frozenset(runs)
    )


def _alike(first: _DraftText, second: _DraftText) -> bool:
    """Whether most sentences or most trigrams are the same."""
    fewer = min(len(first.runs), len(second.runs))
    if fewer < _FEW_RUNS:
        return False
    shared = len(first.runs & second.runs) / len(first.runs | second.runs)
    fewest = min(len(first.sentences), len(second.sentences))
    same = len(first.sentences & second.sentences) / max(len(first.sentences), len(second.sentences))
    return shared >= _SAME_RUNS or (fewest > 1 and same >= _SAME_SENTENCES)


def _problem(message: UnsentDraft, copied: _DraftText) -> Diagnostic:
    return problem(
        NEAR_COPY,
        message.path,
        message.text_span,
        f"This says nearly the same as “{copied.draft.note.path}”; the people of a panel show each other such mail.",
        hint=f"Tell each of them what only the two of you talked about: {_whom(message)} gets words of their own.",
    )


def _whom(message: UnsentDraft) -> str:
    return message.to.name if message.to else "this person"
