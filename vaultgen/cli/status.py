"""The answer of `status`: what is due, what comes next and what is missing, as text and as JSON.

Pure. `of_partition` takes from each partition what the answer is then made of. What changes with every minute (how far
off a deadline is) is a time mark; all else is true until `queue.next_change`.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from math import inf
from typing import Any

from vaultgen.builder import summary
from vaultgen.dates import time_marks
from vaultgen.dates.instants import utc
from vaultgen.dates.words import at_words, both_clocks, day_name, day_words, moment_words, other_clock
from vaultgen.drafts.write import Draft
from vaultgen.exports.status import interview_state, status
from vaultgen.followups import queue, state
from vaultgen.followups.rules import FollowUp
from vaultgen.followups.visits import is_held
from vaultgen.followups.words import stage_words
from vaultgen.snapshot import Snapshot
from vaultgen.terminal import plural, printable
from vaultgen.vault.model import Interview, missing

Row = tuple[tuple[float, str], str]  # a line after its sort key: a moment, and a name that decides ties


def of_partition(snapshot: Snapshot) -> dict[str, Any]:
    """What `status` shows of one partition, in plain values: rows of a sort key and a text."""
    vault, now, follow_ups = snapshot.vault, snapshot.now, snapshot.follow_ups
    drafts = {draft.follow_up.id: draft for draft in snapshot.drafts}
    planned, open_now = queue.by_interview(follow_ups), queue.to_do(follow_ups, now)
    starts = {
        interview.note.path: (vault.start(interview).timestamp(), interview.note.path) for interview in vault.interviews
    }
    fresh = [interview for interview in vault.interviews if utc(now) < queue.course(vault, interview).fresh_until]
    gaps = [interview for interview in fresh if interview_state(snapshot, interview, planned) == "debrief"]
    exported = status(snapshot)
    return {
        "soon": _soon_lines(snapshot),
        "offers": _offer_lines(snapshot),
        "open": [
            (queue.urgency(f, now), *_open_lines(snapshot, f, drafts.get(f.id), open_now))
            for f in open_now
            if not _is_taken_in(f, open_now, now)
        ],
        "older": len(queue.older(follow_ups, now)),
        "silent": _silent_lines(snapshot),
        "gaps": [(starts[i.note.path], f"  {_title(snapshot, i)}: {_missing(i)}") for i in gaps],
        "next": _next_line(snapshot),
        "follow_ups": [*zip(map(_key, follow_ups), exported["follow_ups"], strict=True)],
        "interviews": [*zip(starts.values(), exported["interviews"], strict=True)],
    }


def as_text(partitions: Sequence[Mapping[str, Any]], *, colour: bool) -> str:
    """In the order and words of the Today page: interviews, offers, what to send, fresh gaps, what is next."""
    lines = [f"{time_marks.NOW} ({time_marks.ZONE})"]
    if soon := _rows(partitions, "soon"):
        lines += ["", "Today and tomorrow", *(line for _, line in soon)]
    if offers := _rows(partitions, "offers"):
        lines += ["", "Offers", *(line for _, line in offers)]
    open_now = _rows(partitions, "open")
    for title, wanted in (("Still in time", False), ("Late, and still worth it", True)):
        rows = [(mark, rest) for _, overdue, mark, rest in open_now if overdue == wanted]
        lines += ["", title] if rows else []
        for mark, rest in rows:
            lines += [f"  {_coloured(mark, wanted) if colour else mark}{rest[0]}", *rest[1:]]
    if not open_now:
        lines += ["", "Nothing is due now."]
    if past := sum(partition["older"] for partition in partitions):
        words = "let go with vaultgen skip, or write one anyway. What was drafted stays in drafts/."
        lines += ["", f"{past} older: {words}"]
    if silent := _rows(partitions, "silent"):
        lines += ["", "Silence is an answer, too", *(line for _, line in silent)]
    if gaps := _rows(partitions, "gaps"):
        lines += ["", "Write it down, while you remember: vaultgen debrief asks", *(line for _, line in reversed(gaps))]
    if coming := _rows(partitions, "next"):
        lines += ["", coming[0][1]]
    return "\n".join(lines)


def as_json(partitions: Sequence[Mapping[str, Any]]) -> str:
    """One object that programs may rely on: its fields only ever grow."""
    values = {name: [value for _, value in _rows(partitions, name)] for name in ("follow_ups", "interviews")}
    return json.dumps({"version": 1, "now": time_marks.NOW_EXACT} | values, ensure_ascii=False, indent=2)


def _rows(partitions: Iterable[Mapping[str, Any]], name: str) -> list[Any]:
    """The rows of all partitions under a name, in the order of their keys."""
    return sorted((row for partition in partitions for row in partition[name]), key=lambda row: row[0])


def _key(follow_up: FollowUp) -> tuple[float, str]:
    return follow_up.due.timestamp(), follow_up.id


def _coloured(mark: str, overdue: bool) -> str:
    return f"\x1b[{'31' if overdue else '33'}m{mark}\x1b[0m"


def _soon_lines(snapshot: Snapshot) -> list[Row]:
    """The interviews of today and tomorrow that are not over."""
    vault, zone = snapshot.vault, snapshot.settings.timezone
    now = snapshot.now.astimezone(zone)
    rows = []
    for interview in filter(is_held, vault.interviews):
        start = vault.start(interview).astimezone(zone)
        if queue.course(vault, interview).end <= now or (start.date() - now.date()).days > 1:
            continue
        when = day_name(interview.date.day, now.date())
        if interview.date.clock:
            when = at_words(start, now) + other_clock(start, zone, vault.zone(interview))
        place = f", {interview.place}" if interview.place else ""
        lines = f"  {when}: {_title(snapshot, interview)}{place}", f'      vaultgen prep "{interview.note.name}"'
        rows.append(((start.timestamp(), interview.note.path), "\n".join(map(printable, lines))))
    return rows


def _offer_lines(snapshot: Snapshot) -> list[Row]:
    """The offers that wait for an answer, those with a day for it first."""
    vault, rows = snapshot.vault, []
    today = snapshot.now.astimezone(snapshot.settings.timezone).date()
    for application in vault.applications:
        if vault.outcome(application) == "offer":
            day, name = application.answer_by, vault.company(application.company).name
            by = f" by {day_name(day, today)}" if day else ""
            rows.append(
                ((float(day.toordinal()) if day else inf, name), printable(f"  Answer the offer of {name}{by}"))
            )
    return rows


def _is_taken_in(follow_up: FollowUp, open_now: Sequence[FollowUp], now: datetime) -> bool:
    """Whether a thank-you is late and goes into the letter to the same person."""
    return follow_up.kind == "thank-you" and queue.is_covered_by_letter(
        follow_up, _partner(follow_up, open_now, "letter"), now
    )


def _partner(of: FollowUp, open_now: Sequence[FollowUp], kind: str) -> FollowUp | None:
    """The open follow-up of a kind to the same person after the same interview."""
    return next((f for f in open_now if f.kind == kind and f.whom == of.whom and f.interview is of.interview), None)


def _open_lines(
    snapshot: Snapshot, follow_up: FollowUp, draft: Draft | None, open_now: Sequence[FollowUp]
) -> tuple[bool, str, list[str]]:
    """Whether a follow-up is late, until when it is in time or how late it is, and the lines after that."""
    now, zone = snapshot.now, snapshot.settings.timezone
    ready = "no draft" if draft is None else f"{printable(draft.path)} ({'ready' if draft.ready else 'needs you'})"
    thanks = _partner(follow_up, open_now, "thank-you") if follow_up.kind == "letter" else None
    more = ", with the late thank-you in it" if queue.is_covered_by_letter(thanks, follow_up, now) else ""
    lines = [
        f": {summary.headline(snapshot, follow_up)}{more}",
        f"      Due {moment_words(follow_up.due.astimezone(zone))}: {follow_up.reason}",
    ]
    if now < follow_up.suggested < follow_up.due:
        there = snapshot.vault.zone(follow_up.interview)
        lines.append(f"      Best sent {both_clocks(follow_up.suggested, zone, there)}")
    yours = (
        f", {draft.own_sentences.in_words}"
        if draft is not None and draft.own_sentences is not None and draft.own_sentences.all
        else ""
    )
    words = queue.urgency_words(follow_up, now, zone)
    return state(follow_up, now) == "overdue", words, [*lines, f"      {ready}{yours}"]


def _silent_lines(snapshot: Snapshot) -> list[Row]:
    """The applications that may be closed: the last check-in was not answered."""
    silent = [f for f, since in queue.unanswered(snapshot.vault, snapshot.follow_ups) if since <= snapshot.now]
    return [
        (
            _key(f),
            printable(
                f"  {snapshot.vault.company(f.interview.company).name} ({stage_words(f.interview)}): "
                f"{plural(f.number, 'check-in')} without an answer, the last on {day_words(f.sent.date())}. "
                f'To let go: vaultgen heard "{f.interview.note.name}" --outcome silent'
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
    begins, when = summary.beginning(snapshot, following)
    if isinstance(following, Interview):
        line = f"Next: {_title(snapshot, following)}, {when} ({time_marks.distance(begins)})"
        return [((begins.timestamp(), following.note.path), line)]
    line = f"Next: {summary.headline(snapshot, following)} opens {when} ({time_marks.distance(begins)})"
    return [((begins.timestamp(), following.id), line)]


def _title(snapshot: Snapshot, interview: Interview) -> str:
    return printable(f"{snapshot.vault.company(interview.company).name}, {stage_words(interview)}")


def _missing(interview: Interview) -> str:
    names = [name.replace("_", " ") for name in missing(interview)]
    more = f" and {plural(len(names) - 5, 'other')}" if len(names) > 5 else ""
    return ", ".join(names[:5]) + more
