"""The answer of `status`: what is due, what comes next and what is missing, as text and as JSON.

Pure. `of_partition` takes from each partition what the answer is then made of. What changes with every minute (how far
off a deadline is) is a time mark; all else is true until `queue.next_change`.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import time
from typing import Any

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

Row = tuple[tuple[float, str], str]  # a line after its sort key: a moment, and a name that decides ties


def of_partition(snapshot: Snapshot) -> dict[str, Any]:
    """What `status` says of one partition, in plain values: rows of a sort key and what stands there."""
    vault, now, follow_ups = snapshot.vault, snapshot.now, snapshot.follow_ups
    drafts = {draft.follow_up.id: draft for draft in snapshot.drafts}
    planned = queue.by_interview(follow_ups)
    starts = {
        interview.note.path: (vault.start(interview).timestamp(), interview.note.path) for interview in vault.interviews
    }
    fresh = [interview for interview in vault.interviews if now - vault.end(interview) < queue.FRESH]
    gaps = [interview for interview in fresh if interview_state(snapshot, interview, planned) == "debrief"]
    told = status(snapshot)
    return {
        "open": [(_key(f), *_open_lines(snapshot, f, drafts.get(f.id))) for f in queue.to_do(follow_ups, now)],
        "long_past": len(queue.long_past(follow_ups, now)),
        "silent": _silent_lines(snapshot),
        "gaps": [(starts[i.note.path], f"  {_title(snapshot, i)}: {_missing(i)}") for i in gaps],
        "next": _next_line(snapshot),
        "follow_ups": [*zip(map(_key, follow_ups), told["follow_ups"], strict=True)],
        "interviews": [*zip(starts.values(), told["interviews"], strict=True)],
    }


def as_text(partitions: Sequence[Mapping[str, Any]], *, colour: bool) -> str:
    """What to do now, the gaps of fresh debriefs, and what comes next."""
    lines = [f"{time_marks.NOW} ({time_marks.ZONE})", ""]
    open_now = _rows(partitions, "open")
    lines.append("To do now" if open_now else "Nothing is due now.")
    for _, overdue, mark, rest in open_now:
        lines += [f"  {_coloured(mark, overdue) if colour else mark}{rest[0]}", *rest[1:]]
    past = sum(partition["long_past"] for partition in partitions)
    if past:
        verb = "follow-up has" if past == 1 else "follow-ups have"
        lines += ["", f"{past} {verb} been overdue for more than a month. What was drafted stays in drafts/."]
    if silent := _rows(partitions, "silent"):
        lines += ["", "Silence is an answer, too", *(line for _, line in silent)]
    if gaps := _rows(partitions, "gaps"):
        lines += ["", "Still to write down, while you remember", *(line for _, line in reversed(gaps))]
    if coming := _rows(partitions, "next"):
        lines += ["", coming[0][1]]
    return "\n".join(lines)


def as_json(partitions: Sequence[Mapping[str, Any]]) -> str:
    """One object that programs may rely on: its fields only ever grow."""
    told = {name: [value for _, value in _rows(partitions, name)] for name in ("follow_ups", "interviews")}
    return json.dumps({"version": 1, "now": time_marks.NOW_EXACT} | told, ensure_ascii=False, indent=2)


def _rows(partitions: Iterable[Mapping[str, Any]], name: str) -> list[Any]:
    """The rows of all partitions under a name, in the order of their keys."""
    return sorted((row for partition in partitions for row in partition[name]), key=lambda row: row[0])


def _key(follow_up: FollowUp) -> tuple[float, str]:
    return follow_up.due.timestamp(), follow_up.id


def _coloured(mark: str, overdue: bool) -> str:
    return f"\x1b[{'31' if overdue else '33'}m{mark}\x1b[0m"


def _open_lines(snapshot: Snapshot, follow_up: FollowUp, draft: Draft | None) -> tuple[bool, str, list[str]]:
    """Whether a follow-up is overdue, how far off its deadline is, and the lines after that."""
    now = snapshot.now
    overdue = state(follow_up, now) == "overdue"
    mark = f"{time_marks.since(follow_up.due)} overdue" if overdue else f"due {time_marks.distance(follow_up.due)}"
    ready = "no draft" if draft is None else f"{printable(draft.path)} ({'ready' if draft.ready else 'needs you'})"
    zone = snapshot.settings.timezone
    lines = [
        f": {summary.headline(snapshot, follow_up)}",
        f"      by {moment_words(follow_up.due.astimezone(zone))}: {follow_up.reason}",
    ]
    if now < follow_up.suggested < follow_up.due:
        there = snapshot.vault.zone(follow_up.interview)
        lines.append(f"      best sent {both_clocks(follow_up.suggested, zone, there)}")
    yours = f", {draft.own.in_words}" if draft is not None and draft.own is not None and draft.own.all else ""
    return overdue, mark, [*lines, f"      {ready}{yours}"]


def _silent_lines(snapshot: Snapshot) -> list[Row]:
    """The applications that one may let go of: nobody answered the last check-in."""
    silent = [f for f, since in queue.unanswered(snapshot.vault, snapshot.follow_ups) if since <= snapshot.now]
    return [
        (
            _key(f),
            printable(
                f"  {snapshot.vault.company(f.interview.company).name} ({stage_words(f.interview)}): "
                f"{plural(f.number, 'check-in')} without an answer, the last on {day_words(f.sent.date())}. "
                "To close it, write “outcome: silent”."
            ),
        )
        for f in silent
        if f.sent
    ]


def _next_line(snapshot: Snapshot) -> list[Row]:
    """What comes next: at most one line."""
    following = queue.next_up(snapshot.vault, snapshot.follow_ups, snapshot.now)
    if following is None:
        return []
    if isinstance(following, Interview):
        start = snapshot.vault.start(following)
        line = f"Next: {_title(snapshot, following)}, {moment_words(start)} ({time_marks.distance(start)})"
        return [((start.timestamp(), following.note.path), line)]
    opens = following.opens
    when = moment_words(opens) if opens.time() != time(0) else day_words(opens.date())
    line = f"Next: {summary.headline(snapshot, following)} opens {when} ({time_marks.distance(opens)})"
    return [((opens.timestamp(), following.id), line)]


def _title(snapshot: Snapshot, interview: Interview) -> str:
    return printable(f"{snapshot.vault.company(interview.company).name}, {stage_words(interview)}")


def _missing(interview: Interview) -> str:
    names = [name.replace("_", " ") for name in missing(interview)]
    more = f" and {plural(len(names) - 5, 'other')}" if len(names) > 5 else ""
    return ", ".join(names[:5]) + more
