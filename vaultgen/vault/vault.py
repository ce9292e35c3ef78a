"""The `Vault`: the interviews, people, companies and applications of some notes, with their links resolved.

`assembly.build` makes one. People, companies and applications that have no note of their own are made from the
interviews that name them, so that an interview alone is a working vault.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from vaultgen.english.names import is_called
from vaultgen.vault.attempts import Attempt, part_rounds
from vaultgen.vault.header import companies_of
from vaultgen.vault.identity import Doubt, address, same_name
from vaultgen.vault.links import Links, Named, fold, loose_key
from vaultgen.vault.model import Accomplishment, Application, Company, DraftNote, Interview, Person, Question
from vaultgen.vault.notes.note import Note
from vaultgen.vault.property_values import Item, PersonRef, Ref
from vaultgen.vault.settings import Settings
from vaultgen.vault.typed import kind_of

_K = TypeVar("_K")
_V = TypeVar("_V")

# An application with one of these outcomes is over; `advanced` is only the end of a round.
CLOSING_OUTCOMES = ("offer", "accepted", "declined", "rejected", "withdrawn", "silent", "cancelled")


class Context(NamedTuple):
    """What a partition knows of the whole vault; that of a whole vault is its own.

    `links` resolves links to all notes, and `kinds` are the kinds of all notes by path. `common` are the values of the
    notes that every partition may use, by path, if the notes are a partition without them.
    """

    links: Links
    kinds: dict[str, str]
    common: Mapping[str, Any]

    @classmethod
    def of(cls, notes: Iterable[Note]) -> "Context":
        """The context of notes that are a whole vault."""
        named = [note for note in notes if kind_of(note) != "draft" and not note.copy_of]
        employers = (name for note in named for name in companies_of(note, kind_of(note)))
        return cls(Links(named, employers), {}, {})


@dataclass(frozen=True)
class Vault:
    """Everything that the notes say, typed and linked.

    `notes` are all notes but drafts, sorted by path; `interviews` are sorted by time; `applications` include those that
    only interviews name. `typed` are the values of notes by path. In a partition, `links`, `kinds` and `common` are
    those of its `Context`.
    """

    settings: Settings
    notes: tuple[Note, ...]
    links: Links
    kinds: Mapping[str, str]
    interviews: tuple[Interview, ...] = ()
    people: tuple[Person, ...] = ()
    companies: tuple[Company, ...] = ()
    applications: tuple[Application, ...] = ()
    accomplishments: tuple[Accomplishment, ...] = ()
    questions: tuple[Question, ...] = ()
    drafts: tuple[DraftNote, ...] = ()
    typed: Mapping[str, Any] = field(default_factory=dict)
    common: Mapping[str, Any] = field(default_factory=dict)
    company_keys: dict[tuple[str, str | None], str] = field(default_factory=dict, init=False, compare=False, repr=False)
    positions: Mapping[str, Application] = field(default_factory=dict, repr=False)
    parted: dict[str, tuple[Attempt, ...]] = field(default_factory=dict, init=False, compare=False, repr=False)
    who: Mapping[tuple[str, PersonRef], Person] = field(default_factory=dict, repr=False)
    doubts: tuple[Doubt, ...] = ()
    met: dict[str, tuple[Person, ...]] = field(default_factory=dict, init=False, compare=False, repr=False)
    turns: dict[tuple[str, frozenset[Person]], dict[Person, int]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    called: dict[str, dict[str, tuple[Person, ...]]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    met_for: dict[str, tuple[Person, ...]] = field(default_factory=dict, init=False, compare=False, repr=False)
    nearby: dict[str, tuple[Person, ...]] = field(default_factory=dict, init=False, compare=False, repr=False)
    starts: dict[str, datetime] = field(default_factory=dict, init=False, compare=False, repr=False)
    attempt_of: dict[str, Attempt] = field(default_factory=dict, init=False, compare=False, repr=False)
    # By the path of each interview; `learning.attribution` fills them.
    names_met: dict[str, dict[Person, tuple[str, ...]]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    by_word: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict, init=False, compare=False, repr=False)
    attributed: dict[tuple[str, Item], tuple[Person | None, str, bool]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    # By the path of each interview; `followups` fills them.
    overs: dict[str, datetime] = field(default_factory=dict, init=False, compare=False, repr=False)
    visits: dict[str, tuple[Interview, ...]] = field(default_factory=dict, init=False, compare=False, repr=False)
    last_parts: dict[str, dict[Person | None, str]] = field(default_factory=dict, init=False, compare=False, repr=False)

    def of(self, note: Named) -> Any:
        """The typed value of a note, or None if it has no kind or lacks something required."""
        return self.typed.get(note.path) or self.common.get(note.path)

    def note(self, named: Named) -> Note | None:
        """The note with the path of `named`, if it is among `notes`."""
        return self._by_path.get(named.path)

    def find(self, ref: Ref | PersonRef | None, kind: type[Any]) -> Any:
        """The value of type `kind` that a reference links to, or None."""
        if ref is None or ref.target is None:
            return None
        return next((v for n in self.links.find(ref.target) if isinstance(v := self.of(n), kind)), None)

    def company(self, ref: Ref) -> Company:
        """The employer that a note names, by link or by name."""
        return self._companies[company_key(self, ref)]

    def person(self, ref: PersonRef, at: Interview | Application) -> Person:
        """The person whom an interview or an application names, with the details of its own lines."""
        return self.who[at.note.path if at.note else "", ref]

    def addressee(self, draft: DraftNote) -> Person | None:
        """The addressee of a draft, with the address in its `to`; None if it names nobody."""
        if draft.to is None or not draft.to.name:
            return None
        interview = self.interview_of(draft)
        person = self.meant(draft.to, interview)
        if person is None:
            key = f"{draft.note.path}|{fold(draft.to.name)}"
            return Person(None, draft.to.name, title=draft.to.title or None, email=draft.to.email or None, key=key)
        return replace(person, email=draft.to.email) if draft.to.email else person

    def meant(self, ref: PersonRef, interview: Interview | None) -> Person | None:
        """The person whom a line in a draft or a text means; None if that is not certain.

        A link means its note. Otherwise it is one of the people around the interview: by address, by full name, or by a
        part of a name that fits only one of them.
        """
        around = self.around(interview) if interview else self.people
        if (linked := self.find(ref, Person)) is not None:
            return next((person for person in around if person == linked), linked)
        same = [p for p in around if ref.email and p.email and address(p.email) == address(ref.email)]
        alike = [p for p in around if same_name(p.name) == same_name(ref.name)]
        for found in ([p for p in same if p in alike], alike, same):
            if len(found) == 1:
                return found[0]
        parts = [p for p in around if is_called(p.name, ref.name)] if not alike else []
        return parts[0] if len(parts) == 1 and not ref.email else None

    def around(self, interview: Interview) -> tuple[Person, ...]:
        """The people of an interview, its position and its employer, without duplicates, its own first."""
        at = interview.note.path
        if at not in self.nearby:
            application, employer = self.application(interview), company_key(self, interview.company)
            own = [self.person(ref, interview) for ref in (interview.decision_maker,) if ref and ref.name]
            via = [self.person(application.via, application)] if application.via and application.via.name else []
            rounds = self.met_in_rounds(application)
            staff = self._staff.get(employer, ())
            self.nearby[at] = tuple(dict.fromkeys((*self.interviewers(interview), *own, *via, *rounds, *staff)))
        return self.nearby[at]

    def interviewers(self, interview: Interview) -> tuple[Person, ...]:
        """The people whom the user met, without duplicates, in the order of the note."""
        path = interview.note.path
        if path not in self.met:
            named = (self.person(ref, interview) for ref in interview.interviewers or () if ref.name)
            self.met[path] = tuple(dict.fromkeys(named))
        return self.met[path]

    def turn(self, interview: Interview, person: Person | None, served: frozenset[Person] = frozenset()) -> int | None:
        """The place of somebody among the people of an interview, from 0; None if they were not met there.

        Those who are `served` already come last.
        """
        key = interview.note.path, served
        if key not in self.turns:
            people = sorted(self.interviewers(interview), key=lambda one: one in served)
            self.turns[key] = {one: turn for turn, one in enumerate(people)}
        return self.turns[key].get(person) if person else None

    def meetings(self, person: Person) -> tuple[Interview, ...]:
        """The interviews in which the user met a person, by time."""
        return self._meetings.get(person.key, ())

    def drafts_of(self, kind: str, interview: Interview) -> tuple[DraftNote, ...]:
        """The drafts of a kind for an interview, by path, including those whose interview was renamed."""
        return self._drafts.get((kind, interview.note.path), ())

    def interview_of(self, draft: DraftNote) -> Interview | None:
        """The interview that a draft is about, even if it was renamed; None if that cannot be determined."""
        return self._interviews.get(draft.note.path)

    def application(self, interview: Interview) -> Application:
        """The position that an interview was for."""
        return self.positions[interview.note.path]

    def rounds(self, application: Application) -> tuple[Interview, ...]:
        """All interviews for a position, by time, including cancelled ones."""
        return self._rounds.get(application_key(self, application), ())

    def place_in_rounds(self, interview: Interview) -> int:
        """The place of an interview among the rounds for its position, from 0."""
        return self._places[interview.note.path]

    def rounds_after(self, interview: Interview) -> Iterator[Interview]:
        """The later interviews for the same position, by time, including cancelled ones."""
        rounds, place = self.rounds(self.application(interview)), self.place_in_rounds(interview)
        return (rounds[later] for later in range(place + 1, len(rounds)))

    def met_in_rounds(self, application: Application) -> tuple[Person, ...]:
        """The people whom the user met in any round for a position, without duplicates, by time."""
        key = application_key(self, application)
        if key not in self.met_for:
            met = (person for interview in self.rounds(application) for person in self.interviewers(interview))
            self.met_for[key] = tuple(dict.fromkeys(met))
        return self.met_for[key]

    def attempts(self, application: Application) -> tuple[Attempt, ...]:
        """The rounds for a position, split into attempts: a round after an outcome opens the position again."""
        key = application_key(self, application)
        if key not in self.parted:
            rounds = ((i, self.start(i).date(), self.end(i).date()) for i in self.rounds(application))
            self.parted[key] = part_rounds(rounds, application.outcome)
        return self.parted[key]

    def attempt(self, interview: Interview) -> Attempt:
        """The rounds of the attempt that an interview belongs to."""
        path = interview.note.path
        if path not in self.attempt_of:
            attempts = self.attempts(self.application(interview))
            self.attempt_of.update({one.note.path: attempt for attempt in attempts for one in attempt.rounds})
        return self.attempt_of[path]

    def outcome(self, application: Application) -> str | None:
        """The outcome of an application: its own, else that of its last interview with one.

        `advanced` only ends a round, and an outcome followed by another round does not count either.
        """
        attempts = self.attempts(application)
        return attempts[-1].outcome if attempts else application.outcome

    def zone(self, interview: Interview) -> ZoneInfo:
        """The interview's own time zone, else the user's."""
        return interview.timezone or self.settings.timezone

    def start(self, interview: Interview) -> datetime:
        """The start of an interview (aware). If it has no time, the day's working hours begin it."""
        path, hours = interview.note.path, self.settings.follow_ups.working_hours
        if path not in self.starts:
            self.starts[path] = interview.date.at(self.zone(interview), default=hours.start)
        return self.starts[path]

    def end(self, interview: Interview) -> datetime:
        """The end of an interview (aware): `duration` real minutes after its start.

        Without a duration it is the start. If the interview has no time, the day's working hours end it.
        """
        zone = self.zone(interview)
        if interview.date.clock is None:
            return interview.date.at(zone, default=self.settings.follow_ups.working_hours.end)
        start = self.start(interview)
        return (start.astimezone(UTC) + timedelta(minutes=interview.duration or 0)).astimezone(zone)

    def sent_at(self, draft: DraftNote | None) -> datetime | None:
        """When a draft was sent (aware), in the user's zone. A day alone means the end of its working hours."""
        if draft is None or draft.sent is None:
            return None
        return draft.sent.at(self.settings.timezone, default=self.settings.follow_ups.working_hours.end)

    def speaker(self, interview: Interview, item: Item) -> tuple[Person | None, str]:
        """The person whom a list item belongs to, and its text without the name.

        `"[[Jane Doe]]: …"` may name anybody; `"Jane: …"` only an interviewer of this interview.
        """
        if item.who is not None:
            linked = self.find(item.who, Person)
            return linked or self.named(interview, item.who.label), item.text
        before, colon, after = item.text.partition(":")
        person = self.named(interview, before) if colon and after.strip() else None
        return (person, after.strip()) if person else (None, item.text)

    def named(self, interview: Interview, name: str) -> Person | None:
        """The only interviewer with a name: `Dr. Rao` may be Dr. Amit Rao."""
        met, path, wanted = self.interviewers(interview), interview.note.path, fold(name)
        if path not in self.called:
            names = ((p, {fold(n) for n in (p.name, p.salutation, *(p.aliases or ())) if n}) for p in met)
            self.called[path] = _grouped((one, p) for p, called in names for one in called)
        found = self.called[path].get(wanted) or [person for person in met if is_called(fold(person.name), wanted)]
        return found[0] if len(found) == 1 else None

    @cached_property
    def _by_path(self) -> dict[str, Note]:
        return {note.path: note for note in self.notes}

    @cached_property
    def _companies(self) -> dict[str, Company]:
        return {key_of(company): company for company in self.companies}

    @cached_property
    def _staff(self) -> dict[str, tuple[Person, ...]]:
        """The people of each employer, by its key."""
        return _grouped((company_key(self, p.company), p) for p in self.people if p.company)

    @cached_property
    def _meetings(self) -> dict[str, tuple[Interview, ...]]:
        met = ((person.key, interview) for interview in self.interviews for person in self.interviewers(interview))
        return _grouped(met)

    @cached_property
    def _drafts(self) -> dict[tuple[str, str], tuple[DraftNote, ...]]:
        about = ((draft, self.interview_of(draft)) for draft in self.drafts)
        return _grouped(((draft.kind, interview.note.path), draft) for draft, interview in about if interview)

    @cached_property
    def _interviews(self) -> dict[str, Interview]:
        """The interview of each draft, by the draft's path."""
        found = {draft.note.path: self._linked(draft) or self._renamed(draft) for draft in self.drafts}
        return {path: interview for path, interview in found.items() if interview}

    def _linked(self, draft: DraftNote) -> Interview | None:
        """The interview that a draft links to. The name may contain `#` and `|`."""
        if draft.interview is None:
            return None
        whole = next((value.text for value in draft.note.properties["interview"].values), "")
        bare = whole.strip().removeprefix("[[").removesuffix("]]").strip()
        linked = self.find(draft.interview, Interview)
        return linked or next((v for n in self.links.find(bare) if isinstance(v := self.of(n), Interview)), None)

    def _renamed(self, draft: DraftNote) -> Interview | None:
        """The interview whose day and employer are in the name of a draft, as vaultgen names drafts.

        Of several, it is the one with the addressee; None if that is not unique.
        """
        if draft.interview is None:
            return None
        file_name = loose_key(f"{draft.note.name} {draft.interview.label}".replace("/", " "))
        found = [i for i in self.interviews if self._is_named_in(file_name, i)]
        to = draft.to.name if draft.to else ""
        meant = [i for i in found if any(is_called(p.name, to) for p in self.interviewers(i))] if to else []
        fits = meant or found
        return fits[0] if len(fits) == 1 else None

    def _is_named_in(self, file_name: str, interview: Interview) -> bool:
        """Whether a text, normalized by `loose_key`, contains the day and the employer of an interview."""
        day, employer = loose_key(str(interview.date.day)), loose_key(self.company(interview.company).name)
        return day in file_name and f" {employer} " in f" {file_name} "

    @cached_property
    def _rounds(self) -> dict[str, tuple[Interview, ...]]:
        return _grouped((application_key(self, self.application(i)), i) for i in self.interviews)

    @cached_property
    def _places(self) -> dict[str, int]:
        """The place of each interview among the rounds for its position, by its path."""
        return {one.note.path: place for rounds in self._rounds.values() for place, one in enumerate(rounds)}


def _grouped(pairs: Iterable[tuple[_K, _V]]) -> dict[_K, tuple[_V, ...]]:
    """The values of each key, in order."""
    groups: dict[_K, list[_V]] = {}
    for name, value in pairs:
        groups.setdefault(name, []).append(value)
    return {name: tuple(values) for name, values in groups.items()}


def company_key(vault: Vault, ref: Ref) -> str:
    """The key that identifies an employer: the path of its note, else its folded name."""
    name = (ref.label, ref.target)
    if name not in vault.company_keys:
        found = vault.find(ref, Company) or _aliased(vault, ref.label, Company)
        vault.company_keys[name] = key_of(found) if found else fold(ref.label)
    return vault.company_keys[name]


def key_of(of: Company) -> str:
    """The path of the note, or the folded name if there is none."""
    return of.note.path if of.note else fold(of.name)


def position_key(vault: Vault, of: Interview | Application) -> tuple[str, str]:
    """The key that identifies a position: employer and role.

    If the role of an interview links to the note of an application, it is that application's.
    """
    linked = vault.find(of.role, Application) if isinstance(of, Interview) else None
    of = linked or of
    return company_key(vault, of.company), fold(of.role.label) if of.role else ""


def application_key(vault: Vault, application: Application) -> str:
    """The key that identifies an application: the path of its note, else employer and role."""
    return application.note.path if application.note else "\n".join(position_key(vault, application))


def _aliased(vault: Vault, name: str, kind: type[Any]) -> Any:
    """The value of type `kind` whose note has a name or alias, since people often leave out the brackets of a link."""
    return next((v for n in vault.links.find(name) if isinstance(v := vault.of(n), kind)), None)
