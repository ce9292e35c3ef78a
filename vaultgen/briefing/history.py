"""The history of an interview: the earlier rounds for the same position, and other talks with the same people."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

from vaultgen.briefing.sections import Source
from vaultgen.dates.instants import utc
from vaultgen.dates.words import day_words
from vaultgen.followups.rules import FollowUp
from vaultgen.followups.visits import is_held, over_from
from vaultgen.followups.words import stage_words
from vaultgen.vault.model import Interview, Person
from vaultgen.vault.vault import Vault


class _Known(NamedTuple):
    vault: Vault
    interview: Interview
    follow_ups: tuple[FollowUp, ...]
    now: datetime


class History(_Known):
    """An interview and what came before it. `follow_ups` are those of the vault, `now` is aware."""

    @cached_property
    def rounds(self) -> tuple[Interview, ...]:
        """The earlier rounds for the same position that are over, the latest first."""
        rounds = self.vault.rounds(self.vault.application(self.interview))
        return tuple(one for one in reversed(rounds) if self._is_behind(one))

    def meetings(self, person: Person) -> tuple[Interview, ...]:
        """The earlier talks with a person, for whatever position, the latest first."""
        return tuple(one for one in reversed(self.vault.meetings(person)) if self._is_behind(one))

    def messages(self) -> Iterator[FollowUp]:
        """The follow-ups of the earlier rounds, by deadline."""
        paths = {one.note.path for one in self.rounds}
        return (f for f in self.follow_ups if f.interview.note.path in paths)

    def source(self, interview: Interview) -> Source:
        """An interview's note in words: `technical, 26 February`; with the employer if it is another one."""
        return Source(self.words(interview), interview.note.path)

    def words(self, interview: Interview) -> str:
        """The words for an interview."""
        ours, theirs = (self.vault.company(one.company) for one in (self.interview, interview))
        employer = "" if ours == theirs else f"{theirs.name} "
        return f"{employer}{stage_words(interview)}, {self.day(self.vault.start(interview).date())}"

    def day(self, day: date) -> str:
        """`26 February`; with the year unless it is the current one."""
        return day_words(day, weekday=False).removesuffix(f" {self.now.year}")

    def _is_behind(self, other: Interview) -> bool:
        until = min(self.now, self.vault.start(self.interview), key=utc)
        return other != self.interview and is_held(other) and utc(over_from(self.vault, other)) <= utc(until)
