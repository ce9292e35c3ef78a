"""The answer of `status`: what is due, what comes next and what is missing, as text and as JSON.

Pure. What changes with every minute (how far off a deadline is) is a time mark; all else is true until
`queue.next_change`.
"""

import json
from datetime import time

from vaultgen.builder import summary
from vaultgen.dates import time_marks
from vaultgen.dates.words import both_clocks, day_words, moment_words
from vaultgen.drafts.write import Draft
from vaultgen.exports.status import interview_state, status
from vaultgen.followups import queue, state
from vaultgen.followups.rules import FollowUp
from vaultgen.followups.words import stage_words
from vaultgen.snapshot import Snapshot
from vaultgen.terminal import plural, printable
from vaultgen.vault.model import Interview, missing


def as_text(snapshot: Snapshot, *, colour: bool) -> str:
    """What to do now, the gaps of fresh debriefs, and what comes next."""
    now = snapshot.now
    open_now = queue.to_do(snapshot.follow_ups, now)
    lines = [f"{time_marks.NOW} ({time_marks.ZONE})", ""]
    if open_now:
        lines.append("To do now")
        drafts = {draft.follow_up.id: draft for draft in snapshot.drafts}
        for follow_up in open_now:
            lines += _open_lines(snapshot, follow_up, drafts.get(follow_up.id), colour)
    else:
        lines.append("Nothing is due now.")
    past = len(queue.long_past(snapshot.follow_ups, now))
    if past:
        verb = "follow-up has" if past == 1 else "follow-ups have"
        lines += ["", f"{past} {verb} been overdue for more than a month. What was drafted stays in drafts/."]
    lines += _silent_lines(snapshot)
    fresh = [i for i in reversed(snapshot.vault.interviews) if now - snapshot.vault.end(i) < queue.FRESH]
    planned = queue.by_interview(snapshot.follow_ups)
    gaps = [interview for interview in fresh if interview_state(snapshot, interview, planned) == "debrief"]
    if gaps:
        lines += ["", "Still to write down, while you remember"]
        lines += [f"  {_title(snapshot, interview)}: {_missing(interview)}" for interview in gaps]
    coming = [line for line in (_next_line(snapshot),) if line]
    lines += ["", *coming] if coming else []
    return "\n".join(lines)


def _open_lines(snapshot: Snapshot, follow_up: FollowUp, draft: Draft | None, colour: bool) -> list[str]:
    now = snapshot.now
    overdue = state(follow_up, now) == "overdue"
    mark = f"{time_marks.since(follow_up.due)} overdue" if overdue else f"due {time_marks.distance(follow_up.due)}"
    if colour:
        mark = f"\x1b[{'31' if overdue else '33'}m{mark}\x1b[0m"
    ready = "no draft" if draft is None else f"{printable(draft.path)} ({'ready' if draft.ready else 'needs you'})"
    zone = snapshot.settings.timezone
    lines = [
        f"  {mark}: {summary.headline(snapshot, follow_up)}",
        f"      by {moment_words(follow_up.due.astimezone(zone))}: {follow_up.reason}",
    ]
    if now < follow_up.suggested < follow_up.due:
        there = snapshot.vault.zone(follow_up.interview)
        lines.append(f"      best sent {both_clocks(follow_up.suggested, zone, there)}")
    yours = f", {draft.own.in_words}" if draft is not None and draft.own is not None and draft.own.all else ""
    return [*lines, f"      {ready}{yours}"]


def _silent_lines(snapshot: Snapshot) -> list[str]:
    """The applications that one may let go of: nobody answered the last check-in."""
    silent = [f for f, since in queue.unanswered(snapshot.vault, snapshot.follow_ups) if since <= snapshot.now]
    lines = [
        f"  {snapshot.vault.company(f.interview.company).name} ({stage_words(f.interview)}): "
        f"{plural(f.number, 'check-in')} without an answer, the last on {day_words(f.sent.date())}. "
        "To close it, write “outcome: silent”."
        for f in silent
        if f.sent
    ]
    return ["", "Silence is an answer, too", *map(printable, lines)] if lines else []


def _next_line(snapshot: Snapshot) -> str:
    following = queue.next_up(snapshot.vault, snapshot.follow_ups, snapshot.now)
    if following is None:
        return ""
    if isinstance(following, Interview):
        start = snapshot.vault.start(following)
        return f"Next: {_title(snapshot, following)}, {moment_words(start)} ({time_marks.distance(start)})"
    opens = following.opens
    when = moment_words(opens) if opens.time() != time(0) else day_words(opens.date())
    return f"Next: {summary.headline(snapshot, following)} opens {when} ({time_marks.distance(opens)})"


def _title(snapshot: Snapshot, interview: Interview) -> str:
    return printable(f"{snapshot.vault.company(interview.company).name}, {stage_words(interview)}")


def _missing(interview: Interview) -> str:
    names = [name.replace("_", " ") for name in missing(interview)]
    more = f" and {plural(len(names) - 5, 'other')}" if len(names) > 5 else ""
    return ", ".join(names[:5]) + more


def as_json(snapshot: Snapshot) -> str:
    """One object that programs may rely on: its fields only ever grow."""
    return json.dumps({"version": 1, "now": time_marks.NOW_EXACT} | status(snapshot), ensure_ascii=False, indent=2)
