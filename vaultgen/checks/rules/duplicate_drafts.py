"""Two drafts for one follow-up, as a sync may leave them (VG422)."""

from collections.abc import Iterator

from vaultgen.checks.unsent_drafts import UnsentDraft, unsent
from vaultgen.diagnostics.diagnostic import Diagnostic, Rule, problem
from vaultgen.diagnostics.source import Span
from vaultgen.followups.rules import FollowUp
from vaultgen.snapshot import Snapshot
from vaultgen.vault.model import DraftNote
from vaultgen.vault.vault import Vault

DUPLICATE_DRAFT = Rule("VG422", "warning", "two drafts for one follow-up")
RULES = (DUPLICATE_DRAFT,)

_NUMBERED = "check-in"  # there may be several in a row, so a sent one leaves room for the next


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Reports the draft that does not count, and names the one that does."""
    counted: dict[tuple[str, str], list[FollowUp]] = {}
    for follow_up in snapshot.follow_ups:
        if follow_up.draft is not None:
            counted.setdefault((follow_up.kind, follow_up.interview.note.path), []).append(follow_up)
    for message in unsent(snapshot):
        if message.follow_up is not None or message.interview is None:
            continue
        rivals = counted.get((message.draft.kind, message.interview.note.path), [])
        chosen = next((draft for f in rivals if (draft := _chosen(snapshot.vault, f, message))), None)
        if chosen is not None:
            yield _problem(message, chosen)


def _chosen(vault: Vault, follow_up: FollowUp, message: UnsentDraft) -> DraftNote | None:
    """The draft that counts instead of this one, or None."""
    draft = follow_up.draft
    if draft is None or (draft.about or "") != (message.draft.about or ""):
        return None
    if vault.addressee(draft) != message.to:
        return None
    if follow_up.kind == _NUMBERED and draft.sent:
        return None
    return draft


def _problem(message: UnsentDraft, chosen: DraftNote) -> Diagnostic:
    whom = message.to.name if message.to else "the interviewer"
    why = "has been sent" if chosen.sent else "is the one that counts"
    kind = message.draft.note.properties.get("kind")
    return problem(
        DUPLICATE_DRAFT,
        message.path,
        kind.value_span if kind else Span(),
        f"This is a second {message.draft.kind} to {whom}; “{chosen.note.path}” {why}.",
        hint="Take over what is better here, then delete this file. Nothing is deleted for you.",
    )
