"""Lines of the notes that no draft can use as they are, and why (VG424)."""

from collections.abc import Iterator

from vaultgen.diagnostics.diagnostic import Diagnostic, Rule, problem
from vaultgen.followups import state
from vaultgen.followups.rules import FollowUp
from vaultgen.snapshot import Snapshot

HELD_BACK = Rule("VG424", "hint", "not said in a draft")
RULES = (HELD_BACK,)

_KINDS = ("thank-you", "letter")


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Reports each line that the messages to be sent now do not mention, once, at its place."""
    open_now = [follow_up for follow_up in snapshot.follow_ups if _is_ours_to_write(follow_up, snapshot)]
    if not open_now or snapshot.settings.language != "en":
        return
    # Reading fragments takes a lexicon, which is loaded only where there is something to write.
    from vaultgen.drafts.held_back_lines import held_back_lines
    from vaultgen.drafts.met_people import MetPeople
    from vaultgen.drafts.sentence_writer import SentenceWriter

    writer = SentenceWriter(snapshot.vault, {}, MetPeople(snapshot.vault))
    for line in held_back_lines(found for follow_up in open_now for found in writer.held_back(follow_up)):
        message = f"This goes into no draft as it stands: {line.why}."
        yield problem(HELD_BACK, line.path, line.span, message, hint=_hint(line.reason))


def _is_ours_to_write(follow_up: FollowUp, snapshot: Snapshot) -> bool:
    """Whether a message is open, and its text is still vaultgen's."""
    is_own = follow_up.draft is not None and not follow_up.draft.note.untouched
    return follow_up.kind in _KINDS and not is_own and state(follow_up, snapshot.now) in ("due", "overdue")


def _hint(reason: str) -> str:
    if reason == "private":
        return "Nothing of it is sent. If it should be, say it in the draft in your own words."
    return "Say it in a sentence where the draft has […], or type it here as you would say it."
