"""The lines of notes that are held back from messages, with their places."""

from collections.abc import Iterable
from typing import NamedTuple

from vaultgen.diagnostics.source import Span
from vaultgen.drafts.bridges import Bridge
from vaultgen.drafts.facts import Fact
from vaultgen.drafts.gate import Reason


class HeldBackLine(NamedTuple):
    """A line of a note that is held back: the note's path, the span, the reason, and the reason in words."""

    path: str
    span: Span
    reason: Reason
    why: str


def held_back_lines(found: Iterable[Fact | Bridge]) -> tuple[HeldBackLine, ...]:
    """The lines that were held back, each once, by path and position."""
    places = {_place(one): None for one in found if one.held_back is not None}
    return tuple(sorted(places, key=lambda one: (one.path, one.span.line, one.span.column)))


def _place(one: Fact | Bridge) -> HeldBackLine:
    assert one.held_back is not None  # noqa: S101 - ensured by `held_back_lines`
    path, span = one.interview.note.path, one.item.span
    if isinstance(one, Bridge) and one.told_by:  # it is the result that is held back, not the need
        path, span = one.told_by, one.place or Span()
    return HeldBackLine(path, span, one.held_back.reason, one.held_back.why)
