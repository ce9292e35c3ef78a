"""Notes → `Vault`.

`build` never fails: a note that lacks what its kind requires stays among `notes`, has a page, and
is left out of the rest.
"""

from collections import ChainMap
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC
from typing import Any

from vaultgen.diagnostics.diagnostic import Diagnostic
from vaultgen.vault.identity import identify
from vaultgen.vault.links import fold
from vaultgen.vault.model import Accomplishment, Application, Company, DraftNote, Interview, Person, Question
from vaultgen.vault.notes.note import Note
from vaultgen.vault.settings import Settings
from vaultgen.vault.typed import read
from vaultgen.vault.vault import Context, Vault, company_key, key_of, position_key


def build(notes: Iterable[Note], settings: Settings, context: Context) -> tuple[Vault, tuple[Diagnostic, ...]]:
    """The vault of some notes within a context, and the problems of their values."""
    in_order = sorted(notes, key=lambda note: note.path)
    problems: list[Diagnostic] = []
    typed: dict[str, Any] = {}
    kinds: dict[str, str] = {}
    for note in in_order:
        kind, value, faults = read(note)
        problems += faults
        if kind is not None:
            kinds[note.path] = kind
        if value is not None:
            typed[note.path] = value
    named = tuple(note for note in in_order if kinds.get(note.path) != "draft")
    everywhere = (*context.common.values(), *typed.values())
    vault = Vault(
        settings=settings,
        notes=named,
        links=context.links,
        kinds=ChainMap(kinds, context.kinds),
        typed=typed,
        common=context.common,
        accomplishments=_of(everywhere, Accomplishment),
        questions=_of(everywhere, Question),
        drafts=_of(typed.values(), DraftNote),
    )
    vault = _with_companies(vault, typed)
    vault = _with_people(vault, typed)
    interviews: tuple[Interview, ...] = _of(typed.values(), Interview)
    vault = replace(
        vault, interviews=tuple(sorted(interviews, key=lambda i: (vault.start(i).astimezone(UTC), i.note.path)))
    )
    return _with_applications(vault, typed), tuple(problems)


def _of(values: Iterable[Any], kind: type[Any]) -> tuple[Any, ...]:
    return tuple(value for value in values if isinstance(value, kind))


def _with_companies(vault: Vault, typed: Mapping[str, Any]) -> Vault:
    companies = {key_of(company): company for company in _of(typed.values(), Company)}
    vault = replace(vault, companies=tuple(companies.values()))
    for value in typed.values():
        ref = value.company if isinstance(value, (Interview, Application, Person)) else None
        if ref is not None:
            companies.setdefault(company_key(vault, ref), Company(note=None, name=ref.label))
    return replace(vault, companies=tuple(sorted(companies.values(), key=lambda c: (fold(c.name), c.name))))


def _with_people(vault: Vault, typed: Mapping[str, Any]) -> Vault:
    """Everybody with a note, and everybody whom an interview or an application names."""
    known = identify(typed, vault.links, lambda employer: company_key(vault, employer))
    return replace(
        vault,
        people=known.people,
        who=known.who,
        doubts=known.doubts,
        typed=dict(vault.typed) | {person.note.path: person for person in known.people if person.note},
    )


def _with_applications(vault: Vault, typed: Mapping[str, Any]) -> Vault:
    """Each interview with its application: the one that it links to, else that of its employer and role.

    Of several that were made for one position over time it is the last that was made before the interview.
    """
    noted: dict[tuple[str, str], list[Application]] = {}
    for application in _of(typed.values(), Application):
        noted.setdefault(position_key(vault, application), []).append(application)
    applications = {key: _over_time(several) for key, several in noted.items()}
    positions: dict[str, Application] = {}
    for interview in vault.interviews:
        key = position_key(vault, interview)
        unnoted = Application(note=None, company=interview.company, role=interview.role)
        several = applications.setdefault(key, [unnoted])
        linked = vault.find(interview.role, Application)
        before = [one for one in several if one.applied is None or one.applied <= vault.start(interview).date()]
        positions[interview.note.path] = linked if linked in several else (before or several[:1])[-1]
    every = tuple(application for several in applications.values() for application in several)
    return replace(vault, applications=every, positions=positions)


def _over_time(several: list[Application]) -> list[Application]:
    """The applications for one position, by date; only the first if the dates do not give an order."""
    days = [application.applied for application in several]
    are_distinct = all(days) and len(set(days)) == len(days)
    return sorted(several, key=lambda application: str(application.applied)) if are_distinct else several[:1]
