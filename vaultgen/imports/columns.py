"""Which kind of note a table's rows become, and which property each of its columns is."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from vaultgen.errors import UsageProblem
from vaultgen.imports import days, presets
from vaultgen.imports.days import Mixed, Order
from vaultgen.imports.presets import IGNORED, Preset
from vaultgen.imports.table import Table, fold
from vaultgen.vault.model import KINDS
from vaultgen.vault.notes.properties import key
from vaultgen.vault.schema import Spec, specs
from vaultgen.vault.synonyms import property_called
from vaultgen.vault.templates import WRITTEN

TEXT = "text"  # the target of a column that becomes a part of the note's text
_URL = re.compile(r"https?://\S+")
# What shows that a table with an employer and a date is one of interviews: applications have no such columns.
_OF_INTERVIEWS = frozenset(
    "interviewers interviewer interviewer_name interview_date date_of_interview interview_time duration decision_date "
    "hard_questions".split()
)


class Column(NamedTuple):
    """A column and what it becomes.

    `target` is a property, a part of a person (`contact.email`), `TEXT`, or `IGNORED`. `order` is the order of day and
    month in its cells, and `because` a cell that shows it, or another reason; without an order, `because` is a cell
    that may mean two days. `mixed` names two cells that contradict each other.
    """

    name: str
    place: int
    target: str
    order: Order = ""
    because: str = ""
    mixed: str = ""

    @property
    def is_in_doubt(self) -> bool:
        """Whether its cells may mean two days."""
        return not self.order and bool(self.because or self.mixed)


class Columns(NamedTuple):
    """The kind of note that the rows become, the tracker that wrote them if it is known, and the columns."""

    kind: str
    preset: Preset | None
    columns: tuple[Column, ...]

    @property
    def is_ours(self) -> bool:
        """Whether `vaultgen export` wrote the table."""
        return self.preset is presets.OURS


def known_names() -> frozenset[str]:
    """All known names of columns, by which the header row is recognized."""
    own = (name for kind in WRITTEN for name in specs(KINDS[kind]))
    return presets.known_names() | frozenset(own)


def read(table: Table, *, kind: str | None, given: Mapping[str, str], dates: Order) -> Columns:
    """What the columns of a table become. `given` are targets by column as the user named them.

    `dates` holds for the columns whose own cells do not say. Raises `UsageProblem` where something required is missing
    or `given` names what is not there.
    """
    names = [fold(name) for name in table.header]
    preset = presets.preset_of(frozenset(names))
    if not kind and not given and (what := presets.no_notes(frozenset(names))):
        raise UsageProblem(f"These are {what[0]}: they are not imported.", what[1])
    kind = kind or _kind_of(frozenset(names), {fold(column): target for column, target in given.items()})
    named = _given(table, kind, given)
    targets = {place: target for place, target in _targets(table, kind, preset).items() if target not in named.values()}
    targets |= named
    _need(table, kind, targets)
    spread = specs(KINDS[kind])
    columns = (
        _with_days(Column(name, place, targets.get(place, TEXT)), table, spread, dates, preset)
        for place, name in enumerate(table.header)
    )
    return Columns(kind, preset, tuple(columns))


def _kind_of(names: frozenset[str], given: Mapping[str, str]) -> str:
    """The kind of note that the rows are."""
    targets = {kind: {_meant(kind, name) for name in names} | set(given.values()) for kind in WRITTEN}
    if {"company", "date"} <= targets["interview"] and names & _OF_INTERVIEWS and "applied" not in names:
        return "interview"
    of_people = names & {"name", "full_name"} and targets["person"] & {"email", "phone", "linkedin"}
    if of_people and not targets["application"] & {"applied", "url", "outcome"}:
        return "person"
    if {"company", "role"} <= targets["application"]:
        return "application"
    own = {kind: len(names & set(specs(KINDS[kind]))) for kind in ("question", "accomplishment", "company")}
    best = max(own, key=lambda kind: own[kind])
    is_question = names & {"question", "comfort"}
    return best if own[best] > 1 and (is_question or best != "question") else "application"


def _meant(kind: str, name: str) -> str | None:
    """The property that a column's folded name means in a kind of note."""
    table = specs(KINDS[kind])
    if name in table:
        return name
    if name == "name" or (kind == "question" and name in ("question", "title")):
        return "name"
    return presets.meaning(kind, name) or property_called(kind, name)


def _targets(table: Table, kind: str, preset: Preset | None) -> dict[int, str]:
    """The targets of the columns by index. If several columns have one target, the best matching name gets it."""
    candidates: dict[str, list[tuple[bool, int, int]]] = {}
    targets: dict[int, str] = {}
    for place, column in enumerate(table.header):
        name = fold(column)
        special = preset.meanings.get(name) if preset else None
        target = special or _meant(kind, name)
        if special == IGNORED:
            targets[place] = IGNORED
        elif target:
            candidates.setdefault(target, []).append((name != target, presets.rank(kind, name), place))
    first = {target: min(places)[2] for target, places in candidates.items()}
    if "url" not in first and "source" in first and _holds_links(table, first["source"]):
        first["url"] = first.pop("source")
    if kind == "application" and "company" not in first and "role" in first:
        named = [place for place, column in enumerate(table.header) if fold(column) == "name"]
        first |= {"company": named[0]} if named else {}
    apart = {target for target in first if "." in target and target.partition(".")[0] not in first}
    return targets | {place: target for target, place in first.items() if target not in apart}


def _holds_links(table: Table, place: int) -> bool:
    cells = [row.cells[place] for row in table.rows if row.cells[place]]
    return bool(cells) and all(_URL.fullmatch(cell) for cell in cells)


def _given(table: Table, kind: str, given: Mapping[str, str]) -> dict[int, str]:
    """The targets that the user named, by index."""
    places = {fold(name): place for place, name in enumerate(table.header)}
    targets: dict[int, str] = {}
    for column, named in given.items():
        if fold(column) not in places:
            raise UsageProblem(f"There is no column “{column}”.", f"Columns: {', '.join(table.header)}.")
        target = key(named) if named != IGNORED else named
        if target not in targets_of(kind):
            raise UsageProblem(
                f"{kind.capitalize()} notes have no “{named}”.", f"They have: {', '.join(targets_of(kind))}."
            )
        targets[places[fold(column)]] = target
    return targets


def targets_of(kind: str) -> tuple[str, ...]:
    """What a column may become in a kind of note."""
    table = specs(KINDS[kind])
    people = [name for name, spec in table.items() if spec.type == "person"]
    parts = (f"{name}.{part}" for name in people for part in presets.PARTS)
    return (*dict.fromkeys(("name", *table)), *parts, TEXT, IGNORED)


def _need(table: Table, kind: str, targets: Mapping[int, str]) -> None:
    needed = [name for name, spec in specs(KINDS[kind]).items() if spec.required]
    if kind in ("person", "company", "question"):
        needed = ["name"]
    missing = [name for name in needed if name not in targets.values()]
    if missing:
        raise UsageProblem(
            f"No column is the “{missing[0]}” of the {kind}s. Columns: {', '.join(table.header)}.",
            f'Say which one is: --map "COLUMN={missing[0]}"; or what the rows are: --as interview',
        )


def _with_days(column: Column, table: Table, spread: Mapping[str, Spec], dates: Order, preset: Preset | None) -> Column:
    """A column with the order of its days, if it holds days."""
    spec = spread.get(column.target)
    if spec is None or spec.type not in ("date", "date-time"):
        return column
    try:
        order, cell = days.order_of(row.cells[column.place] for row in table.rows)
    except Mixed as mixed:
        return column._replace(order=dates, mixed=str(mixed))
    if not order and cell and preset and preset.days:
        return column._replace(order=preset.days, because=f"as {preset.name} writes days")
    if not order and cell and dates:
        return column._replace(order=dates, because="as you said")
    return column._replace(order=order, because=cell)
