"""Two notes about the same interview (VG603), person (VG604) or position (VG605); overlapping interviews (VG309)."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from itertools import pairwise
from typing import TypeVar

from vaultgen.dates.words import moment_words
from vaultgen.diagnostics.diagnostic import Diagnostic, Rule, problem
from vaultgen.diagnostics.source import Span
from vaultgen.snapshot import Snapshot
from vaultgen.vault.links import fold
from vaultgen.vault.model import Application, Interview, Person
from vaultgen.vault.notes.note import Note
from vaultgen.vault.vault import Vault, company_key, position_key

OVERLAP = Rule("VG309", "warning", "interviews that overlap")
SAME_INTERVIEW = Rule("VG603", "warning", "two notes for one interview")
SAME_PERSON = Rule("VG604", "warning", "two notes for one person")
SAME_POSITION = Rule("VG605", "warning", "two notes for one position")
RULES = (OVERLAP, SAME_INTERVIEW, SAME_PERSON, SAME_POSITION)

_T = TypeVar("_T")


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """A warning at the later of two notes, which names the other."""
    vault = snapshot.vault
    starts = (((position_key(vault, i), vault.start(i)), i) for i in vault.interviews if i.date.clock)
    for first, second in _twins(starts):
        yield _twice(
            SAME_INTERVIEW, second.note, first.note, "company", "are one interview: same company, role and time"
        )
    for earlier, later in (pair for position in vault.applications for pair in pairwise(vault.rounds(position))):
        if _overlap(vault, earlier, later):
            yield problem(
                OVERLAP,
                later.note.path,
                _span(later.note, "date"),
                f"This begins before “{earlier.note.path}” ends on {moment_words(vault.end(earlier))}.",
                hint="Correct “date” or “duration” in one of the two notes.",
            )
    people = [(fold(one.name), one) for one in vault.typed.values() if isinstance(one, Person) and one.note]
    for known, namesake in _twins(people):
        if known.note and namesake.note and _may_be_one(vault, known, namesake):
            yield _twice(SAME_PERSON, namesake.note, known.note, "name", "are about people of one name")
    positions = [(position_key(vault, one), one) for one in vault.typed.values() if isinstance(one, Application)]
    for applied, again in _twins(positions):
        over_time = applied.applied and again.applied and applied.applied != again.applied
        if applied.note and again.note and not over_time:
            yield _twice(SAME_POSITION, again.note, applied.note, "role", "are for one position; only the first counts")


def _twins(keyed: Iterable[tuple[Hashable, _T]]) -> Iterator[tuple[_T, _T]]:
    """Pairs of the first value with a key and each later one."""
    groups = defaultdict(list)
    for name, one in keyed:
        groups[name].append(one)
    for first, *others in groups.values():
        yield from ((first, other) for other in others)


def _overlap(vault: Vault, first: Interview, other: Interview) -> bool:
    """Whether two interviews overlap; parts of a day on site may have notes of their own."""
    if not (first.date.clock and other.date.clock) or vault.start(first) == vault.start(other):
        return False
    within = first.stage == "onsite" and vault.end(other) <= vault.end(first)
    return vault.start(other) < vault.end(first) and not within


def _may_be_one(vault: Vault, first: Person, other: Person) -> bool:
    """Whether nothing distinguishes two people with the same name."""
    employers = {company_key(vault, person.company) for person in (first, other) if person.company}
    emails = {fold(person.email) for person in (first, other) if person.email}
    paths = {fold(person.note.path) for person in (first, other) if person.note}  # one path: VG013 says so
    return len(employers) < 2 and len(emails) < 2 and len(paths) == 2


def _twice(rule: Rule, note: Note, other: Note, name: str, what: str) -> Diagnostic:
    return problem(
        rule,
        note.path,
        _span(note, name),
        f"This note and “{other.path}” {what}.",
        hint="Join the two notes into one, or correct the one that is wrong.",
    )


def _span(note: Note, name: str) -> Span:
    prop = note.properties.get(name)
    return prop.value_span if prop else Span()
