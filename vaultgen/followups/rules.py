"""`FollowUp`, and the rules that several kinds of follow-up share."""

<<<<<<< Updated upstream
=======
import re
from collections.abc import Iterable, Sequence
>>>>>>> Stashed changes
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
from vaultgen.vault.schema import Promise
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
        to=through(vault, application, whom),
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


def hours_after(vault: Vault, interview: Interview) -> tuple[datetime, str]:
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


def through(vault: Vault, application: Application, person: Person | None) -> Person | None:
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


def earliest(*ends: Closed | None) -> Closed | None:
    """The earliest of several ends; of two at one instant the first one given."""
    return min((end for end in ends if end), key=lambda end: utc(end.at), default=None)


def outcome_at(vault: Vault, attempt: Attempt) -> tuple[datetime, str]:
    """When some rounds got their outcome (aware), and how that is known, in words.

    It is the day on which the employer last answered, else the end of the last interview.
    """
    rounds = attempt.held or attempt.rounds
    end = vault.end(rounds[-1])
    heard = max((i.heard_back for i in rounds if i.heard_back), default=None)
    # An answer before the end of the last interview was not about the outcome.
    if heard is None or heard < end.date():
        return end, f"the interview on {day_words(end.date())} (when you heard is not noted)"
    at = max(end, start_of_day(vault, rounds[-1], heard), key=utc)
    return at, f"you heard from them on {day_words(heard)}"


def next_round(vault: Vault, interview: Interview) -> Interview | None:
    """The interview after this one for the same position, of those that were not called off."""
    return next(filter(is_held, vault.rounds_after(interview)), None)


# Which draft is whose.
<<<<<<< Updated upstream
=======


def drafts_for(vault: Vault, kind: str, *interviews: Interview) -> tuple[DraftNote, ...]:
    """The drafts of a kind for some interviews, the one that counts first.

    Of two drafts for one follow-up, as a sync may leave them, a sent one counts first, then an edited one.
    """
    found = [draft for interview in interviews for draft in vault.drafts_of(kind, interview)]
    return tuple(sorted(found, key=lambda d: (d.sent is None, d.note.untouched, len(d.note.path), d.note.path)))


def drafts_by_person(
    vault: Vault, drafts: Iterable[DraftNote], people: Iterable[Person | None], recruiter: Person | None = None
) -> dict[Person | None, DraftNote]:
    """The draft for each person: the one that names them, in `about` or else in `to`.

    An e-mail address decides: a draft to another address is not theirs. A draft to nobody, or to the recruiter about
    nobody, is for the unknown interviewer, or for the only one once their name is known. A draft to somebody whom no
    note names any more is for a person without a draft and with a similar name. An unsent draft with a changed
    addressee stays with the person in its file name.
    """
    wanted = list(people)
    similar = _Similar(vault, [person for person in wanted if person is not None])
    by_person: dict[Person | None, DraftNote] = {}
    unnamed: list[DraftNote] = []
    strays: list[tuple[DraftNote, PersonRef]] = []
    candidates = list(drafts)
    for draft in candidates:
        ref = _whom(draft)
        if ref is None or (not draft.about and _is_to(vault, draft, ref, recruiter)):
            unnamed.append(draft)
            continue
        person = next((p for p in similar.to(ref) if _is_to(vault, draft, ref, p)), None)
        if person is not None:
            by_person.setdefault(person, draft)
        elif None in wanted or not _is_another(vault, draft, ref, wanted):
            strays.append((draft, ref))
    if len(wanted) == 1 and unnamed:
        by_person.setdefault(wanted[0], unnamed[0])
    for draft, ref in strays:
        renamed = [p for p in wanted if p is not None and p not in by_person and _is_renamed(ref, p)]
        by_person |= dict.fromkeys(renamed[:1], draft)
    placed = {draft.note.path for draft in by_person.values()}
    for draft in candidates:
        if draft.sent is None and not draft.note.untouched and draft.note.path not in placed:
            named = [p for p in wanted if p is not None and p not in by_person and _is_called_after(draft, p)]
            by_person |= dict.fromkeys(named[:1], draft)
    return by_person


class _Similar:
    """People by name and address: a draft to another name at another address is none of theirs (see `_is_to`)."""

    def __init__(self, vault: Vault, people: Sequence[Person]) -> None:
        self._vault = vault
        self._people = people
        self._numbers: dict[tuple[str, str], list[int]] = {}
        for number, person in enumerate(people):
            keys = {("person", person.key), ("name", same_name(person.name))}
            for key in keys | ({("address", address(person.email))} if person.email else set()):
                self._numbers.setdefault(key, []).append(number)

    def to(self, ref: PersonRef) -> list[Person]:
        """Those to whom a draft with this addressee may be, in their order."""
        linked = self._vault.find(ref, Person)
        if linked is not None:
            keys = [("person", linked.key)]
        else:
            keys = [("name", same_name(ref.name)), *([("address", address(ref.email))] if ref.email else [])]
        found = {number for key in keys for number in self._numbers.get(key, ())}
        return [self._people[number] for number in sorted(found)]


def _is_called_after(draft: DraftNote, person: Person) -> bool:
    """Whether a draft's file has the name that vaultgen gives to one for this person."""
    return re.search(rf"-to-{re.escape(slug(person.name))}(?:-\d+)?$", slug(draft.note.name)) is not None


def _whom(draft: DraftNote) -> PersonRef | None:
    """The person a draft is meant for: the one in `about`, else the addressee."""
    about = read_person(draft.about) if draft.about else None
    if about is not None and about.name:
        return about
    return draft.to if draft.to and draft.to.name else None


def _is_to(vault: Vault, draft: DraftNote, ref: PersonRef, person: Person | None) -> bool:
    """Whether a draft names a person: by link, by address, or by the full name if no address contradicts it.

    The user may have corrected the address in a draft; in an unedited one it is from the notes of that time.
    """
    if person is None:
        return False
    if (linked := vault.find(ref, Person)) is not None:
        return bool(linked == person)
    if ref.email and person.email and address(ref.email) != address(person.email):
        return same_name(ref.name) == same_name(person.name) and not draft.note.as_written
    if ref.email and person.email:
        return not SHARED.match(ref.email) or same_name(ref.name) == same_name(person.name)
    return same_name(ref.name) == same_name(person.name)


def _is_another(vault: Vault, draft: DraftNote, ref: PersonRef, wanted: Iterable[Person | None]) -> bool:
    """Whether a draft names a known person other than those whom it could be for."""
    known = vault.meant(ref, vault.interview_of(draft))
    return known is not None and known not in wanted


def _is_renamed(former: PersonRef, person: Person) -> bool:
    """Whether two names are likely the same person's: nearly equal, or one a part of the other."""
    if former.email and person.email and address(former.email) != address(person.email):
        return False
    before, after = (set(slug(name).split("-")) for name in (former.name, person.name))
    if before <= after or after <= before:
        return True
    return SequenceMatcher(None, former.name, person.name).ratio() > _NEARLY
>>>>>>> Stashed changes
