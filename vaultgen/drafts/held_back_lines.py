"""What of the notes a message does not say, and where that stands."""

from collections.abc import Iterable
from typing import NamedTuple

from vaultgen.diagnostics.source import Span
from vaultgen.drafts.bridges import Bridge
from vaultgen.drafts.facts import Fact
from vaultgen.drafts.gate import Reason


class HeldBackLine(NamedTuple):
    """A line of a note that is not said: the note's path, the place, the reason, and that in words."""

    path: str
    span: Span
    reason: Reason
    why: str


def held_back_lines(found: Iterable[Fact | Bridge]) -> tuple[HeldBackLine, ...]:
    """The places of what was held back, each once, in the order of the notes."""
    places = {_place(one): None for one in found if one.held_back is not None}
    return tuple(sorted(places, key=lambda one: (one.path, one.span.line, one.span.column)))


def _place(one: Fact | Bridge) -> HeldBackLine:
    assert one.held_back is not None  # noqa: S101 - ensured by `held_back_lines`
    path, span = one.interview.note.path, one.item.span
    if isinstance(one, Bridge) and one.told_by:  # it is the result that is held back, not the need
        path, span = one.told_by, one.place or Span()
    return HeldBackLine(path, span, one.held_back.reason, one.held_back.why)
