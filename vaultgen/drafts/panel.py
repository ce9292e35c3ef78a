"""A panel: the thank-yous for one interview in the order of the note, and what those before each of them tell.

Hundreds of people may have been met at once, so a message is not compared with each of those before it: what they tell
is counted by their places.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from vaultgen.drafts.bridges import Bridge
from vaultgen.drafts.facts import Fact
from vaultgen.drafts.frames import openings_of
from vaultgen.drafts.thank_you import ThankYou
from vaultgen.followups.rules import FollowUp


class Panel:
    """The thank-yous for one interview. What is asked about those before a place must have been gathered up to it."""

    def __init__(self, thank_yous: Sequence[FollowUp]) -> None:
        self.thank_yous = thank_yous
        self._place_by_id: dict[str, int] = {}
        for place, thanks in enumerate(thank_yous):
            self._place_by_id.setdefault(thanks.id, place)
        self._moments, self._chosen = _Occurrences(), 0
        self._openings, self._plans, self._results, self._written = _Occurrences(), _Occurrences(), _Occurrences(), 0

    def place(self, follow_up: FollowUp) -> int:
        """How many thank-yous come before one."""
        return self._place_by_id.get(follow_up.id, 0)

    def gather_moments(self, before: int, moment_of: Callable[[FollowUp], Fact | None]) -> None:
        """Gathers the moments of the thank-yous before a place, in order."""
        while self._chosen < before:
            moment = moment_of(self.thank_yous[self._chosen])
            self._moments.add(self._chosen, [moment.text] if moment else [])
            self._chosen += 1

    def tells(self, moment: str, before: int) -> bool:
        """Whether one of the thank-yous before a place tells a moment."""
        return self._moments.before(before, moment) > 0

    def gather_messages(self, before: int, message_of: Callable[[FollowUp], ThankYou]) -> None:
        """Gathers the thank-yous before a place, in order, each of which `message_of` writes."""
        while self._written < before:
            message = message_of(self.thank_yous[self._written])
            self._openings.add(self._written, openings_of(" ".join(message.paragraphs)))
            self._plans.add(self._written, [message.plan])
            self._results.add(self._written, [told.told_by for told in message.told if isinstance(told, Bridge)])
            self._written += 1

    def openings(self, opening: str, before: int) -> int:
        """How many sentences of the thank-yous before a place begin with some words."""
        return self._openings.before(before, opening)

    def plans(self, before: int) -> Counter[str]:
        """How many of the thank-yous before a place have each order of parts."""
        return Counter({plan: self._plans.before(before, plan) for plan in self._plans})

    def proves(self, told_by: str, before: int) -> bool:
        """Whether one of the thank-yous before a place tells of a result; `told_by` is the path of its note."""
        return self._results.before(before, told_by) > 0


class _Occurrences(dict[str, list[int]]):
    """The places of the messages that have a thing, in order, by the thing."""

    def add(self, place: int, things: Iterable[str]) -> None:
        for thing in things:
            self.setdefault(thing, []).append(place)

    def before(self, place: int, thing: str) -> int:
        """How often a thing occurs in the messages before a place."""
        return bisect_left(self.get(thing, ()), place)
