"""`FollowUp`, and the rules that several kinds of follow-up share."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple

from vaultgen.dates.instants import later, utc
from vaultgen.dates.words import day_words, short_words
from vaultgen.dates.workdays import IsHoliday, holidays_of, time_to_send
from vaultgen.english.roles import rank
from vaultgen.followups.visits import is_held
from vaultgen.followups.words import OUTCOME_WORDS
from vaultgen.vault.attempts import Attempt
from vaultgen.vault.model import Application, DraftNote, Interview, Person
from vaultgen.vault.property_values import Promise
from vaultgen.vault.vault import CLOSING_OUTCOMES, Vault

State = Literal["upcoming", "due", "overdue", "sent", "skipped", "superseded", "moot", "lapsed"]


class Length(NamedTuple):
    """The limits for the number of words of a draft between greeting and signature; `most` may be None.

    `shorten` and `lengthen` are hints for drafts that are too long or too short.
    """

    least: int
    most: int | None
    shorten: str = "Leave out what does not need saying now."
    lengthen: str = "A sentence or two more makes it yours."


class Closed(NamedTuple):
    """The end of a follow-up without being sent: from when (aware), in which state, and why."""

    at: datetime
    state: Literal["superseded", "moot", "lapsed"]
    why: str


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One message to write.

    `id` is stable as long as interview, kind and person are. `whom` is the person it is meant for, None if nobody is
    named; `to` is the addressee: the same, or the recruiter who passes it on. `opens`, `due` and `suggested` (a
    sensible time to send) are aware instants in the interview's zone, `sent` in the user's. `reason` explains the
    deadline. `draft` is its draft note, if there is one. `number` distinguishes repeated check-ins, and promises.
    """

    id: str
    kind: str
    interview: Interview
    application: Application
    whom: Person | None
    to: Person | None
    opens: datetime
    due: datetime
    suggested: datetime
    reason: str
    skipped: bool = False
    sent: datetime | None = None
    closed: Closed | None = None
    draft: DraftNote | None = None
    number: int = 1
    promise: Promise | None = None

    @property
    def in_time(self) -> bool:
        """Whether it was sent by its deadline; false if it is not sent."""
        return self.sent is not None and utc(self.sent) <= utc(self.due)

    @property
    def passed_on(self) -> bool:
        """Whether it goes through a recruiter."""
        return self.to is not None and self.to != self.whom


def follow_up(
    vault: Vault,
    kind: str,
    interview: Interview,
    *,
    follow_up_id: str,
    whom: Person | None,
    opens: datetime,
    due: datetime,
    suggested: datetime,
    reason: str,
    draft: DraftNote | None,
    closed: Closed | None,
    number: int = 1,
    promise: Promise | None = None,
) -> FollowUp:
    """A follow-up of an interview, with what follows from the vault: its application and addressee, skipped, sent."""
    application = vault.application(interview)
    return FollowUp(
        id=follow_up_id,
        kind=kind,
        interview=interview,
        application=application,
        whom=whom,
        to=via_recruiter(vault, application, whom),
        opens=opens,
        due=due,
        suggested=suggested,
        reason=reason,
        skipped=is_skipped(vault, kind, interview, application, whom),
        sent=vault.sent_at(draft),
        closed=closed,
        draft=draft,
        number=number,
        promise=promise,
    )


# When.


def end_of_day(vault: Vault, interview: Interview, day: date) -> datetime:
    """The deadline on a day: the end of its working hours, in the interview's zone."""
    return datetime.combine(day, vault.settings.follow_ups.working_hours.end, vault.zone(interview))


def start_of_day(vault: Vault, interview: Interview, day: date) -> datetime:
    """The first instant of a day in the interview's zone."""
    return datetime.combine(day, datetime.min.time(), vault.zone(interview))


def thank_you_deadline(vault: Vault, interview: Interview) -> tuple[datetime, str]:
    """The deadline, `thank_you_hours` real hours after the interview's end, and the reason in words."""
    hours = vault.settings.follow_ups.thank_you_hours
    end, zone = vault.end(interview), vault.zone(interview)
    ended = "ended"
    if interview.date.clock is None:
        ended = "was over at the latest (no time is noted)"
    elif interview.duration is None:  # only the start is known
        ended = "began (no duration is noted)"
    where = "" if zone == vault.settings.timezone else f" ({zone})"
    return later(end, hours=hours), f"{hours} hours after the interview {ended} on {short_words(end)}{where}"


def suggested(vault: Vault, opens: datetime, due: datetime) -> datetime:
    """A sensible time to send: within working hours in the interview's zone, if that meets the deadline."""
    hours = vault.settings.follow_ups.working_hours
    return time_to_send(opens, due, (hours.start, hours.end), is_holiday(vault))


def is_holiday(vault: Vault) -> IsHoliday:
    """The test for public holidays in the user's country and region."""
    return holidays_of(vault.settings.country, vault.settings.region)


# To whom.


def via_recruiter(vault: Vault, application: Application, person: Person | None) -> Person | None:
    """The addressee of a message for a person: the application's recruiter if there is one, else the person."""
    return vault.person(application.via, application) if application.via and application.via.name else person


def decider(vault: Vault, interview: Interview) -> Person | None:
    """The decision maker, else the most senior interviewer, else None."""
    if interview.decision_maker is not None and interview.decision_maker.name:
        return vault.person(interview.decision_maker, interview)
    return most_senior(vault, interview)


def most_senior(vault: Vault, interview: Interview) -> Person | None:
    """The interviewer with the highest title, the first of several; None if nobody is named."""
    return min(vault.interviewers(interview), key=lambda person: rank(person.title or ""), default=None)


# Whether.


def is_skipped(vault: Vault, kind: str, interview: Interview, application: Application, whom: Person | None) -> bool:
    """Whether the user skips a follow-up, for this interview or for the whole application."""
    return any(
        skips(vault, item, kind, interview, whom) for item in (*(interview.skip or ()), *(application.skip or ()))
    )


def skips(vault: Vault, item: str, kind: str, interview: Interview, whom: Person | None) -> bool:
    """Whether an item of `skip` means a follow-up: by its kind, or its kind and person, `thank-you to Jane Doe`."""
    of, _, name = item.partition(" to ")
    return of == kind and (not name or (whom is not None and vault.named(interview, name) == whom))


def closed_by_outcome(vault: Vault, interview: Interview) -> Closed | None:
    """The end of the open follow-ups of an application that has an outcome."""
    attempt = vault.attempt(interview)
    if attempt.outcome not in CLOSING_OUTCOMES:
        return None
    return Closed(outcome_at(vault, attempt)[0], "moot", f"the application ended: {OUTCOME_WORDS[attempt.outcome]}")


def earliest_end(*ends: Closed | None) -> Closed | None:
    """The earliest of several ends; of two at one instant the first one given."""
    return min((end for end in ends if end), key=lambda end: utc(end.at), default=None)


def outcome_at(vault: Vault, attempt: Attempt) -> tuple[datetime, str]:
    """When some rounds got their outcome (aware), and how that is known, in words.

    It is the day on which the employer last answered, else the end of the last interview.
    """
    rounds = attempt.held or attempt.rounds
    end = vault.end(rounds[-1])
    # An answer before the end of the last interview was not about the outcome.
    if attempt.heard is None or attempt.heard < end.date():
        return end, f"the interview on {day_words(end.date())} (when you heard is not noted)"
    at = max(end, start_of_day(vault, rounds[-1], attempt.heard), key=utc)
    return at, f"you heard from them on {day_words(attempt.heard)}"


def next_round(vault: Vault, interview: Interview) -> Interview | None:
    """The interview after this one for the same position, of those that were not called off."""
    return next(filter(is_held, vault.rounds_after(interview)), None)
