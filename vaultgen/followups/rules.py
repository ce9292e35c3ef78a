"""What the kinds of follow-up share: the value, and the rules that several of them use."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

from vaultgen.model import Application, DraftNote, Interview, Person
from vaultgen.vault import CLOSING_OUTCOMES, Vault
from vaultgen.workdays import IsHoliday, holidays_of

State = Literal["upcoming", "due", "overdue", "sent", "skipped", "superseded", "moot"]


@dataclass(frozen=True, slots=True)
class Closed:
    """What ends a follow-up before it was sent: from when (aware), into which state, and why."""

    at: datetime
    state: Literal["superseded", "moot"]
    why: str


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One message that is called for.

    `id` is stable as long as the interview, kind and person are. `to` is None where nobody is
    named. `opens`, `due` and `sent` are aware instants in the interview's zone; `reason` says in
    words why it is due then. `draft` is the draft note that the user has for it, if any, and
    `number` tells repeated check-ins apart.
    """

    id: str
    kind: str
    interview: Interview
    application: Application
    to: Person | None
    opens: datetime
    due: datetime
    reason: str
    skipped: bool = False
    sent: datetime | None = None
    closed: Closed | None = None
    draft: DraftNote | None = None
    number: int = 1

    @property
    def in_time(self) -> bool:
        """Whether it was sent by its deadline; false while it is not sent."""
        return self.sent is not None and self.sent <= self.due


def slug(text: str) -> str:
    """Letters and digits of any script in lower case, joined by `-`: for ids and file names."""
    plain = unicodedata.normalize("NFC", text).casefold()
    return re.sub(r"[\W_]+", "-", plain).strip("-")


def interview_id(interview: Interview) -> str:
    """The stable part of a follow-up's id: the interview's path without `.md`."""
    return interview.note.path.removesuffix(".md")


def end_of_day(vault: Vault, interview: Interview, day: date) -> datetime:
    """A deadline that is a day falls at the end of that day's working hours, in the interview's zone."""
    return datetime.combine(day, vault.settings.follow_ups.working_hours.end, vault.zone(interview))


def start_of_day(vault: Vault, interview: Interview, day: date) -> datetime:
    """The first instant of a day in the interview's zone."""
    return datetime.combine(day, datetime.min.time(), vault.zone(interview))


def is_holiday(vault: Vault) -> IsHoliday:
    """The public holidays of the user's country and region."""
    return holidays_of(vault.settings.country, vault.settings.region)


def drafts_for(vault: Vault, kind: str, interview: Interview) -> tuple[DraftNote, ...]:
    """The user's drafts of a kind for an interview, in the order of their deadlines."""
    return tuple(
        sorted(
            vault.drafts_of(kind, interview),
            key=lambda draft: (str(draft.due or ""), draft.sent is None, draft.note.path),
        )
    )


def draft_to(vault: Vault, drafts: tuple[DraftNote, ...], person: Person | None) -> DraftNote | None:
    """The draft that is addressed to a person (or to nobody, for an unknown interviewer)."""
    return next((d for d in drafts if (vault.person(d.to) if d.to and d.to.name else None) == person), None)


def sent_at(vault: Vault, draft: DraftNote | None) -> datetime | None:
    """When a draft was sent (aware); typed in the user's zone. A day alone counts as its last working hour."""
    if draft is None or draft.sent is None:
        return None
    return draft.sent.at(vault.settings.timezone, default=vault.settings.follow_ups.working_hours.end)


def is_skipped(kind: str, interview: Interview, application: Application) -> bool:
    """Whether the user wants no follow-up of a kind, for this interview or for the whole application."""
    return kind in (*(interview.skip or ()), *(application.skip or ()))


def closed_by_outcome(vault: Vault, interview: Interview) -> Closed | None:
    """What is left of an application is moot once it has an outcome."""
    application = vault.application(interview)
    outcome = vault.outcome(application)
    if outcome not in CLOSING_OUTCOMES:
        return None
    rounds = vault.rounds(application)
    heard = max((i.heard_back for i in rounds if i.heard_back), default=None)
    at = vault.end(rounds[-1])
    if heard is not None:
        at = max(at, start_of_day(vault, rounds[-1], heard), key=lambda moment: moment.astimezone(UTC))
    return Closed(at, "moot", f"the application ended: {OUTCOME_WORDS[outcome]}")


def next_round(vault: Vault, interview: Interview) -> Interview | None:
    """The interview after this one for the same position."""
    rounds = vault.rounds(vault.application(interview))
    after = rounds[rounds.index(interview) + 1 :]
    return after[0] if after else None


def application_id(vault: Vault, application: Application) -> str:
    """The stable name of a position: its note's path without `.md`, else employer and role."""
    if application.note:
        return application.note.path.removesuffix(".md")
    parts = (vault.company(application.company).name, application.role.label if application.role else "")
    return "applications/" + "--".join(slug(part) for part in parts if part)


OUTCOME_WORDS = {
    "advanced": "on to the next round",
    "offer": "an offer",
    "accepted": "offer accepted",
    "declined": "you declined",
    "rejected": "a rejection",
    "withdrawn": "you withdrew",
    "silent": "no answer",
}
