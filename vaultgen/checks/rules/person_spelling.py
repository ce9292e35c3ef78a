"""An interviewer without a name (VG601), and one person under two spellings (VG602)."""

from collections import defaultdict
from collections.abc import Iterator

from vaultgen.diagnostics.diagnostic import Diagnostic, Rule, problem
from vaultgen.diagnostics.source import Span
from vaultgen.snapshot import Snapshot
from vaultgen.spelling import bare
from vaultgen.vault.identity import SHARED
from vaultgen.vault.links import fold
from vaultgen.vault.model import Interview, Person
from vaultgen.vault.property_values import PersonRef
from vaultgen.vault.vault import Vault, company_key

NAMELESS = Rule("VG601", "warning", "person without a name")
TWO_NAMES = Rule("VG602", "warning", "one person under two names")
RULES = (NAMELESS, TWO_NAMES)

_Place = tuple[str, Span]


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Looks at the people named in interviews, and at all people of the vault."""
    vault = snapshot.vault
    places: dict[Person, _Place] = {}
    for interview in vault.interviews:
        named = interview.interviewers or ()
        for before, ref in (*zip((None, *named), named, strict=False), (None, interview.decision_maker)):
            if ref is not None and ref.name:
                places.setdefault(vault.person(ref, interview), (interview.note.path, ref.span))
            elif ref is not None and (ref.title or ref.email):
                yield _nameless(interview, ref, before)
    for person, namesake in _near(vault):
        why = _same(vault, person, namesake)
        first, second = _place(person, places), _place(namesake, places)
        if why and first and second:
            yield _twice(first, second, person, namesake, why=why)


def _nameless(interview: Interview, ref: PersonRef, before: PersonRef | None) -> Diagnostic:
    """The problem of an item without a name; `before` is the item before it."""
    words = ref.title or ref.email
    hint = 'Write the name first, like "Jane Doe, VP Engineering". If you do not know it, ask: the front desk does.'
    # A comma without quotes divides `[Jane Doe, CTO]` into two items.
    if before is not None and before.name and not before.title and ref.title:
        hint = f'If {before.name} is meant, write both as one text, in quotes: "{before.name}, {words}". '
        hint += "If it is somebody else, write the name first."
    return problem(
        NAMELESS,
        interview.note.path,
        interview.note.place(ref.span, words),
        f"“{words}” is no name: nobody can be greeted by it.",
        hint=hint,
    )


def _near(vault: Vault) -> Iterator[tuple[Person, Person]]:
    """The pairs that share an address, or at one employer their name but for accents or an initial; each once."""
    alike, initials, names = (defaultdict[tuple[str, ...], list[int]](list) for _ in range(3))
    for number, person in enumerate(vault.people):
        first, *rest = bare(person.name).split() or [""]
        if person.company:
            employer = company_key(vault, person.company)
            alike[employer, first, *rest].append(number)
            (initials if len(first.rstrip(".")) == 1 else names)[employer, first[:1], *rest].append(number)
        if person.email:
            alike[(fold(person.email),)].append(number)
    pairs = [(known, other) for known, *others in alike.values() for other in others]
    pairs += [(min(a, b), max(a, b)) for key, short in initials.items() for a in short for b in names.get(key, ())]
    yield from ((vault.people[one], vault.people[other]) for one, other in dict.fromkeys(pairs))


def _same(vault: Vault, first: Person, other: Person) -> str:
    """Why two people are most likely the same, in words; empty if they are not."""
    if fold(first.name) == fold(other.name):
        return ""  # two notes of one name: another check's matter
    if first.email and other.email:
        shared = SHARED.match(first.email.casefold())
        same = fold(first.email) == fold(other.email) and not shared
        return "they have the same e-mail address" if same else ""
    if not (first.company and other.company) or company_key(vault, first.company) != company_key(vault, other.company):
        return ""
    if bare(first.name) == bare(other.name):
        return "their names differ in accents only"
    return "one name is the other with an initial" if _initial(first.name, other.name) else ""


def _initial(one: str, other: str) -> bool:
    """Whether one name is the other with an initial for the first name: `J. Doe` and `Jane Doe`."""
    (first, *rest), (second, *others) = bare(one).split() or [""], bare(other).split() or [""]
    short, long = sorted((first.rstrip("."), second.rstrip(".")), key=len)
    return bool(rest) and rest == others and len(short) == 1 < len(long) and long.startswith(short)


def _place(person: Person, places: dict[Person, _Place]) -> _Place | None:
    if person.note:
        prop = person.note.properties.get("email")
        return person.note.path, prop.value_span if prop else Span()
    return places.get(person)


def _twice(first: _Place, second: _Place, one: Person, other: Person, *, why: str) -> Diagnostic:
    """The problem, at the later of the two places, which names the other."""
    pairs = [(first, one), (second, other)]
    (there, known), (here, asked) = pairs if first < second else reversed(pairs)
    return problem(
        TWO_NAMES,
        here[0],
        here[1],
        f"“{asked.name}” and “{known.name}” ({there[0]}, line {there[1].line}) are most likely one person: {why}.",
        hint=f"Write the name alike in both places, or add “{asked.name}” to the aliases of their note.",
    )
