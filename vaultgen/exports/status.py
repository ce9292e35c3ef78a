"""The output of `vaultgen status --format json`: each follow-up with its state, each interview with its gaps.

Pure. Other programs rely on the fields: they are added to, and never removed.
"""

from collections.abc import Mapping
from typing import Any

from vaultgen.dates.instants import iso
from vaultgen.drafts.write import Draft
from vaultgen.followups import queue, state
from vaultgen.followups.rules import FollowUp
from vaultgen.snapshot import Snapshot
from vaultgen.vault.model import CHECKLIST, Interview, answered, missing


def status(snapshot: Snapshot) -> dict[str, Any]:
    """`follow_ups` and `interviews`, as plain values."""
    drafts = {draft.follow_up.id: draft for draft in snapshot.drafts}
    planned = queue.by_interview(snapshot.follow_ups)
    return {
        "follow_ups": [_follow_up(snapshot, one, drafts.get(one.id)) for one in snapshot.follow_ups],
        "interviews": [_interview(snapshot, interview, planned) for interview in snapshot.vault.interviews],
    }


def interview_state(snapshot: Snapshot, interview: Interview, planned: Mapping[str, list[FollowUp]]) -> str:
    """The state of an interview now; `planned` are all follow-ups by the path of their interview."""
    own = planned.get(interview.note.path, [])
    return queue.interview_state(queue.course(snapshot.vault, interview), own, snapshot.now)


def _follow_up(snapshot: Snapshot, follow_up: FollowUp, draft: Draft | None) -> dict[str, Any]:
    interview = follow_up.interview
    follow_up = draft.follow_up if draft else follow_up  # as the draft is addressed
    return {
        "id": follow_up.id,
        "kind": follow_up.kind,
        "state": state(follow_up, snapshot.now),
        "interview": interview.note.path,
        "company": snapshot.vault.company(interview.company).name,
        "role": interview.role.label if interview.role else None,
        "to": [{"name": follow_up.to.name, "email": follow_up.to.email}] if follow_up.to else [],
        "whom": follow_up.whom.name if follow_up.whom else None,
        "promise": follow_up.promise.text if follow_up.promise else None,
        "opens": iso(follow_up.opens),
        "suggested": iso(follow_up.suggested),
        "due": iso(follow_up.due),
        "sent": iso(follow_up.sent),
        "draft": draft.path if draft else None,
        "ready": draft.ready if draft else False,
        "outdated": draft.outdated if draft else False,
        "sentences": {"own": draft.own_sentences.own, "all": draft.own_sentences.all}
        if draft and draft.own_sentences
        else None,
        "reason": follow_up.reason,
    }


def _interview(snapshot: Snapshot, interview: Interview, planned: Mapping[str, list[FollowUp]]) -> dict[str, Any]:
    return {
        "path": interview.note.path,
        "company": snapshot.vault.company(interview.company).name,
        "role": interview.role.label if interview.role else None,
        "stage": interview.stage,
        "date": iso(snapshot.vault.start(interview)),
        "state": interview_state(snapshot, interview, planned),
        "answered": len(answered(interview)),
        "total": len(CHECKLIST),
        "missing": list(missing(interview)),
    }
