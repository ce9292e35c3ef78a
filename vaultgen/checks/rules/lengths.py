"""A draft that is too long or too short (VG415); the limits are in the file of its kind in `followups/kinds/`."""

from collections.abc import Iterator

from vaultgen.checks.unsent_drafts import sendable
from vaultgen.diagnostics.diagnostic import Diagnostic, Rule, problem
from vaultgen.drafts.write import PLACEHOLDER
from vaultgen.english.segments import after_greeting, count_words
from vaultgen.followups.kinds import KINDS
from vaultgen.snapshot import Snapshot

LENGTH = Rule("VG415", "warning", "too long or too short for its kind")
RULES = (LENGTH,)


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Counts the words between greeting and signature of drafts that may still be sent."""
    for message in sendable(snapshot):
        kind = message.draft.kind
        limits = KINDS[kind].LENGTH
        passed_on = message.follow_up is not None and message.follow_up.passed_on
        # The request to a recruiter to pass it on does not count.
        count = count_words(after_greeting(message.text) if passed_on else message.text)
        length = f"{count} word" + ("" if count == 1 else "s")
        if limits.most is not None and count > limits.most:
            yield problem(
                LENGTH,
                message.path,
                message.text_span,
                f"This {kind} has {length}; up to {limits.most} are read to the end.",
                hint=limits.shorten,
            )
        elif count < limits.least and PLACEHOLDER not in message.body:
            yield problem(
                LENGTH,
                message.path,
                message.text_span,
                f"This {kind} has {length}; below {limits.least} it looks like a form.",
                hint=limits.lengthen,
            )
