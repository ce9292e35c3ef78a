"""Charts of the insights page that look back: where applications end, what interests employers, what went together."""

from collections import Counter
from collections.abc import Sequence

from vaultgen.followups.effects import RESULTS, EffectRow, EffectTable
from vaultgen.followups.kinds import KINDS
from vaultgen.learning import patterns
from vaultgen.learning.concerns import Concern
from vaultgen.learning.patterns import Debriefed, Interest
from vaultgen.vault.model import CHECKLIST
from vaultgen.website.charts import FEW, Bar, bars, cell, count_words, days_words, table
from vaultgen.website.places import Places
from vaultgen.website.statistics import STEPS, Progress, median
from vaultgen.website.views import View

_MOST = 8  # bars of a chart
_ENDED_BY = {
    "rejected": "They said no",
    "withdrawn": "You ended it",
    "declined": "You declined their offer",
    "silent": "Nobody answered",
    "cancelled": "It was called off",
}


def endings(items: Sequence[Progress], named: Places) -> View:
    """Where applications end, and who ended them."""
    ended = [item for item in items if item.outcome in _ENDED_BY]
    counts = Counter(item.outcome for item in ended)
    about = ", ".join(
        f"{_ENDED_BY[outcome].lower()} {counts[outcome]} times" for outcome in _ENDED_BY if counts[outcome]
    )
    about = about.replace(" 1 times", " once").replace(" 2 times", " twice")
    return {
        "title": "Where applications end, and who ended them",
        "about": f"{count_words(len(ended), 'application')} ended: {about}." if ended else "",
        "empty": "No application has ended yet.",
        "bars": bars([Bar(words, counts[outcome]) for outcome, words in _ENDED_BY.items() if counts[outcome]]),
        **table(
            ("Application", "Ended after", "Who ended it"),
            ended,
            lambda item: [[named.link(item.path)], cell(STEPS[item.step]), cell(_ENDED_BY[item.outcome or ""])],
        ),
    }


def interest(records: Sequence[Interest], named: Places) -> View:
    """What interests employers most, by the accomplishment that it is about."""
    shared = patterns.shared(records)

    def words(one: patterns.SharedInterest) -> View:
        return named.link(one.result) if one.result else {"text": one.text, "page": None}

    return {
        "title": "What interests them most",
        "about": f"{count_words(len(shared), 'thing')} interested more than one interviewer." if shared else "",
        "empty": "Nothing under “interested_in” has come twice yet.",
        "bars": bars([Bar(str(words(one)["text"]), len(one.interviews), unit="times") for one in shared[:_MOST]]),
        **table(("What", "Interested"), shared, lambda one: [[words(one)], named.links(one.interviews)]),
    }


def concerns(ledger: Sequence[Concern], named: Places) -> View:
    """Which concerns recur, and whether they are answered now."""
    again = sorted((one for one in ledger if one.times > 1), key=lambda one: -one.times)
    answered = sum(not one.is_open for one in again)
    came = f"{count_words(len(again), 'concern')} came"
    return {
        "title": "Concerns that keep coming",
        "about": f"{came} more than once; {answered} of {len(again)} answered the last time." if again else "",
        "empty": "No concern has come twice yet.",
        "bars": bars([Bar(one.title, one.times, unit="times") for one in again[:_MOST]]),
        **table(
            ("Concern", "Raised in", "The last time"),
            again,
            lambda one: [
                [{"text": one.title, "page": "concerns.html"}],
                named.links(raised.path for raised in one.raised),
                cell("open" if one.is_open else "answered"),
            ],
        ),
    }


def debriefs(records: Sequence[Debriefed], named: Places) -> View:
    """How much of a debrief is answered, by how long after the interview it was written."""
    debriefed = sorted(set(records), reverse=True)
    of_span: dict[str, list[int]] = {words: [] for _, words in (*patterns.SPANS, (0, patterns.LATER))}
    for one in debriefed:
        of_span[patterns.span_of(one.hours)].append(one.answered)
    total = len(CHECKLIST)
    shown = [
        Bar(words, round(median(numbers)), unit=f"of {total}, in the middle of {len(numbers)}", whole=total)
        for words, numbers in of_span.items()
        if len(numbers) >= FEW
    ]
    return {
        "title": "What is still known, hours later",
        "about": f"{count_words(len(debriefed), 'debrief')} with the time of writing." if debriefed else "",
        "empty": "No note says yet when its debrief was written; “vaultgen debrief” does.",
        "bars": bars(shown),
        **table(
            ("Interview", "Written", "Answered"),
            debriefed,
            lambda one: [
                [named.link(one.path)],
                cell(f"{one.hours:.0f} hours after" if one.hours >= 1 else "within the hour"),
                cell(f"{one.answered} of {total}"),
            ],
        ),
    }


def did_it_help(effects: EffectTable) -> View:
    """Messages sent in time, late or not at all, compared with the outcomes."""
    title = KINDS[effects.kind].TITLE
    counts = ", ".join(f"{len(row.effects)} {row.sending}" for row in effects.rows)
    return {
        "title": f"Did it help? {title}",
        "about": f"By interview: {counts}. {effects.sentence}".strip(),
        "empty": "",
        "bars": [],
        **table(
            (title, *(result.capitalize() for result in RESULTS), "Days to their answer"),
            effects.rows,
            lambda row: [
                cell(row.sending.capitalize()),
                *(cell(str(row.count(result))) for result in RESULTS),
                cell(_days_of(row)),
            ],
        ),
    }


def _days_of(row: EffectRow) -> str:
    if not row.days:
        return "none noted"
    if len(row.days) < FEW:
        return ", ".join(str(days) for days in row.days)
    return f"half within {days_words(median(row.days))} ({len(row.days)})"
