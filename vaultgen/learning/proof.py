"""What employers want, and the results that prove it: needs by how often they are wanted, results by who was told.

`wanted`, `told` and `employers` extract records from a vault or partition; `needs` and `results` aggregate those of all
partitions. A result is told if an interview's body or its `concerns_answered` link to it, or if a sent message mentions
it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, NamedTuple

from vaultgen.dates.instants import iso
from vaultgen.english.phrases import clean
from vaultgen.learning import evidence
from vaultgen.learning.claims import names_of
from vaultgen.learning.grouping import Stems, stems_of
from vaultgen.learning.sent_messages import SentMessage, linked_targets, mentions_line, owner_of, sent_messages
from vaultgen.learning.words import words_of
from vaultgen.regex import late
from vaultgen.vault.links import fold
from vaultgen.vault.model import Accomplishment, Interview, Person
from vaultgen.vault.property_values import Item
from vaultgen.vault.vault import Vault

_HEAD = late(r"[,;:(–—]")  # what follows these only explains a skill
_LONGEST = 6  # words of a need that stand in the name of a note

Backing = Literal["sure", "possible", "none"]


class Backed(NamedTuple):
    """An accomplishment that meets a need: its path, the reason in words, and "sure" or "possible"."""

    path: str
    why: str
    certainty: str


class Wanted(NamedTuple):
    """A need as one interview notes it, with the results that meet it.

    `start` (a timestamp) and `date` (RFC 3339) are the interview's, `path` is its note's. `application` identifies the
    position. `name` is the need without what only explains it, `stems` are its words in order. `backed` are the
    accomplishments that meet it.
    """

    start: float
    path: str
    date: str
    company: str
    application: str
    person: str
    person_key: str
    sort: str
    text: str
    name: str
    stems: Stems
    backed: tuple[Backed, ...]


class ToldResult(NamedTuple):
    """One telling of a result: the day (ISO 8601), the note (an interview's or a draft's), and to whom.

    `to` is empty for an interview: its note says that it was told there.
    """

    at: float
    path: str
    day: str
    company: str
    result: str
    to: str


class Employer(NamedTuple):
    """An employer with interviews: its name, and the day (ISO 8601) of the first that was not called off."""

    name: str
    first: str


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A need of one or more employers; `wanted` is by time. `below` are the narrower ones that contain it."""

    title: str
    sort: str
    wanted: tuple[Wanted, ...]
    below: tuple["NeedRow", ...] = ()

    @property
    def backed(self) -> tuple[Backed, ...]:
        """The accomplishments that meet it, the sure ones first."""
        found: dict[str, Backed] = {}
        every = (row for one in self.wanted for row in one.backed)
        for row in sorted(every, key=lambda row: row.certainty != "sure"):
            found.setdefault(row.path, row)
        return tuple(found.values())

    @property
    def backing(self) -> Backing:
        """Whether it is surely met, possibly, or by nothing."""
        levels = {level for _, _, level in self.backed}
        return "sure" if "sure" in levels else "possible" if levels else "none"

    @property
    def positions(self) -> int:
        """The number of positions that want it, with those below."""
        return len({one.application for row in (self, *self.below) for one in row.wanted})


@dataclass(frozen=True, slots=True)
class ResultRow:
    """An accomplishment and where it was told, by time. `reach` is "nobody", "some" or "everybody" (every employer)."""

    path: str
    told: tuple[ToldResult, ...]
    reach: Literal["nobody", "some", "everybody"]


def wanted(vault: Vault) -> Iterator[Wanted]:
    """The problems and skills of each interview in the order of its note, each once."""
    for interview in vault.interviews:
        yield from wanted_in(vault, interview)


def wanted_in(vault: Vault, interview: Interview) -> Iterator[Wanted]:
    """The problems and skills of one interview, each once."""
    lists: tuple[tuple[evidence.Sort, tuple[Item, ...] | None], ...] = (
        ("problem", interview.problems),
        ("skill", interview.skills),
    )
    each = [(item, sort, *owner_of(vault, interview, item)) for sort, items in lists for item in items or ()]
    needs = [evidence.Need(text, sort, names_of(item, vault.links)) for item, sort, _, text in each]
    seen: set[tuple[str, Stems]] = set()
    for (_, _, who, _), need, found in zip(each, needs, proofs(vault, needs), strict=True):
        one = _wanted(vault, interview, who, need, found)
        if (key := (one.sort, one.stems)) not in seen:
            seen.add(key)
            yield one


def proofs(vault: Vault, needs: Sequence[evidence.Need]) -> tuple[tuple[evidence.Match, ...], ...]:
    """The accomplishments that meet each need, the best first, the possible ones at the end."""
    return evidence.ranked_each(needs, vault.accomplishments, links=vault.links)


def told(vault: Vault) -> Iterator[ToldResult]:
    """Where each result was told, each place once."""
    for interview in vault.interviews:
        if interview.outcome == "cancelled":
            continue
        linked = (vault.links.find(target) for target in _linked_in(interview))
        values = [vault.of(note) for notes in linked for note in notes[:1]]
        paths = dict.fromkeys(value.note.path for value in values if isinstance(value, Accomplishment))
        start, company = vault.start(interview), vault.company(interview.company).name
        for path in paths:
            yield ToldResult(start.timestamp(), interview.note.path, start.date().isoformat(), company, path, "")
    for message in sent_messages(vault):
        for accomplishment in vault.accomplishments:
            if _is_told(vault, message, accomplishment):
                company = vault.company(message.interview.company).name if message.interview else ""
                to = message.to.name if message.to else "somebody"
                path, day = message.draft.note.path, message.at.date().isoformat()
                yield ToldResult(message.at.timestamp(), path, day, company, accomplishment.note.path, to)


def employers(vault: Vault) -> Iterator[Employer]:
    """The employers of interviews that were not called off."""
    first: dict[str, str] = {}
    for interview in vault.interviews:
        if interview.outcome != "cancelled":
            first.setdefault(vault.company(interview.company).name, vault.start(interview).date().isoformat())
    for name, day in first.items():
        yield Employer(name, day)


def needs(records: Iterable[Wanted]) -> tuple[NeedRow, ...]:
    """The needs, the most wanted first. A skill that names a wider one with more words stands below it."""
    rows: dict[tuple[str, Stems], NeedRow] = {}
    for one in sorted(records):
        key = (one.sort, one.stems)
        row = rows.get(key) or NeedRow(one.name, one.sort, ())
        rows[key] = replace(row, wanted=(*row.wanted, one))
    wider = {key: _wider(key, rows) for key in rows}
    below: dict[tuple[str, Stems], list[NeedRow]] = {}
    for key, above in wider.items():
        if above is not None:
            below.setdefault(above, []).append(rows[key])
    found = [
        replace(row, below=tuple(sorted(below.get(key, ()), key=_most_wanted)))
        for key, row in rows.items()
        if wider[key] is None
    ]
    return tuple(sorted(found, key=_most_wanted))


def results(
    paths: Iterable[str], told_at: Iterable[ToldResult], met: Iterable[Employer], today: date
) -> tuple[ResultRow, ...]:
    """The accomplishments by where they were told, by path. `everybody` takes at least two employers.

    What the note of a later day links to is still to be told.
    """
    houses = {employer.name for employer in met if date.fromisoformat(employer.first) <= today}
    by_result: dict[str, list[ToldResult]] = {}
    for one in sorted(set(told_at)):
        if date.fromisoformat(one.day) <= today:
            by_result.setdefault(one.result, []).append(one)
    found = []
    for path in sorted(set(paths)):
        places = tuple(by_result.get(path, ()))
        heard = {place.company for place in places} & houses
        everybody = len(houses) > 1 and heard == houses
        found.append(ResultRow(path, places, "everybody" if everybody else "some" if places else "nobody"))
    return tuple(found)


def note_name(need: NeedRow) -> str | None:
    """A name for the note of a result that would meet a need: its words, of a long one and of a problem the first.

    None for a need without a letter.
    """
    is_short = need.sort == "skill" and len(need.title.split()) <= _LONGEST
    title = need.title if is_short else _opening(need.title)
    return "".join(char for char in title if char.isalnum() or char in " -+#&.'’").strip(" .-'’") or None


def command(need: NeedRow) -> str | None:
    """The command that makes the note of a result for a need that nothing meets; else None."""
    name = note_name(need) if need.backing == "none" else None
    return f'vaultgen new accomplishment "{name}"' if name else None


def _opening(need: str) -> str:
    """The first words of a need, from the first that says something to the last that does."""
    head = clean(_HEAD.split(need)[0])
    words = (head if any(word.weight for word in words_of(head).words) else clean(need)).split()
    told = [any(word.weight for word in words_of(each).words) for each in words]
    first = told.index(True) if True in told else 0
    last = max((at for at in range(first, min(first + _LONGEST, len(words))) if told[at]), default=len(words) - 1)
    return " ".join(words[first : last + 1])


def _wanted(
    vault: Vault, interview: Interview, who: Person | None, need: evidence.Need, found: Iterable[evidence.Match]
) -> Wanted:
    text, sort = need.text, need.sort
    name = clean(_HEAD.split(text)[0]) if sort == "skill" else text
    name = name or text
    start = vault.start(interview)
    position = vault.application(interview)
    ordered = tuple(word.stem for word in words_of(name).words if word.weight)
    return Wanted(
        start.timestamp(),
        interview.note.path,
        str(iso(start)),
        vault.company(interview.company).name,
        (position.note or vault.rounds(position)[0].note).path,
        who.name if who else "",
        who.key if who else "",
        sort,
        text,
        name,
        (ordered or (f"={fold(name)}",)) if sort == "skill" else stems_of(text),
        tuple(Backed(match.accomplishment.note.path, evidence.explained(match), match.certainty) for match in found),
    )


def _linked_in(interview: Interview) -> Iterator[str]:
    """The targets of the links to what was told in an interview: those of its text and of the answered concerns."""
    yield from linked_targets(interview.note.body)
    for item in interview.concerns_answered or ():
        yield from linked_targets(item.text)
        if item.link is not None and item.link.target is not None:
            yield item.link.target


def _is_told(vault: Vault, message: SentMessage, accomplishment: Accomplishment) -> bool:
    if mentions_line(message.text, accomplishment.result):
        return True
    linked = (vault.links.find(target) for target in linked_targets(message.draft.note.body))
    return any(note.path == accomplishment.note.path for notes in linked for note in notes[:1])


def _wider(key: tuple[str, Stems], rows: dict[tuple[str, Stems], NeedRow]) -> tuple[str, Stems] | None:
    """The widest skill that is wanted by itself and is contained in the words of a longer one."""
    sort, stems = key
    if sort != "skill":
        return None
    for length in range(1, len(stems)):
        for start in range(len(stems) - length + 1):
            if (part := (sort, stems[start : start + length])) in rows:
                return part
    return None


def _most_wanted(row: NeedRow) -> tuple[int, int, str, str]:
    return -row.positions, -len(row.wanted), fold(row.title), row.sort
