"""A draft is too long or too short for what it is (VG415); the limits are `followups.rules.LENGTHS`."""

from collections.abc import Iterator

from vaultgen.checks.unsent_drafts import edited
from vaultgen.diagnostics.diagnostic import Diagnostic, problem
from vaultgen.drafts.write import PLACEHOLDER
from vaultgen.english.segments import after_greeting, count_words
from vaultgen.followups.rules import LENGTHS
from vaultgen.snapshot import Snapshot

_SHORTEN = {
    "thank-you": "Keep one or two moments of that talk, and leave the rest for the next one.",
    "letter": "It should fit on one page: keep the problems that you can answer with a result.",
    "check-in": "A check-in asks one thing: how it stands.",
}
_LENGTHEN = {
    "thank-you": "Add what was said that has stayed with you, and the next step.",
    "letter": "Say why this position, and meet one problem of theirs with a result of yours.",
}


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Counts the words between greeting and signature, once the user has begun to write."""
    for message in edited(snapshot):
        kind = message.draft.kind
        limits = LENGTHS.get(kind)
        if limits is None:
            continue
        passed_on = message.follow_up is not None and message.follow_up.passed_on
        # What asks a recruiter to pass it on is no part of the message.
        count = count_words(after_greeting(message.text) if passed_on else message.text)
        said = f"{count} word" + ("" if count == 1 else "s")
        if limits.most is not None and count > limits.most:
            yield problem(
                "VG415",
                message.path,
                message.text_span,
                f"This {kind} has {said}; up to {limits.most} are read to the end.",
                hint=_SHORTEN.get(kind, "Leave out what does not need saying now."),
            )
        elif count < limits.least and PLACEHOLDER not in message.body:
            yield problem(
                "VG415",
                message.path,
                message.text_span,
                f"This {kind} has {said}; below {limits.least} it looks like a form.",
                hint=_LENGTHEN.get(kind, "A sentence or two more makes it yours."),
            )
