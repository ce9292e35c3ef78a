"""Drafts that are only ticked off, `sent: true`: they count as sent at their deadline."""

from collections.abc import Iterable
from typing import Any

from vaultgen.diagnostics.diagnostic import Diagnostic, problem

# A placeholder for the time until the deadline is known, and the words for sent and not sent.
TICK = object()
TICKED = frozenset("true yes y x on done sent ✓ ✔ ☑ ✅".split())
UNTICKED = frozenset("false no n off".split())


def with_times(values: dict[str, Any], problems: Iterable[Diagnostic]) -> tuple[dict[str, Any], tuple[Diagnostic, ...]]:
    """The values of a note with a tick replaced by the deadline; without a deadline, the time is missing (VG104)."""
    if values.get("sent") is not TICK:
        return values, tuple(problems)
    due = values.get("due")
    if due is None:
        text = "“sent” needs a date: the draft says neither when it was sent nor when it was due."
        problems = [problem("VG104", d.path, d.span, text, hint=d.hint) if d.code == "VG113" else d for d in problems]
    return values | {"sent": due}, tuple(problems)
