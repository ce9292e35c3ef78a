"""The promises and messages of the earlier rounds: open, kept and sent."""

from vaultgen.briefing.history import History
from vaultgen.briefing.sections import BriefingLine, BriefingSection, Source, section, shown
from vaultgen.followups import state
from vaultgen.followups.kinds import KINDS
from vaultgen.followups.rules import FollowUp

_MOST = 7  # lines


def promises(history: History) -> BriefingSection:
    """The open promises, those that were kept, and the other messages that were sent."""
    follow_ups = list(history.messages())
    made = [f for f in follow_ups if f.kind == "promise" and not f.skipped]
    still_open = [f for f in made if state(f, history.now) in ("due", "overdue")]
    kept = [f for f in reversed(made) if f.sent]
    sent = [f for f in reversed(follow_ups) if f.kind != "promise" and f.sent]
    lines = [_promise(history, f, f"due {history.day(f.due.date())}", "open promise") for f in still_open]
    lines += [_promise(history, f, _when_sent(history, f), "promise kept") for f in kept]
    lines += [
        BriefingLine(KINDS[f.kind].TITLE, who=_whom(f), more=_when_sent(history, f), sources=_sources(history, f))
        for f in sent
    ]
    return section("sent", "Promised and sent", lines, most=_MOST)


def _promise(history: History, follow_up: FollowUp, when: str, mark: str) -> BriefingLine:
    words = shown(follow_up.promise.text) if follow_up.promise else ""
    return BriefingLine(words, who=_whom(follow_up), more=when, mark=mark, sources=_sources(history, follow_up))


def _whom(follow_up: FollowUp) -> str:
    return follow_up.whom.name if follow_up.whom else ""


def _when_sent(history: History, follow_up: FollowUp) -> str:
    return f"sent {history.day(follow_up.sent.date())}" if follow_up.sent else ""


def _sources(history: History, follow_up: FollowUp) -> tuple[Source, ...]:
    """The interview's note, and the message's draft."""
    message = (Source("the message", follow_up.draft.note.path),) if follow_up.draft else ()
    return (history.source(follow_up.interview), *message)


# What may be told differently: how the two accounts of it read, where they surely differ.
_MOST = 7  # lines


_MOST = 7  # lines


_MOST = 7  # lines


_MOST = 7  # lines
