"""What the notes teach, as plain values for `export json`: questions, concerns, evidence, moments, weeks, and more.

Each claim names the note that it comes from. Fields are added, and never removed.
"""

from collections.abc import Mapping
from typing import Any

from vaultgen.followups import effects, weeks
from vaultgen.followups.weeks import Event, FollowUpRecord, Week
from vaultgen.learning import concerns, moments, proof, questions
from vaultgen.learning.proof import NeedRow, Wanted
from vaultgen.snapshot import Snapshot


def learned(snapshot: Snapshot) -> dict[str, Any]:
    """`questions`, `concerns`, `evidence`, `moments`, `weeks` and `did_it_help`."""
    asked, notes = questions.askings(snapshot.vault), questions.prepared(snapshot.vault)
    return {
        "questions": questions.as_json(questions.themes(asked, notes)),
        "concerns": [_concern(one) for one in concerns.ledger(concerns.raised(snapshot.vault))],
        "evidence": _evidence(snapshot),
        "moments": [_moment(one) for one in moments.in_order(moments.noted(snapshot.vault))],
        "weeks": [_week(one) for one in weeks_of(snapshot)],
        "did_it_help": [_table(one) for one in _tables(snapshot)],
    }


def weeks_of(snapshot: Snapshot) -> tuple[Week, ...]:
    """The weeks of a whole vault."""
    vault, settings, now = snapshot.vault, snapshot.settings, snapshot.now
    happened, called = weeks.events(vault, now), weeks.follow_up_records(vault, snapshot.follow_ups)
    return weeks.weeks(happened, called, settings, now.date(), starts=settings.week_starts)


def _tables(snapshot: Snapshot) -> tuple[effects.EffectTable, ...]:
    return effects.tables(effects.effects(snapshot.vault, snapshot.follow_ups, snapshot.now))


def _concern(concern: concerns.Concern) -> dict[str, Any]:
    return {
        "id": concern.id,
        "title": concern.title,
        "state": "open" if concern.is_open else "answered",
        "times": concern.times,
        "raised": [
            {
                "text": raised.text,
                "interview": raised.path,
                "date": raised.date,
                "company": raised.company,
                "person": raised.person or None,
                "answered": raised.is_answered,
                "result": raised.result or None,
            }
            for raised in concern.raised
        ],
        "written": [
            {
                "draft": answer.path,
                "sent": answer.sent,
                "to": answer.to or None,
                "words": answer.words,
                "result": answer.result or None,
            }
            for answer in concern.written
        ],
    }


def _evidence(snapshot: Snapshot) -> dict[str, Any]:
    vault = snapshot.vault
    results = {accomplishment.note.path: accomplishment.result for accomplishment in vault.accomplishments}
    met = proof.employers(vault)
    rows = proof.results(results, proof.told(vault), met, snapshot.now.date())
    return {
        "needs": [_need(row, results) for row in proof.needs(proof.wanted(vault))],
        "results": [
            {
                "accomplishment": row.path,
                "result": results[row.path],
                "told_to": row.reach,
                "told": [
                    {"note": told.path, "date": told.day, "company": told.company or None, "to": told.to or None}
                    for told in row.told
                ],
            }
            for row in rows
        ],
    }


def _need(row: NeedRow, results: Mapping[str, str]) -> dict[str, Any]:
    return {
        "title": row.title,
        "kind": row.sort,
        "backing": row.backing,
        "positions": row.positions,
        "wanted": [_wanted(one) for one in row.wanted],
        "backed": [
            {"accomplishment": one.path, "result": results.get(one.path), "why": one.why, "certainty": one.certainty}
            for one in row.backed
        ],
        "make": proof.command(row),
        "below": [_need(below, results) for below in row.below],
    }


def _wanted(wanted: Wanted) -> dict[str, Any]:
    return {
        "text": wanted.text,
        "interview": wanted.path,
        "date": wanted.date,
        "company": wanted.company,
        "person": wanted.person or None,
    }


def _moment(moment: moments.NotedMoment) -> dict[str, Any]:
    return {
        "id": moment.id,
        "text": moment.text,
        "interview": moment.path,
        "date": moment.date,
        "company": moment.company,
        "owner": moment.owner or None,
        "spent": [{"draft": said.path, "sent": said.sent, "to": said.to or None} for said in moment.spent],
    }


def _week(week: Week) -> dict[str, Any]:
    return {
        "week": week.key,
        "first": week.first.isoformat(),
        "last": week.last.isoformat(),
        "had": [_event(event) for event in week.had],
        "sent": {
            "in_time": [_called(call) for call in week.in_time],
            "late": [_called(call) for call in week.late],
            "not_sent": [_called(call) for call in week.not_sent],
        },
        "heard": [_event(event) | {"outcome": event.text or None} for event in week.heard],
        "applied": [_event(event) for event in week.applied],
        "lessons": [_event(event) | {"text": event.text} for event in week.lessons],
        "open": [_called(call) for call in week.open],
        "ahead": [_event(event) for event in week.ahead],
        "missing": _event(week.gap) | {"property": week.gap.text} if week.gap else None,
    }


def _event(event: Event) -> dict[str, Any]:
    return {"note": event.path, "date": event.day, "title": event.words}


def _called(call: FollowUpRecord) -> dict[str, Any]:
    return {"id": call.id, "kind": call.kind, "to": call.to or None, "interview": call.interview}


def _table(table: effects.EffectTable) -> dict[str, Any]:
    return {
        "kind": table.kind,
        "rows": [
            {"sending": row.sending, "interviews": [effect.path for effect in row.effects], "days": list(row.days)}
            | {"results": {result: row.count(result) for result in effects.RESULTS}}
            for row in table.rows
        ],
        "sentence": table.sentence or None,
    }
